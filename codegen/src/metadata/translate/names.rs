//! Names of variants where the derived ones will not do.
//!
//! In: the documented values of a field. Out: the same, with a name where two of them would become one variant, or
//! where nothing in a value can be a name. Numbers are given in the order of the file.

use std::collections::BTreeSet;

use super::Scope;
use crate::ident;
use crate::metadata::ledger::{Action, VALUE_NAME};
use crate::spec::{DocumentedValue, Spanned};

/// Names the values that have no name of their own, or the same as another before them.
pub(super) fn name(scope: &mut Scope<'_, '_>, values: &mut [DocumentedValue]) {
    let derived: Vec<Option<String>> = values
        .iter()
        .map(|value| ident::variant(&value.text.value))
        .collect();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let all: BTreeSet<&String> = derived.iter().flatten().collect();
    for (index, (value, derived)) in values.iter_mut().zip(&derived).enumerate() {
        if derived
            .as_ref()
            .is_some_and(|name| taken.insert(name.clone()))
        {
            continue;
        }
        let stem = match derived {
            Some(name) => name.replace('_', ""),
            None => "Value".to_owned(),
        };
        let first = if derived.is_some() { 2 } else { index + 1 };
        let numbered = (first..).map(|number| format!("{stem}{number}"));
        let mut free = numbered.filter(|name| !taken.contains(name) && !all.contains(name));
        let name = free.next().expect("numbers do not end");
        taken.insert(name.clone());
        let place = scope.places.path(value.text.at.node);
        scope.ledger.note(
            VALUE_NAME,
            Action::Changed,
            place,
            0,
            format!("is the variant `{name}`"),
        );
        value.rust_name = Some(Spanned {
            value: name,
            at: scope.places.inside(value.text.at, "name"),
        });
    }
}
