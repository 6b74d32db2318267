//! What is wrong with a request, in words.
//!
//! In: violations as they are found. Out: a list that a program can go through and an error that a
//! person can mend the request with: each line has path, sentence, value and rule, and the last line says
//! how to get past a rule that is out of date.

use std::borrow::Cow;
use std::fmt;

use crate::form::text;
use crate::masking::Secrets;
use crate::model::Shape;
use crate::printable::Printable;
use crate::schema::OperationInfo;

/// How much of a value is kept.
const SHOWN: usize = 60;

/// How many violations are listed in words.
const LISTED: usize = 50;

/// Paths are aligned up to this width.
const WIDEST: usize = 40;

/// One broken rule at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// Wire path, zero-based: `Resources[2].Name`.
    pub path: String,
    /// Id of the rule: a word such as `length`, or the name of a rule of the page.
    pub rule: &'static str,
    /// One sentence that says what is wrong.
    pub message: String,
    /// The value, shortened. Nothing if it is sensitive, not set, or no scalar.
    pub value: Option<String>,
    /// The documented value or name that was probably meant.
    pub nearest: Option<Cow<'static, str>>,
    /// Whether it is only worth mentioning, and no reason to refuse the request.
    pub advice: bool,
}

impl Violation {
    pub(crate) fn new(path: String, rule: &'static str, message: &str) -> Self {
        Violation {
            path,
            rule,
            message: message.to_owned(),
            value: None,
            nearest: None,
            advice: false,
        }
    }

    pub(super) fn advice(mut self, advice: bool) -> Self {
        self.advice = advice;
        self
    }

    /// Keeps a scalar that may be shown.
    pub(super) fn with_value(mut self, shape: Shape<'_>, secret: bool) -> Self {
        let scalar = matches!(
            shape,
            Shape::Text(_) | Shape::Integer(_) | Shape::Number(_) | Shape::Boolean(_)
        );
        if scalar && !secret {
            self.value = text(shape, Secrets::Mask)
                .filter(|text| !text.is_empty())
                .map(|text| shorten(&text));
        }
        self
    }
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}  {}", Printable(&self.path), Rest(self))
    }
}

/// A violation without its path.
struct Rest<'v>(&'v Violation);

impl fmt::Display for Rest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Violation {
            rule,
            message,
            value,
            nearest,
            advice,
            ..
        } = self.0;
        f.write_str(message)?;
        if let Some(value) = value {
            write!(f, " ({value:?})")?;
        }
        if let Some(nearest) = nearest {
            write!(f, ", did you mean {nearest:?}?")?;
        }
        write!(f, "  [{rule}{}]", if *advice { ", advice" } else { "" })
    }
}

/// What is wrong with a request: all of it.
#[derive(Debug, Clone)]
pub struct Violations {
    operation: &'static OperationInfo,
    origin: Origin,
    list: Vec<Violation>,
}

/// Where the rules come from, which decides what can be done about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// From the documentation page, which may be out of date.
    Page,
    /// From the types of the request.
    Types,
}

impl Violations {
    pub(crate) fn new(
        operation: &'static OperationInfo,
        origin: Origin,
        list: Vec<Violation>,
    ) -> Self {
        Violations {
            operation,
            origin,
            list,
        }
    }

    pub(super) fn none(operation: &'static OperationInfo) -> Self {
        Self::new(operation, Origin::Page, Vec::new())
    }

    pub(super) fn retain(&mut self, keep: impl FnMut(&Violation) -> bool) {
        self.list.retain(keep);
    }

    /// How many there are, advice included.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// One after the other, in the page's order.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// Name of the operation whose request this is.
    pub fn operation(&self) -> &'static str {
        self.operation.name
    }

    /// Fails unless everything is advice.
    ///
    /// # Errors
    ///
    /// These violations, the advice among them.
    pub fn into_result(self) -> Result<(), Self> {
        if self.iter().all(|violation| violation.advice) {
            Ok(())
        } else {
            Err(self)
        }
    }
}

impl<'v> IntoIterator for &'v Violations {
    type Item = &'v Violation;
    type IntoIter = std::slice::Iter<'v, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl std::error::Error for Violations {}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (info, count) = (self.operation, self.len());
        let plural = if count == 1 { "" } else { "s" };
        write!(
            f,
            "{} {}: {count} violation{plural}, nothing was sent",
            info.product, info.name
        )?;
        let lines = || self.iter().take(LISTED);
        let paths: Vec<String> = lines()
            .map(|violation| Printable(&violation.path).to_string())
            .collect();
        let width = paths
            .iter()
            .map(|path| path.chars().count())
            .max()
            .unwrap_or(0)
            .min(WIDEST);
        for (path, violation) in paths.iter().zip(lines()) {
            write!(f, "\n  {path:width$}  {}", Rest(violation))?;
        }
        if count > LISTED {
            write!(f, "\n  ... and {} more", count - LISTED)?;
        }
        if self.origin == Origin::Types || self.is_empty() {
            return Ok(());
        }
        let mut rules: Vec<&str> = Vec::new();
        for violation in self.iter().filter(|violation| !violation.advice) {
            if !rules.contains(&violation.rule) {
                rules.push(violation.rule);
            }
        }
        match info.page {
            Some(date) => write!(f, "\nChecked against the page of {date}.")?,
            None => {
                f.write_str("\nChecked against the documentation page, which shows no date.")?
            }
        }
        write!(
            f,
            " If the service has since relaxed a rule: \
             .with_validation(Validation::Enforce.except({rules:?})), or Warn, or Off."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::CREATE;

    fn violations(advice: &[bool]) -> Violations {
        let list = advice
            .iter()
            .map(|advice| Violation::new("P".to_owned(), "r", "must be so").advice(*advice));
        Violations::new(&CREATE, Origin::Page, list.collect())
    }

    #[test]
    fn a_list_says_whose_it_is_and_hands_out_all() {
        let table: [&[bool]; 3] = [&[], &[true], &[false, true]];
        for advice in table {
            let violations = violations(advice);
            assert_eq!(violations.operation(), "Create");
            assert_eq!(violations.len(), advice.len());
            assert_eq!(violations.is_empty(), advice.is_empty());
            let handed: Vec<bool> = (&violations).into_iter().map(|one| one.advice).collect();
            assert_eq!(handed, advice);
            assert_eq!(violations.into_result().is_err(), advice.contains(&false));
        }
    }

    #[test]
    fn one_violation_is_singular_and_without_any_there_is_nothing_to_except() {
        let shown = violations(&[false]).to_string();
        assert!(shown.starts_with("demo Create: 1 violation, "), "{shown}");
        let shown = violations(&[]).to_string();
        assert_eq!(shown, "demo Create: 0 violations, nothing was sent");
    }

    #[test]
    fn a_long_value_is_shortened() {
        for (length, expected) in [(60, "中".repeat(60)), (61, "中".repeat(60) + "…")] {
            assert_eq!(shorten(&"中".repeat(length)), expected);
        }
    }
}
