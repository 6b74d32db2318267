//! Which kinds show a word of the spec format.
//!
//! In: nothing, these are tables, each in the order of the format. Out: the place of the words in the
//! format's JSON Schema, and the kinds that show each.

/// The words of `in`.
pub(crate) const PLACES: &str = "/definitions/parameter/properties/in/enum";
/// The words of `style`.
pub(crate) const STYLES: &str = "/definitions/parameter/properties/style/enum";
/// The words of a body's `type`.
pub(crate) const BODIES: &str = "/definitions/body/properties/type/enum";
/// The words of a response's `type`.
pub(crate) const ANSWERS: &str = "/definitions/response/properties/type/enum";

type Words = &'static [(&'static str, &'static [&'static str])];

pub(crate) const OF_PLACES: Words = &[
    ("path", &["path"]),
    ("query", &["query"]),
    ("header", &["header: text", "header: json"]),
    ("host", &["host"]),
    ("form", &["form"]),
];

pub(crate) const OF_STYLES: Words = &[
    ("flat", &["query: flat, structure", "form: flat, structure"]),
    ("repeatList", &["query: flat, list", "form: flat, list"]),
    ("json", &["query: json, list", "form: json, list"]),
    ("simple", &["query: simple", "form: simple"]),
];

pub(crate) const OF_BODIES: Words = &[
    ("string", &["text"]),
    ("integer", &["one number"]),
    ("number", &["one number"]),
    ("boolean", &["one number"]),
    ("timestamp", &["text"]),
    ("bytes", &["bytes"]),
    ("list", &["list"]),
    ("map", &["map"]),
    ("structure", &["object", "structure"]),
    ("json", &["any JSON"]),
];

pub(crate) const OF_ANSWERS: Words = &[
    ("string", &["text"]),
    ("integer", &["one number"]),
    ("number", &["one number"]),
    ("boolean", &["one number"]),
    ("timestamp", &["text"]),
    ("bytes", &["bytes"]),
    ("list", &["list"]),
    ("map", &["map"]),
    ("structure", &["structure", "list in a wrapper"]),
    ("json", &["any JSON"]),
    ("events", &["events"]),
];
