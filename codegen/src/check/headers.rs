//! Can every name in a header be one, and does a name with `*` stand for more than one?

use crate::diagnostic::Diagnostics;
use crate::grammar::format::WIRE_NAME;
use crate::lookup::resolve;
use crate::spec::{Member, Place, Product, Type};

use super::scope::called;

pub(super) fn check(product: &Product, diagnostics: &mut Diagnostics) {
    for operation in &product.operations {
        let answer = match operation.response.as_ref().map(|field| &field.kind) {
            Some(Type::Structure(structure)) => structure.members.as_slice(),
            _ => &[],
        };
        for member in operation.parameters.iter().chain(answer) {
            let in_header = member.place.as_ref().map(|place| place.value) == Some(Place::Header);
            if in_header {
                name(member, diagnostics);
                family(product, member, diagnostics);
            }
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
