//! What upstream does oddly, and what becomes of it: one function for each quirk.
//!
//! In: a [`Document`] as it was read. Out: one that `translate` can take as it is: every type is known, every
//! reference leads somewhere, every limit fits its type, every name can be a name. Each decision is noted in the
//! ledger with the code of its function and its place. `QUIRKS.md` is the table for people.

mod answers;
mod bodies;
mod combined;
mod defaults;
mod facts;
mod headers;
mod limits;
mod names;
mod notes;
mod parameters;
mod paths;
mod patterns;
mod product;
mod reading;
mod references;
mod repeated;
mod security;
mod types;
mod values;

use super::document::{Api, Document, Schema};
use super::ledger::Ledger;
use crate::spec::ApiStyle;
use notes::{Notes, Shape, Side};

pub(crate) use answers::is_events;
pub(crate) use paths::method;
pub(crate) use references::MISSING_REFERENCE;
pub(crate) use security::is_anonymous;

/// A quirk.
#[derive(Debug)]
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "a test writes the sentences into QUIRKS.md")
)]
pub(crate) struct Fixup {
    /// Kebab-case name, as in the ledger.
    pub(crate) code: &'static str,
    /// What upstream does.
    pub(crate) about: &'static str,
    /// What becomes of it.
    pub(crate) decision: &'static str,
    apply: Apply,
}

/// What a fixup works on.
#[derive(Debug)]
enum Apply {
    /// The whole document, before anything else.
    First(fn(&mut Document<'_>, &mut Notes<'_>)),
    /// Every schema, outer ones first.
    Schema(fn(&mut Schema<'_>, &mut Notes<'_>)),
    /// The whole document, after the schemas of all components.
    Components(fn(&mut Document<'_>, &mut Notes<'_>)),
    /// Every operation, before the schemas in it.
    Before(fn(&mut Api<'_>, &mut Notes<'_>)),
    /// Every operation, after the schemas in it and all components.
    After(fn(&mut Api<'_>, &mut Notes<'_>)),
    /// The whole document, after everything else.
    Last(fn(&mut Document<'_>, &mut Notes<'_>)),
    /// Nothing: another pass decides, and notes it.
    Noted,
}

const fn fixup(
    code: &'static str,
    apply: Apply,
    about: &'static str,
    decision: &'static str,
) -> Fixup {
    Fixup {
        code,
        about,
        decision,
        apply,
    }
}

/// All quirks, by subject; within one kind they apply in this order.
pub(crate) const TABLE: &[(&str, &[Fixup])] = &[
    ("Product", product::TABLE),
    ("Values of another kind", reading::TABLE),
    ("Schemas of schemas", combined::TABLE),
    ("Names", names::TABLE),
    ("References", references::TABLE),
    ("Types", types::TABLE),
    ("Sets of values", values::TABLE),
    ("Limits", limits::TABLE),
    ("Patterns", patterns::TABLE),
    ("Defaults and examples", defaults::TABLE),
    ("Repeated parameters", repeated::TABLE),
    ("Parameters", parameters::TABLE),
    ("Headers", headers::TABLE),
    ("Methods and paths", paths::TABLE),
    ("Bodies", bodies::TABLE),
    ("Answers", answers::TABLE),
    ("Security", security::TABLE),
    ("Endpoints, errors, examples", facts::TABLE),
    ("Components", references::LAST),
];

