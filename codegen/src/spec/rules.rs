//! What must hold: constraints on one field, and rules between fields.
//!
//! In: nothing: data of the spec. Out: what `check` asks about, what `lower` turns into tables, and what the runtime
//! then asks of every request.

use super::Spanned;

/// How much a violation matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// The call is refused.
    Enforce,
    /// It is reported.
    Warn,
}

/// A limit with either end open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bounds<T> {
    /// Smallest allowed value.
    pub(crate) min: Option<T>,
    /// Largest allowed value.
    pub(crate) max: Option<T>,
}

/// A bound of a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Bound {
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Number(f64),
}

/// What can be demanded of one field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Check {
    /// Characters of a text.
    Length(Bounds<u64>),
    /// Bytes of a text or of bytes.
    Bytes(Bounds<u64>),
    /// Entries of a list or map.
    Entries(Bounds<u64>),
    /// Value of a number, or of a number written as text.
    Range(Bounds<Bound>),
    /// The whole text matches.
    Pattern(String),
    /// The text starts with one of these.
    Prefix(Vec<String>),
    /// The text starts with none of these.
    NotPrefix(Vec<String>),
    /// Documented values of an open set.
    Values(Vec<DocumentedValue>),
    /// No two entries agree on this member.
    UniqueBy(Spanned),
}

/// A documented value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DocumentedValue {
    /// Its text on the wire.
    pub(crate) text: Spanned,
    /// What it means.
    pub(crate) doc: Option<String>,
    /// Rust name of the variant, where the derived one will not do.
    pub(crate) rust_name: Option<Spanned>,
}

/// A condition between fields.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Name of the rule.
    pub(crate) id: Spanned,
    /// All of these must hold for the rule to apply: path, condition.
    pub(crate) when: Vec<(Spanned, Condition)>,
    /// What it demands.
    pub(crate) then: Vec<Then>,
    /// The sentence to print instead of the derived one.
    pub(crate) message: Option<String>,
    /// Why the rule exists.
    pub(crate) doc: Option<String>,
    /// How much a violation matters.
    pub(crate) level: Level,
}

/// A condition on one field.
#[derive(Debug)]
pub(crate) enum Condition {
    /// Its text is one of these.
    Is(Vec<Spanned>),
    /// It is set.
    Present,
    /// It is not set.
    Absent,
}

/// What a rule demands. All texts are paths.
#[derive(Debug)]
pub(crate) enum Then {
    /// All set.
    Require(Vec<Spanned>),
    /// None set.
    Forbid(Vec<Spanned>),
    /// This constraint holds where the field is set.
    Field(Spanned, Vec<Spanned<Check>>),
    /// When the first is set, the others are.
    Requires(Spanned, Vec<Spanned>),
    /// Exactly one set.
    ExactlyOne(Vec<Spanned>),
    /// At least one set.
    AtLeastOne(Vec<Spanned>),
    /// At most one set.
    AtMostOne(Vec<Spanned>),
    /// All or none set.
    AllOrNone(Vec<Spanned>),
    /// The first does not exceed the second.
    Ordered(Spanned, Spanned),
}
