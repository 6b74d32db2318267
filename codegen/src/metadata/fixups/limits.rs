//! Limits of numbers, lengths and counts.
//!
//! In: limits on anything, as numbers or text. Out: limits that fit their type and can be met. What a type says anyway
//! is left out, so that documentation and tables hold only what somebody decided.

use super::super::document::{Schema, Text};
use super::{Apply, Fixup, Notes, fixup};

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        "range-of-no-number",
        Apply::Schema(range_of_no_number),
        "`minimum` or `maximum` stands on something that is no number",
        "ignored",
    ),
    fixup(
        "length-of-no-text",
        Apply::Schema(length_of_no_text),
        "`minLength` or `maxLength` stands on something that is no text",
        "ignored",
    ),
    fixup(
        "count-of-no-list",
        Apply::Schema(count_of_no_list),
        "`minItems` or `maxItems` stands on something that is no list",
        "ignored",
    ),
    fixup(
        "limit-of-no-number",
        Apply::Schema(unreadable),
        "a limit is no number, or a count is negative or has a fraction",
        "ignored",
    ),
    fixup(
        "limit-of-type",
        Apply::Schema(limit_of_type),
        "a limit is that of the type, or outside of 64 bits",
        "that end stays open",
    ),
    fixup(
        "exclusive-without-limit",
        Apply::Schema(exclusive_without_limit),
        "`exclusiveMinimum` or `exclusiveMaximum` stands without a limit",
        "ignored",
    ),
    fixup(
        "exclusive-limit",
        Apply::Schema(exclusive_limit),
        "a limit does not belong to the range itself",
        "the next whole number is the limit; other numbers may reach the limit itself",
    ),
    fixup(
        "crossed-limits",
        Apply::Schema(crossed),
        "the smallest allowed value is above the largest",
        "both are ignored",
    ),
    fixup(
        "limit-as-text",
        Apply::Schema(as_text),
        "`minimum` and `maximum` are written as text",
        "read as numbers",
    ),
];

fn kind<'s>(schema: &'s Schema<'_>) -> &'s str {
    match &schema.reference {
        Some(_) => "reference",
        None => schema.kind.as_deref().unwrap_or("any"),
    }
}

fn ignore(limits: [(&'static str, &mut Option<Text<'_>>); 2], on: &str, notes: &mut Notes<'_>) {
    for (key, limit) in limits {
        if let Some(limit) = limit.take() {
            notes.changed(format!("`{key}: {limit}` on `{on}` is ignored"));
        }
    }
}

fn range_of_no_number(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if schema.minimum.is_none() && schema.maximum.is_none() {
        return;
    }
    let kind = kind(schema).to_owned();
    if !matches!(&*kind, "integer" | "number") {
        schema.exclusive_minimum = false;
        schema.exclusive_maximum = false;
        let limits = [
            ("minimum", &mut schema.minimum),
            ("maximum", &mut schema.maximum),
        ];
        ignore(limits, &kind, notes);
    }
}

fn length_of_no_text(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if schema.min_length.is_none() && schema.max_length.is_none() {
        return;
    }
    let kind = kind(schema).to_owned();
    if kind != "string" {
        let limits = [
            ("minLength", &mut schema.min_length),
            ("maxLength", &mut schema.max_length),
        ];
        ignore(limits, &kind, notes);
    }
}

fn count_of_no_list(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if schema.min_items.is_none() && schema.max_items.is_none() {
        return;
    }
    let kind = kind(schema).to_owned();
    let is_map = kind == "object" && schema.map_values.is_some();
    if kind != "array" && !is_map {
        let limits = [
            ("minItems", &mut schema.min_items),
            ("maxItems", &mut schema.max_items),
        ];
        ignore(limits, &kind, notes);
    }
}

/// A limit of a number, as exactly as it can be compared.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
enum Number {
    Whole(i128),
    Other(f64),
}

/// Reads a limit; a whole number may be written with a fraction of nothing.
fn number(text: &str) -> Option<Number> {
    let text = text.trim();
    if let Ok(whole) = text.parse::<i128>() {
        return Some(Number::Whole(whole));
    }
    let other = text
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())?;
    let is_whole = other.fract() == 0.0 && other.abs() < 1e15;
    Some(if is_whole {
        Number::Whole(other as i128)
    } else {
        Number::Other(other)
    })
}

