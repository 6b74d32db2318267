//! Can an XML body be a document, and every member of it an element?

use std::collections::HashSet;

use crate::diagnostic::Diagnostics;
use crate::grammar::format::{ELEMENT, WIRE_NAME};
use crate::lookup::resolve;
use crate::spec::{At, BodyContent, Field, Member, Product, Spanned, Type};

use super::scope::called;

pub(super) fn check(product: &Product, diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for operation in &product.operations {
        let Some(body) = operation.body.as_ref() else {
            continue;
        };
        let Some(root) = &body.xml else {
            continue;
        };
        let fields = match &body.content {
            BodyContent::Members(all) => {
                let fields = all.iter().map(|member| named(member, diagnostics));
                fields.collect()
            }
            BodyContent::Whole(field) => {
                is_element(product, root, field, diagnostics);
                vec![&**field]
            }
        };
        elements(product, fields, &mut seen, diagnostics);
    }
}

/// A root element has elements inside: the members of a structure or the keys of a map.
fn is_element(product: &Product, root: &Spanned, field: &Field, diagnostics: &mut Diagnostics) {
    // A reference that leads nowhere is a finding already.
    let Some(field) = resolve(product, field) else {
        return;
    };
    if !matches!(field.kind, Type::Structure(_) | Type::Map(_)) {
        let message = format!(
            "an XML document is made of elements with names, but the body is {}",
            called(&field.kind)
        );
        diagnostics.error("bad-xml", root.at, message).help(
            "write the members of the root element under `fields`, or refer to a structure with `$ref`",
        );
    }
}

/// Looks at all names below these fields. Without recursion: a chain of references may be long. A shared
/// schema is judged once; one that contains itself would never end.
fn elements<'p>(
    product: &'p Product,
    mut open: Vec<&'p Field>,
    seen: &mut HashSet<At>,
    diagnostics: &mut Diagnostics,
) {
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
