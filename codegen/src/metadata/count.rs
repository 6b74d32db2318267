//! How many operations, parameters and fields there are, in a file and in the spec made of it.
//!
//! A field is a parameter, or an entry of `properties` at any depth below a parameter, an answer or a component;
//! references are not followed. Both sides are counted by walking them, so that a field that goes missing shows.

use super::document::{Document, Schema};
use crate::spec::{BodyContent, Field, Member, Product, Type};

/// Counts of one side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) operations: usize,
    pub(super) parameters: usize,
    pub(super) fields: usize,
}

/// What a file holds.
pub(super) fn seen(document: &Document<'_>) -> Counts {
    let mut counts = Counts::default();
    for (_, schema) in &document.schemas {
        counts.fields += below(schema);
    }
    for (_, api) in &document.apis {
        counts.operations += 1;
        counts.parameters += api.parameters.len();
        for parameter in &api.parameters {
            counts.fields += 1 + below(&parameter.schema);
        }
        let schemas = api
            .responses
            .iter()
            .filter_map(|(_, answer)| answer.schema.as_ref());
        counts.fields += schemas.map(below).sum::<usize>();
    }
    counts
}

/// The fields below a schema. Its depth is bounded, as that of all JSON is.
pub(super) fn below(schema: &Schema<'_>) -> usize {
    let properties = schema.properties.iter().flatten();
    let inside = properties
        .map(|(_, schema)| 1 + below(schema))
        .sum::<usize>();
    let items = schema.items.as_deref().map_or(0, below);
    inside + items + schema.map_values.as_deref().map_or(0, below)
}

/// What a spec holds.
pub(super) fn generated(product: &Product) -> Counts {
    let mut counts = Counts::default();
    for shared in product.schemas.iter() {
        counts.fields += inside(&shared.field);
    }
    for operation in &product.operations {
        counts.operations += 1;
        counts.parameters += operation.parameters.len() + usize::from(operation.body.is_some());
        counts.fields += members(&operation.parameters);
        if let Some(body) = &operation.body {
            counts.fields += 1 + match &body.content {
                BodyContent::Members(all) => members(all),
                BodyContent::Whole(field) => inside(field),
            };
        }
        counts.fields += operation.response.as_ref().map_or(0, inside);
    }
    counts
}

fn members(members: &[Member]) -> usize {
    members.iter().map(|member| 1 + inside(&member.field)).sum()
}

/// The fields below a field.
fn inside(field: &Field) -> usize {
    match &field.kind {
        Type::List(entry) | Type::Map(entry) => inside(entry),
        Type::Structure(structure) => members(&structure.members),
        _ => 0,
    }
}
