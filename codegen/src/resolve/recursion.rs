//! Which fields must be boxed, because without it a type would contain itself.
//!
//! Lists and maps already break the cycle; only fields that hold a structure directly count.

use std::collections::{BTreeMap, BTreeSet};

use crate::spec::{At, Field, Product, Type};

/// The places of the references that close a cycle.
pub(super) fn boxed(product: &Product) -> BTreeSet<At> {
    let mut edges: BTreeMap<&str, Vec<(&str, At)>> = BTreeMap::new();
    for shared in product.schemas.iter() {
        let mut direct = Vec::new();
        collect(&shared.field, &mut direct);
        edges.insert(&shared.name.value, direct);
    }
    let mut boxed = BTreeSet::new();
    for (from, direct) in &edges {
        for (to, at) in direct {
            if reaches(&edges, to, from) {
                boxed.insert(*at);
            }
        }
    }
    boxed
}

fn collect<'s>(field: &'s Field, direct: &mut Vec<(&'s str, At)>) {
    match &field.kind {
        Type::Ref(name) => direct.push((&name.value, field.at)),
        Type::Structure(structure) => {
            structure
                .members
                .iter()
                .for_each(|member| collect(&member.field, direct));
        }
        _ => {}
    }
}

fn reaches<'s>(edges: &BTreeMap<&'s str, Vec<(&'s str, At)>>, from: &'s str, target: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        if name == target {
            return true;
        }
        if seen.insert(name) {
            open.extend(edges.get(name).into_iter().flatten().map(|(to, _)| *to));
        }
    }
    false
}
