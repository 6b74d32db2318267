//! The way to a value.
//!
//! In: one step after another, on the stack. Out: a wire path such as `Resources[2].Name`, written only
//! when a violation needs it: most requests have none.

use std::fmt;

/// The way to a value, linked backwards.
pub(super) struct Trail<'a> {
    last: Option<(&'a Trail<'a>, Step<'a>)>,
}

/// One step further in.
#[derive(Clone, Copy)]
pub(super) enum Step<'a> {
    Member(&'a str),
    Index(usize),
}

impl Trail<'_> {
    /// The request itself.
    pub(super) const ROOT: Trail<'static> = Trail { last: None };

    pub(super) fn join<'b>(&'b self, step: Step<'b>) -> Trail<'b> {
        Trail {
            last: Some((self, step)),
        }
    }
}

impl fmt::Display for Trail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((before, step)) = self.last else {
            return Ok(());
        };
        before.fmt(f)?;
        match step {
            Step::Member(name) if before.last.is_some() => write!(f, ".{name}"),
            Step::Member(name) => f.write_str(name),
            Step::Index(index) => write!(f, "[{index}]"),
        }
    }
}
