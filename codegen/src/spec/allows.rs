//! What a constraint says about one value.
//!
//! In: a constraint and the text of a value. Out: whether it passes. Both front doors need it: a limit that excludes a
//! documented value is a mistake of whoever wrote the two.

use regex_lite::Regex;

use super::{Bound, Bounds, Check};

impl Bound {
    /// As a number to compare with others, where the lost digits do not matter.
    pub(crate) fn number(self) -> f64 {
        match self {
            Bound::Integer(whole) => whole as f64,
            Bound::Number(number) => number,
        }
    }
}

impl Check {
    /// Whether a constraint lets a value pass.
    pub(crate) fn allows(&self, text: &str) -> bool {
        let within = |bounds: &Bounds<u64>, count: usize| {
            let count = count as u64;
            bounds.min.is_none_or(|min| min <= count) && bounds.max.is_none_or(|max| count <= max)
        };
        match self {
            Check::Length(bounds) => within(bounds, text.chars().count()),
            Check::Bytes(bounds) => within(bounds, text.len()),
            Check::Range(bounds) => text.parse().is_ok_and(|value: f64| {
                bounds.min.is_none_or(|min| min.number() <= value)
                    && bounds.max.is_none_or(|max| value <= max.number())
            }),
            Check::Pattern(pattern) => {
                whole(pattern).map_or(true, |pattern| pattern.is_match(text))
            }
            Check::Prefix(prefixes) => prefixes.iter().any(|prefix| text.starts_with(prefix)),
            Check::NotPrefix(prefixes) => !prefixes.iter().any(|prefix| text.starts_with(prefix)),
            Check::Entries(_) | Check::Values(_) | Check::UniqueBy(_) => true,
        }
    }
}

/// The pattern as the runtime uses it.
pub(crate) fn whole(pattern: &str) -> Result<Regex, regex_lite::Error> {
    // Alone first, so that `a)|(b` is not made whole by the group around it.
    Regex::new(pattern).and_then(|_| Regex::new(&format!("^(?:{pattern})$")))
}
