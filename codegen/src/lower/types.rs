//! The Rust type of a field, and the types that must be declared for it.

use super::scope::{Direction, Scope};
use super::{enumeration, structure};
use crate::lookup;
use crate::rust::Type;
use crate::spec::{self, Check, Field};

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
            Some(_) => open(Type::Local(enumeration::declare(
                scope, field, hint, parent,
            ))),
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
    match &field.kind {
        spec::Type::Structure(structure) => {
            structure::define(scope, field, structure, name, name, direction);
        }
        _ => enumeration::define(scope, field, name),
    }
}

/// The way in which the type that a field declares travels: an enum does not care.
pub(super) fn direction(field: &Field, direction: Direction) -> Direction {
    match &field.kind {
        spec::Type::Structure(_) => direction,
        _ => Direction::Both,
    }
}

fn reference(
    scope: &mut Scope<'_, '_>,
    name: &str,
    hint: &str,
    parent: &str,
    direction: Direction,
) -> Type {
    let shared = scope.product.spec.schemas.get(name);
    let field = &shared.expect("check found every reference").field;
    let named = match (scope.shared.get(name), scope.is_shared) {
        (Some(name), true) => Type::Local(name.clone()),
        (Some(name), false) => Type::Shared(name.clone()),
        (None, _) => return of(scope, field, hint, parent, direction),
    };
    match field.kind {
        spec::Type::Structure(_) => named,
        _ => open(named),
    }
}

fn open(values: Type) -> Type {
    Type::Open(Box::new(values))
}

/// Whether a shared field is a type of its own; anything else is an alias.
pub(super) fn is_type(field: &Field) -> bool {
    matches!(field.kind, spec::Type::Structure(_))
        || (matches!(field.kind, spec::Type::String) && values(field).is_some())
}

/// Whether a field is text or a value of an open set, here or behind its reference.
pub(super) fn is_text(product: &spec::Product, field: &Field) -> bool {
    lookup::resolve(product, field)
        .is_some_and(|field| matches!(field.kind, spec::Type::String | spec::Type::Timestamp))
}

/// The documented values of a text field, if there are any.
pub(super) fn values(field: &Field) -> Option<&[spec::DocumentedValue]> {
    field.checks.iter().find_map(|check| match &check.value {
        Check::Values(values) if !values.is_empty() => Some(values.as_slice()),
        _ => None,
    })
}

/// What the entries of a list or map are called, and the entries of these.
fn item_name(hint: &str) -> String {
    format!("{}Item", hint.strip_suffix("Item").unwrap_or(hint))
}
