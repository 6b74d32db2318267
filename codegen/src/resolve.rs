//! Spec -> model: which operations are wanted, what they reach, where rule paths lead, and which fields need a box.
//!
//! In: a checked product version and what is wanted of it. Out: a model that borrows from the spec: nothing in it has
//! to be looked up again, and nothing is in it that nobody reaches.

mod paths;
mod reach;
mod recursion;
mod select;

pub(crate) use select::{Listed, Selection, report_unknown};

use crate::model::{Origin, Product};
use crate::spec;

/// Resolves the wanted part of a product version; `None` when nothing of it is wanted.
pub(crate) fn resolve<'s>(
    spec: &'s spec::Product,
    origin: Origin,
    wanted: &Selection,
) -> Option<Product<'s>> {
    let operations = select::select(spec, wanted);
    if operations.is_empty() {
        return None;
    }
    let shared = reach::reach(spec, &operations);
    let paths = paths::bind(spec, &operations, &shared);
    let boxed = recursion::boxed(spec);
    Some(Product {
        spec,
        origin,
        operations,
        shared,
        paths,
        boxed,
    })
}
