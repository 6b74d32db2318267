//! Can every member of an XML body be an element?

use std::collections::HashSet;

use crate::diagnostic::Diagnostics;
use crate::grammar::format::{ELEMENT, WIRE_NAME};
use crate::lookup::resolve;
use crate::spec::{At, Field, Member, Product, Type};

use super::scope::body_members;

pub(super) fn check(product: &Product, diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for operation in &product.operations {
        if operation
            .body
            .as_ref()
            .is_some_and(|body| body.xml.is_some())
        {
            members(product, body_members(operation), &mut seen, diagnostics);
        }
    }
}

fn members(
    product: &Product,
    all: &[Member],
    seen: &mut HashSet<At>,
    diagnostics: &mut Diagnostics,
) {
    for member in all {
        let name = &member.name;
        if WIRE_NAME.accepts(&name.value) && !ELEMENT.accepts(&name.value) {
            diagnostics
                .error(
                    "bad-name",
                    name.at,
                    format!("`{}` is no name of an XML element", name.value),
                )
                .help("members of an XML body are elements: letters, digits and `_ . -`, a letter first");
        }
        inside(product, &member.field, seen, diagnostics);
    }
}

fn inside(product: &Product, field: &Field, seen: &mut HashSet<At>, diagnostics: &mut Diagnostics) {
    let Some(field) = resolve(product, field) else {
        return;
    };
    // A shared schema is judged once; one that contains itself would never end.
    if !seen.insert(field.at) {
        return;
    }
    match &field.kind {
        Type::List(entry) | Type::Map(entry) => inside(product, entry, seen, diagnostics),
        Type::Structure(structure) => members(product, &structure.members, seen, diagnostics),
        _ => {}
    }
}
