//! Constraints on one field.
//!
//! In: a constraint and a value. Out: a violation in the report, or none. A constraint on a value that is
//! not set holds, unless it demands just that.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;

use super::report::Report;
use super::trail::{Step, Trail};
use super::violation::Violation;
use crate::Json;
use crate::form::text;
use crate::masking::Secrets;
use crate::members::{entries, member};
use crate::model::Shape;
use crate::nearest::nearest;
use crate::schema::{Bound, Bounds, Check};

/// How many documented values a message lists.
const LISTED: usize = 12;

/// Who demands it, and how a violation is reported.
pub(super) struct Demand<'d> {
    /// Id of the violation.
    pub(super) rule: &'static str,
    /// What follows the demand of a rule; empty for a constraint of the field itself.
    pub(super) why: &'d str,
    pub(super) advice: bool,
    /// Whether the value must not be shown.
    pub(super) secret: bool,
}

/// The word of the vocabulary, which is the id of a violation of the field's own constraint.
pub(super) fn word(check: &Check) -> &'static str {
    match check {
        Check::Length(_) => "length",
        Check::Bytes(_) => "bytes",
        Check::Entries(_) => "entries",
        Check::Range(_) => "range",
        Check::Pattern(_) | Check::Contains(_) => "pattern",
        Check::Prefix(_) => "prefix",
        Check::NotPrefix(_) => "not_prefix",
        Check::Values(_) => "values",
        Check::UniqueBy(_) => "unique_by",
        Check::Set => "required",
        Check::Each(_) => "each",
    }
}

/// Checks a value.
pub(super) fn run(
    check: &Check,
    shape: Shape<'_>,
    at: &Trail<'_>,
    demand: &Demand<'_>,
    report: &mut Report,
) {
    match check {
        Check::Set if !shape.is_set() => report.add(demand.violation(at, "must be set")),
        _ if !shape.is_set() => {}
        Check::UniqueBy(name) => unique(name, shape, at, demand, report),
        Check::Each(checks) => entries(shape, &mut |key, entry| {
            for check in *checks {
                let at = at.join(Step::from(key));
                run(check, entry.shape(), &at, &demand.for_entry(check), report);
            }
        }),
        _ => single(check, shape, at, demand, report),
    }
}

fn single(
    check: &Check,
    shape: Shape<'_>,
    at: &Trail<'_>,
    demand: &Demand<'_>,
    report: &mut Report,
) {
    if let Some(fault) = fault(check, plain(shape), report) {
        let said = if demand.secret {
            fault.discreet.unwrap_or(fault.said)
        } else {
            fault.said
        };
        let mut violation = demand.violation(at, &said).with_value(shape, demand.secret);
        violation.nearest = fault.nearest.filter(|_| !demand.secret);
        report.add(violation);
    }
}

impl Demand<'_> {
    /// A constraint on entries is named by its own word, unless a rule demands it.
    fn for_entry(&self, check: &Check) -> Self {
        let rule = if self.why.is_empty() {
            word(check)
        } else {
            self.rule
        };
        Demand { rule, ..*self }
    }

    fn violation(&self, at: &Trail<'_>, said: &str) -> Violation {
        Violation::new(at.to_string(), self.rule, &format!("{said}{}", self.why))
            .advice(self.advice)
    }
}

/// What is wrong with a value.
struct Fault {
    said: String,
    /// The same without a fact about the value, for sensitive ones.
    discreet: Option<String>,
    nearest: Option<Cow<'static, str>>,
}

fn fault(check: &Check, shape: Shape<'_>, report: &mut Report) -> Option<Fault> {
    let as_text = match shape {
        Shape::Text(text) => Some(text),
        _ => None,
    };
    let fault = |said: String| {
        Some(Fault {
            said,
            discreet: None,
            nearest: None,
        })
    };
    match *check {
        Check::Length(bounds) => size(
            "is",
            bounds,
            u64::try_from(as_text?.chars().count()).ok()?,
            "characters long",
            "must be",
        ),
        Check::Bytes(bounds) => {
            let bytes = match shape {
                Shape::Text(text) => text.len(),
                Shape::Bytes(bytes) => bytes.len(),
                _ => return None,
            };
            size(
                "is",
                bounds,
                u64::try_from(bytes).ok()?,
                "bytes long",
                "must be",
            )
        }
        Check::Entries(bounds) => size("has", bounds, count(shape)?, "entries", "must have"),
        Check::Range(bounds) if in_range(bounds, number(shape)) => None,
        Check::Range(bounds) => fault(format!("must be {}", bounds_text(bounds))),
        Check::Pattern(pattern) if report.matches(pattern, true, as_text?) => None,
        Check::Pattern(pattern) => fault(format!("must match the pattern {pattern}")),
        Check::Contains(pattern) if report.matches(pattern, false, as_text?) => None,
        Check::Contains(pattern) => fault(format!("must contain a match of {pattern}")),
        Check::Prefix(prefixes)
            if prefixes
                .iter()
                .any(|prefix| as_text.is_none_or(|text| text.starts_with(prefix))) =>
        {
            None
        }
        Check::Prefix(prefixes) => fault(format!("must start with {}", listed(prefixes, "or"))),
        Check::NotPrefix(prefixes) => {
            let text = as_text?;
            let prefix = prefixes.iter().find(|prefix| text.starts_with(**prefix))?;
            fault(format!("must not start with {prefix}"))
        }
        Check::Values(values) => {
            let text = text(shape, Secrets::Show)?;
            if values.contains(&text.as_ref()) {
                return None;
            }
            let nearest = nearest(&text, values.iter().copied()).map(Cow::Borrowed);
            Some(Fault {
                said: format!("must be {}", listed(values, "or")),
                discreet: None,
                nearest,
            })
        }
        Check::UniqueBy(_) | Check::Set | Check::Each(_) => None,
    }
}

