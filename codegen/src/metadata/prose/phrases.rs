//! The phrases of which sentences about other fields are made, in lower case.
//!
//! In: nothing. Out: tables for the parser of sentences. They were collected from the catalogue: what is not in here is
//! not understood, and stays a sentence of the documentation.

/// Names of the field that is described.
pub(super) const THIS: &[&str] = &[
    "this parameter",
    "this field",
    "this request parameter",
    "this header",
    "these parameters",
    "the parameter",
];

/// Words that follow a name and say nothing.
pub(super) const KINDS: &[&str] = &[
    "request parameters",
    "request parameter",
    "parameters",
    "parameter",
    "fields",
    "field",
];

/// Says that the field before must be set.
pub(super) const NEEDED: &[&str] = &[
    "is required",
    "takes effect and is required",
    "is valid and required",
    "is available and required",
    "is only required",
    "is also required",
    "are required",
    "is mandatory",
    "must be specified",
    "must be set",
    "must be configured",
    "must be provided",
    "must also be specified",
    "must be specified as well",
    "is a required parameter",
    "cannot be empty",
    "must not be empty",
    "cannot be left empty",
];

/// Says that the field after must be set.
pub(super) const NEED: &[&str] = &[
    "you must specify",
    "you must set",
    "you must configure",
    "you must also specify",
    "you must provide",
    "you need to specify",
    "you must also configure",
    "you must also set",
    "you have to specify",
    "you also need to specify",
    "you must also provide",
];

/// Says that at least one of the fields after is set.
pub(super) const AT_LEAST: &[&str] = &["at least one of", "one of", "either"];

/// Says that exactly one of the fields after is set.
pub(super) const EXACTLY: &[&str] = &["only one of", "exactly one of"];

/// Whole beginnings of sentences about several fields.
pub(super) const CHOICE: &[(&str, Count)] = &[
    ("you must and can specify only one of", Count::Exact),
    ("you can specify only one of", Count::Most),
    ("you can only specify one of", Count::Most),
    ("you can configure only one of", Count::Most),
    ("you can set only one of", Count::Most),
    ("you cannot specify both", Count::Most),
    ("you cannot configure both", Count::Most),
    ("you cannot set both", Count::Most),
    ("you must select at least one of", Count::Least),
];

/// Says the same behind the fields.
pub(super) const AFTER: &[(&str, Count)] = &[
    ("are mutually exclusive", Count::Most),
    ("cannot be specified at the same time", Count::Most),
    ("cannot be set at the same time", Count::Most),
    ("cannot be configured at the same time", Count::Most),
    ("cannot be used together", Count::Most),
    ("cannot be both specified", Count::Most),
];

/// Closes a sentence about several fields.
pub(super) const CLOSING: &[&str] = &[
    "at the same time",
    "together",
    "in the request",
    "in each request",
    "in a request",
    "for each request",
];

/// How many of some fields are to be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// One or more.
    Least,
    /// One.
    Exact,
    /// One or none.
    Most,
}
