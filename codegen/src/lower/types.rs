//! The Rust type of a field, and the types that must be declared for it.

use super::scope::{Direction, Scope};
use super::{enumeration, structure};
use crate::ident;
use crate::lookup;
use crate::model::Shared;
use crate::rust::Type;
use crate::spec::{self, Check, Field};

/// The name of a shared structure.
pub(super) fn shared_name(shared: &Shared<'_>) -> String {
    match &shared.field.type_name {
        Some(name) => name.value.clone(),
        None => ident::camel(shared.name, "Type")
            .expect("parse accepts only ASCII names in schemas.yaml"),
    }
}

/// The plain type of a field, without the `Option` of an optional one.
///
/// `hint` names the types declared here, `parent` is the structure around them.
pub(super) fn of(
    scope: &mut Scope<'_, '_>,
    field: &Field,
    hint: &str,
    parent: &str,
    direction: Direction,
) -> Type {
    match &field.kind {
        spec::Type::String | spec::Type::Timestamp => match values(field) {
            Some(values) => Type::Local(enumeration::declare(scope, field, values, hint, parent)),
            None => Type::String,
        },
        spec::Type::Integer => Type::Integer,
        spec::Type::Number => Type::Number,
        spec::Type::Boolean => Type::Boolean,
        spec::Type::Bytes => Type::Bytes,
        spec::Type::Json => Type::Json,
        spec::Type::List(items) => Type::Vec(Box::new(of(
            scope,
            items,
            &item_name(hint),
            parent,
            direction,
        ))),
        spec::Type::Map(items) => Type::Map(Box::new(of(
            scope,
            items,
            &item_name(hint),
            parent,
            direction,
        ))),
        spec::Type::Structure(structure) => Type::Local(structure::declare(
            scope, field, structure, hint, parent, direction,
        )),
        spec::Type::Ref(name) => {
            let named = reference(scope, &name.value, hint, parent, direction);
            if scope.product.boxed.contains(&field.at) {
                Type::Box(Box::new(named))
            } else {
                named
            }
        }
    }
}

/// Declares a shared type under its own name.
pub(super) fn declare(scope: &mut Scope<'_, '_>, field: &Field, name: &str, direction: Direction) {
    match (&field.kind, values(field)) {
        (spec::Type::Structure(structure), _) => {
            structure::declare(scope, field, structure, name, name, direction);
        }
        (spec::Type::String, Some(values)) => {
            enumeration::declare(scope, field, values, name, name);
        }
        // Anything else is only an alias: whoever refers to it gets its type.
        _ => {}
    }
}

fn reference(
    scope: &mut Scope<'_, '_>,
    name: &str,
    hint: &str,
    parent: &str,
    direction: Direction,
) -> Type {
    let shared = scope
        .product
        .shared
        .iter()
        .find(|shared| shared.name == name)
        .expect("resolve keeps every shared structure that is reached");
    let field = shared.field;
    match (is_type(field), scope.is_shared) {
        (true, true) => Type::Local(shared_name(shared)),
        (true, false) => Type::Shared(shared_name(shared)),
        (false, _) => of(scope, field, hint, parent, direction),
    }
}

/// Whether a shared field is a type of its own; anything else is an alias.
pub(super) fn is_type(field: &Field) -> bool {
    matches!(field.kind, spec::Type::Structure(_))
        || (matches!(field.kind, spec::Type::String) && values(field).is_some())
}

/// Whether a field is text or an enum over text, here or behind its reference.
pub(super) fn is_text(product: &spec::Product, field: &Field) -> bool {
    lookup::resolve(product, field)
        .is_some_and(|field| matches!(field.kind, spec::Type::String | spec::Type::Timestamp))
}

/// The documented values of a text field.
pub(super) fn values(field: &Field) -> Option<&[spec::DocumentedValue]> {
    field.checks.iter().find_map(|check| match &check.value {
        Check::Values(values) => Some(values.as_slice()),
        _ => None,
    })
}

fn item_name(hint: &str) -> String {
    format!("{hint}Item")
}
