mod catalogue;
mod quirks;
mod robust;
mod samples;
pub(crate) mod sketch;

use super::*;
use crate::check::check;
use crate::lower::lower;
use crate::model::Origin;
use crate::resolve::{Selection, resolve};
use crate::spec::Spec;

/// Asks every later pass about what was imported.
fn later(product: Option<Product>, diagnostics: &mut Diagnostics) {
    let spec = Spec {
        products: product.into_iter().collect(),
    };
    check(&spec, diagnostics);
    if !diagnostics.has_errors() {
        for product in &spec.products {
            if let Some(model) = resolve(product, Origin::Metadata, &Selection::All) {
                lower(&model, diagnostics);
            }
        }
    }
}
