//! How many operations, parameters and fields there are, in a file and in the spec made of it.
//!
//! A field is a parameter, or an entry of `properties` at any depth below a parameter, an answer or a component, those
//! in `allOf`, `oneOf` and `anyOf` too; references are not followed. Both sides are counted by walking them, so that a
//! field that goes missing shows.

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
            counts.fields += field(&parameter.schema);
        }
        let schemas = api
            .responses
            .iter()
            .filter_map(|(_, answer)| answer.schema.as_ref());
        counts.fields += schemas.map(below).sum::<usize>();
    }
    counts
}

/// A field, with those below it. One that only stands here because a component is told again is none of the file's.
pub(super) fn field(schema: &Schema<'_>) -> usize {
    usize::from(!schema.is_again) + below(schema)
}

/// The fields below a schema, in whatever of its words. Its depth is bounded, as that of all JSON is.
pub(super) fn below(schema: &Schema<'_>) -> usize {
    let properties = schema.properties.iter().flatten();
    let own = properties.filter(|(_, schema)| !schema.is_again).count();
    own + schema.inner().map(below).sum::<usize>()
}

/// The fields of a mended document that stand in more places than they are written in.
pub(super) fn again(document: &Document<'_>) -> usize {
    fn below(schema: &Schema<'_>) -> usize {
        let properties = schema.properties.iter().flatten();
        let own = properties.filter(|(_, schema)| schema.is_again).count();
        own + schema.inner().map(below).sum::<usize>()
    }
    document.all_schemas().map(below).sum()
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
