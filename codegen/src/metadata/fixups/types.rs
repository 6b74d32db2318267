//! Types that are not said, not known, or contradict what stands beside them.
//!
//! In: schemas with any words beside each other. Out: schemas of one type each, with nothing beside it that belongs to
//! another; the type counts, and what it has no place for is dropped with its number of fields.

use super::super::count;
use super::super::document::Schema;
use super::notes::Side;
use super::{Apply, Fixup, Notes, fixup};

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        "no-type",
        Apply::Schema(no_type),
        "a schema says no type",
        "a structure if it has `properties`, a list if it has `items`, otherwise any JSON",
    ),
    fixup("any", Apply::Schema(any), "the type is `any`", "any JSON"),
    fixup(
        "unknown-type",
        Apply::Schema(unknown_type),
        "the type is a word of no meaning",
        "any JSON",
    ),
    fixup(
        "members-of-no-structure",
        Apply::Schema(members),
        "`properties` stand on something that is no structure",
        "the type decides; the properties are dropped",
    ),
    fixup(
        "items-of-no-list",
        Apply::Schema(items),
        "`items` stand on something that is no list",
        "the type decides; the items are dropped",
    ),
    fixup(
        "map-and-structure",
        Apply::Schema(map_and_structure),
        "`additionalProperties` stand beside `properties`, or on something that is no object",
        "a structure of the properties; other members are read from the raw answer",
    ),
    fixup(
        "free-object",
        Apply::Schema(free_object),
        "an object has neither `properties` nor `additionalProperties`",
        "a map from text to any JSON",
    ),
    fixup(
        "list-without-items",
        Apply::Schema(list_without_items),
        "a list does not say what its entries are",
        "entries are any JSON",
    ),
    fixup(
        "wrong-format",
        Apply::Schema(wrong_format),
        "the format belongs to another type, such as `int32` to text",
        "the type decides; the format is ignored",
    ),
    fixup(
        "binary-inside",
        Apply::Schema(binary_inside),
        "text of the format `binary` stands inside of JSON, a query or a form",
        "text: only a whole body or a whole answer is bytes",
    ),
    fixup(
        "byte-text",
        Apply::Schema(byte_text),
        "text has the format `byte`, which it does not keep to",
        "text as it is, not base64",
    ),
];

fn no_type(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if schema.kind.is_some() || schema.reference.is_some() {
        return;
    }
    let kind = if schema.properties.is_some() || schema.map_values.is_some() {
        "object"
    } else if schema.items.is_some() {
        "array"
    } else {
        "any"
    };
    schema.kind = Some(kind.into());
    schema.is_made = true;
    notes.changed(format!("no type; read as `{kind}`"));
}

fn any(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if schema.kind.as_deref() == Some("any") && schema.reference.is_none() && !schema.is_made {
        notes.kept("any JSON");
    }
}

fn unknown_type(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let kind = schema.kind.as_deref().unwrap_or("any");
    let known = [
        "any", "array", "boolean", "integer", "number", "object", "string",
    ];
    if !known.contains(&kind) && schema.reference.is_none() {
        notes.changed(format!("`{kind}` read as any JSON"));
        schema.kind = Some("any".into());
    }
}

fn members(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if schema.kind.as_deref() == Some("object") && schema.reference.is_none() {
        return;
    }
    if let Some(properties) = schema.properties.take().filter(|all| !all.is_empty()) {
        let inside = properties.iter().map(|(_, schema)| count::field(schema));
        notes.dropped("properties", inside.sum(), format!("on {}", called(schema)));
    }
}

fn items(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if schema.kind.as_deref() == Some("array") && schema.reference.is_none() {
        return;
    }
    if let Some(items) = schema.items.take() {
        notes.dropped(
            "items",
            count::below(&items),
            format!("on {}", called(schema)),
        );
    }
}

fn map_and_structure(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let is_structure = schema
        .properties
        .as_ref()
        .is_some_and(|all| !all.is_empty());
    let is_object = schema.kind.as_deref() == Some("object") && schema.reference.is_none();
    if is_object && !is_structure {
        return;
    }
    if let Some(values) = schema.map_values.take() {
        let what = if is_object {
            "a structure"
        } else {
            called(schema)
        };
        notes.dropped(
            "additionalProperties",
            count::below(&values),
            format!("on {what}"),
        );
    }
}

/// What stands beside a reference, or a type in words.
fn called(schema: &Schema<'_>) -> &'static str {
    match schema.kind.as_deref() {
        _ if schema.reference.is_some() => "a reference",
        Some("object") => "an object",
        Some("array") => "a list",
        Some("any") => "any JSON",
        _ => "a single value",
    }
}

fn free_object(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let is_empty = schema.properties.as_ref().is_none_or(Vec::is_empty);
    let is_object = schema.kind.as_deref() == Some("object") && schema.reference.is_none();
    if is_object && is_empty && schema.map_values.is_none() {
        schema.properties = None;
        schema.map_values = Some(Box::new(json()));
        notes.changed("a map of any JSON");
    }
}

fn list_without_items(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let is_list = schema.kind.as_deref() == Some("array") && schema.reference.is_none();
    if is_list && schema.items.is_none() {
        schema.items = Some(Box::new(json()));
        notes.changed("a list of any JSON");
    }
}

/// A schema of any JSON, which is nothing odd where a fixup puts it.
fn json<'d>() -> Schema<'d> {
    Schema {
        kind: Some("any".into()),
        is_made: true,
        ..Schema::default()
    }
}

fn wrong_format(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let (Some(format), Some(kind)) = (&schema.format, &schema.kind) else {
        return;
    };
    let fits = match &**kind {
        "string" => !matches!(&**format, "int32" | "int64" | "float" | "double"),
        "integer" => matches!(&**format, "int32" | "int64"),
        "number" => matches!(&**format, "float" | "double"),
        _ => false,
    };
    if !fits {
        notes.changed(format!("`{format}` on `{kind}` is ignored"));
        schema.format = None;
    }
}

fn binary_inside(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let is_whole = notes.depth == 0 && (notes.side == Side::Answer || notes.in_body);
    if schema.format.as_deref() == Some("binary") && !is_whole {
        notes.changed("read as text");
        schema.format = None;
    }
}

fn byte_text(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if schema.format.as_deref() == Some("byte") {
        notes.changed("read as text");
        schema.format = None;
    }
}
