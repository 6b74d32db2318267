//! The ways through a product: all its fields, and all places where rules stand.

use crate::lookup::{Found, find};
use crate::spec::{BodyContent, Field, Member, Operation, Product, Rule, Spanned, Then, Type};

/// A place where rules stand: an operation, or a structure.
pub(super) struct Scope<'s> {
    /// The product.
    pub(super) product: &'s Product,
    /// What paths start from.
    pub(super) members: Vec<&'s Member>,
    /// The rules.
    pub(super) rules: &'s [Rule],
}

impl<'s> Scope<'s> {
    /// The field that a path speaks of; a path that leads nowhere is a finding of `rules`.
    pub(super) fn find(&self, path: &Spanned) -> Option<Found<'s>> {
        find(self.product, self.members.iter().copied(), &path.value).ok()
    }
}

/// All places with rules.
pub(super) fn scopes(product: &Product) -> Vec<Scope<'_>> {
    let mut scopes: Vec<Scope<'_>> = Vec::new();
    for operation in &product.operations {
        let members = operation
            .parameters
            .iter()
            .chain(body_members(operation))
            .collect();
        scopes.push(Scope {
            product,
            members,
            rules: &operation.rules,
        });
    }
    for field in fields(product) {
        if let Type::Structure(structure) = &field.kind {
            let members = structure.members.iter().collect();
            scopes.push(Scope {
                product,
                members,
                rules: &structure.rules,
            });
        }
    }
    scopes
}

/// The members of a body that is an object.
pub(super) fn body_members(operation: &Operation) -> &[Member] {
    match operation.body.as_ref().map(|body| &body.content) {
        Some(BodyContent::Members(members)) => members,
        _ => &[],
    }
}

/// All fields of a product: parameters, bodies, responses and shared schemas, with what is inside them.
pub(super) fn fields(product: &Product) -> Vec<&Field> {
    let mut found = Vec::new();
    for operation in &product.operations {
        operation
            .parameters
            .iter()
            .for_each(|member| inside(&member.field, &mut found));
        match operation.body.as_ref().map(|body| &body.content) {
            Some(BodyContent::Members(members)) => {
                members
                    .iter()
                    .for_each(|member| inside(&member.field, &mut found));
            }
            Some(BodyContent::Whole(field)) => inside(field, &mut found),
            None => {}
        }
        operation
            .response
            .iter()
            .for_each(|field| inside(field, &mut found));
    }
    product
        .schemas
        .iter()
        .for_each(|shared| inside(&shared.field, &mut found));
    found
}

/// A field and the fields inside it; references are not followed.
pub(super) fn inside<'s>(field: &'s Field, found: &mut Vec<&'s Field>) {
    found.push(field);
    match &field.kind {
        Type::List(entry) | Type::Map(entry) => inside(entry, found),
        Type::Structure(structure) => {
            structure
                .members
                .iter()
                .for_each(|member| inside(&member.field, found));
        }
        _ => {}
    }
}

/// All paths that a demand speaks of.
pub(super) fn paths(then: &Then) -> Vec<&Spanned> {
    match then {
        Then::Require(paths)
        | Then::Forbid(paths)
        | Then::ExactlyOne(paths)
        | Then::AtLeastOne(paths)
        | Then::AtMostOne(paths)
        | Then::AllOrNone(paths) => paths.iter().collect(),
        Then::Field(path, _) => vec![path],
        Then::Requires(first, others) => std::iter::once(first).chain(others).collect(),
        Then::Ordered(first, second) => vec![first, second],
    }
}

/// What a type is called in messages.
pub(super) fn called(kind: &Type) -> &'static str {
    match kind {
        Type::String => "text",
        Type::Integer => "an integer",
        Type::Number => "a number",
        Type::Boolean => "a boolean",
        Type::Timestamp => "a timestamp",
        Type::Bytes => "bytes",
        Type::Json => "free JSON",
        Type::List(_) => "a list",
        Type::Map(_) => "a map",
        Type::Structure(_) => "a structure",
        Type::Ref(_) => "a reference",
    }
}
