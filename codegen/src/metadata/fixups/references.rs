//! References: spelling, targets, depth, rounds.

mod depth;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::super::count;
use super::super::document::{Document, Schema};
use super::{Apply, Fixup, Notes, fixup};
use crate::ident;

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        "component-name",
        Apply::First(component_name),
        "a component has a name that no Rust type can have",
        "renamed, with all references to it",
    ),
    fixup(
        "reference-beside-structure",
        Apply::Schema(beside_structure),
        "a schema is written out beside a reference",
        "what is written out decides",
    ),
    fixup(
        "odd-reference",
        Apply::Schema(odd_reference),
        "a reference leads out of `components.schemas`",
        "any JSON",
    ),
    fixup(
        "missing-reference",
        Apply::Schema(missing_reference),
        "a reference leads to no component",
        "any JSON",
    ),
    fixup(
        "reference-beside-type",
        Apply::Schema(beside_type),
        "a type alone stands beside a reference",
        "the reference decides",
    ),
    fixup(
        "endless-component",
        Apply::Components(endless),
        "a component consists of itself and nothing else",
        "any JSON",
    ),
];

/// What applies when everything else has.
pub(super) const LAST: &[Fixup] = &[
    fixup(
        "unused-component",
        Apply::Last(unused),
        "nothing refers to a component, directly or by way of others",
        "dropped",
    ),
    fixup(
        "too-deep",
        Apply::Last(depth::too_deep),
        "a type goes deeper than a program can follow",
        "any JSON from that level on",
    ),
    fixup(
        "recursive-component",
        Apply::Last(recursive),
        "a component contains itself by way of its members",
        "kept; boxed where a list or map does not box it anyway",
    ),
];

const ROOT: &str = "#/components/schemas/";

fn beside_structure(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let is_written_out = match schema.kind.as_deref() {
        Some("object") => schema
            .properties
            .as_ref()
            .is_some_and(|all| !all.is_empty()),
        Some("array") => schema.items.is_some(),
        _ => false,
    };
    if let Some(reference) = schema.reference.take_if(|_| is_written_out) {
        notes.changed(format!("`{reference}` is ignored"));
    }
}

/// Where a fixup has been, references hold the name alone.
fn odd_reference(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let Some(reference) = schema.reference.take() else {
        return;
    };
    match reference.strip_prefix(ROOT) {
        Some(name) => schema.reference = Some(name.to_owned().into()),
        // A misspelt reference names its component alone.
        None if notes.components.contains(&*reference) => schema.reference = Some(reference),
        None => {
            notes.changed(format!("`{reference}` read as any JSON"));
            free(schema, notes);
        }
    }
}

fn missing_reference(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let Some(name) = schema.reference.as_deref() else {
        return;
    };
    if let Some(renamed) = notes.renamed.get(name) {
        schema.reference = Some(renamed.clone().into());
    } else if !notes.components.contains(name) {
        notes.changed(format!("no component `{name}`; read as any JSON"));
        schema.reference = None;
        free(schema, notes);
    }
}

/// Turns a schema into any JSON.
fn free(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let below = count::below(schema);
    if below > 0 {
        notes.dropped("", below, "what is inside of any JSON");
    }
    schema.reference = None;
    schema.kind = Some("any".into());
    schema.is_made = true;
    schema.properties = None;
    schema.items = None;
    schema.map_values = None;
}

fn beside_type(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if let (Some(name), Some(kind)) = (&schema.reference, &schema.kind) {
        notes.changed(format!("`{kind}` beside `{name}` is ignored"));
        schema.kind = None;
    }
}

fn is_type_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
}

fn component_name(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    // Those that have a name of their own keep it, in whatever order they stand.
    let mut taken = HashSet::new();
    let mut keeps = Vec::with_capacity(document.schemas.len());
    for (name, _) in &document.schemas {
        keeps.push(is_type_name(name) && taken.insert(ident::camel(name, "Type")));
    }
    for ((name, _), keeps) in document.schemas.iter_mut().zip(keeps) {
        if keeps {
            continue;
        }
        let stem = ident::camel(name, "Type").unwrap_or_else(|| "Component".to_owned());
        let mut new = stem.clone();
        let mut number = 2;
        while !taken.insert(ident::camel(&new, "Type")) {
            new = format!("{stem}{number}");
            number += 1;
        }
        notes.changed_at(&format!("components.{name}"), format!("renamed to `{new}`"));
        notes
            .renamed
            .entry(name.to_string())
            .or_insert_with(|| new.clone());
        *name = new.into();
    }
}

