//! Schemas that are put together of others.
//!
//! In: `allOf`, `oneOf`, `anyOf`, and `items` with a list of schemas. Out: one schema of one type, for structures have
//! the members that they have, and what can be one of several things is raw JSON to a program. What stands in
//! components that `allOf` refers to is told again where it is needed; how much of that a file may ask for is bounded.

use std::collections::HashMap;

use super::super::count;
use super::super::document::{Document, Schema, Text};
use super::references::{ROOT, free};
use super::{Apply, Fixup, Notes, fixup};

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        "all-of",
        Apply::First(all_of),
        "a schema is put together by `allOf`",
        "one structure with the members of all; any JSON if one of them is no structure",
    ),
    fixup(
        "one-of",
        Apply::Schema(one_of),
        "a schema is one of several, by `oneOf` or `anyOf`",
        "any JSON; the schema itself if there is but one, or if the others only say which members go together",
    ),
    fixup(
        "items-listed",
        Apply::Schema(items_listed),
        "`items` hold a list of schemas",
        "the schema of all entries if they are equal, otherwise entries are any JSON",
    ),
];

/// Components that are told again inside of each other.
const MAX_OPEN: usize = 16;

/// Components that are told again, and fields in them, before `allOf` becomes any JSON: each may double the next.
const MAX_AGAIN: usize = 20_000;

fn all_of(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    if !document.all_schemas().any(is_combined) {
        return;
    }
    let mut combiner = Combiner::default();
    for (name, schema) in &document.schemas {
        let components = &mut combiner.components;
        components
            .entry(name.to_string())
            .or_insert_with(|| schema.clone());
    }
    for (name, schema) in &mut document.schemas {
        combiner.at(&["components", name], schema, notes);
    }
    for (name, api) in &mut document.apis {
        for parameter in &mut api.parameters {
            let steps = ["apis", name, "parameters", &parameter.name];
            combiner.at(&steps, &mut parameter.schema, notes);
        }
        for (status, answer) in &mut api.responses {
            if let Some(schema) = &mut answer.schema {
                combiner.at(&["apis", name, "responses", status], schema, notes);
            }
        }
    }
}

/// Whether `allOf` stands in a schema, or anywhere inside of it.
fn is_combined(schema: &Schema<'_>) -> bool {
    !schema.all_of.is_empty() || schema.inner().any(is_combined)
}

/// What puts schemas together.
#[derive(Default)]
struct Combiner<'d> {
    /// The components, as they are written.
    components: HashMap<String, Schema<'d>>,
    /// Components that are being told again.
    open: Vec<String>,
    /// What has been told again.
    again: usize,
}

impl<'d> Combiner<'d> {
    fn at(&mut self, steps: &[&str], schema: &mut Schema<'d>, notes: &mut Notes<'_>) {
        if is_combined(schema) {
            let marks: Vec<usize> = steps.iter().map(|step| notes.enter(step)).collect();
            self.walk(schema, notes);
            notes.leave(marks[0]);
        }
    }

    /// Inner schemas first. The depth of what is written is bounded, as that of all JSON is.
    fn walk(&mut self, schema: &mut Schema<'d>, notes: &mut Notes<'_>) {
        schema.each_inner(&mut |step, inner| {
            let mark = notes.enter(step);
            self.walk(inner, notes);
            notes.leave(mark);
        });
        let parts = std::mem::take(&mut schema.all_of);
        let count = parts.len();
        match <[Schema<'d>; 1]>::try_from(parts) {
            Ok([part]) if !has_content(schema) => {
                absorb(schema, part);
                notes.changed("read as its only part");
            }
            Ok([part]) => self.combine(schema, vec![part], notes),
            Err(parts) if count > 0 => self.combine(schema, parts, notes),
            Err(_) => {}
        }
    }

    fn combine(&mut self, schema: &mut Schema<'d>, parts: Vec<Schema<'d>>, notes: &mut Notes<'_>) {
        let count = parts.len();
        let mut own = Schema {
            kind: schema.kind.clone(),
            reference: schema.reference.take(),
            properties: schema.properties.take(),
            map_values: schema.map_values.take(),
            ..Schema::default()
        };
        let has_own = has_content(&own);
        own.kind = own.kind.filter(|_| has_own);
        let mut properties = Vec::new();
        let mut map_values = None;
        let mut rest = has_own.then_some(own).into_iter().chain(parts);
        for part in rest.by_ref() {
            let Some(mut part) = self.told(part, notes) else {
                let others: usize = rest.map(|part| count::below(&part)).sum();
                let below = others + inside(&properties, map_values.as_deref());
                notes.dropped("allOf", below, "one of its parts is no structure");
                free(schema, notes);
                return;
            };
            properties.extend(part.properties.take().into_iter().flatten());
            match (&map_values, part.map_values.take()) {
                (None, values) => map_values = values,
                (Some(_), Some(values)) => {
                    let below = count::below(&values);
                    notes.merged("additionalProperties", below, "told before");
                }
                _ => {}
            }
        }
        schema.kind = Some("object".into());
        schema.properties = Some(properties);
        schema.map_values = map_values;
        notes.changed(format!("put together of {count} parts"));
    }

