//! Rules between the members of a structure or an operation, as their descriptions tell them.
//!
//! In: members with their schemas. Out: the rules that `prose` could read in their sentences, once each: two members
//! often tell the same from both ends.

use std::collections::{BTreeMap, BTreeSet};

use super::super::document::{Document, Schema};
use super::super::prose::{self, Described};
use super::Scope;
use crate::spec::{Member, Rule};

/// The rules between members, each with the schema that it was made from. Answers have none.
pub(super) fn rules<'m>(
    scope: &mut Scope<'_, '_>,
    members: impl IntoIterator<Item = (&'m Member, &'m Schema<'m>)>,
) -> Vec<Rule> {
    if !scope.in_request {
        return Vec::new();
    }
    let described = members.into_iter().map(|(member, schema)| Described {
        member,
        description: schema.description.as_deref().unwrap_or_default(),
    });
    let described: Vec<_> = described.collect();
    let places = &mut *scope.places;
    prose::conditions(
        &described,
        &mut scope.rules,
        &mut |member, part| places.inside(member.name.at, part),
        scope.tally,
    )
}

/// The components that requests are made of.
pub(super) fn requested<'t>(document: &'t Document<'_>) -> BTreeSet<&'t str> {
    let components: BTreeMap<&str, &Schema<'_>> = document
        .schemas
        .iter()
        .map(|(name, schema)| (&**name, schema))
        .collect();
    let parameters = document.apis.iter().flat_map(|(_, api)| &api.parameters);
    let mut open: Vec<&Schema<'_>> = parameters.map(|parameter| &parameter.schema).collect();
    let mut requested = BTreeSet::new();
    while let Some(schema) = open.pop() {
        if let Some(name) = schema.reference.as_deref()
            && requested.insert(name)
        {
            open.extend(components.get(name));
        }
        open.extend(schema.properties.iter().flatten().map(|(_, inner)| inner));
        open.extend(schema.items.as_deref());
        open.extend(schema.map_values.as_deref());
    }
    requested
}
