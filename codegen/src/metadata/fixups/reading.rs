//! Values that are written otherwise than the format says.
//!
//! In: the oddities that reading left on each node. Out: the same in the ledger, with their places: reading knows no
//! places, and only here it shows whether the node is of use at all.

use super::super::document::{Api, Document, Oddity, Oddness, Schema};
use super::{Apply, Fixup, Notes, fixup};

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        "list-for-map",
        Apply::Schema(list_for_map),
        "`[]` stands where a map belongs",
        "read as an empty map",
    ),
    fixup(
        "list-for-map",
        Apply::Before(list_for_map_in_operation),
        "the same right inside of an operation",
        "read as an empty map",
    ),
    fixup(
        "list-for-map",
        Apply::First(list_for_map_in_document),
        "the same in `apis` and `schemas`",
        "read as an empty map",
    ),
    fixup(
        "text-as-list",
        Apply::Schema(text_as_list),
        "a description or another text is written as a list",
        "its entries are put below each other",
    ),
    fixup(
        "text-as-list",
        Apply::Before(text_as_list_in_operation),
        "the same right inside of an operation",
        "its entries are put below each other",
    ),
    fixup(
        "text-as-list",
        Apply::First(text_as_list_in_document),
        "the same right inside of the document",
        "its entries are put below each other",
    ),
    fixup(
        "unreadable-value",
        Apply::Schema(unreadable),
        "a value is of another kind than the format says",
        "the key counts as absent",
    ),
    fixup(
        "unreadable-value",
        Apply::Before(unreadable_in_operation),
        "the same right inside of an operation",
        "the key counts as absent",
    ),
    fixup(
        "unreadable-value",
        Apply::First(unreadable_in_document),
        "the same right inside of the document",
        "the key counts as absent",
    ),
    fixup(
        "repeated-key",
        Apply::Schema(repeated),
        "a word of the format, such as `properties` or `responses`, stands twice in one object",
        "maps and lists are put together; of other values the first counts",
    ),
    fixup(
        "repeated-key",
        Apply::Before(repeated_in_operation),
        "the same right inside of an operation",
        "maps and lists are put together; of other values the first counts",
    ),
    fixup(
        "repeated-key",
        Apply::First(repeated_in_document),
        "the same right inside of the document, such as `apis`",
        "maps and lists are put together; of other values the first counts",
    ),
    fixup(
        "misspelt-reference",
        Apply::Schema(misspelt_reference),
        "a reference is spelt `ref`",
        "read as `$ref`",
    ),
    fixup(
        "misspelt-enum",
        Apply::Schema(misspelt_enum),
        "a set of values is spelt `enumValues`",
        "read as `enum`",
    ),
];

fn note(oddities: &[Oddity], how: Oddness, what: &str, notes: &mut Notes<'_>) {
    for oddity in oddities.iter().filter(|oddity| oddity.how == how) {
        notes.changed_at(&oddity.key, what);
    }
}

const EMPTY_MAP: &str = "`[]` read as `{}`";
const TEXT: &str = "a list read as text";
const ABSENT: &str = "not read";

fn list_for_map(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    note(&schema.oddities, Oddness::EmptyList, EMPTY_MAP, notes);
}

fn list_for_map_in_operation(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    note(&api.oddities, Oddness::EmptyList, EMPTY_MAP, notes);
}

fn list_for_map_in_document(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    note(&document.oddities, Oddness::EmptyList, EMPTY_MAP, notes);
}

fn text_as_list(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    note(&schema.oddities, Oddness::TextInList, TEXT, notes);
}

fn text_as_list_in_operation(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    note(&api.oddities, Oddness::TextInList, TEXT, notes);
}

fn unreadable(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    note(&schema.oddities, Oddness::Unreadable, ABSENT, notes);
}

fn unreadable_in_operation(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    note(&api.oddities, Oddness::Unreadable, ABSENT, notes);
}

fn text_as_list_in_document(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    note(&document.oddities, Oddness::TextInList, TEXT, notes);
}

fn unreadable_in_document(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    note(&document.oddities, Oddness::Unreadable, ABSENT, notes);
}

fn note_repeated(oddities: &[Oddity], notes: &mut Notes<'_>) {
    for (how, what) in [
        (Oddness::Joined, "told in parts, put together"),
        (Oddness::Repeated, "told twice, each time the same"),
        (Oddness::Contradicted, "told twice; the first counts"),
    ] {
        note(oddities, how, what, notes);
    }
}

fn repeated(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    note_repeated(&schema.oddities, notes);
}

fn repeated_in_operation(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    note_repeated(&api.oddities, notes);
}

fn repeated_in_document(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    note_repeated(&document.oddities, notes);
}

fn misspelt_reference(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if let Some(name) = schema.misspelt_reference.take() {
        notes.changed(format!("`ref: {name}` read as `$ref`"));
        schema.reference.get_or_insert(name);
    }
}

fn misspelt_enum(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if let Some(values) = schema.misspelt_values.take() {
        notes.changed("`enumValues` read as `enum`");
        schema.values.get_or_insert(values);
    }
}
