//! Can every member of an XML body be an element?

use std::collections::HashSet;

use crate::diagnostic::Diagnostics;
use crate::grammar::format::{ELEMENT, WIRE_NAME};
use crate::lookup::resolve;
use crate::spec::{At, BodyContent, Field, Member, Product, Type};

pub(super) fn check(product: &Product, diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for operation in &product.operations {
        let body = operation.body.as_ref().filter(|body| body.xml.is_some());
        if let Some(BodyContent::Members(all)) = body.map(|body| &body.content) {
            members(product, all, &mut seen, diagnostics);
        }
    }
}

/// Without recursion: a chain of references may be long. A shared schema is judged once; one that contains
/// itself would never end.
fn members(
    product: &Product,
    all: &[Member],
    seen: &mut HashSet<At>,
    diagnostics: &mut Diagnostics,
) {
    let mut open: Vec<&Field> = Vec::new();
    open.extend(all.iter().map(|member| named(member, diagnostics)));
    while let Some(field) = open.pop() {
        let Some(field) = resolve(product, field).filter(|field| seen.insert(field.at)) else {
            continue;
        };
        match &field.kind {
            Type::List(entry) | Type::Map(entry) => open.push(entry),
            Type::Structure(structure) => {
                let inside = structure.members.iter();
                open.extend(inside.map(|member| named(member, diagnostics)));
            }
            _ => {}
        }
    }
}

/// The member's field, after a look at its name.
fn named<'m>(member: &'m Member, diagnostics: &mut Diagnostics) -> &'m Field {
    let name = &member.name;
    if WIRE_NAME.accepts(&name.value) && !ELEMENT.accepts(&name.value) {
        diagnostics
            .error(
                "bad-name",
                name.at,
                format!("`{}` is no name of an XML element", name.value),
            )
            .help(
                "members of an XML body are elements: letters, digits and `_ . -`, a letter first",
            );
    }
    &member.field
}
