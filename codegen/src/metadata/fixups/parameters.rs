//! Places and styles of parameters.
//!
//! In: `in` and `style` as they are written. Out: places and styles that the spec format knows, and none where there is
//! but one way to write a value.

use super::super::document::Api;
use super::{Apply, Fixup, Notes, Shape, fixup};

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        "unknown-place",
        Apply::Before(unknown_place),
        "a parameter travels nowhere that is known",
        "in the query",
    ),
    fixup(
        "optional-in-path",
        Apply::After(optional_in_path),
        "a parameter in path or host is not marked as required",
        "required: without it there is no address",
    ),
    fixup(
        "compound-in-path",
        Apply::After(compound_in_path),
        "a list, structure or any JSON travels in path or host",
        "text; what is inside is dropped",
    ),
    fixup(
        "sensitive-host",
        Apply::After(sensitive_host),
        "a parameter in the host is sensitive",
        "not sensitive: hosts are looked up in the clear",
    ),
    fixup(
        "style-of-single-value",
        Apply::After(style_of_single),
        "a style stands on a single value, or on something in path, host or body",
        "ignored: there is one way to write it",
    ),
    fixup(
        "unknown-style",
        Apply::After(unknown_style),
        "a style that no product uses",
        "flattened",
    ),
    fixup(
        "simple-style-of-structures",
        Apply::After(simple_of_structures),
        "entries that are no single values should be joined with commas",
        "one parameter of JSON",
    ),
    fixup(
        "no-style",
        Apply::After(no_style),
        "a list, structure or any JSON in query or form has no style",
        "flattened; any JSON that is a single value goes as text",
    ),
];

fn unknown_place(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    for parameter in &mut api.parameters {
        let known = ["query", "formData", "path", "body", "header", "host"];
        if !known.contains(&&*parameter.place) {
            let place = format!("parameters.{}", parameter.name);
            notes.changed_at(&place, format!("`{}` read as `query`", parameter.place));
            parameter.place = "query".into();
        }
    }
}

fn is_address(place: &str) -> bool {
    matches!(place, "path" | "host")
}

fn optional_in_path(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    for parameter in &mut api.parameters {
        if is_address(&parameter.place) && !parameter.schema.required {
            parameter.schema.required = true;
            notes.changed_at(&format!("parameters.{}", parameter.name), "required");
        }
    }
}

fn compound_in_path(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    for parameter in &mut api.parameters {
        if is_address(&parameter.place) && notes.shape(&parameter.schema) != Shape::Single {
            let place = format!("parameters.{}", parameter.name);
            let schema = &mut parameter.schema;
            notes.dropped(&place, super::super::count::below(schema), "read as text");
            schema.reference = None;
            schema.kind = Some("string".into());
            schema.properties = None;
            schema.items = None;
            schema.map_values = None;
            schema.min_items = None;
            schema.max_items = None;
        }
    }
}

fn sensitive_host(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    for parameter in &mut api.parameters {
        if parameter.place == "host" && std::mem::take(&mut parameter.schema.sensitive) {
            notes.changed_at(&format!("parameters.{}", parameter.name), "not sensitive");
        }
    }
}

fn style_of_single(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    for parameter in &mut api.parameters {
        let has_none = is_address(&parameter.place)
            || notes.shape(&parameter.schema) == Shape::Single && parameter.place != "body";
        if has_none && let Some(style) = parameter.style.take() {
            let place = format!("parameters.{}", parameter.name);
            notes.changed_at(&place, format!("`{style}` is ignored"));
        }
    }
}

/// Parameters with styles: the ones of query, form and header.
fn has_style(place: &str) -> bool {
    matches!(place, "query" | "formData" | "header")
}

fn unknown_style(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    for parameter in &mut api.parameters {
        let known = ["flat", "repeatList", "json", "simple"];
        let is_odd = |style: &&mut std::borrow::Cow<'_, str>| !known.contains(&&***style);
        if has_style(&parameter.place)
            && let Some(style) = parameter.style.as_mut().filter(is_odd)
        {
            let place = format!("parameters.{}", parameter.name);
            notes.changed_at(&place, format!("`{style}` read as `flat`"));
            *style = "flat".into();
        }
    }
}

fn simple_of_structures(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    for parameter in &mut api.parameters {
        let is_simple = parameter.style.as_deref() == Some("simple") && has_style(&parameter.place);
        if is_simple && notes.shape(&parameter.schema) != Shape::Singles {
            let place = format!("parameters.{}", parameter.name);
            notes.changed_at(&place, "`simple` read as `json`");
            parameter.style = Some("json".into());
        }
    }
}

fn no_style(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    for parameter in &api.parameters {
        let is_compound = notes.shape(&parameter.schema) != Shape::Single;
        let place = &*parameter.place;
        if is_compound && parameter.style.is_none() && matches!(place, "query" | "formData") {
            notes.kept_at(&format!("parameters.{}", parameter.name), "flattened");
        }
    }
}
