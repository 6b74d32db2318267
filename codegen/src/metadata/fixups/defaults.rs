//! Defaults, examples, and what the documentation alone demands.
//!
//! In: values that stand for others. Out: those that are of the type of their field. Defaults are never sent, only
//! told; examples are for people, so that an odd one may stay.

use super::super::document::Schema;
use super::{Apply, Fixup, Notes, fixup};

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        "empty-default",
        Apply::Schema(empty_default),
        "a default is empty",
        "no default",
    ),
    fixup(
        "wrong-default",
        Apply::Schema(wrong_default),
        "a default is no value of the type",
        "no default",
    ),
    fixup(
        "empty-example",
        Apply::Schema(empty_example),
        "an example is empty",
        "no example",
    ),
    fixup(
        "wrong-example",
        Apply::Schema(wrong_example),
        "an example is no value of the type",
        "kept as text for people; never sent",
    ),
    fixup(
        "required-by-documentation",
        Apply::Schema(required_by_documentation),
        "the documentation requires what the gateway does not (`docRequired`)",
        "optional; the text says that it is required",
    ),
];

fn empty_default(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if schema
        .default
        .take_if(|text| text.trim().is_empty())
        .is_some()
    {
        notes.changed("no default");
    }
}

/// Whether a text is a value of the type of a schema, as far as that can be told.
fn fits(schema: &Schema<'_>, text: &str) -> bool {
    if schema.reference.is_some() {
        return true;
    }
    match schema.kind.as_deref() {
        Some("integer") => text.parse::<i64>().is_ok(),
        Some("number") => text.parse::<f64>().is_ok_and(f64::is_finite),
        Some("boolean") => matches!(text, "true" | "false"),
        _ => true,
    }
}

fn wrong_default(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let Some(text) = &schema.default else {
        return;
    };
    let is_single = schema.reference.is_none()
        && matches!(
            schema.kind.as_deref(),
            Some("string" | "integer" | "number" | "boolean")
        );
    let is_printable = !text.chars().any(char::is_control);
    if !is_single || !is_printable || !fits(schema, text) {
        notes.changed(format!("`{text}` is ignored"));
        schema.default = None;
    }
}

fn empty_example(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if schema
        .example
        .take_if(|text| text.trim().is_empty())
        .is_some()
    {
        notes.changed("no example");
    }
}

fn wrong_example(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if let Some(text) = schema.example.as_deref().filter(|text| !fits(schema, text)) {
        notes.kept(format!("`{text}`"));
    }
}

fn required_by_documentation(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if schema.doc_required == Some(true) && !schema.required {
        let text = schema.description.as_deref().unwrap_or_default().trim_end();
        let end = if text.is_empty() { "" } else { "\n\n" };
        schema.description = Some(format!("{text}{end}Required by the documentation.").into());
        notes.changed("optional, with a sentence");
    }
}
