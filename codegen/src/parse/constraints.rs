//! Builds what is demanded of a field.
//!
//! In: the map of a field or of a rule. Out: its constraints with their places; what cannot be told has been reported.

use std::collections::HashSet;

use super::{bounds, field, read};
use crate::diagnostic::Diagnostics;
use crate::grammar::format::{self, Format};
use crate::load::Node;
use crate::spec::{Check, DocumentedValue, Spanned};

/// The constraints among the keys of `node`, in the order in which they are written.
pub(super) fn checks(node: &Node, diagnostics: &mut Diagnostics) -> Vec<Spanned<Check>> {
    let mut checks = Vec::new();
    let mut seen = HashSet::new();
    for (key, value) in read::entries(node) {
        let name = read::text(key).unwrap_or_default();
        if seen.insert(name)
            && let Some(check) = check(name, value, diagnostics)
        {
            checks.push(Spanned {
                value: check,
                at: key.at,
            });
        }
    }
    checks
}

fn check(name: &str, value: &Node, diagnostics: &mut Diagnostics) -> Option<Check> {
    let texts = || {
        read::one_or_more(value)
            .into_iter()
            .map(|text| text.value)
            .collect()
    };
    Some(match name {
        "length" => Check::Length(range(value, &format::BOUNDS, bounds::counts, diagnostics)?),
        "bytes" => Check::Bytes(range(value, &format::BOUNDS, bounds::counts, diagnostics)?),
        "entries" => Check::Entries(range(value, &format::BOUNDS, bounds::counts, diagnostics)?),
        "range" => Check::Range(range(value, &format::RANGE, bounds::numbers, diagnostics)?),
        "pattern" => Check::Pattern(read::text(value)?.to_owned()),
        "prefix" => Check::Prefix(texts()),
        "not_prefix" => Check::NotPrefix(texts()),
        "values" => Check::Values(values(value)),
        "unique_by" => Check::UniqueBy(read::spanned(value)?),
        _ => return None,
    })
}

/// A range whose form was judged before, so that only its numbers can be at fault.
fn range<T>(
    value: &Node,
    format: &Format,
    read: impl Fn(&str) -> Option<T>,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let text = read::text(value)?;
    let range = read(text);
    if range.is_none() && format.accepts(text) {
        diagnostics
            .error(
                "bad-range",
                value.at,
                "a number of this range does not fit into 64 bits",
            )
            .help("leave that end of the range open");
    }
    range
}

fn values(node: &Node) -> Vec<DocumentedValue> {
    let plain = |text| DocumentedValue {
        text,
        doc: None,
        rust_name: None,
    };
    let mut values: Vec<DocumentedValue> = read::list(node)
        .iter()
        .filter_map(read::spanned)
        .map(plain)
        .collect();
    for (key, value) in field::unique(node) {
        values.extend(read::spanned(key).map(|text| {
            DocumentedValue {
                text,
                doc: read::text(value)
                    .map(str::to_owned)
                    .or_else(|| read::get_text(value, "doc")),
                rust_name: read::get_spanned(value, "rust_name"),
            }
        }));
    }
    values
}
