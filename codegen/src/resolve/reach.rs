//! Which shared structures the wanted operations reach, and in which direction.
//!
//! In: the wanted operations. Out: the shared structures that they need: a structure that only answers use is never
//! encoded, and code for that would have to be compiled all the same.

use crate::model::Shared;
use crate::spec::{Field, Operation, Product, Type};

/// The reached structures, in the order of the spec.
pub(super) fn reach<'s>(product: &'s Product, operations: &[&'s Operation]) -> Vec<Shared<'s>> {
    let mut requests = vec![false; product.schemas.len()];
    let mut responses = vec![false; product.schemas.len()];
    for operation in operations {
        for field in operation.request_fields() {
            follow(product, field, &mut requests);
        }
        if let Some(field) = &operation.response {
            follow(product, field, &mut responses);
        }
    }
    product
        .schemas
        .iter()
        .zip(requests.into_iter().zip(responses))
        .filter(|(_, (in_requests, in_responses))| *in_requests || *in_responses)
        .map(|(shared, (in_requests, in_responses))| Shared {
            name: &shared.name.value,
            field: &shared.field,
            in_requests,
            in_responses,
        })
        .collect()
}

/// Without recursion: a chain of references may be long.
fn follow(product: &Product, field: &Field, reached: &mut [bool]) {
    let mut open = vec![field];
    while let Some(field) = open.pop() {
        match &field.kind {
            Type::List(inner) | Type::Map(inner) => open.push(inner),
            Type::Structure(structure) => {
                open.extend(structure.members.iter().map(|member| &member.field));
            }
            Type::Ref(name) => {
                let index = product
                    .schemas
                    .position(&name.value)
                    .expect("check found every reference");
                if !std::mem::replace(&mut reached[index], true) {
                    open.push(&product.schemas[index].field);
                }
            }
            Type::String
            | Type::Integer
            | Type::Number
            | Type::Boolean
            | Type::Timestamp
            | Type::Bytes
            | Type::Json => {}
        }
    }
}