fn size(is: &str, bounds: Bounds<u64>, size: u64, unit: &str, must: &str) -> Option<Fault> {
    let inside =
        bounds.min.is_none_or(|min| size >= min) && bounds.max.is_none_or(|max| size <= max);
    let bounds = bounds_text(bounds);
    (!inside).then(|| Fault {
        said: format!("{is} {size} {unit}, {must} {bounds}"),
        discreet: Some(format!("{must} {bounds} {unit}")),
        nearest: None,
    })
}

fn count(shape: Shape<'_>) -> Option<u64> {
    let count = match shape {
        Shape::List(list) => list.len(),
        Shape::Map(map) => {
            let mut count = 0;
            map.each(&mut |_, _| count += 1);
            count
        }
        Shape::Json(Json::Array(entries)) => entries.len(),
        Shape::Json(Json::Object(members)) => members.len(),
        _ => return None,
    };
    u64::try_from(count).ok()
}

/// Reports every entry whose member repeats that of an earlier one.
fn unique(
    name: &'static str,
    list: Shape<'_>,
    at: &Trail<'_>,
    demand: &Demand<'_>,
    report: &mut Report,
) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut index = 0;
    entries(list, &mut |key, entry| {
        let here = index;
        index += 1;
        let Shape::Model(model) = entry.shape() else {
            return;
        };
        let Some((field, value)) = member(model, name) else {
            return;
        };
        let Some(text) = text(value.shape(), Secrets::Show).filter(|text| !text.is_empty()) else {
            return;
        };
        if let Some(earlier) = first.get(text.as_ref()) {
            let entry = at.join(Step::from(key));
            let violation = demand.violation(
                &entry.join(Step::Member(name)),
                &format!("repeats that of entry {earlier}"),
            );
            report.add(violation.with_value(value.shape(), demand.secret || field.sensitive));
        } else {
            first.insert(text.into_owned(), here);
        }
    });
}

/// A JSON scalar as the scalar it is.
fn plain(shape: Shape<'_>) -> Shape<'_> {
    match shape {
        Shape::Json(Json::String(text)) => Shape::Text(text),
        Shape::Json(Json::Bool(truth)) => Shape::Boolean(*truth),
        Shape::Json(Json::Number(number)) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => Shape::Integer(integer),
            (None, Some(number)) => Shape::Number(number),
            (None, None) => shape,
        },
        other => other,
    }
}

/// The number that a value is or writes. Not a number is an error, other kinds are none of our business.
pub(super) fn number(shape: Shape<'_>) -> Result<Bound, Option<()>> {
    match shape {
        Shape::Integer(number) => Ok(Bound::Integer(number)),
        Shape::Number(number) => Ok(Bound::Number(number)),
        Shape::Text(text) => {
            let integer = text.parse().map(Bound::Integer);
            integer
                .or_else(|_| text.parse().map(Bound::Number))
                .map_err(|_| Some(()))
        }
        _ => Err(None),
    }
}

fn in_range(bounds: Bounds<Bound>, number: Result<Bound, Option<()>>) -> bool {
    match number {
        Ok(number) => {
            bounds.min.is_none_or(|min| at_most(min, number))
                && bounds.max.is_none_or(|max| at_most(number, max))
        }
        Err(not_a_number) => not_a_number.is_none(),
    }
}

/// Whether `a <= b`; whole numbers are compared as such.
#[expect(clippy::cast_precision_loss, reason = "one side is a float already")]
pub(super) fn at_most(a: Bound, b: Bound) -> bool {
    match (a, b) {
        (Bound::Integer(a), Bound::Integer(b)) => a <= b,
        (Bound::Integer(a), Bound::Number(b)) => a as f64 <= b,
        (Bound::Number(a), Bound::Integer(b)) => a <= b as f64,
        (Bound::Number(a), Bound::Number(b)) => a <= b,
    }
}

impl Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Bound::Integer(number) => number.fmt(f),
            Bound::Number(number) => number.fmt(f),
        }
    }
}

fn bounds_text<T: Display + PartialEq>(bounds: Bounds<T>) -> String {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) if min == max => format!("exactly {min}"),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "anything".to_owned(),
    }
}

/// `a`, `a or b`, `a, b or c`; long lists are cut.
pub(super) fn listed(words: &[&str], joint: &str) -> String {
    match words {
        [] => "nothing".to_owned(),
        [only] => (*only).to_owned(),
        many if many.len() > LISTED => {
            format!(
                "one of {}, ... ({} in all)",
                many[..LISTED].join(", "),
                many.len()
            )
        }
        [most @ .., last] => format!("{} {joint} {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests;
