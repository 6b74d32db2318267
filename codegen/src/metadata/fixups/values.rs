//! Sets of values.
//!
//! In: `enum` and `enumValueTitles` as they are written. Out: sets of different values of the type of their field. They
//! become variants and warnings, so that a value too much misleads, and one too few is in the way.

use std::collections::HashSet;

use super::super::document::Schema;
use super::{Apply, Fixup, Notes, fixup};
use crate::metadata::ledger::VALUE_NAME;

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        "empty-enum",
        Apply::Schema(empty_enum),
        "a set of values is empty",
        "no set: any value will do",
    ),
    fixup(
        "enum-of-list",
        Apply::Schema(enum_of_list),
        "a set of values stands on a list",
        "it is the set of the entries",
    ),
    fixup(
        "enum-of-structure",
        Apply::Schema(enum_of_structure),
        "a set of values stands on something that is no single value",
        "ignored",
    ),
    fixup(
        "enum-of-boolean",
        Apply::Schema(enum_of_boolean),
        "a boolean lists its values",
        "ignored: there are no others",
    ),
    fixup(
        "padded-value",
        Apply::Schema(padded_value),
        "a value begins or ends in white space",
        "taken without it",
    ),
    fixup(
        "unusable-value",
        Apply::Schema(unusable_value),
        "a value has control characters, such as a line break",
        "left out of the set",
    ),
    fixup(
        "repeated-value",
        Apply::Schema(repeated_value),
        "a set of values, or of their titles, lists one twice",
        "listed once",
    ),
    fixup(
        "enum-of-number",
        Apply::Schema(enum_of_number),
        "the values of a number are written as text",
        "compared as numbers; what is no number is left out",
    ),
    fixup(
        "titles-of-other-values",
        Apply::Schema(titles),
        "`enumValueTitles` tells values that `enum` does not list",
        "the set is what `enum` lists",
    ),
    fixup(
        VALUE_NAME,
        Apply::Noted,
        "two values become one name in Rust, or one has nothing to be named by",
        "the second and later ones are numbered",
    ),
];

fn kind<'s>(schema: &'s Schema<'_>) -> &'s str {
    match &schema.reference {
        Some(_) => "reference",
        None => schema.kind.as_deref().unwrap_or("any"),
    }
}

fn empty_enum(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if schema.values.as_ref().is_some_and(Vec::is_empty) {
        schema.values = None;
        notes.changed("no set of values");
    }
}

fn enum_of_list(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if kind(schema) != "array" {
        return;
    }
    let single = |items: &&mut Box<Schema<'_>>| {
        matches!(kind(items), "string" | "integer" | "number" | "boolean")
    };
    let items = schema.items.as_mut().filter(single);
    if let (Some(values), Some(items)) = (schema.values.take_if(|_| items.is_some()), items) {
        notes.changed("it is the set of the entries");
        items.values.get_or_insert(values);
        if items.value_titles.is_empty() {
            items.value_titles = std::mem::take(&mut schema.value_titles);
        }
    }
}

fn enum_of_structure(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if !matches!(kind(schema), "string" | "integer" | "number" | "boolean")
        && let Some(values) = schema.values.take()
    {
        notes.changed(format!(
            "a set of {} values on `{}` is ignored",
            values.len(),
            kind(schema)
        ));
    }
}

fn enum_of_boolean(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if kind(schema) == "boolean" && schema.values.take().is_some() {
        notes.changed("ignored");
    }
}

fn padded_value(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    for value in schema.values.iter_mut().flatten() {
        let trimmed = value.trim();
        if trimmed.len() < value.len() {
            notes.changed(format!("`{value}` read as `{trimmed}`"));
            *value = trimmed.to_owned().into();
        }
    }
}

fn unusable_value(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let mut is_usable = |value: &str| {
        let is_usable = !value.contains(char::is_control);
        if !is_usable {
            notes.changed(format!("{value:?} is left out"));
        }
        is_usable
    };
    if let Some(values) = &mut schema.values {
        values.retain(|value| is_usable(value));
    }
    schema
        .value_titles
        .retain(|(value, _)| is_usable(value.trim()));
    schema.values.take_if(|values| values.is_empty());
}

fn repeated_value(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if let Some(values) = &mut schema.values {
        let mut seen = HashSet::new();
        values.retain(|value| {
            let is_new = seen.insert(value.to_string());
            if !is_new {
                notes.changed(format!("`{value}` is listed twice"));
            }
            is_new
        });
    }
    let mut seen = HashSet::new();
    schema.value_titles.retain(|(value, _)| {
        let is_new = seen.insert(value.trim().to_owned());
        if !is_new {
            notes.changed(format!("the title of `{value}` is told twice"));
        }
        is_new
    });
}

fn enum_of_number(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let fits: fn(&str) -> bool = match kind(schema) {
        "integer" => |text| text.parse::<i64>().is_ok(),
        "number" => |text| text.parse::<f64>().is_ok_and(f64::is_finite),
        _ => return,
    };
    let Some(mut values) = schema.values.take() else {
        return;
    };
    let mut others = Vec::new();
    values.retain(|value| {
        let fits = fits(value);
        if !fits {
            others.push(format!("`{value}`"));
        }
        fits
    });
    notes.changed(match others.is_empty() {
        true => "compared as numbers".to_owned(),
        false => format!("no numbers: {}", others.join(", ")),
    });
    schema.values = (!values.is_empty()).then_some(values);
}

fn titles(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let Some(values) = &schema.values else {
        return;
    };
    let known: HashSet<&str> = values.iter().map(|value| &**value).collect();
    let before = schema.value_titles.len();
    schema
        .value_titles
        .retain(|(value, _)| known.contains(value.trim()));
    let others = before - schema.value_titles.len();
    if others > 0 {
        notes.changed(format!("{others} titles of other values"));
    }
}
