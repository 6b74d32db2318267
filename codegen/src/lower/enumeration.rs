//! Enums: the documented values of a text, which is a value of an open set.

use std::collections::BTreeMap;

use super::scope::{Direction, Scope};
use super::{docs, prose, types};
use crate::ident;
use crate::rust::{Enumeration, Item, Variant};
use crate::spec::{At, DocumentedValue, Field};

/// What every enum says of itself.
const OPEN: &str =
    "The set is open: an [`Open`](rt::Open) holds, compares and prints these and any other text.";

/// Declares the enum of a field and gives its name. The same set is declared once.
pub(super) fn declare(
    scope: &mut Scope<'_, '_>,
    field: &Field,
    hint: &str,
    parent: &str,
) -> String {
    if let Some(name) = scope.same(field, hint, Direction::Both) {
        return name;
    }
    let name = scope.claim(field, hint, parent, Direction::Both);
    define(scope, field, &name);
    name
}

/// Defines the enum of a field under a name that is claimed.
pub(super) fn define(scope: &mut Scope<'_, '_>, field: &Field, name: &str) {
    let variants = variants(scope, field, types::values(field).unwrap_or_default());
    let mut lines = prose::paragraph(field.doc.as_deref().unwrap_or("Documented values."));
    lines.extend([String::new(), OPEN.to_owned()]);
    let mark = scope.mark();
    scope.insert(
        mark,
        Item::Enumeration(Enumeration {
            name: name.to_owned(),
            docs: lines,
            variants,
        }),
    );
}

fn variants(scope: &mut Scope<'_, '_>, field: &Field, values: &[DocumentedValue]) -> Vec<Variant> {
    let mut taken: BTreeMap<String, (At, String)> = BTreeMap::new();
    let mut variants = Vec::new();
    for value in values {
        let text = &value.text.value;
        let explicit = value.rust_name.as_ref().map(|name| name.value.clone());
        if let Some(name) = value
            .rust_name
            .as_ref()
            .filter(|name| !ident::is_type_name(&name.value))
        {
            scope
                .diagnostics
                .error(
                    "bad-rust-name",
                    name.at,
                    format!("`{}` cannot be the name of a variant", name.value),
                )
                .help("write it in camel case, with letters and digits only, and none of Rust's own type names");
            continue;
        }
        let Some(name) = explicit.or_else(|| ident::variant(text)) else {
            scope
                .diagnostics
                .error(
                    "needs-rust-name",
                    Some(value.text.at),
                    format!("the value `{text}` has no ASCII letter or digit to name it by"),
                )
                .help("name the variant: `value: { rust_name: Something }`");
            continue;
        };
        if let Some((earlier, other)) = taken.insert(name.clone(), (value.text.at, text.clone())) {
            scope
                .diagnostics
                .error(
                    "name-collision",
                    Some(value.text.at),
                    format!("the values `{other}` and `{text}` would both be the variant `{name}`"),
                )
                .help("name one of them: `value: { rust_name: Something }`")
                .label(earlier, "the other one");
        }
        let source = field
            .sources
            .iter()
            .find(|(what, _)| what == text)
            .map(|(_, source)| source.as_str());
        variants.push(Variant {
            name,
            text: text.clone(),
            docs: docs::value(text, value.doc.as_deref(), source),
        });
    }
    variants
}
