//! Facts that stand only in sentences: descriptions -> documented values, rules, defaults.
//!
//! In: schemas with their descriptions. Out: what a reader would write down, at level `warn`. A sentence that is
//! not wholly understood gives nothing; how many are, and how well, stands in `prose/PRECISION.md`.

mod conditions;
mod entries;
mod inline;
mod introduction;
mod numbers;
mod sentence;
mod statement;
mod text;
mod token;
mod values;

pub(crate) use conditions::{Described, conditions};
pub(crate) use numbers::{default, range, unit};
pub(crate) use values::{meaning, values};

/// Values that a description or the titles list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Values {
    /// In the order in which they are written, each once.
    pub(crate) values: Vec<Value>,
    /// Where they stand.
    pub(crate) source: Source,
}

/// A listed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value {
    /// Its text on the wire.
    pub(crate) text: String,
    /// What it means, as it is written: markdown, no longer than a paragraph.
    pub(crate) doc: Option<String>,
}

/// Where values are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// In the description.
    Sentences,
    /// In `enumValueTitles`.
    Titles,
    /// In both.
    Both,
}
