//! An operation: its request, its answer, its method.

use super::scope::{Direction, Scope};
use super::shared::Names;
use super::structure::{self, Parts};
use super::{docs, prose, types};
use crate::diagnostic::Diagnostics;
use crate::file_name;
use crate::ident;
use crate::model::Product;
use crate::rust::{Body, Call, Method, Operation, OperationInfo, Type};
use crate::spec::{self, BodyContent, Field, Kind, Place};

/// Modules and methods that the generator itself puts where those of an operation stand.
const TAKEN: &[&str] = &["alicloud_core", "call", "clone", "new", "rt", "types"];

/// Lowers one operation.
pub(super) fn lower(
    product: &Product<'_>,
    shared: &Names<'_>,
    source: &spec::Operation,
    diagnostics: &mut Diagnostics,
) -> Operation {
    let wire = &source.name.value;
    let answer = if source.events { "Event" } else { "Response" };
    let called = called(source);
    let (request, response) = (type_name(called, "Request"), type_name(called, answer));
    let mut scope = Scope::new(product, shared, diagnostics);
    scope.reserve(&request);
    scope.reserve(&response);
    for field in source.request_fields() {
        scope.expect(field, Direction::Request);
    }
    if let Some(field) = &source.response {
        scope.expect(field, Direction::Response);
    }

    structure::build(&mut scope, request_parts(source, &request));
    let output = match &source.response {
        None => Type::Unit,
        Some(field) => output(&mut scope, source, field, &response),
    };
    let module = module(called);
    let exports = match &output {
        Type::Local(output) if *output == response => vec![request.clone(), response],
        _ => vec![request.clone()],
    };
    Operation {
        name: wire.clone(),
        source: super::source_of(product, &format!("/{}.yaml", file_name::portable(wire))),
        exports,
        module_docs: docs::operation(source),
        method: method(source, &module),
        module,
        info: info(product, source),
        request,
        output,
        items: scope.into_items(),
    }
}

/// What Rust names are made of.
pub(super) fn called(source: &spec::Operation) -> &str {
    let name = source.rust_name.as_ref().unwrap_or(&source.name);
    &name.value
}

/// The name of the module and of the method, which stand beside names of the generator's own.
pub(super) fn module(wire: &str) -> String {
    let name = ident::module(wire);
    let name =
        name.expect("parse accepts only letters, digits and underscores in an operation's name");
    if TAKEN.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// The name of the request or the answer.
pub(super) fn type_name(wire: &str, suffix: &str) -> String {
    ident::camel(&format!("{wire} {suffix}"), "Type").expect("the suffix is a name")
}

fn request_parts<'s>(source: &'s spec::Operation, name: &str) -> Parts<'s> {
    let mut members: Vec<_> = source
        .parameters
        .iter()
        .map(|member| structure::part(member, place(member.place.as_ref().map(|p| p.value))))
        .collect();
    match source.body.as_ref().map(|body| (&body.name, &body.content)) {
        Some((_, BodyContent::Members(body))) => {
            members.extend(body.iter().map(|member| structure::part(member, "body")));
        }
        Some((name, BodyContent::Whole(field))) => {
            members.push((&name.value, name.at, field, "payload"))
        }
        None => {}
    }
    let method = module(called(source));
    Parts {
        name: name.to_owned(),
        hint: name.to_owned(),
        docs: docs::request(source, &method),
        members,
        rules: &source.rules,
        direction: Direction::Request,
    }
}

fn place(place: Option<Place>) -> &'static str {
    match place {
        Some(Place::Path) => "path",
        Some(Place::Query) => "query",
        Some(Place::Header) => "header",
        Some(Place::Host) => "host",
        Some(Place::Form) => "form",
        None => "body",
    }
}

