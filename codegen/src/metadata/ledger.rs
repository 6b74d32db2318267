//! What became of everything a metadata file holds.
//!
//! Nothing is lost silently: operations in = generated + refused, fields in = generated + merged + dropped, and
//! every refusal, merge, drop and change has a code and a place.

use super::count::Counts;
use super::prose::Tally as Told;

/// Code of the event of a product that is refused by name.
pub(crate) const PRODUCT_REFUSED: &str = "product-refused";

/// Code of the event of a value that cannot have the name that is derived from it.
pub(crate) const VALUE_NAME: &str = "value-name";

/// The account of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ledger {
    /// Product code and version: `ecs/2014-05-26`.
    pub(crate) product: String,
    /// Entries of `apis`.
    pub(crate) operations: Tally,
    /// Entries of `parameters`.
    pub(crate) parameters: Tally,
    /// Parameters, and properties at any depth of parameters, answers and components.
    pub(crate) fields: Tally,
    /// In the spec though not in the file: parameters made up for a path, members that stand twice in the spec.
    /// They are not counted as generated.
    pub(crate) made: Made,
    /// How much of what stands only in sentences was understood.
    pub(crate) told: Told,
    /// Each refusal, merge, drop and change.
    pub(crate) events: Vec<Event>,
}

/// What is in a spec though not in the file that it was made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) parameters: usize,
    pub(crate) fields: usize,
}

/// Where things of one kind went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// In the file.
    pub(crate) seen: usize,
    /// In the spec.
    pub(crate) generated: usize,
    /// Told twice in the file, once in the spec.
    pub(crate) merged: usize,
    /// Not in the spec: dropped fields, refused operations.
    pub(crate) dropped: usize,
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Event {
    /// Kebab-case name of the quirk.
    pub(crate) code: &'static str,
    /// What was done.
    pub(crate) action: Action,
    /// Where: `apis.RunInstances.parameters.RegionId`.
    pub(crate) place: String,
    /// How many operations or fields of the tallies it accounts for.
    pub(crate) count: usize,
    /// What was seen, in a few words.
    pub(crate) note: String,
}

/// What was done about a quirk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Action {
    /// An operation or a product was left out.
    Refused,
    /// Something told twice is told once.
    Merged,
    /// A field was left out.
    Dropped,
    /// Something was read another way than it is written.
    Changed,
    /// Something odd was taken as it is written.
    Kept,
}

impl Ledger {
    /// Takes down what the file holds.
    pub(super) fn saw(&mut self, seen: Counts) {
        self.operations.seen = seen.operations;
        self.parameters.seen = seen.parameters;
        self.fields.seen = seen.fields;
    }

    /// Takes down what the spec holds, without what was made up.
    pub(super) fn generated(&mut self, counts: Counts) {
        self.operations.generated = counts.operations;
        self.parameters.generated = counts.parameters.saturating_sub(self.made.parameters);
        self.fields.generated = counts.fields.saturating_sub(self.made.fields);
    }

    /// Refuses the whole product.
    pub(super) fn refuse(&mut self, seen: Counts, why: &str) {
        self.operations.dropped = seen.operations;
        self.parameters.dropped = seen.parameters;
        self.fields.dropped = seen.fields;
        self.note(PRODUCT_REFUSED, Action::Refused, "", seen.operations, why);
    }

    /// Notes a decision.
    pub(crate) fn note(
        &mut self,
        code: &'static str,
        action: Action,
        place: impl Into<String>,
        count: usize,
        note: impl Into<String>,
    ) {
        self.events.push(Event {
            code,
            action,
            place: place.into(),
            count,
            note: note.into(),
        });
    }
}
