//! Checks a request against its documentation page.
//!
//! In: a request and the tables of its page. Out: every violation at once. It looks at nothing else, so
//! it can run without client, region, credentials or network.
//!
//! Set means present, and for text, lists and maps not empty. A constraint on a field that is not set
//! holds.

mod check;
mod policy;
mod report;
mod rules;
mod trail;
mod violation;

use self::check::Demand;
use self::report::Report;
use self::trail::{Step, Trail};
use crate::depth::{TOO_DEEP, too_deep};
use crate::members::{Key, entries};
use crate::model::{Model, Shape};
use crate::schema::{Field, OperationInfo};

pub use self::policy::Validation;
pub(crate) use self::violation::Origin;
pub use self::violation::{Violation, Violations};

/// All violations of the page's constraints and rules, in the page's order. A request that is nested too
/// deeply has this one alone: nothing could send it.
pub(crate) fn validate(info: &'static OperationInfo, request: &dyn Model) -> Violations {
    if let Some(path) = too_deep(request) {
        let violation = Violation::new(path, "depth", TOO_DEEP);
        return Violations::new(info, Origin::Types, vec![violation]);
    }
    let mut report = Report::default();
    structure(request, &Trail::ROOT, false, &mut report);
    Violations::new(info, Origin::Page, report.violations)
}

fn structure(model: &dyn Model, at: &Trail<'_>, secret: bool, report: &mut Report) {
    let fields = model.fields();
    let rules = fields.schema.rules;
    for (field, value) in fields.members() {
        field_value(
            field,
            value.shape(),
            &at.join(Step::Member(field.name)),
            secret || field.sensitive,
            report,
        );
    }
    for rule in rules {
        rules::apply(rule, model, at, secret, report);
    }
}

fn field_value(field: &Field, shape: Shape<'_>, at: &Trail<'_>, secret: bool, report: &mut Report) {
    if !shape.is_set() {
        if field.required {
            let empty = !matches!(shape, Shape::Unset | Shape::Text(""));
            let message = if empty {
                "is empty, must have entries"
            } else {
                "must be set"
            };
            report.add(Violation::new(at.to_string(), "required", message));
        }
        return;
    }
    for (checks, advice) in [(field.checks, false), (field.advice, true)] {
        for check in checks {
            let demand = Demand {
                rule: check::word(check),
                why: "",
                advice,
                secret,
            };
            check::run(check, shape, at, &demand, report);
        }
    }
    nested(shape, at, secret, report);
}

fn nested(shape: Shape<'_>, at: &Trail<'_>, secret: bool, report: &mut Report) {
    match shape {
        Shape::Model(model) => structure(model, at, secret, report),
        Shape::Number(number) if !number.is_finite() => {
            let violation = Violation::new(at.to_string(), "finite", "must be a finite number");
            report.add(violation.with_value(shape, secret));
        }
        list_or_map => entries(list_or_map, &mut |key, entry| {
            nested(entry.shape(), &at.join(Step::from(key)), secret, report);
        }),
    }
}

impl<'k> From<Key<'k>> for Step<'k> {
    fn from(key: Key<'k>) -> Self {
        match key {
            Key::Index(index) => Step::Index(index),
            Key::Name(name) => Step::Member(name),
        }
    }
}

#[cfg(test)]
mod tests;
