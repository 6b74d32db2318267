//! Whether a well-formed spec makes sense.
//!
//! In: the typed spec. Out: findings. One question per file, each over the whole spec; what is wrong with
//! the shape of a file was found before.

mod conditions;
mod constraints;
mod contradictions;
mod endpoints;
mod headers;
mod levels;
mod pages;
mod paths;
mod places;
mod references;
mod rules;
mod scope;
mod xml;

use crate::diagnostic::Diagnostics;
use crate::spec::Spec;

/// Asks every question about every product.
pub(crate) fn check(spec: &Spec, diagnostics: &mut Diagnostics) {
    for product in &spec.products {
        endpoints::check(product, diagnostics);
        references::check(product, diagnostics);
        levels::check(product, diagnostics);
        paths::check(product, diagnostics);
        places::check(product, diagnostics);
        pages::check(product, diagnostics);
        headers::check(product, diagnostics);
        xml::check(product, diagnostics);
        constraints::check(product, diagnostics);
        rules::check(product, diagnostics);
        conditions::check(product, diagnostics);
        contradictions::check(product, diagnostics);
    }
}

#[cfg(test)]
mod tests;
