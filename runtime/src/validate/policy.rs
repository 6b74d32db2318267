//! What to do about violations.
//!
//! In: the user's choice for a client or a call. Out: whether a request may go out. Services relax
//! their limits after a page was written, so every rule can be excepted by its id.

use std::borrow::Cow;

use super::{Violations, validate};
use crate::model::Model;
use crate::schema::OperationInfo;

/// What to do about violations: [`Enforce`](Self::Enforce), [`Warn`](Self::Warn) or [`Off`](Self::Off),
/// with or without exceptions. Host, path and headers stay safe whatever is chosen.
///
/// ```
/// use alicloud_core::Validation;
///
/// let lenient = Validation::Enforce.except(["length", "attach-needs"]);
/// assert_ne!(lenient, Validation::Enforce);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Validation {
    mode: Mode,
    except: Vec<Cow<'static, str>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Enforce,
    Warn,
    Off,
}

#[expect(
    non_upper_case_globals,
    reason = "they read as the variants they stand for"
)]
impl Validation {
    /// Refuse a request that breaks a rule. The default.
    pub const Enforce: Self = Self::new(Mode::Enforce);
    /// Send it all the same, and report every violation through `tracing`.
    pub const Warn: Self = Self::new(Mode::Warn);
    /// Do not look.
    pub const Off: Self = Self::new(Mode::Off);
}

impl Validation {
    const fn new(mode: Mode) -> Self {
        Validation {
            mode,
            except: Vec::new(),
        }
    }

    /// The same without the rules of these ids, which violations show in brackets.
    #[must_use]
    pub fn except(mut self, rules: impl IntoIterator<Item = impl Into<Cow<'static, str>>>) -> Self {
        self.except.extend(rules.into_iter().map(Into::into));
        self
    }

    /// Checks a request: out come the violations to report if it may go out, else those to fail with.
    pub(crate) fn apply(
        &self,
        info: &'static OperationInfo,
        request: &dyn Model,
    ) -> Result<Violations, Violations> {
        if self.mode == Mode::Off {
            return Ok(Violations::none(info));
        }
        let mut violations = validate(info, request);
        violations.retain(|violation| !self.except.iter().any(|rule| rule == violation.rule));
        match self.mode {
            Mode::Enforce if violations.iter().any(|violation| !violation.advice) => {
                Err(violations)
            }
            _ => Ok(violations),
        }
    }
}

impl Default for Validation {
    fn default() -> Self {
        Self::Enforce
    }
}
