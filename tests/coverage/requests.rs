//! What a request shows of the protocol.
//!
//! In: an operation, a typed request of it, and what was sent. Out: the names of the kinds that it is an
//! example of. No match here has a wildcard, so that a new place, style, body or shape needs a name.

use alicloud::rt::{ApiStyle, Body, Field, Model, OperationInfo, Place, Shape, Style};
use alicloud_tests::wire::Wire;

/// Every kind that a request can be an example of, by what it is about.
pub(crate) const KINDS: &[(&str, &[&str])] = &[
    ("Styles of an API", &["ROA", "RPC"]),
    (
        "Places",
        &[
            "body member",
            "form",
            "header",
            "host",
            "path",
            "query",
            "whole body",
        ],
    ),
    (
        "Styles of query parameters",
        &[
            "query: a name with dots",
            "query: flat, empty list",
            "query: flat, list",
            "query: flat, list of lists",
            "query: flat, list of structures",
            "query: flat, list within a list of structures",
            "query: flat, map",
            "query: flat, structure",
            "query: json, empty list",
            "query: json, list",
            "query: json, map",
            "query: json, structure",
            "query: no style",
            "query: no style, empty text",
            "query: simple",
            "query: simple, empty list",
        ],
    ),
    (
        "Styles of form parameters",
        &[
            "form: flat, list",
            "form: flat, list of structures",
            "form: flat, list within a list of structures",
            "form: flat, map",
            "form: flat, structure",
            "form: json, list",
            "form: json, structure",
            "form: no style",
            "form: simple",
        ],
    ),
    (
        "Headers",
        &[
            "header: a family of names",
            "header: json",
            "header: simple",
            "header: text",
        ],
    ),
    (
        "Bodies",
        &[
            "XML",
            "XML, map",
            "XML, structure",
            "any JSON",
            "bytes",
            "form",
            "form and query together",
            "list",
            "map",
            "no body",
            "object",
            "object without members",
            "one number",
            "structure",
            "text",
            "whole body not set",
        ],
    ),
    (
        "Methods",
        &[
            "DELETE",
            "DELETE with a body",
            "GET",
            "GET with a body",
            "PATCH",
            "POST",
            "POST without a body",
            "PUT",
        ],
    ),
    (
        "Path templates",
        &[
            "a literal to encode",
            "a placeholder",
            "a query in the template",
            "a slash at the end",
            "a value to encode",
        ],
    ),
    (
        "Credentials",
        &[
            "access key",
            "bearer token",
            "none, ROA",
            "none, RPC",
            "temporary keys",
        ],
    ),
];

/// The kinds that this request shows.
pub(crate) fn kinds(info: &OperationInfo, model: &dyn Model, wire: &Wire) -> Vec<String> {
    let mut kinds = vec![match info.style {
        ApiStyle::Roa => "ROA".to_owned(),
        ApiStyle::Rpc => "RPC".to_owned(),
    }];
    let mut whole = None;
    for (field, value) in model.fields().members() {
        let shape = value.shape();
        if field.place == Place::Payload {
            whole = Some(of_whole_body(shape));
        }
        if !matches!(shape, Shape::Unset) {
            kinds.extend(of_field(field, shape));
        }
    }
    kinds.push(match info.body {
        Body::None => "no body".to_owned(),
        Body::Json(_) if wire.body == b"{}" => "object without members".to_owned(),
        Body::Json(_) => "object".to_owned(),
        Body::Xml { .. } => "XML".to_owned(),
        Body::Form => "form".to_owned(),
        Body::XmlPayload { .. } => match whole {
            Some(kind) if wire.body.starts_with(b"<") => format!("XML, {kind}"),
            _ => "whole body not set".to_owned(),
        },
        Body::Payload => whole.unwrap_or("whole body not set").to_owned(),
    });
    if info.body == Body::Form && !wire.query.is_empty() {
        kinds.push("form and query together".to_owned());
    }
    kinds.extend(of_method(wire));
    kinds.extend(of_path(info, wire));
    kinds.push(of_credentials(info.style, wire).to_owned());
    kinds
}

fn of_field(field: &Field, shape: Shape<'_>) -> Vec<String> {
    let (place, is_styled) = match field.place {
        Place::Path => ("path", false),
        Place::Query => ("query", true),
        Place::Header => ("header", false),
        Place::Host => ("host", false),
        Place::Form => ("form", true),
        Place::Body => ("body member", false),
        Place::Payload => ("whole body", false),
        Place::Member => return Vec::new(),
    };
    let mut kinds = vec![place.to_owned()];
    if field.place == Place::Header {
        kinds.push(format!("header: {}", header(field, shape)));
    }
    if is_styled {
        kinds.push(format!("{place}: {}", style(field.style, shape)));
        if is_styled && field.name.contains('.') {
            kinds.push(format!("{place}: a name with dots"));
        }
        if lists_in_structures(shape) && field.style == Style::Flat {
            kinds.push(format!("{place}: flat, list within a list of structures"));
        }
    }
    kinds
}