    /// A part with its own members, those of a component told again. Whatever is no structure is dropped, and noted.
    fn told(&mut self, part: Schema<'d>, notes: &mut Notes<'_>) -> Option<Schema<'d>> {
        let is_structure = |schema: &Schema<'_>| {
            let is_object = schema.kind.as_deref().is_none_or(|kind| kind == "object");
            let is_listed = schema.items.is_some() || !schema.items_listed.is_empty();
            is_object && !is_listed && schema.any_of.is_empty() && schema.reference.is_none()
        };
        let reference = part.reference.as_ref().or(part.misspelt_reference.as_ref());
        let Some(reference) = reference else {
            if !is_structure(&part) {
                notes.dropped("allOf", count::below(&part), "what is no structure");
                return None;
            }
            return Some(part);
        };
        let name = reference.strip_prefix(ROOT).unwrap_or(reference).to_owned();
        let component = self.components.get(&name);
        let is_free = self.open.len() < MAX_OPEN && !self.open.contains(&name);
        let component = component.filter(|_| is_free);
        let cost = 1 + component.map_or(0, count::below);
        let component = component.filter(|_| self.again + cost <= MAX_AGAIN);
        let Some(mut component) = component.cloned() else {
            notes.dropped("allOf", count::below(&part), format!("no part is `{name}`"));
            return None;
        };
        self.again += cost;
        notes.changed(format!("`{name}` is told again"));
        mark(&mut component);
        let written = count::below(&part);
        if written > 0 {
            notes.dropped("allOf", written, "beside a reference");
        }
        self.open.push(name);
        self.walk(&mut component, notes);
        // It may be an alias of another component.
        let told = self.told(component, notes);
        self.open.pop();
        told
    }
}

/// Marks all fields in a component that is told again.
fn mark(schema: &mut Schema<'_>) {
    for (_, property) in schema.properties.iter_mut().flatten() {
        property.is_again = true;
    }
    schema.each_inner(&mut |_, inner| mark(inner));
}

/// The fields of what is a structure in the making.
fn inside(properties: &[(Text<'_>, Schema<'_>)], map: Option<&Schema<'_>>) -> usize {
    let properties = properties.iter().map(|(_, schema)| count::field(schema));
    properties.sum::<usize>() + map.map_or(0, count::below)
}

/// Whether a schema says by itself what it holds.
fn has_content(schema: &Schema<'_>) -> bool {
    let has_members = schema
        .properties
        .as_ref()
        .is_some_and(|all| !all.is_empty());
    let is_reference = schema.reference.is_some() || schema.misspelt_reference.is_some();
    let is_list = schema.items.is_some() || !schema.items_listed.is_empty();
    has_members
        || is_reference
        || is_list
        || schema.map_values.is_some()
        || !schema.any_of.is_empty()
}

/// Adds its only part to a schema that says nothing of what it holds; what it says of itself stays.
fn absorb<'d>(schema: &mut Schema<'d>, part: Schema<'d>) {
    let own = std::mem::replace(schema, part);
    macro_rules! keep {
        ($($word:ident),*) => {
            $(schema.$word = own.$word.or(schema.$word.take());)*
        };
    }
    keep!(
        format,
        title,
        description,
        example,
        default,
        doc_required,
        minimum,
        maximum,
        min_length,
        max_length,
        min_items,
        max_items,
        pattern,
        values,
        misspelt_values
    );
    macro_rules! add {
        ($($word:ident),*) => {
            $(schema.$word |= own.$word;)*
        };
    }
    add!(
        required,
        deprecated,
        sensitive,
        read_only,
        exclusive_minimum,
        exclusive_maximum,
        is_again
    );
    // A word that a part leaves open.
    schema.kind = schema.kind.take().or(own.kind);
    schema.value_titles.extend(own.value_titles);
    schema.oddities.extend(own.oddities);
}

/// Leaves the first of schemas that are all equal.
fn only<'d>(parts: &mut Vec<Schema<'d>>, step: &str, notes: &mut Notes<'_>) -> Option<Schema<'d>> {
    let (first, others) = parts.split_first()?;
    if others.iter().any(|other| other != first) {
        return None;
    }
    if !others.is_empty() {
        let below = others.iter().map(count::below).sum();
        notes.merged(step, below, "the same as before");
    }
    parts.drain(..).next()
}

fn one_of(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let mut parts = std::mem::take(&mut schema.any_of);
    if parts.is_empty() {
        return;
    }
    let says_nothing = |part: &Schema<'_>| {
        !has_content(part)
            && part.items_listed.is_empty()
            && part.kind.as_deref().is_none_or(|kind| kind == "object")
    };
    if has_content(schema) && parts.iter().all(says_nothing) {
        notes.changed(format!(
            "what {} alternatives say of its members is ignored",
            parts.len()
        ));
    } else if !has_content(schema)
        && let Some(part) = only(&mut parts, "oneOf", notes)
    {
        absorb(schema, part);
        notes.changed("read as its only part");
    } else {
        let below = parts.iter().map(count::below).sum();
        notes.dropped(
            "oneOf",
            below,
            format!("any JSON for {} alternatives", parts.len()),
        );
        free(schema, notes);
    }
}

fn items_listed(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let mut parts = std::mem::take(&mut schema.items_listed);
    if parts.is_empty() {
        return;
    }
    let count = parts.len();
    if let Some(part) = only(&mut parts, "items", notes) {
        notes.changed(format!("all {count} are equal"));
        schema.items = Some(Box::new(part));
        return;
    }
    let below = parts.iter().map(count::below).sum();
    notes.dropped("items", below, format!("any JSON for {count} schemas"));
    schema.items = Some(Box::new(Schema {
        kind: Some("any".into()),
        is_made: true,
        ..Schema::default()
    }));
}
