//! Constraints of a field -> lines of its table.

use crate::lookup;
use crate::rust::{Bound, Bounds, Check};
use crate::spec::{self, Field, Level, Product, Spanned, Type};

/// The constraints of a field, by level.
#[derive(Default)]
pub(super) struct Checks {
    pub enforced: Vec<Check>,
    pub advised: Vec<Check>,
}

/// Everything that must hold for a field: what it says itself, what the shared text behind it says, and
/// what its entries say. The runtime applies a constraint on text or numbers to each entry of a list.
pub(super) fn of(product: &Product, field: &Field) -> Checks {
    let mut checks = Checks::default();
    let mut next = Some(field);
    while let Some(field) = next {
        let lowered = lower(&field.checks);
        match field.level {
            Level::Enforce => checks.enforced.extend(lowered),
            Level::Warn => checks.advised.extend(lowered),
        }
        next = match &field.kind {
            Type::List(entry) | Type::Map(entry) => Some(entry),
            Type::Ref(_) => lookup::resolve(product, field)
                .filter(|shared| !matches!(shared.kind, Type::Structure(_))),
            _ => None,
        };
    }
    checks
}

/// Lowers the constraints of one field.
pub(super) fn lower(checks: &[Spanned<spec::Check>]) -> Vec<Check> {
    checks.iter().map(|check| one(&check.value)).collect()
}

fn one(check: &spec::Check) -> Check {
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
                .map(|value| value.text.value.clone())
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