fn output(
    scope: &mut Scope<'_, '_>,
    source: &spec::Operation,
    field: &Field,
    response: &str,
) -> Type {
    let what = if source.events { "Event" } else { "Answer" };
    if let (spec::Type::Structure(structure), None) = (&field.kind, &field.type_name) {
        let method = module(called(source));
        let of = if source.events {
            "Data of an event"
        } else {
            "Answer"
        };
        let mut lines = vec![format!("{of} of [`Client::{method}`].")];
        if let Some(doc) = &field.doc {
            lines.push(String::new());
            lines.extend(prose::paragraph(doc));
        }
        let parts = Parts {
            name: response.to_owned(),
            hint: response.to_owned(),
            docs: lines,
            members: structure
                .members
                .iter()
                .map(|member| {
                    let place = member.place.as_ref().map_or("member", |_| "header");
                    structure::part(member, place)
                })
                .collect(),
            rules: &structure.rules,
            direction: Direction::Response,
        };
        structure::build(scope, parts);
        return Type::Local(response.to_owned());
    }
    types::of(scope, field, what, response, Direction::Response)
}

fn method(source: &spec::Operation, module: &str) -> Method {
    let mut lines = prose::paragraph(&source.summary);
    lines.extend([
        String::new(),
        format!(
            "Sends {}.",
            prose::code(&format!("{} {}", source.method, source.path.value))
        ),
    ]);
    if let Some(ram) = &source.authorization {
        lines.push(format!(
            "Needs the RAM action {}.",
            prose::code(&ram.action.value)
        ));
    }
    let is_bytes = |field: &Field| matches!(field.kind, spec::Type::Bytes);
    if source.events {
        lines.push("The service answers with a stream of events.".to_owned());
    } else if source.response.as_ref().is_some_and(is_bytes) {
        lines.push("`stream()` on the call gives the answer piece by piece.".to_owned());
    }
    Method {
        name: module.to_owned(),
        call: match source.events {
            true => Call {
                ty: "EventsCall",
                by: "events",
                items: None,
            },
            false => Call {
                ty: "Call",
                by: "call",
                items: None,
            },
        },
        docs: lines,
        deprecated: source.deprecated.as_deref().map(prose::note),
    }
}

fn info(product: &Product<'_>, source: &spec::Operation) -> OperationInfo {
    let is_form = source.parameters.iter().any(|member| {
        member
            .place
            .as_ref()
            .is_some_and(|place| place.value == Place::Form)
    });
    OperationInfo {
        http_method: source.method.clone(),
        path: source.path.value.clone(),
        body: match &source.body {
            Some(body) => match (&body.content, &body.xml) {
                (BodyContent::Members(_), None) => Body::Json(body.name.value.clone()),
                (BodyContent::Members(_), Some(root)) => Body::Xml {
                    name: body.name.value.clone(),
                    root: root.value.clone(),
                },
                (BodyContent::Whole(_), None) => Body::Payload,
                (BodyContent::Whole(_), Some(root)) => Body::XmlPayload(root.value.clone()),
            },
            None if is_form => Body::Form,
            None => Body::None,
        },
        kind: match source.kind {
            Kind::Read => "read",
            Kind::Write => "write",
        },
        ram_action: source
            .authorization
            .as_ref()
            .map(|ram| ram.action.value.clone()),
        idempotency_token: source
            .idempotency_token
            .as_ref()
            .map(|token| token.value.clone()),
        retry: super::retry([&source.retry, &product.spec.retry]),
        // Known once all types are.
        pages: None,
        anonymous: source.anonymous,
        page: source.page.as_ref().map(|page| page.value.clone()),
        docs: source.docs.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::module;

    #[test]
    fn operations_make_way_for_names_of_the_generator() {
        for (wire, name) in [
            ("Call", "call_"),
            ("Clone", "clone_"),
            ("New", "new_"),
            ("Types", "types_"),
            ("CallBack", "call_back"),
        ] {
            assert_eq!(module(wire), name, "{wire}");
        }
    }
}