fn unreadable(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    for (key, limit) in [
        ("minimum", &mut schema.minimum),
        ("maximum", &mut schema.maximum),
    ] {
        if let Some(text) = limit.take_if(|text| number(text).is_none()) {
            notes.changed(format!("`{key}: {text}` is ignored"));
        }
    }
    for (key, limit) in [
        ("minLength", &mut schema.min_length),
        ("maxLength", &mut schema.max_length),
        ("minItems", &mut schema.min_items),
        ("maxItems", &mut schema.max_items),
    ] {
        let is_count = |text: &str| match number(text) {
            Some(Number::Whole(whole)) => u64::try_from(whole).is_ok(),
            _ => false,
        };
        if let Some(text) = limit.take_if(|text| !is_count(text)) {
            notes.changed(format!("`{key}: {text}` is ignored"));
        }
    }
}

/// Limits that say no more than the type does: of 32 and of 64 bits, signed and not, and one beside.
fn limit_of_type(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if schema.minimum.is_none() && schema.maximum.is_none() {
        return;
    }
    let is_type = |text: &str, is_minimum: bool| match number(text) {
        Some(Number::Whole(whole)) if is_minimum => {
            whole == i128::from(i32::MIN) || whole <= i128::from(i64::MIN) + 1
        }
        Some(Number::Whole(whole)) => {
            let exact = [
                i128::from(i32::MAX),
                i128::from(u32::MAX),
                i128::from(u32::MAX) + 1,
            ];
            exact.contains(&whole) || whole >= i128::from(i64::MAX) - 1
        }
        Some(Number::Other(other)) => other.abs() > 1e18,
        None => false,
    };
    for (key, limit, exclusive, is_minimum) in [
        (
            "minimum",
            &mut schema.minimum,
            &mut schema.exclusive_minimum,
            true,
        ),
        (
            "maximum",
            &mut schema.maximum,
            &mut schema.exclusive_maximum,
            false,
        ),
    ] {
        if let Some(text) = limit.take_if(|text| is_type(text, is_minimum)) {
            *exclusive = false;
            notes.changed(format!("`{key}: {text}` says no more than the type"));
        }
    }
}

fn exclusive_without_limit(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    for (key, limit, exclusive) in [
        (
            "exclusiveMinimum",
            &schema.minimum,
            &mut schema.exclusive_minimum,
        ),
        (
            "exclusiveMaximum",
            &schema.maximum,
            &mut schema.exclusive_maximum,
        ),
    ] {
        if limit.is_none() && std::mem::take(exclusive) {
            notes.changed(format!("`{key}` is ignored"));
        }
    }
}

fn exclusive_limit(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let is_integer = kind(schema) == "integer";
    for (limit, exclusive, step) in [
        (&mut schema.minimum, &mut schema.exclusive_minimum, 1),
        (&mut schema.maximum, &mut schema.exclusive_maximum, -1),
    ] {
        if let (Some(text), true) = (limit, std::mem::take(exclusive)) {
            let next = match number(text) {
                Some(Number::Whole(whole)) if is_integer => (whole + step).to_string(),
                _ => text.to_string(),
            };
            notes.changed(format!("`{text}` read as `{next}`"));
            *text = next.into();
        }
    }
}

fn crossed(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    for (min, max) in [
        (&mut schema.minimum, &mut schema.maximum),
        (&mut schema.min_length, &mut schema.max_length),
        (&mut schema.min_items, &mut schema.max_items),
    ] {
        if let (Some(low), Some(high)) = (&min, &max)
            && is_above(low, high)
        {
            notes.changed(format!("`{low}` is above `{high}`"));
            *min = None;
            *max = None;
        }
    }
}

fn is_above(low: &str, high: &str) -> bool {
    let float = |number| match number {
        Number::Whole(whole) => whole as f64,
        Number::Other(other) => other,
    };
    match (number(low), number(high)) {
        (Some(Number::Whole(low)), Some(Number::Whole(high))) => low > high,
        (Some(low), Some(high)) => float(low) > float(high),
        _ => false,
    }
}

fn as_text(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let limits = [&schema.minimum, &schema.maximum];
    let texts: Vec<&str> = limits.into_iter().flatten().map(|text| &**text).collect();
    if !texts.is_empty() {
        notes.changed(texts.join(" and "));
    }
}
