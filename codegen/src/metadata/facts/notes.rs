//! What a fact was not taken as it is written.
//!
//! In: what the functions of `facts` came across. Out: a list that the caller puts into the ledger under the place of
//! the operation, which they do not know themselves.

use std::ops::Deref;

/// Decisions, in the order in which they were taken.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    all: Vec<Note>,
}

/// One decision, for the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Note {
    /// Kebab-case name of the quirk.
    pub(crate) code: &'static str,
    /// What was seen.
    pub(crate) about: String,
}

impl Notes {
    /// Takes a decision down.
    pub(super) fn note(&mut self, code: &'static str, about: impl Into<String>) {
        self.all.push(Note {
            code,
            about: about.into(),
        });
    }
}

impl Deref for Notes {
    type Target = [Note];

    fn deref(&self) -> &[Note] {
        &self.all
    }
}
