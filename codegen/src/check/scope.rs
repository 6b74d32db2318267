//! The ways through a product: all its fields, and all places where rules stand.
//!
//! In: a product. Out: iterators that every question uses: fields at any depth once, and for each set of rules the
//! members that its paths can begin with.

use crate::lookup::{Found, find, is_untold};
use crate::spec::{BodyContent, Field, Member, Operation, Product, Rule, Spanned, Then, Type};

/// A place where rules stand: an operation, or a structure.
pub(super) struct Scope<'s> {
    /// The product.
    pub(super) product: &'s Product,
    /// What paths start from.
    pub(super) members: Vec<&'s Member>,
    /// The rules.
    pub(super) rules: &'s [Rule],
    /// Whether there may be members that could not be told, so that an unknown name may be one of them.
    pub(super) is_partial: bool,
}

impl<'s> Scope<'s> {
    /// The field that a path speaks of; a path that leads nowhere is a finding of `rules`.
    pub(super) fn find(&self, path: &Spanned) -> Option<Found<'s>> {
        find(self.product, self.members.iter().copied(), &path.value).ok()
    }
}

/// All places with rules.
pub(super) fn scopes(product: &Product) -> Vec<Scope<'_>> {
    groups(product).into_iter().flatten().collect()
}

/// The same, by what the rules are known in: an operation or a shared schema, with all structures declared inside.
pub(super) fn groups(product: &Product) -> Vec<Vec<Scope<'_>>> {
    let mut groups = Vec::new();
    for operation in &product.operations {
        let own = Scope {
            product,
            members: operation.members(),
            rules: &operation.rules,
            is_partial: has_untold_body(operation),
        };
        let mut found = Vec::new();
        fields_of(operation, &mut found);
        let nested = found.into_iter().filter_map(|field| nested(product, field));
        groups.push(std::iter::once(own).chain(nested).collect());
    }
    for shared in product.schemas.iter() {
        let mut found = Vec::new();
        inside(&shared.field, &mut found);
        let nested = found.into_iter().filter_map(|field| nested(product, field));
        groups.push(nested.collect());
    }
    groups
}

fn nested<'s>(product: &'s Product, field: &'s Field) -> Option<Scope<'s>> {
    let Type::Structure(structure) = &field.kind else {
        return None;
    };
    Some(Scope {
        product,
        members: structure.members.iter().collect(),
        rules: &structure.rules,
        is_partial: false,
    })
}

/// Whether it cannot be told what the body of an operation consists of.
pub(super) fn has_untold_body(operation: &Operation) -> bool {
    let content = operation.body.as_ref().map(|body| &body.content);
    matches!(content, Some(BodyContent::Whole(field)) if is_untold(&field.kind))
}

/// All fields of a product: parameters, bodies, responses and shared schemas, with what is inside them.
pub(super) fn fields(product: &Product) -> Vec<&Field> {
    let mut found = Vec::new();
    product
        .operations
        .iter()
        .for_each(|operation| fields_of(operation, &mut found));
    product
        .schemas
        .iter()
        .for_each(|shared| inside(&shared.field, &mut found));
    found
}

/// All fields of an operation, with what is inside them.
fn fields_of<'s>(operation: &'s Operation, found: &mut Vec<&'s Field>) {
    for field in operation.request_fields() {
        inside(field, found);
    }
    if let Some(field) = &operation.response {
        inside(field, found);
    }
}

/// A field and the fields inside it; references are not followed.
fn inside<'s>(field: &'s Field, found: &mut Vec<&'s Field>) {
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
