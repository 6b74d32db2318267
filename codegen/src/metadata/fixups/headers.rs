//! Header parameters.
//!
//! In: parameters that travel as headers. Out: those that can be sent, each once. Headers that carry the signature are
//! the client's own, and a wrong name would end a call before it is sent.

use std::collections::HashSet;

use super::super::document::{Api, Schema};
use super::{Apply, Fixup, Notes, Shape, fixup};
use crate::grammar::OWNED_HEADERS;

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        "owned-header",
        Apply::Before(owned),
        "a parameter is a header that carries the protocol, such as `Authorization`",
        "dropped: the client sets it",
    ),
    fixup(
        "unusable-header",
        Apply::Before(unusable),
        "the name of a header parameter is no name of a header",
        "dropped",
    ),
    fixup(
        "repeated-header",
        Apply::Before(repeated),
        "two header parameters differ in capitals alone",
        "the first counts",
    ),
    fixup(
        "header-family",
        Apply::After(family),
        "a header parameter whose name holds `*`, such as `x-oss-meta-*`, is no map",
        "a map from what stands for the `*` to text",
    ),
    fixup(
        "compound-header",
        Apply::After(compound),
        "a header parameter is a structure, a list or any JSON",
        "its value is JSON, unless it has the style `simple`",
    ),
];

/// Takes out the header parameters that do not pass.
fn retain(
    api: &mut Api<'_>,
    notes: &mut Notes<'_>,
    why: &str,
    mut is_fine: impl FnMut(&str) -> bool,
) {
    api.parameters.retain(|parameter| {
        let is_fine = parameter.place != "header" || is_fine(&parameter.name);
        if !is_fine {
            notes.dropped_parameter(parameter, why);
        }
        is_fine
    });
}

fn owned(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    retain(api, notes, "the client sets it", |name| {
        !OWNED_HEADERS.contains(&name.to_ascii_lowercase().as_str())
    });
}

fn unusable(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    retain(api, notes, "no name of a header", |name| {
        let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        name.bytes().all(token)
    });
}

fn repeated(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    let mut seen = HashSet::new();
    retain(api, notes, "the same header", |name| {
        seen.insert(name.to_ascii_lowercase())
    });
}

fn family(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    for parameter in &mut api.parameters {
        let is_family = parameter.place == "header" && parameter.name.contains('*');
        if is_family && notes.shape(&parameter.schema) == Shape::Single {
            let place = format!("parameters.{}", parameter.name);
            notes.changed_at(&place, "a map of text");
            let schema = &mut parameter.schema;
            schema.reference = None;
            schema.kind = Some("object".into());
            schema.values = None;
            schema.default = None;
            (schema.min_length, schema.max_length, schema.pattern) = (None, None, None);
            (schema.minimum, schema.maximum) = (None, None);
            schema.map_values = Some(Box::new(Schema {
                kind: Some("string".into()),
                ..Schema::default()
            }));
        }
    }
}

fn compound(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    for parameter in &mut api.parameters {
        let is_header = parameter.place == "header" && !parameter.name.contains('*');
        let is_compound = is_header && notes.shape(&parameter.schema) != Shape::Single;
        if is_compound && parameter.style.as_deref() != Some("simple") {
            notes.kept_at(&format!("parameters.{}", parameter.name), "as JSON");
            parameter.style = Some("json".into());
        }
    }
}
