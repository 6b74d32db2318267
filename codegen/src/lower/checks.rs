//! Constraints of a field -> lines of its table.

use crate::lookup;
use crate::rust::{Bound, Bounds, Check};
use crate::spec::{self, Field, Level, Product, Spanned, Type};

/// What must hold for a field, by level, and whether it is a secret.
#[derive(Default)]
pub(super) struct Checks {
    pub enforced: Vec<Check>,
    pub advised: Vec<Check>,
    pub sensitive: bool,
}

/// Everything that must hold for a field: what it says itself, what the shared text behind it says, and
/// what its entries say.
pub(super) fn of(product: &Product, field: &Field) -> Checks {
    let mut checks = Checks {
        sensitive: field.sensitive,
        ..Checks::default()
    };
    let own = lower(&field.checks, &field.kind);
    match field.level {
        Level::Enforce => checks.enforced.extend(own),
        Level::Warn => checks.advised.extend(own),
    }
    match &field.kind {
        Type::List(entry) | Type::Map(entry) => {
            let mut inner = of(product, entry);
            // An entry that is a structure is always there.
            if entry.required && can_be_empty(product, entry) {
                inner.enforced.insert(0, Check::Set);
            }
            checks.sensitive |= inner.sensitive;
            checks.enforced.extend(each(inner.enforced));
            checks.advised.extend(each(inner.advised));
        }
        Type::Ref(_) => {
            let shared = lookup::resolve(product, field)
                .filter(|shared| !matches!(shared.kind, Type::Structure(_)));
            if let Some(shared) = shared {
                let behind = of(product, shared);
                checks.sensitive |= behind.sensitive;
                checks.enforced.extend(behind.enforced);
                checks.advised.extend(behind.advised);
            }
        }
        _ => {}
    }
    checks
}

fn each(checks: Vec<Check>) -> Option<Check> {
    (!checks.is_empty()).then_some(Check::Each(checks))
}

fn can_be_empty(product: &Product, field: &Field) -> bool {
    lookup::resolve(product, field).is_some_and(|field| {
        matches!(
            field.kind,
            Type::String
                | Type::Timestamp
                | Type::Bytes
                | Type::List(_)
                | Type::Map(_)
                | Type::Json
        )
    })
}

/// Lowers the constraints of one field of a type.
pub(super) fn lower(checks: &[Spanned<spec::Check>], kind: &Type) -> Vec<Check> {
    checks.iter().map(|check| one(&check.value, kind)).collect()
}

/// A documented text as the runtime writes a value of this type: `1.0` is the number 1.
pub(super) fn wire_text(text: &str, kind: &Type) -> String {
    let canonical = match kind {
        Type::Integer => text.parse::<i64>().ok().map(|number| number.to_string()),
        Type::Number => text.parse::<f64>().ok().map(|number| number.to_string()),
        _ => None,
    };
    canonical.unwrap_or_else(|| text.to_owned())
}

fn one(check: &spec::Check, kind: &Type) -> Check {
    match check {
        spec::Check::Length(bounds) => Check::Count("Length", count(bounds)),
        spec::Check::Bytes(bounds) => Check::Count("Bytes", count(bounds)),
        spec::Check::Entries(bounds) => Check::Count("Entries", count(bounds)),
        spec::Check::Range(bounds) => Check::Range(Bounds {
            min: bounds.min.map(bound),
            max: bounds.max.map(bound),
        }),
        spec::Check::Pattern(pattern) => Check::Text("Pattern", pattern.clone()),
        spec::Check::Prefix(texts) => Check::Texts("Prefix", texts.clone()),
        spec::Check::NotPrefix(texts) => Check::Texts("NotPrefix", texts.clone()),
        spec::Check::Values(values) => Check::Texts(
            "Values",
            values
                .iter()
                .map(|value| wire_text(&value.text.value, kind))
                .collect(),
        ),
        spec::Check::UniqueBy(member) => Check::Text("UniqueBy", member.value.clone()),
    }
}

fn count(bounds: &spec::Bounds<u64>) -> Bounds<u64> {
    Bounds {
        min: bounds.min,
        max: bounds.max,
    }
}

fn bound(bound: spec::Bound) -> Bound {
    match bound {
        spec::Bound::Integer(value) => Bound::Integer(value),
        spec::Bound::Number(value) => Bound::Number(value),
    }
}
