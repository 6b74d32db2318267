//! Keys of an operation's file.
//!
//! In: nothing. Out: tables: what a file may say of an operation, in the order in which it should stand there.

use super::Wants::{
    Boolean, Either, Formatted, Json, List, Map, NonEmpty, Object as Keys, Text, Word,
};
use super::field::{ANSWER_MEMBER, CONSTRAINTS, PARAMETER, TYPE_OR_FIELD};
use super::pages::{PAGES, POLLING};
use super::product::RETRY;
use super::rule::RULE;
use super::{Key, Object, format, words};

/// An operation.
pub(crate) static OPERATION: Object = Object {
    name: "an operation",
    doc: "`<product>/<version>/<Operation>.yaml`: one documented API page.",
    keys: &[
        Key::new(
            "operation",
            Formatted(&format::OPERATION_NAME),
            "Name of the operation, and of its file.",
        )
        .required(),
        Key::new(
            "rust_name",
            Formatted(&format::TYPE_NAME),
            "Name to make Rust names of, where that of another operation becomes the same: `GetThing2`.",
        ),
        Key::new("summary", Text, "What it does, in one sentence of our own.").required(),
        Key::new("doc", Text, "Whatever else a user should know."),
        Key::new(
            "source",
            Either(&[Word(words::SOURCES), Keys(&PAGE)]),
            "Where the facts were read: the page with its date, or something else than a page.",
        ),
        Key::new("docs", Formatted(&format::URL), "Address of the page."),
        Key::new(
            "http",
            Formatted(&format::HTTP),
            "Method and path template.",
        )
        .required(),
        Key::new(
            "authorization",
            Keys(&AUTHORIZATION),
            "What RAM must allow.",
        ),
        Key::new(
            "kind",
            Word(words::KINDS),
            "Whether it may be repeated blindly; what is not said counts as `write`.",
        ),
        Key::new("anonymous", Boolean, "Whether the request goes unsigned."),
        Key::new("deprecated", Text, "What to use instead."),
        Key::new(
            "idempotency_token",
            Formatted(&format::WIRE_NAME),
            "The parameter or body member that makes a repetition safe.",
        ),
        Key::new(
            "retry",
            Keys(&RETRY),
            "Error codes after which trying again helps, besides those of the product.",
        ),
        Key::new(
            "pages",
            Keys(&PAGES),
            "How its pages are walked, if it lists something page by page.",
        ),
        Key::new(
            "polling",
            Keys(&POLLING),
            "How to learn what became of the work that it only starts.",
        ),
        Key::new(
            "parameters",
            Map(&format::WIRE_NAME, &Keys(&PARAMETER)),
            "What travels outside a JSON body, in the page's order.",
        ),
        Key::new("body", Keys(&BODY), "The body, when it is no form."),
        Key::new(
            "rules",
            List(&Keys(&RULE)),
            "Conditions between parameters and body members.",
        ),
        Key::new(
            "response",
            Either(&[Word(words::RESPONSE_TYPES), Keys(&RESPONSE)]),
            "What a success answers; left out for nothing.",
        ),
        Key::new(
            "errors",
            Map(&format::ERROR_CODE, &Either(&[Text, Keys(&ERROR)])),
            "Documented error codes, each with its meaning.",
        ),
        Key::new("examples", List(&Keys(&EXAMPLE)), "Documented examples."),
    ],
    also: &[],
};

static PAGE: Object = Object {
    name: "`source` of an operation",
    doc: "The page that the facts were read from.",
    keys: &[Key::new(
        "page",
        Formatted(&format::DATE),
        "Date that the page shows.",
    )],
    also: &[],
};

static AUTHORIZATION: Object = Object {
    name: "`authorization`",
    doc: "What RAM must allow.",
    keys: &[
        Key::new("action", Formatted(&format::ACTION), "The action.").required(),
        Key::new("level", Text, "Access level as the page names it."),
        Key::new("resource_type", Text, "Resource type as the page names it."),
        Key::new("resource", Text, "Resource pattern of a policy."),
        Key::new("conditions", NonEmpty(&Text), "Condition keys."),
        Key::new(
            "dependent",
            NonEmpty(&Formatted(&format::ACTION)),
            "Actions that must be allowed as well.",
        ),
    ],
    also: &[],
};

/// A body.
pub(crate) static BODY: Object = Object {
    name: "a body",
    doc: "A JSON object or XML document of `fields`, or one whole value of a `type`: a list, text, bytes or any JSON. Members of a form are parameters with `in: form`.",
    keys: &[
        Key::new(
            "name",
            Formatted(&format::WIRE_NAME),
            "Name of the body parameter in documentation, `body` unless said; never on the wire.",
        ),
        Key::new("doc", Text, "What it is."),
        Key::new("required", Boolean, "Whether the page calls it required."),
        Key::new(
            "fields",
            Map(&format::WIRE_NAME, &Either(&TYPE_OR_FIELD)),
            "Members of the JSON object, in the page's order.",
        ),
        Key::new(
            "rules",
            List(&Keys(&RULE)),
            "Conditions between the members and the parameters.",
        ),
        Key::new(
            "xml",
            Formatted(&format::ELEMENT),
            "Name of the root element: the `fields`, the structure of a `$ref`, or a map travel as an XML document instead of JSON.",
        ),
        Key::new("type", Word(words::TYPES), "Type of a whole body."),
        Key::new("items", Either(&TYPE_OR_FIELD), "Entries of a list or map."),
        Key::new(
            "$ref",
            Formatted(&format::TYPE_NAME),
            "A structure of `schemas.yaml`.",
        ),
        Key::new("sensitive", Boolean, "Whether it must never be printed."),
        Key::new("example", Json, "An example."),
        Key::new(
            "level",
            Word(words::LEVELS),
            "How much a violation of its constraints matters; `enforce` unless said.",
        ),
    ],
    also: &[&CONSTRAINTS],
};

static RESPONSE: Object = Object {
    name: "a response",
    doc: "What a success answers: a structure of `fields`, a value of a `type`, or `events`. A body in XML is read as one in JSON is: its root element stands for the whole, repeated elements are a list.",
    keys: &[
        Key::new("doc", Text, "What it is."),
        Key::new(
            "fields",
            Map(
                &format::WIRE_NAME,
                &Either(&[Word(words::TYPES), Keys(&ANSWER_MEMBER)]),
            ),
            "Members of the answer, in the page's order.",
        ),
        Key::new(
            "type",
            Word(words::RESPONSE_TYPES),
            "Type of an answer that is no structure.",
        ),
        Key::new(
            "items",
            Either(&TYPE_OR_FIELD),
            "Entries of a list or map, or the data of each event.",
        ),
        Key::new(
            "$ref",
            Formatted(&format::TYPE_NAME),
            "A structure of `schemas.yaml`.",
        ),
        Key::new("example", Json, "An example."),
    ],
    also: &[],
};

static ERROR: Object = Object {
    name: "an error code",
    doc: "A documented error code.",
    keys: &[
        Key::new("status", Formatted(&format::STATUS), "HTTP status."),
        Key::new("doc", Text, "What it means."),
    ],
    also: &[],
};

static EXAMPLE: Object = Object {
    name: "an example",
    doc: "A documented example.",
    keys: &[
        Key::new(
            "request",
            Json,
            "Input by parameter name; body members stand under the body's name.",
        ),
        Key::new("response", Json, "Body of the answer."),
    ],
    also: &[],
};
