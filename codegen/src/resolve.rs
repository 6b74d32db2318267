//! Spec -> model: every reference followed.
//!
//! In: a spec that `check` found sound, and which operations are wanted. Out: a `Model` that holds those
//! operations, the shared structures they reach, where rule paths lead, and which fields need a box.

mod paths;
mod reach;
mod recursion;
mod select;

pub(crate) use select::Selection;

use crate::diagnostic::Diagnostics;
use crate::model::{Model, Product};
use crate::spec::Spec;

/// Resolves the wanted part of a spec; a wanted operation that does not exist is a finding.
pub(crate) fn resolve<'s>(
    spec: &'s Spec,
    wanted: &Selection,
    diagnostics: &mut Diagnostics,
) -> Model<'s> {
    let mut products = Vec::new();
    for (spec, operations) in select::select(spec, wanted, diagnostics) {
        let shared = reach::reach(spec, &operations);
        let paths = paths::bind(spec, &operations, &shared);
        let boxed = recursion::boxed(spec);
        products.push(Product {
            spec,
            operations,
            shared,
            paths,
            boxed,
        });
    }
    Model { products }
}