/// The component that a schema leads to by references, lists and maps alone.
fn next<'s>(schema: &'s Schema<'_>) -> Option<&'s str> {
    let mut schema = schema;
    loop {
        match schema.reference.as_deref() {
            Some(name) => return Some(name),
            None => schema = schema.items.as_deref().or(schema.map_values.as_deref())?,
        }
    }
}

fn endless(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    let ways: BTreeMap<&str, &str> = document
        .schemas
        .iter()
        .filter_map(|(name, schema)| Some((&**name, next(schema)?)))
        .collect();
    let comes_back = |start: &str| {
        let mut here = start;
        for _ in 0..=ways.len() {
            match ways.get(here) {
                Some(next) if *next == start => return true,
                Some(next) => here = next,
                None => return false,
            }
        }
        false
    };
    let found: BTreeSet<String> = ways
        .keys()
        .filter(|name| comes_back(name))
        .map(|name| (*name).to_owned())
        .collect();
    for (name, schema) in &mut document.schemas {
        if found.contains(&**name) {
            notes.changed_at(&format!("components.{name}"), "read as any JSON");
            free(schema, notes);
        }
    }
}

/// Notes what every component is, for the fixups of operations.
pub(super) fn shapes(document: &Document<'_>, notes: &mut Notes<'_>) {
    // A reference to a reference settles in the next round; rounds are as many as links of the longest chain.
    for _ in 0..document.schemas.len() {
        let mut is_settled = true;
        for (name, schema) in &document.schemas {
            let shape = notes.shape(schema);
            if notes.shapes.insert(name.to_string(), shape) != Some(shape) {
                is_settled = false;
            }
        }
        if is_settled {
            break;
        }
    }
}

/// Calls `found` with every reference below a schema.
fn references<'s>(schema: &'s Schema<'_>, found: &mut dyn FnMut(&'s str)) {
    if let Some(name) = schema.reference.as_deref() {
        found(name);
    }
    for (_, inner) in schema.properties.iter().flatten() {
        references(inner, found);
    }
    for inner in [&schema.items, &schema.map_values].into_iter().flatten() {
        references(inner, found);
    }
}

fn unused(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    let mut used: HashSet<String> = HashSet::new();
    {
        let index: BTreeMap<&str, &Schema<'_>> = document
            .schemas
            .iter()
            .map(|(name, schema)| (&**name, schema))
            .collect();
        let mut open: Vec<&str> = Vec::new();
        for (_, api) in &document.apis {
            for parameter in &api.parameters {
                references(&parameter.schema, &mut |name| open.push(name));
            }
            let answers = api
                .responses
                .iter()
                .filter_map(|(_, answer)| answer.schema.as_ref());
            answers.for_each(|schema| references(schema, &mut |name| open.push(name)));
        }
        while let Some(name) = open.pop() {
            if used.insert(name.to_owned())
                && let Some(schema) = index.get(name)
            {
                references(schema, &mut |name| open.push(name));
            }
        }
    }
    let mut seen = HashSet::new();
    document.schemas.retain(|(name, schema)| {
        let is_used = used.contains(&**name) && seen.insert(name.to_string());
        if !is_used {
            let place = format!("components.{name}");
            notes.dropped(&place, count::below(schema), "nothing refers to it");
        }
        is_used
    });
}

fn recursive(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    let ways: BTreeMap<&str, BTreeSet<&str>> = document
        .schemas
        .iter()
        .map(|(name, schema)| {
            let mut found = BTreeSet::new();
            references(schema, &mut |name| drop(found.insert(name)));
            (&**name, found)
        })
        .collect();
    for start in ways.keys() {
        let mut open: Vec<&str> = ways[start].iter().copied().collect();
        let mut seen = HashSet::new();
        while let Some(name) = open.pop().filter(|name| name != start) {
            if seen.insert(name) {
                open.extend(ways.get(name).into_iter().flatten());
            }
        }
        let comes_back =
            seen.iter().any(|name| ways[name].contains(start)) || ways[start].contains(start);
        if comes_back {
            notes.kept_at(&format!("components.{start}"), "boxed where it must be");
        }
    }
}