fn header(field: &Field, shape: Shape<'_>) -> &'static str {
    match shape {
        Shape::Map(_) if field.name.contains('*') => "a family of names",
        Shape::List(_) if field.style == Style::Simple => "simple",
        Shape::List(_) | Shape::Map(_) | Shape::Model(_) | Shape::Json(_) => "json",
        Shape::Unset
        | Shape::Text(_)
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::Boolean(_)
        | Shape::Bytes(_) => "text",
    }
}

fn style(style: Style, shape: Shape<'_>) -> String {
    let what = match shape {
        Shape::Text("") => return "no style, empty text".to_owned(),
        Shape::Unset
        | Shape::Text(_)
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::Boolean(_)
        | Shape::Bytes(_) => return "no style".to_owned(),
        Shape::List(list) if list.is_empty() => "empty list",
        Shape::List(list) => match list.get(0).map(alicloud::rt::Value::shape) {
            Some(Shape::Model(_)) if style == Style::Flat => "list of structures",
            Some(Shape::List(_)) if style == Style::Flat => "list of lists",
            _ => "list",
        },
        Shape::Map(_) => "map",
        Shape::Model(_) => "structure",
        Shape::Json(_) => "any JSON",
    };
    match style {
        Style::Flat => format!("flat, {what}"),
        Style::Json => format!("json, {what}"),
        Style::Simple if what == "empty list" => "simple, empty list".to_owned(),
        Style::Simple => "simple".to_owned(),
    }
}

fn lists_in_structures(shape: Shape<'_>) -> bool {
    let Shape::List(list) = shape else {
        return false;
    };
    let mut found = false;
    for entry in (0..list.len()).filter_map(|index| list.get(index)) {
        if let Shape::Model(model) = entry.shape() {
            let values = model.fields().values;
            found |= values
                .iter()
                .any(|value| matches!(value.shape(), Shape::List(_)));
        }
    }
    found
}

fn of_whole_body(shape: Shape<'_>) -> &'static str {
    match shape {
        Shape::Unset => "whole body not set",
        Shape::Text(_) => "text",
        Shape::Integer(_) | Shape::Number(_) | Shape::Boolean(_) => "one number",
        Shape::Bytes(_) => "bytes",
        Shape::Json(_) => "any JSON",
        Shape::List(_) => "list",
        Shape::Map(_) => "map",
        Shape::Model(_) => "structure",
    }
}

fn of_method(wire: &Wire) -> Vec<String> {
    let method = &wire.method;
    let mut kinds = vec![method.clone()];
    let has_body = wire.headers.contains_key("content-type");
    match method.as_str() {
        "GET" | "DELETE" if has_body => kinds.push(format!("{method} with a body")),
        "POST" if !has_body => kinds.push("POST without a body".to_owned()),
        _ => {}
    }
    kinds
}

fn of_path(info: &OperationInfo, wire: &Wire) -> Vec<String> {
    let (path, query) = info.path.split_once('?').unwrap_or((info.path, ""));
    let literals: String = path.split('{').map(after_placeholder).collect();
    let encoded =
        |text: &str| text.contains(|c: char| !(c.is_alphanumeric() || "/-_.~".contains(c)));
    let found = [
        ("a literal to encode", encoded(&literals)),
        ("a placeholder", path.contains('{')),
        ("a query in the template", !query.is_empty()),
        ("a slash at the end", path.len() > 1 && path.ends_with('/')),
        (
            "a value to encode",
            wire.path.matches('%').count()
                > literals.matches(|c: char| encoded(&c.to_string())).count(),
        ),
    ];
    let found = found.into_iter().filter(|(_, found)| *found);
    found.map(|(kind, _)| kind.to_owned()).collect()
}

fn after_placeholder(part: &str) -> &str {
    part.split_once('}').map_or(part, |(_, literal)| literal)
}

fn of_credentials(style: ApiStyle, wire: &Wire) -> &'static str {
    let has = |name: &str| wire.headers.contains_key(name);
    match (has("authorization"), has("x-acs-security-token")) {
        (true, true) => "temporary keys",
        (true, false) => "access key",
        (false, _) if has("x-acs-bearer-token") => "bearer token",
        (false, _) if style == ApiStyle::Rpc => "none, RPC",
        (false, _) => "none, ROA",
    }
}
