//! Keys of fields and of what is demanded of them.
//!
//! In: nothing. Out: tables. Whatever may be written about a field stands here once, for the parser, the schemas of
//! editors and the table of keys in `specs/README.md`.

use super::Wants::{
    self, Boolean, Either, Formatted, Json, List, Map, NonEmpty, Object as Keys, Scalar, Text, Word,
};
use super::rule::RULE;
use super::{Key, Object, format, words};

/// A type alone, or all there is to say.
pub(crate) static TYPE_OR_FIELD: [Wants; 2] = [Word(words::TYPES), Keys(&FIELD)];

/// A parameter.
pub(crate) static PARAMETER: Object = Object {
    name: "a parameter",
    doc: "Something that travels outside a JSON body. It takes the keys of a field as well.",
    keys: &[
        Key::new("in", Word(words::PLACES), "Where it travels.").required(),
        Key::new(
            "style",
            Word(words::STYLES),
            "How a list or structure is written in a query, form or header; `flat` unless said.",
        ),
    ],
    also: &[&FIELD],
};

/// A member of an answer.
pub(crate) static ANSWER_MEMBER: Object = Object {
    name: "a member of an answer",
    doc: "A member of the structure that a success answers. It takes the keys of a field as well.",
    keys: &[Key::new(
        "in",
        Word(words::ANSWER_PLACES),
        "Where it travels, when not in the body.",
    )],
    also: &[&FIELD],
};

/// A field.
pub(crate) static FIELD: Object = Object {
    name: "a field",
    doc: "A member of a body or structure, an entry of a list, or a shared schema. `Key: string` is short for `Key: { type: string }`. It takes the keys of a constraint as well.",
    keys: &[
        Key::new(
            "type",
            Word(words::TYPES),
            "Its type; left out beside `fields` and `$ref`.",
        ),
        Key::new("doc", Text, "What it is, in a sentence of our own."),
        Key::new(
            "required",
            Boolean,
            "Whether it must be set; text, lists and maps must not be empty then.",
        ),
        Key::new("items", Either(&TYPE_OR_FIELD), "Entries of a list or map."),
        Key::new(
            "fields",
            Map(&format::WIRE_NAME, &Either(&TYPE_OR_FIELD)),
            "Members of a structure, in the page's order.",
        ),
        Key::new(
            "rules",
            List(&Keys(&RULE)),
            "Conditions between the members of the structure.",
        ),
        Key::new(
            "$ref",
            Formatted(&format::TYPE_NAME),
            "A structure of `schemas.yaml`.",
        ),
        Key::new(
            "name",
            Formatted(&format::TYPE_NAME),
            "Rust name of the structure or enum that is declared here.",
        ),
        Key::new(
            "rust_name",
            Formatted(&format::FIELD_NAME),
            "Rust name of the field, where the derived one will not do.",
        ),
        Key::new(
            "level",
            Word(words::LEVELS),
            "How much a violation of its constraints matters; `enforce` unless said.",
        ),
        Key::new(
            "default",
            Scalar,
            "The server's default; documentation, never sent.",
        ),
        Key::new("example", Json, "An example; need not fit the type."),
        Key::new("unit", Text, "Unit of a number."),
        Key::new("sensitive", Boolean, "Whether it must never be printed."),
        Key::new("deprecated", Text, "What to use instead."),
        Key::new(
            "source",
            Either(&[
                Word(words::SOURCES),
                Map(&format::FACT, &Word(words::SOURCES)),
            ]),
            "Where it is known from when not from the page: the whole field, or the keys that are named.",
        ),
    ],
    also: &[&CONSTRAINTS],
};

/// What can be demanded of a field.
pub(crate) static CONSTRAINTS: Object = Object {
    name: "a constraint",
    doc: "What must hold for a field when it is set.",
    keys: &[
        Key::new(
            "values",
            Either(&[
                NonEmpty(&Scalar),
                Map(&format::WRITTEN, &Either(&[Text, Keys(&VALUE)])),
            ]),
            "Documented values: a list, or a map with their meanings; other text is a violation.",
        ),
        Key::new(
            "length",
            Formatted(&format::BOUNDS),
            "Characters of a text.",
        ),
        Key::new(
            "bytes",
            Formatted(&format::BOUNDS),
            "Bytes of a text in UTF-8, or of bytes.",
        ),
        Key::new(
            "entries",
            Formatted(&format::BOUNDS),
            "Entries of a list or map.",
        ),
        Key::new(
            "range",
            Formatted(&format::RANGE),
            "Value of a number, or of a number written as text.",
        ),
        Key::new(
            "pattern",
            Text,
            "Regular expression that the whole text matches.",
        ),
        Key::new(
            "prefix",
            Either(&[Scalar, NonEmpty(&Scalar)]),
            "The text starts with this, or with one of these.",
        ),
        Key::new(
            "not_prefix",
            Either(&[Scalar, NonEmpty(&Scalar)]),
            "The text does not start with this, or with any of these.",
        ),
        Key::new(
            "unique_by",
            Formatted(&format::WIRE_NAME),
            "No two entries of the list agree on this member.",
        ),
    ],
    also: &[],
};

static VALUE: Object = Object {
    name: "a documented value",
    doc: "A value with more than its meaning.",
    keys: &[
        Key::new("doc", Text, "What it means."),
        Key::new(
            "source",
            Word(words::SOURCES),
            "Where it is known from when not from the page.",
        ),
        Key::new(
            "rust_name",
            Formatted(&format::TYPE_NAME),
            "Rust name of the variant, where the derived one will not do.",
        ),
    ],
    also: &[],
};
