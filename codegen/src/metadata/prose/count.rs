//! How many sentences say something that a spec can say, and how many of them were understood?
//!
//! In: descriptions and what was read from them. Out: shares for the report of an import. What counts as such a
//! sentence is decided by a few words in it, without looking at the rest.

use super::Told;
use super::text::find;
use crate::metadata::document::Schema;

/// Counts of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Share {
    /// Fields or sentences of the kind.
    pub(crate) seen: usize,
    /// Of these, those that became values, limits or a rule.
    pub(crate) captured: usize,
    /// Of these, those whose facts the schema tells by itself: an `enum`, limits, a boolean, `required`.
    pub(crate) told: usize,
}

/// Counts of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Fields whose description says which values are valid.
    pub(crate) values: Share,
    /// Fields with `enumValueTitles`.
    pub(crate) titles: Share,
    /// Sentences of requests that say when a field is required.
    pub(crate) required: Share,
    /// Other sentences of requests that say "only if" or "only when".
    pub(crate) only: Share,
    /// Sentences of requests about how many of some fields are to be set.
    pub(crate) choice: Share,
}

/// Words of a description that lists values.
const VALUES: &[&str] = &[
    "valid value",
    "possible value",
    "optional value",
    "enumeration value",
    "enumerated value",
    "allowed value",
    "supported value",
    "value range",
    "values:",
    "values are",
];

/// Words of a sentence that says that a field must be set.
const NEED: &[&str] = &[
    "required",
    "mandatory",
    "must specify",
    "must be specified",
    "must also specify",
];

/// Words that make a condition of it.
const CONDITION: &[&str] = &["if ", "when "];

/// Words with which it says the opposite.
const NO_NEED: &[&str] = &["not required", "not specify", "do not need"];

/// Words of a sentence that says when a field has a meaning.
const ONLY: &[&str] = &["only if", "only when"];

/// Words of a sentence about several fields.
const CHOICE: &[&str] = &[
    "at least one of",
    "only one of",
    "must specify one of",
    "must specify either",
    "cannot specify both",
    "mutually exclusive",
    "must configure either",
    "must configure one of",
    "at the same time",
    "but not both",
];

/// What a sentence is about, going by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// When a field is required.
    Required,
    /// When a field has a meaning.
    Only,
    /// How many of some fields are to be set.
    Choice,
}

/// Words one of which all such sentences have.
const HINTS: &[&str] = &[
    "equired",
    "must",
    "annot",
    "only",
    "mutually",
    "mandatory",
    "ither",
    "t least",
];

/// Whether a description is worth a closer look.
pub(super) fn may_be_in(description: &str) -> bool {
    HINTS.iter().any(|hint| description.contains(hint))
}

/// Sorts a sentence.
pub(super) fn kind(sentence: &str) -> Option<Kind> {
    let has = |words: &[&str]| words.iter().any(|word| find(sentence, word).is_some());
    if !may_be_in(sentence) {
        None
    } else if has(NEED) && has(CONDITION) && !has(NO_NEED) {
        Some(Kind::Required)
    } else if has(CHOICE) {
        Some(Kind::Choice)
    } else if has(ONLY) {
        Some(Kind::Only)
    } else {
        None
    }
}

impl Tally {
    /// Counts what a schema tells.
    pub(super) fn schema(&mut self, schema: &Schema<'_>, told: &Told) {
        let is_captured = told.values.is_some() || told.range.is_some();
        let is_listed = schema
            .values
            .as_ref()
            .is_some_and(|values| !values.is_empty());
        let is_limited = schema.minimum.is_some() || schema.maximum.is_some();
        let is_told = is_listed || is_limited || schema.kind.as_deref() == Some("boolean");
        let mut count = |share: fn(&mut Tally) -> &mut Share| {
            let share = share(self);
            share.seen += 1;
            share.captured += usize::from(is_captured);
            share.told += usize::from(is_told && !is_captured);
        };
        if schema.description.as_deref().is_some_and(lists_values) {
            count(|tally| &mut tally.values);
        }
        if !schema.value_titles.is_empty() {
            count(|tally| &mut tally.titles);
        }
    }

    /// The counts of a kind of sentence.
    pub(super) fn share(&mut self, kind: Kind) -> &mut Share {
        match kind {
            Kind::Required => &mut self.required,
            Kind::Only => &mut self.only,
            Kind::Choice => &mut self.choice,
        }
    }

    /// Counts of both.
    pub(crate) fn add(&mut self, other: &Tally) {
        let pairs = [
            (&mut self.values, other.values),
            (&mut self.titles, other.titles),
            (&mut self.required, other.required),
            (&mut self.only, other.only),
            (&mut self.choice, other.choice),
        ];
        for (share, more) in pairs {
            share.seen += more.seen;
            share.captured += more.captured;
            share.told += more.told;
        }
    }
}

fn lists_values(description: &str) -> bool {
    description.contains("alue") && VALUES.iter().any(|word| find(description, word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_sorted_by_their_words() {
        for (sentence, expected) in [
            (
                "This parameter is required if Mode is set to A.",
                Some(Kind::Required),
            ),
            (
                "If Mode is set to A, this parameter is required",
                Some(Kind::Required),
            ),
            ("It is required only when it rains.", Some(Kind::Required)),
            ("This parameter is not required if Mode is set to A.", None),
            ("This parameter is required.", None),
            (
                "It takes effect only when Mode is set to A.",
                Some(Kind::Only),
            ),
            (
                "You must specify at least one of A and B.",
                Some(Kind::Choice),
            ),
            ("A name.", None),
        ] {
            assert_eq!(kind(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn fields_are_counted_by_what_became_of_them() {
        let mut tally = Tally::default();
        let mut count = |kind: &'static str, description: &'static str| {
            let schema = Schema {
                kind: Some(kind.into()),
                description: Some(description.into()),
                ..Schema::default()
            };
            super::super::told(&schema, &mut tally);
        };
        count("string", "Valid values: AA and BB.");
        count("integer", "Valid values: 1 to 9.");
        count("string", "Valid values: see elsewhere.");
        count("boolean", "Valid values: true and false.");
        count("string", "A name.");
        let expected = Share {
            seen: 4,
            captured: 2,
            told: 1,
        };
        assert_eq!(tally.values, expected);
        let mut twice = tally;
        twice.add(&tally);
        assert_eq!(twice.values.seen, 8);
    }
}
