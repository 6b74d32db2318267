//! What a sentence about fields says, by the names that it uses.
//!
//! In: nothing. Out: the type between the parser, which knows words, and `conditions`, which knows members: names are
//! still as the sentence writes them.

/// What a sentence says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    /// All of these must hold.
    pub(super) when: Vec<(Subject, Test)>,
    /// What it demands then.
    pub(super) demand: Demand,
}

/// What a sentence speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// The field whose description it is.
    This,
    /// A field beside it.
    Named(String),
}

/// A condition on one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    /// It is one of these: text, and whether only its place says that it is a value.
    Is(Vec<(String, bool)>),
    /// It is set.
    Present,
    /// It is not set.
    Absent,
}

/// What is demanded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Demand {
    /// All set.
    Require(Vec<Subject>),
    /// At least one set.
    AtLeastOne(Vec<Subject>),
    /// Exactly one set.
    ExactlyOne(Vec<Subject>),
    /// At most one set.
    AtMostOne(Vec<Subject>),
}
