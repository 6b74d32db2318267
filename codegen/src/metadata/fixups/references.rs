//! References: spelling, targets, depth, rounds.
//!
//! In: references as they are written, and the components of the file. Out: references that hold the name of a
//! component that is there. Everything after this follows them without asking, so that chains, rounds and depth must
//! end here.

mod depth;
mod rounds;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::count;
use super::super::document::{Document, Schema};
use super::{Apply, Fixup, Notes, Shape, fixup};
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
        MISSING_REFERENCE,
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

/// Code of a reference that leads nowhere.
pub(crate) const MISSING_REFERENCE: &str = "missing-reference";

/// Where components stand.
pub(super) const ROOT: &str = "#/components/schemas/";

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
pub(super) fn free(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let below = count::below(schema);
    if below > 0 {
        notes.dropped("", below, "what is inside of any JSON");
    }
    schema.reference = None;
    schema.kind = Some("any".into());
    schema.is_made = true;
    schema.misspelt_reference = None;
    schema.properties = None;
    schema.items = None;
    schema.map_values = None;
    schema.items_listed.clear();
    schema.all_of.clear();
    schema.any_of.clear();
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
    let ways: HashMap<&str, &str> = document
        .schemas
        .iter()
        .filter_map(|(name, schema)| Some((&**name, next(schema)?)))
        .collect();
    let mut found: HashSet<String> = HashSet::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for start in ways.keys() {
        let mut way = Vec::new();
        let mut here = Some(*start);
        while let Some(name) = here.filter(|name| seen.insert(name)) {
            way.push(name);
            here = ways.get(name).copied();
        }
        // Where the way came to itself, the round begins.
        let round = here.and_then(|here| way.iter().position(|name| *name == here));
        let round = round.map_or(&[][..], |first| &way[first..]);
        found.extend(round.iter().map(|name| (*name).to_owned()));
    }
    for (name, schema) in &mut document.schemas {
        if found.contains(&**name) {
            notes.changed_at(&format!("components.{name}"), "read as any JSON");
            free(schema, notes);
        }
    }
}

/// Notes what every component is, for the fixups of operations. References end by now.
pub(super) fn shapes(document: &Document<'_>, notes: &mut Notes<'_>) {
    let schemas: HashMap<&str, &Schema<'_>> = document
        .schemas
        .iter()
        .map(|(name, schema)| (&**name, schema))
        .collect();
    // Chains of references first, then what the entries of lists are.
    let mut ends: HashMap<&str, &str> = HashMap::new();
    for start in schemas.keys() {
        let mut way = vec![*start];
        let end = loop {
            let here = way[way.len() - 1];
            match (
                ends.get(here),
                schemas.get(here).and_then(|one| one.reference.as_deref()),
            ) {
                (Some(end), _) => break *end,
                (None, Some(next)) if schemas.contains_key(next) => way.push(next),
                (None, _) => break here,
            }
        };
        ends.extend(way.into_iter().map(|name| (name, end)));
    }
    for is_last in [false, true] {
        for (name, end) in &ends {
            let shape = notes.shape(schemas[end]);
            if !is_last || shape == Shape::Singles {
                notes.shapes.insert((*name).to_owned(), shape);
            }
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
    for name in rounds::in_rounds(&document.schemas) {
        notes.kept_at(&format!("components.{name}"), "boxed where it must be");
    }
}
