//! The body of a request.
//!
//! In: the parameter that is the body. Out: its members, or the one value that it is. Which of the two decides what a
//! user of the generated code writes, and whether anything can stand beside it.

use super::super::count;
use super::super::document::{Api, Parameter};
use super::super::facts::text;
use super::{Scope, field};
use crate::spec::{At, Body, BodyContent, Spanned};

/// The body of an operation: an object of known members is its members, anything else is one value.
pub(super) fn body(
    scope: &mut Scope<'_, '_>,
    around: At,
    api: &Api<'_>,
    parameter: &Parameter<'_>,
) -> Body {
    let schema = &parameter.schema;
    let name = scope.places.named(around, &parameter.name);
    let at = scope.places.inside(name.at, "");
    let mut properties = schema.properties.as_deref().filter(|all| !all.is_empty());
    let document = scope.document;
    if let (Some(_), Some([(_, inner)])) = (&api.xml_root, properties) {
        properties = match inner.reference.as_deref() {
            None => inner.properties.as_deref(),
            Some(reference) => {
                let component = document.schemas.iter().find(|(name, _)| name == reference);
                let component = component.map(|(_, schema)| schema);
                scope.ledger.made.fields += component.map_or(0, count::below);
                component.and_then(|component| component.properties.as_deref())
            }
        };
        properties = Some(properties.unwrap_or_default());
    }
    let content = match properties {
        Some(properties) => BodyContent::Members(field::members(scope, at, properties)),
        None => BodyContent::Whole(Box::new(field::field(scope, at, schema, None))),
    };
    // A body that is one value is told once: what it is and whether it must be there are the same for both.
    let (doc, required) = match &content {
        BodyContent::Whole(whole) => (whole.doc.clone(), whole.required),
        BodyContent::Members(_) => (
            schema.description.as_deref().and_then(text::doc),
            schema.required,
        ),
    };
    Body {
        xml: api.xml_root.as_deref().map(|root| Spanned {
            value: root.to_owned(),
            at: scope.places.inside(at, "xml"),
        }),
        doc,
        required,
        content,
        name,
    }
}
