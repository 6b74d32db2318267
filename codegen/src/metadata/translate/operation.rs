//! An operation.
//!
//! In: an entry of `apis` after all fixups. Out: an operation of the spec, with the facts that stand elsewhere in the
//! file: authorization, polling, errors, examples, pages.

use super::super::document::{Api, Parameter};
use super::super::facts::{self, text};
use super::super::fixups;
use super::{Scope, body, field, rules};
use crate::spec::{At, BodyContent, Kind, Member, Operation, Place, RetryCodes, Spanned, Type};

/// Names of a parameter that makes a repetition safe.
const TOKENS: &[&str] = &["ClientToken", "clientToken"];

/// Translates an entry of `apis`.
pub(super) fn operation(
    scope: &mut Scope<'_, '_>,
    around: At,
    name: &str,
    api: &Api<'_>,
) -> Operation {
    let name = scope.places.named(around, name);
    let at = name.at;
    scope.in_request = true;
    scope.rules.clear();
    let (of_body, others): (Vec<_>, Vec<_>) = api
        .parameters
        .iter()
        .partition(|parameter| parameter.place == "body");
    let parameters_at = scope.places.inside(at, "parameters");
    let parameters: Vec<Member> = others
        .iter()
        .map(|parameter| member(scope, parameters_at, parameter))
        .collect();
    let body = of_body
        .first()
        .map(|parameter| body::body(scope, parameters_at, api, parameter));
    let rules = {
        let own = parameters
            .iter()
            .zip(others.iter().map(|parameter| &parameter.schema));
        let inside = match body.as_ref().map(|body| &body.content) {
            Some(BodyContent::Members(members)) => members.as_slice(),
            _ => &[],
        };
        let schemas = of_body
            .first()
            .and_then(|parameter| parameter.schema.properties.as_deref());
        let schemas = schemas.unwrap_or_default().iter().map(|(_, schema)| schema);
        let inside = inside
            .iter()
            .filter(|_| api.xml_root.is_none())
            .zip(schemas);
        rules::rules(scope, own.chain(inside))
    };
    scope.in_request = false;
    let response = api.responses.first().and_then(|(status, answer)| {
        let schema = answer.schema.as_ref()?;
        let around = scope.places.inside(at, "responses");
        let place = scope.places.inside(around, status);
        let mut response = field::field(scope, place, schema, None);
        response.required = false;
        if !fixups::is_events(api) {
            // What sentences tell of an answer as a whole is documentation, as what words tell is.
            response.checks.clear();
        }
        Some(response)
    });
    let mut notes = facts::Notes::default();
    let document = scope.document;
    let authorization = facts::authorization(&name.value, api, document, |path| {
        scope.places.inside(at, path)
    });
    let polling = facts::polling(
        api,
        document,
        |path| scope.places.inside(at, path),
        &mut notes,
    );
    let errors = facts::errors(api, &mut notes);
    let examples = facts::examples(api, &mut notes);
    let place = format!("apis.{}", name.value);
    scope.note(&place, &notes);
    let rust_name = api.rust_name.as_ref().map(|rust_name| Spanned {
        value: rust_name.clone(),
        at,
    });
    let mut operation = Operation {
        rust_name,
        summary: text::summary(&name.value, api),
        doc: text::operation(api),
        page: None,
        origin: Some("metadata".to_owned()),
        docs: None,
        method: fixups::method(api),
        path: Spanned {
            value: api.path.as_deref().unwrap_or("/").to_owned(),
            at: scope.places.inside(at, "path"),
        },
        authorization,
        kind: facts::kind(&name.value, api),
        anonymous: fixups::is_anonymous(api),
        deprecated: facts::replacement(api, document),
        idempotency_token: None,
        retry: RetryCodes::default(),
        pages: None,
        polling,
        parameters,
        body,
        rules,
        events: fixups::is_events(api) && response.is_some(),
        response,
        errors,
        examples,
        name,
    };
    operation.idempotency_token = token(scope, at, &operation);
    operation
}

fn member(scope: &mut Scope<'_, '_>, around: At, parameter: &Parameter<'_>) -> Member {
    let name = scope.places.named(around, &parameter.name);
    let place = match &*parameter.place {
        "path" => Place::Path,
        "header" => Place::Header,
        "host" => Place::Host,
        "formData" => Place::Form,
        _ => Place::Query,
    };
    let at = scope.places.inside(name.at, "");
    Member {
        place: Some(Spanned {
            value: place,
            at: scope.places.inside(name.at, "in"),
        }),
        field: field::field(scope, at, &parameter.schema, parameter.style.as_deref()),
        name,
    }
}

/// The parameter or member of the body that makes a repetition of a writing operation safe.
fn token(scope: &mut Scope<'_, '_>, at: At, operation: &Operation) -> Option<Spanned> {
    if operation.kind == Kind::Read {
        return None;
    }
    let members = match operation.body.as_ref().map(|body| &body.content) {
        Some(BodyContent::Members(members)) => members.as_slice(),
        _ => &[],
    };
    let mut members = operation.parameters.iter().chain(members);
    let found = members.find(|member| {
        TOKENS.contains(&member.name.value.as_str()) && matches!(member.field.kind, Type::String)
    })?;
    Some(Spanned {
        value: found.name.value.clone(),
        at: scope.places.inside(at, "token"),
    })
}
