//! Can every parameter travel where it is said to?

use crate::diagnostic::Diagnostics;
use crate::lookup::{find, is_untold, resolve};
use crate::spec::{Field, Member, Operation, Place, Product, Spanned, Style, Type};

use super::scope::{called, has_untold_body};

pub(super) fn check(product: &Product, diagnostics: &mut Diagnostics) {
    for operation in &product.operations {
        form_and_body(operation, diagnostics);
        named_like_body(operation, diagnostics);
        token(product, operation, diagnostics);
        for member in &operation.parameters {
            let Some(place) = &member.place else { continue };
            let Some(field) = resolve(product, &member.field) else {
                continue;
            };
            single(member, place, field, diagnostics);
            secret(member, place, field, diagnostics);
            style(product, member, place, field, diagnostics);
        }
    }
}

/// A request has one body.
fn form_and_body(operation: &Operation, diagnostics: &mut Diagnostics) {
    let form = operation
        .parameters
        .iter()
        .filter_map(|member| member.place.as_ref());
    let form = form.into_iter().find(|place| place.value == Place::Form);
    if let (Some(place), Some(body)) = (form, &operation.body) {
        diagnostics
            .error(
                "form-and-body",
                place.at,
                "a request cannot carry a form and another body",
            )
            .help("write all of it as `in: form`, or all of it under `body`")
            .label(body.name.at, "the other body");
    }
}

/// Input as JSON has one key for each parameter and one for the body.
fn named_like_body(operation: &Operation, diagnostics: &mut Diagnostics) {
    let Some(body) = &operation.body else {
        return;
    };
    let name = &body.name;
    let parameters = operation.parameters.iter();
    for member in parameters.filter(|member| member.name.value == name.value) {
        let message = format!(
            "the parameter `{}` has the name of the body, and both are read from JSON by their names",
            name.value
        );
        diagnostics
            .error("ambiguous-name", member.name.at, message)
            .help("give the body another `name`, which never travels")
            .label(name.at, "the body");
    }
}

/// The idempotency token is a field.
fn token(product: &Product, operation: &Operation, diagnostics: &mut Diagnostics) {
    let Some(token) = &operation.idempotency_token else {
        return;
    };
    match find(product, operation.members(), &token.value) {
        Ok(found) if !matches!(found.field.kind, Type::String) && !is_untold(&found.field.kind) => {
            let message = format!(
                "the idempotency token `{}` is {}",
                token.value,
                called(&found.field.kind)
            );
            diagnostics
                .error("wrong-type-of-field", token.at, message)
                .help("name a parameter or body member that is text");
        }
        Err(miss) if !miss.dangling && !has_untold_body(operation) => {
            let help = miss
                .help
                .unwrap_or_else(|| "name a parameter or body member".to_owned());
            diagnostics
                .error("unknown-field", token.at, miss.message)
                .help(help);
        }
        _ => {}
    }
}

/// Path and host take one value.
fn single(member: &Member, place: &Spanned<Place>, field: &Field, diagnostics: &mut Diagnostics) {
    let name = &member.name;
    let compound = matches!(
        field.kind,
        Type::List(_) | Type::Map(_) | Type::Structure(_) | Type::Json | Type::Bytes
    );
    let place_name = match place.value {
        Place::Path => "a path",
        Place::Host => "a host name",
        Place::Header | Place::Query | Place::Form => return,
    };
    if compound {
        let message = format!(
            "`{}` is {}, which cannot travel in {place_name}",
            name.value,
            called(&field.kind)
        );
        diagnostics
            .error("bad-place", place.at, message)
            .help("a path or host takes a single value: text, a number or a boolean");
    }
}

/// A host name is looked up and connected to in the clear.
fn secret(member: &Member, place: &Spanned<Place>, field: &Field, diagnostics: &mut Diagnostics) {
    if place.value == Place::Host && (member.field.sensitive || field.sensitive) {
        let message = format!(
            "`{}` is sensitive, and a host name cannot be kept secret",
            member.name.value
        );
        diagnostics
            .error("bad-place", place.at, message)
            .help("remove `sensitive`, or write another `in`");
    }
}

/// A style says how lists and structures are written, so there must be one.
fn style(
    product: &Product,
    member: &Member,
    place: &Spanned<Place>,
    field: &Field,
    diagnostics: &mut Diagnostics,
) {
    let Some(style) = &member.field.style else {
        return;
    };
    let name = &member.name.value;
    if matches!(place.value, Place::Path | Place::Host) {
        diagnostics
            .error(
                "misplaced-style",
                style.at,
                format!("`style` has no meaning for `{name}`, which travels in the path or host"),
            )
            .help("remove `style`");
        return;
    }
    match &field.kind {
        Type::List(entry) => {
            let entry = resolve(product, entry).map(|entry| &entry.kind);
            let single = entry.is_none_or(|kind| {
                !matches!(
                    kind,
                    Type::List(_) | Type::Map(_) | Type::Structure(_) | Type::Json
                )
            });
            if style.value == Style::Simple && !single {
                diagnostics
                    .error("misplaced-style", style.at, format!("the entries of `{name}` are no single values, so `simple` cannot join them"))
                    .help("use `json` or `flat`");
            }
        }
        Type::Map(_) | Type::Structure(_) | Type::Json => {
            if style.value == Style::Simple {
                diagnostics
                    .error(
                        "misplaced-style",
                        style.at,
                        format!(
                            "`{name}` is {}, and `simple` joins lists",
                            called(&field.kind)
                        ),
                    )
                    .help("use `json` or `flat`");
            }
        }
        kind => {
            diagnostics
                .error(
                    "misplaced-style",
                    style.at,
                    format!(
                        "`{name}` is {}, and `style` says how lists and structures are written",
                        called(kind)
                    ),
                )
                .help("remove `style`");
        }
    }
}
