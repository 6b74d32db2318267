//! Request bodies.
//!
//! In: the parameters of an operation. Out: at most one body, whose members are told where they travel as such. What
//! the official SDKs send was tried for each case: the metadata alone does not say it.

use super::super::count;
use super::super::document::{Api, Document, Parameter, Schema};
use super::{Apply, Fixup, Notes, Shape, fixup};

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        "two-bodies",
        Apply::Before(two),
        "an operation has two bodies",
        "the first counts",
    ),
    fixup(
        "form-and-body",
        Apply::Before(form_and_body),
        "an operation has a form and another body",
        "the body is a parameter of the form, as JSON",
    ),
    fixup(
        "body-named-like-a-parameter",
        Apply::Before(named_like_parameter),
        "the body has the name of a parameter",
        "the body gets another name, which never travels",
    ),
    fixup(
        "body-of-rpc",
        Apply::Before(of_rpc),
        "an operation of RPC style has a body that is no form",
        "sent as JSON",
    ),
    fixup(
        "text-body",
        Apply::After(text),
        "the body is text",
        "ready JSON of the caller, sent as it is and not quoted",
    ),
    fixup(
        "bytes-body",
        Apply::After(bytes),
        "the body is text of the format `binary`",
        "bytes, sent as they are",
    ),
    fixup(
        "free-body",
        Apply::After(free),
        "the body is an object of which no member is known",
        "sent as the only member of an object, under the name of the parameter, as the official SDKs send it",
    ),
    fixup(
        "xml-root",
        Apply::Last(xml_root),
        "a body in XML is an object of one member",
        "that member is the root element; its members are those of the body",
    ),
];

fn two(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    let mut has_one = false;
    api.parameters.retain(|parameter| {
        let is_second = parameter.place == "body" && std::mem::replace(&mut has_one, true);
        if is_second {
            notes.dropped_parameter(parameter, "the second body");
        }
        !is_second
    });
}

fn form_and_body(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    if api
        .parameters
        .iter()
        .all(|parameter| parameter.place != "formData")
    {
        return;
    }
    for parameter in &mut api.parameters {
        if parameter.place == "body" {
            notes.changed_at(&format!("parameters.{}", parameter.name), "in the form");
            parameter.place = "formData".into();
            parameter.style = Some("json".into());
        }
    }
}

fn named_like_parameter(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    let Some(body) = api
        .parameters
        .iter()
        .position(|parameter| parameter.place == "body")
    else {
        return;
    };
    let is_taken = |name: &str| {
        let others = api
            .parameters
            .iter()
            .filter(|parameter| parameter.place != "body");
        others.into_iter().any(|parameter| parameter.name == name)
    };
    let old = api.parameters[body].name.to_string();
    if is_taken(&old) {
        let numbered = (2..).map(|number| format!("{old}_{number}"));
        let free = std::iter::once("body".to_owned())
            .chain(numbered)
            .find(|name| !is_taken(name));
        let new = free.expect("numbers do not end");
        notes.changed_at(
            &format!("parameters.{old}"),
            format!("the body is called `{new}`"),
        );
        api.parameters[body].name = new.into();
    }
}

fn of_rpc(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    for parameter in api
        .parameters
        .iter()
        .filter(|parameter| parameter.place == "body")
    {
        if notes.is_rpc {
            notes.kept_at(&format!("parameters.{}", parameter.name), "sent as JSON");
        }
    }
}

fn text(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    for parameter in api
        .parameters
        .iter()
        .filter(|parameter| parameter.place == "body")
    {
        let schema = &parameter.schema;
        if schema.kind.as_deref() == Some("string") && schema.format.as_deref() != Some("binary") {
            notes.kept_at(&format!("parameters.{}", parameter.name), "sent as it is");
        }
    }
}

fn bytes(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    for parameter in api
        .parameters
        .iter()
        .filter(|parameter| parameter.place == "body")
    {
        let schema = &parameter.schema;
        if schema.kind.as_deref() == Some("string") && schema.format.as_deref() == Some("binary") {
            notes.kept_at(&format!("parameters.{}", parameter.name), "sent as it is");
        }
    }
}

fn is_xml(types: &[std::borrow::Cow<'_, str>]) -> bool {
    !types.is_empty() && types.iter().all(|one| one.contains("xml"))
}

fn free(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    let consumes = is_xml(&api.consumes);
    let body = api.parameters.iter_mut();
    let mut body = body.filter(|parameter| parameter.place == "body" && !consumes);
    let Some(Parameter { name, schema, .. }) = body.next() else {
        return;
    };
    let is_free = schema.kind.as_deref() == Some("object")
        && schema.reference.is_none()
        && schema.properties.as_ref().is_none_or(Vec::is_empty);
    if is_free {
        notes.made_member(name, format!("sent as its own member `{name}`"));
        let inner = std::mem::take(schema);
        *schema = Schema {
            kind: Some("object".into()),
            required: inner.required,
            description: inner.description.clone(),
            properties: Some(vec![(name.clone(), inner)]),
            ..Schema::default()
        };
    }
}

fn xml_root(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    for (name, api) in &mut document.apis {
        let (consumes, produces) = (is_xml(&api.consumes), is_xml(&api.produces));
        let body = api
            .parameters
            .iter_mut()
            .find(|parameter| parameter.place == "body");
        if let Some(body) = body.filter(|_| consumes)
            && let Some([(root, inner)]) = body.schema.properties.as_deref()
            && notes.shape(inner) == Shape::Map
        {
            let place = format!("apis.{name}.parameters.{}.{root}", body.name);
            notes.merged(&place, 1, "the root element");
            api.xml_root = Some(root.clone());
        }
        for (status, answer) in api.responses.iter_mut().filter(|_| produces) {
            let Some(schema) = &mut answer.schema else {
                continue;
            };
            let is_root = match schema.properties.as_deref() {
                Some([(_, inner)]) => notes.shape(inner) == Shape::Map,
                _ => false,
            };
            if let Some(mut all) = schema.properties.take_if(|_| is_root) {
                let (root, inner) = all.remove(0);
                let place = format!("apis.{name}.responses.{status}.{root}");
                notes.merged(&place, 1, "the root element");
                debug_assert_eq!(
                    count::below(schema),
                    0,
                    "the other fields are inside of the root"
                );
                *schema = inner;
            }
        }
    }
}
