//! Can every header parameter be sent, and every header member of an answer be found?

use std::collections::HashMap;

use crate::diagnostic::Diagnostics;
use crate::grammar::OWNED_HEADERS;
use crate::grammar::format::WIRE_NAME;
use crate::lookup::resolve;
use crate::spec::{Member, Place, Product, Type};

use super::scope::called;

pub(super) fn check(product: &Product, diagnostics: &mut Diagnostics) {
    for operation in &product.operations {
        let parameters = in_headers(&operation.parameters);
        for member in &parameters {
            owned(member, diagnostics);
        }
        let answer = match operation.response.as_ref().map(|field| &field.kind) {
            Some(Type::Structure(structure)) => in_headers(&structure.members),
            _ => Vec::new(),
        };
        for members in [parameters, answer] {
            for member in &members {
                name(member, diagnostics);
                family(product, member, diagnostics);
            }
            repeated(&members, diagnostics);
        }
    }
}

fn in_headers(members: &[Member]) -> Vec<&Member> {
    let is_header = |member: &&Member| {
        let place = member.place.as_ref();
        place.is_some_and(|place| place.value == Place::Header)
    };
    members.iter().filter(is_header).collect()
}

fn owned(member: &Member, diagnostics: &mut Diagnostics) {
    let name = &member.name;
    if OWNED_HEADERS.contains(&name.value.to_ascii_lowercase().as_str()) {
        let message = format!(
            "the header `{}` carries the protocol, and no parameter can take its place",
            name.value
        );
        diagnostics
            .error("owned-header", name.at, message)
            .help("leave it out: the client sets it");
    }
}

fn repeated(members: &[&Member], diagnostics: &mut Diagnostics) {
    let mut first = HashMap::new();
    for member in members {
        let name = &member.name;
        if let Some(before) = first.insert(name.value.to_ascii_lowercase(), name) {
            let message = format!(
                "`{}` and `{}` are one header: capitals make no difference",
                before.value, name.value
            );
            diagnostics
                .error("repeated-header", name.at, message)
                .help("keep one of the two")
                .label(before.at, "the other one");
        }
    }
}

fn name(member: &Member, diagnostics: &mut Diagnostics) {
    let name = &member.name;
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    // A name that is none anywhere is a finding already.
    if WIRE_NAME.accepts(&name.value) && !name.value.bytes().all(token) {
        diagnostics
            .error(
                "bad-name",
                name.at,
                format!("`{}` is no name of a header", name.value),
            )
            .help("a header's name holds letters, digits and hyphens");
    }
}

fn family(product: &Product, member: &Member, diagnostics: &mut Diagnostics) {
    let name = &member.name;
    let Some(field) = resolve(product, &member.field) else {
        return;
    };
    if name.value.contains('*') && !matches!(field.kind, Type::Map(_)) {
        diagnostics
            .error(
                "bad-family",
                name.at,
                format!(
                    "`{}` stands for all headers of such names, but it is {}",
                    name.value,
                    called(&field.kind)
                ),
            )
            .help("write `type: map`; its keys stand in place of the `*`");
    }
}