/// The functions of one kind, with their codes.
macro_rules! all {
    ($kind:path) => {
        TABLE
            .iter()
            .flat_map(|(_, fixups)| fixups.iter())
            .filter_map(|fixup| match fixup.apply {
                $kind(apply) => Some((fixup.code, apply)),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
}

/// Mends a document in place.
pub(crate) fn apply(document: &mut Document<'_>, ledger: &mut Ledger) {
    let mut notes = Notes::new(ledger);
    notes.is_rpc = style(document) == ApiStyle::Rpc;
    for (code, apply) in all!(Apply::First) {
        notes.set_code(code);
        apply(document, &mut notes);
    }
    let names = document.schemas.iter().map(|(name, _)| name.to_string());
    notes.components = names.collect();

    let schemas = all!(Apply::Schema);
    let mark = notes.enter("components");
    notes.side = Side::Component;
    for (name, schema) in &mut document.schemas {
        let mark = notes.enter(name);
        walk(schema, &schemas, &mut notes);
        notes.leave(mark);
    }
    notes.leave(mark);
    for (code, apply) in all!(Apply::Components) {
        notes.set_code(code);
        apply(document, &mut notes);
    }
    references::shapes(document, &mut notes);

    let before = all!(Apply::Before);
    let after = all!(Apply::After);
    let mark = notes.enter("apis");
    for (name, api) in &mut document.apis {
        let mark = notes.enter(name);
        operation(api, &before, &schemas, &after, &mut notes);
        notes.leave(mark);
    }
    notes.leave(mark);
    for (code, apply) in all!(Apply::Last) {
        notes.set_code(code);
        apply(document, &mut notes);
    }
}

/// The style of a product: `V3` is that of resources where there are paths, otherwise that of RPC.
pub(crate) fn style(document: &Document<'_>) -> ApiStyle {
    let is_path = |api: &Api<'_>| {
        api.path
            .as_ref()
            .is_some_and(|path| !path.trim().is_empty())
    };
    match &*document.style {
        "RPC" => ApiStyle::Rpc,
        "V3" if document.apis.iter().any(|(_, api)| is_path(api)) => ApiStyle::Roa,
        "V3" => ApiStyle::Rpc,
        _ => ApiStyle::Roa,
    }
}

type OnApi = (&'static str, fn(&mut Api<'_>, &mut Notes<'_>));
type OnSchema = (&'static str, fn(&mut Schema<'_>, &mut Notes<'_>));

fn operation(
    api: &mut Api<'_>,
    before: &[OnApi],
    schemas: &[OnSchema],
    after: &[OnApi],
    notes: &mut Notes<'_>,
) {
    for (code, apply) in before {
        notes.set_code(code);
        apply(api, notes);
    }
    notes.side = Side::Parameter;
    let mark = notes.enter("parameters");
    for parameter in &mut api.parameters {
        let mark = notes.enter(&parameter.name);
        notes.in_body = parameter.place == "body";
        walk(&mut parameter.schema, schemas, notes);
        notes.leave(mark);
    }
    notes.leave(mark);
    notes.in_body = false;
    notes.side = Side::Answer;
    let mark = notes.enter("responses");
    for (status, answer) in &mut api.responses {
        let mark = notes.enter(status);
        if let Some(schema) = &mut answer.schema {
            walk(schema, schemas, notes);
        }
        notes.leave(mark);
    }
    notes.leave(mark);
    for (code, apply) in after {
        notes.set_code(code);
        apply(api, notes);
    }
}

/// Mends a schema and what is inside of it. Its depth is bounded, as that of all JSON is.
fn walk(schema: &mut Schema<'_>, fixups: &[OnSchema], notes: &mut Notes<'_>) {
    for (code, apply) in fixups {
        notes.set_code(code);
        apply(schema, notes);
    }
    notes.depth += 1;
    for (name, inner) in schema.properties.iter_mut().flatten() {
        let mark = notes.enter(name);
        walk(inner, fixups, notes);
        notes.leave(mark);
    }
    if let Some(inner) = &mut schema.items {
        let mark = notes.enter("items");
        walk(inner, fixups, notes);
        notes.leave(mark);
    }
    if let Some(inner) = &mut schema.map_values {
        let mark = notes.enter("additionalProperties");
        walk(inner, fixups, notes);
        notes.leave(mark);
    }
    notes.depth -= 1;
}

#[cfg(test)]
mod tests;
