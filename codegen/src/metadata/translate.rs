//! The mended mirror of a metadata file -> a spec.
//!
//! In: a [`Document`] after `fixups`. Out: a [`Product`] that `check` and `lower` take without an error. Nothing is
//! decided here about what upstream does oddly; the rules are those of the official generator.

mod body;
mod checks;
mod field;
mod names;
mod operation;
mod rules;

use std::collections::BTreeSet;

use super::document::Document;
use super::facts;
use super::fixups;
use super::ledger::{Action, Ledger};
use super::places::Places;
use super::prose;
use crate::spec::{At, Product, RetryCodes, Schemas, Shared};

/// What translating reads from and notes in.
struct Scope<'t, 'd> {
    document: &'t Document<'d>,
    places: &'t mut Places,
    ledger: &'t mut Ledger,
    tally: &'t mut prose::Tally,
    /// Whether what is being translated is part of a request: answers are never validated, and need no rules.
    in_request: bool,
    /// Names of the rules of the operation or component at hand.
    rules: BTreeSet<String>,
}

impl Scope<'_, '_> {
    /// Notes what a fact was not taken as it is written.
    fn note(&mut self, place: &str, notes: &facts::Notes) {
        for note in notes.iter() {
            self.ledger
                .note(note.code, Action::Changed, place, 0, note.about.as_str());
        }
    }
}

/// Translates a mended document.
pub(crate) fn translate(
    document: &Document<'_>,
    places: &mut Places,
    ledger: &mut Ledger,
    tally: &mut prose::Tally,
) -> Product {
    let root = places.root();
    let mut scope = Scope {
        document,
        places,
        ledger,
        tally,
        in_request: false,
        rules: BTreeSet::new(),
    };
    let mut notes = facts::Notes::default();
    let endpoints = facts::endpoints(document, |path| scope.places.inside(root, path), &mut notes);
    scope.note("endpoints", &notes);
    let schemas = schemas(&mut scope, root);
    let around = scope.places.inside(root, "apis");
    let apis = document.apis.iter();
    let operations = apis.map(|(name, api)| {
        let mut operation = operation::operation(&mut scope, around, name, api);
        let at = operation.name.at;
        operation.pages = facts::pages(&operation, &schemas, |path| scope.places.inside(at, path));
        operation
    });
    let mut operations: Vec<_> = operations.collect();
    operations.sort_by(|a, b| a.name.value.cmp(&b.name.value));
    Product {
        code: scope
            .places
            .named(root, &document.product.trim().to_ascii_lowercase()),
        version: scope.places.named(root, document.version.trim()),
        style: fixups::style(document),
        title: None,
        docs: None,
        endpoints,
        retry: RetryCodes::default(),
        schemas,
        operations,
    }
}

fn schemas(scope: &mut Scope<'_, '_>, root: At) -> Schemas {
    let around = scope.places.inside(root, "components");
    let document = scope.document;
    let requested = rules::requested(document);
    let all = document.schemas.iter().map(|(name, schema)| {
        scope.in_request = requested.contains(&**name);
        scope.rules.clear();
        let name = scope.places.named(around, name);
        Shared {
            field: field::field(scope, name.at, schema, None),
            name,
        }
    });
    Schemas::new(all.collect())
}
