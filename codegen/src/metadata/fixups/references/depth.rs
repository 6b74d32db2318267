//! Types that go too deep.
//!
//! Neither the Rust compiler nor a decoder of JSON takes types of any depth. Each structure, list, map and
//! reference to a reference is a level; `check` counts them alike, and finds nothing here.

use std::collections::HashMap;

use super::super::Notes;
use super::free;
use crate::lookup::MAX_LEVELS;
use crate::metadata::document::{Document, Schema};

/// Cuts what is too deep, inner components first.
pub(super) fn too_deep(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    // A cut may open a round, which goes deeper then when it is entered elsewhere.
    let mut levels = Levels::default();
    while levels.has_cut {
        levels = components(document, notes);
    }
    let mark = notes.enter("apis");
    for (name, api) in &mut document.apis {
        let mark = notes.enter(name);
        for parameter in &mut api.parameters {
            let mark = notes.enter("parameters");
            let inner = notes.enter(&parameter.name);
            cut(&mut parameter.schema, 0, &mut levels, notes);
            notes.leave(inner);
            notes.leave(mark);
        }
        for (status, answer) in &mut api.responses {
            let mark = notes.enter("responses");
            let inner = notes.enter(status);
            if let Some(schema) = &mut answer.schema {
                cut(schema, 0, &mut levels, notes);
            }
            notes.leave(inner);
            notes.leave(mark);
        }
        notes.leave(mark);
    }
    notes.leave(mark);
}

/// How deep the components go.
struct Levels {
    by_name: HashMap<String, Component>,
    /// Whether anything was cut on the way.
    has_cut: bool,
}

impl Default for Levels {
    /// Nothing is known yet.
    fn default() -> Self {
        Levels {
            by_name: HashMap::new(),
            has_cut: true,
        }
    }
}

impl Levels {
    fn insert(&mut self, name: &str, levels: usize, is_alias: bool) {
        let component = Component { levels, is_alias };
        self.by_name.insert(name.to_owned(), component);
    }
}

/// What a reference to a component adds.
#[derive(Clone, Copy, Default)]
struct Component {
    levels: usize,
    /// Whether it is a reference itself, which is a level more.
    is_alias: bool,
}

/// The levels of every component, after cutting what is too deep: inner ones first, in the order of `check`, without
/// recursion, as a chain may be as long as a file. One that is still open counts nothing: the way came round.
fn components(document: &mut Document<'_>, notes: &mut Notes<'_>) -> Levels {
    let mut levels = Levels {
        has_cut: false,
        ..Levels::default()
    };
    let mut index: HashMap<String, usize> = HashMap::new();
    let mut further: Vec<Vec<String>> = Vec::with_capacity(document.schemas.len());
    for (number, (name, schema)) in document.schemas.iter().enumerate() {
        index.insert(name.to_string(), number);
        let is_alias = schema.reference.is_some();
        levels.insert(name, 0, is_alias);
        let mut names = Vec::new();
        super::references(schema, &mut |name| names.push(name.to_owned()));
        further.push(names);
    }
    let mark = notes.enter("components");
    let mut seen = vec![false; document.schemas.len()];
    for start in 0..document.schemas.len() {
        let mut open = Vec::new();
        if !std::mem::replace(&mut seen[start], true) {
            open.push((start, 0));
        }
        while let Some((here, next)) = open.last_mut() {
            if let Some(name) = further[*here].get(*next) {
                *next += 1;
                if let Some(inner) = index.get(name)
                    && !std::mem::replace(&mut seen[*inner], true)
                {
                    open.push((*inner, 0));
                }
            } else {
                let (name, schema) = &mut document.schemas[*here];
                let mark = notes.enter(name);
                let reached = cut(schema, 0, &mut levels, notes);
                notes.leave(mark);
                let is_alias = schema.reference.is_some();
                levels.insert(name, reached, is_alias);
                open.pop();
            }
        }
    }
    notes.leave(mark);
    levels
}

/// Cuts a schema at `level`; gives the levels that it reaches.
fn cut(schema: &mut Schema<'_>, level: usize, levels: &mut Levels, notes: &mut Notes<'_>) -> usize {
    let mut reached = level;
    if let Some(name) = schema.reference.as_deref() {
        let further = levels.by_name.get(name).copied().unwrap_or_default();
        reached += usize::from(further.is_alias) + further.levels;
    }
    let has_more =
        schema.properties.is_some() || schema.items.is_some() || schema.map_values.is_some();
    if has_more {
        reached = reached.max(level + 1);
    }
    if reached > MAX_LEVELS {
        notes.changed(format!("any JSON from level {level} on"));
        free(schema, notes);
        levels.has_cut = true;
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
