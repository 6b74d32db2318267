//! Types that go too deep.
//!
//! Neither the Rust compiler nor a decoder of JSON takes types of any depth. Each structure, list, map and
//! reference to a reference is a level; `check` counts them alike, and finds nothing here.

use std::collections::{BTreeMap, HashMap};

use super::super::Notes;
use super::free;
use crate::lookup::MAX_LEVELS;
use crate::metadata::document::{Document, Schema};

/// Cuts what is too deep, inner components first.
pub(super) fn too_deep(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    let levels = components(document, notes);
    let mark = notes.enter("apis");
    for (name, api) in &mut document.apis {
        let mark = notes.enter(name);
        for parameter in &mut api.parameters {
            let mark = notes.enter("parameters");
            let inner = notes.enter(&parameter.name);
            cut(&mut parameter.schema, 0, &levels, notes);
            notes.leave(inner);
            notes.leave(mark);
        }
        for (status, answer) in &mut api.responses {
            let mark = notes.enter("responses");
            let inner = notes.enter(status);
            if let Some(schema) = &mut answer.schema {
                cut(schema, 0, &levels, notes);
            }
            notes.leave(inner);
            notes.leave(mark);
        }
        notes.leave(mark);
    }
    notes.leave(mark);
}

/// The levels of every component, after cutting what is too deep.
fn components(document: &mut Document<'_>, notes: &mut Notes<'_>) -> HashMap<String, usize> {
    let mut levels = HashMap::new();
    let index: BTreeMap<String, usize> = document
        .schemas
        .iter()
        .enumerate()
        .map(|(index, (name, _))| (name.to_string(), index))
        .collect();
    let mark = notes.enter("components");
    let mut entered = vec![false; document.schemas.len()];
    // A component goes on to others; one that is still open counts nothing, as the way came round.
    for start in 0..document.schemas.len() {
        let mut open = vec![start];
        while let Some(&here) = open.last() {
            let name = document.schemas[here].0.to_string();
            if levels.contains_key(&name) {
                open.pop();
                continue;
            }
            if !entered[here] {
                entered[here] = true;
                super::references(&document.schemas[here].1, &mut |name| {
                    if let Some(next) = index.get(name).filter(|next| !entered[**next]) {
                        open.push(*next);
                    }
                });
                continue;
            }
            let mark = notes.enter(&name);
            let depth = cut(&mut document.schemas[here].1, 0, &levels, notes);
            notes.leave(mark);
            levels.insert(name, depth);
            open.pop();
        }
    }
    notes.leave(mark);
    levels
}

/// Cuts a schema at `level`; gives the levels that it reaches.
fn cut(
    schema: &mut Schema<'_>,
    level: usize,
    levels: &HashMap<String, usize>,
    notes: &mut Notes<'_>,
) -> usize {
    let mut reached = level;
    if let Some(name) = schema.reference.as_deref() {
        // A reference may lead to a reference, and a way that came round may go on once more.
        reached = level + 1 + levels.get(name).copied().unwrap_or(0);
    }
    let has_more =
        schema.properties.is_some() || schema.items.is_some() || schema.map_values.is_some();
    if has_more {
        reached = reached.max(level + 1);
    }
    if reached > MAX_LEVELS {
        notes.changed(format!("any JSON from level {level} on"));
        free(schema, notes);
        return level;
    }
    for (name, inner) in schema.properties.iter_mut().flatten() {
        let mark = notes.enter(name);
        reached = reached.max(cut(inner, level + 1, levels, notes));
        notes.leave(mark);
    }
    for (step, inner) in [
        ("items", &mut schema.items),
        ("additionalProperties", &mut schema.map_values),
    ] {
        if let Some(inner) = inner {
            let mark = notes.enter(step);
            reached = reached.max(cut(inner, level + 1, levels, notes));
            notes.leave(mark);
        }
    }
    reached
}
