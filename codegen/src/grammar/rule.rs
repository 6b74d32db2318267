//! Keys of rules.
//!
//! In: nothing. Out: tables: how a spec says what must hold between fields.

use super::Wants::{self, Either, Formatted, Map, NonEmpty, Object as Keys, Scalar, Text, Word};
use super::field::CONSTRAINTS;
use super::{Key, Object, format, words};

const PATHS: Wants = NonEmpty(&Formatted(&format::PATH));
const PATH_OR_PATHS: Wants = Either(&[Formatted(&format::PATH), PATHS]);

/// A rule.
pub(crate) static RULE: Object = Object {
    name: "a rule",
    doc: "A condition between fields. Paths start at the members that the rule stands beside: `.` goes into a structure, `[]` stands for each entry of a list.",
    keys: &[
        Key::new(
            "id",
            Formatted(&format::RULE_ID),
            "Name of the rule, unique within the operation with all its structures, or within the schema.",
        )
        .required(),
        Key::new(
            "when",
            Map(&format::PATH, &Either(&[Scalar, NonEmpty(&Scalar)])),
            "All of these must hold for the rule to apply: a value, a list of values, `present` or `absent`.",
        ),
        Key::new(
            "then",
            Keys(&THEN),
            "What the rule demands when it applies.",
        ),
        Key::new(
            "requires",
            Map(&format::PATH, &PATH_OR_PATHS),
            "Whoever sets the first sets the others.",
        ),
        Key::new("exactly_one", PATHS, "Exactly one of these is set."),
        Key::new("at_least_one", PATHS, "At least one of these is set."),
        Key::new("at_most_one", PATHS, "At most one of these is set."),
        Key::new("all_or_none", PATHS, "All of these are set, or none."),
        Key::new(
            "ordered",
            PATHS,
            "The first of two numbers or texts does not exceed the second; numbers in texts are compared as numbers.",
        ),
        Key::new(
            "message",
            Text,
            "The sentence to print instead of the derived one.",
        ),
        Key::new("doc", Text, "Why the rule exists."),
        Key::new(
            "level",
            Word(words::LEVELS),
            "How much a violation matters; `enforce` unless said.",
        ),
    ],
    also: &[],
};

static THEN: Object = Object {
    name: "`then`",
    doc: "What a rule demands when it applies.",
    keys: &[
        Key::new("require", PATHS, "All of these are set."),
        Key::new("forbid", PATHS, "None of these is set."),
        Key::new(
            "fields",
            Map(&format::PATH, &Keys(&CONSTRAINTS)),
            "Constraints that hold for these fields where they are set.",
        ),
    ],
    also: &[],
};
