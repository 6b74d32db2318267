//! The module of the types that several operations share.
//!
//! Their names are settled before anything else, for all schemas whether or not an operation reaches them, so that
//! a name stays when another operation is generated.

use std::collections::HashMap;

use super::scope::{Direction, Scope};
use super::types;
use crate::diagnostic::Diagnostics;
use crate::ident;
use crate::model::Product;
use crate::rust::Item;

/// The names of the shared types, by the names of their schemas.
pub(super) type Names<'s> = HashMap<&'s str, String>;

/// Names all shared types of a product.
pub(super) fn names<'s>(product: &Product<'s>, diagnostics: &mut Diagnostics) -> Names<'s> {
    let none = Names::new();
    let mut scope = Scope::new(product, &none, diagnostics);
    let mut names = Names::new();
    let schemas = product.spec.schemas.iter();
    let (given, derived): (Vec<_>, Vec<_>) = schemas
        .filter(|shared| types::is_type(&shared.field))
        .partition(|shared| shared.field.type_name.is_some());
    for shared in given.into_iter().chain(derived) {
        let hint = ident::camel(&shared.name.value, "Type").unwrap_or_else(|| "Type".to_owned());
        let name = scope.claim_shared(&shared.field, &hint);
        names.insert(&shared.name.value, name);
    }
    names
}

/// Lowers the shared types that are reached.
pub(super) fn lower(
    product: &Product<'_>,
    names: &Names<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Item> {
    let mut scope = Scope::new(product, names, diagnostics).of_shared_types();
    for shared in &product.shared {
        let direction = match (shared.in_requests, shared.in_responses) {
            (true, true) => Direction::Both,
            (true, false) => Direction::Request,
            _ => Direction::Response,
        };
        // Anything else is only an alias: whoever refers to it gets its type.
        if let Some(name) = names.get(shared.name) {
            scope.begin(name);
            scope.expect(shared.field, direction);
            types::declare(&mut scope, shared.field, name, direction);
        }
    }
    scope.into_items()
}
