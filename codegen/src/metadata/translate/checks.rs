//! What must hold for a field.
//!
//! In: a mended schema and what its sentences tell. Out: the constraints of the field, and whether they refuse a call
//! or only warn. Here it is too late to judge limits by themselves, which fixups have done; only whether they agree is
//! left.

use super::super::document::{Schema, Text};
use super::super::facts::text;
use super::{Scope, names};
use crate::metadata::ledger::Action;
use crate::metadata::prose::{self, Told};
use crate::spec::{At, Bound, Bounds, Check, DocumentedValue, Level, Spanned, Type};

/// The limits of a schema, which fit its type by now, and how much they matter: sets of values are often not
/// complete, so that they warn, and with them whatever stands beside.
pub(super) fn checks(
    scope: &mut Scope<'_, '_>,
    at: At,
    schema: &Schema<'_>,
    kind: &Type,
    told: &Told,
) -> (Vec<Spanned<Check>>, Level) {
    let values = values(scope, at, schema, kind, told);
    let mut level = match values {
        Some(_) => Level::Warn,
        None => Level::Enforce,
    };
    let mut checks = limits(schema, kind);
    if let Some(range) = told
        .range
        .filter(|_| matches!(kind, Type::Integer | Type::Number))
    {
        level = Level::Warn;
        checks.push(("description", Check::Range(range)));
    }
    if let Some(values) = values {
        checks.retain(|(key, check)| {
            let excluded = values.iter().find(|value| !check.allows(&value.text.value));
            if let Some(value) = excluded {
                let note = format!("`{key}` does not allow `{}`", value.text.value);
                let place = scope.places.path(at.node);
                scope
                    .ledger
                    .note("limit-excludes-value", Action::Changed, place, 0, note);
            }
            excluded.is_none()
        });
        checks.insert(0, ("enum", Check::Values(values)));
    }
    let mut spanned = Vec::with_capacity(checks.len());
    for (step, value) in checks {
        let at = scope.places.inside(at, step);
        // Findings about a value point at the place behind its key.
        scope.places.inside(at, "value");
        spanned.push(Spanned { value, at });
    }
    (spanned, level)
}

fn limits(schema: &Schema<'_>, kind: &Type) -> Vec<(&'static str, Check)> {
    let mut limits = Vec::new();
    match kind {
        Type::Integer | Type::Number => {
            let bounds = Bounds {
                min: schema.minimum.as_ref().and_then(bound),
                max: schema.maximum.as_ref().and_then(bound),
            };
            if bounds.min.is_some() || bounds.max.is_some() {
                limits.push(("minimum", Check::Range(bounds)));
            }
        }
        Type::String | Type::Timestamp => {
            if let Some(bounds) = counts(schema.min_length.as_ref(), schema.max_length.as_ref()) {
                limits.push(("minLength", Check::Length(bounds)));
            }
            if let Some(pattern) = &schema.pattern {
                limits.push(("pattern", Check::Pattern(pattern.to_string())));
            }
        }
        Type::List(_) | Type::Map(_) => {
            if let Some(bounds) = counts(schema.min_items.as_ref(), schema.max_items.as_ref()) {
                limits.push(("minItems", Check::Entries(bounds)));
            }
        }
        _ => {}
    }
    limits
}

fn bound(text: &Text<'_>) -> Option<Bound> {
    let text = text.trim();
    let whole = text.parse().ok().map(Bound::Integer);
    whole.or_else(|| {
        let number = text.parse().ok().filter(|number: &f64| number.is_finite());
        number.map(Bound::Number)
    })
}

fn counts(min: Option<&Text<'_>>, max: Option<&Text<'_>>) -> Option<Bounds<u64>> {
    let count = |text: Option<&Text<'_>>| text.and_then(|text| text.trim().parse().ok());
    let bounds = Bounds {
        min: count(min),
        max: count(max),
    };
    (bounds.min.is_some() || bounds.max.is_some()).then_some(bounds)
}

/// The values that the schema lists, otherwise those that its sentences or titles tell.
fn values(
    scope: &mut Scope<'_, '_>,
    at: At,
    schema: &Schema<'_>,
    kind: &Type,
    told: &Told,
) -> Option<Vec<DocumentedValue>> {
    if !matches!(kind, Type::String | Type::Integer | Type::Number) {
        return None;
    }
    let listed = schema.values.iter().flatten();
    let listed: Vec<(&str, Option<String>)> = listed
        .map(|value| (&**value, prose::meaning(schema, value)))
        .collect();
    let (step, all) = match &told.values {
        _ if !listed.is_empty() => ("enum", listed),
        Some(told) => {
            let values = told.values.iter();
            (
                "description",
                values
                    .map(|value| (&*value.text, value.doc.clone()))
                    .collect(),
            )
        }
        None => return None,
    };
    let around = scope.places.inside(at, step);
    let mut values: Vec<DocumentedValue> = Vec::with_capacity(all.len());
    for (value, doc) in all {
        values.push(DocumentedValue {
            text: scope.places.named(around, value),
            doc: doc.as_deref().and_then(text::note),
            rust_name: None,
        });
    }
    if matches!(kind, Type::String) {
        names::name(scope, &mut values);
    }
    Some(values)
}
