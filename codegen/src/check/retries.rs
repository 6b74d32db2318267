//! Does each error code under `retry` mean one thing?
//!
//! "Throttling" says that the operation did not happen, "passing" that it may have. The client asks about throttling
//! first, so that a code of both kinds would never be a passing one, and nobody would notice.

use crate::diagnostic::Diagnostics;
use crate::spec::{Product, RetryCodes, Spanned};

/// Codes that hold this word mean throttling wherever they stand.
const THROTTLING: &str = "throttl";

pub(super) fn check(product: &Product, diagnostics: &mut Diagnostics) {
    let product_codes = &product.retry;
    apart(
        &product_codes.passing,
        &product_codes.throttling,
        diagnostics,
    );
    named(product_codes, diagnostics);
    for operation in &product.operations {
        let RetryCodes {
            passing,
            throttling,
        } = &operation.retry;
        apart(passing, throttling, diagnostics);
        apart(passing, &product_codes.throttling, diagnostics);
        apart(&product_codes.passing, throttling, diagnostics);
        named(&operation.retry, diagnostics);
    }
}

/// No code is in both lists. Capitals make no difference to the client.
fn apart(passing: &[Spanned], throttling: &[Spanned], diagnostics: &mut Diagnostics) {
    for code in passing {
        let is_same = |other: &&Spanned| other.value.eq_ignore_ascii_case(&code.value);
        if let Some(other) = throttling.iter().find(is_same) {
            let message = format!("`{}` is listed as passing and as throttling", code.value);
            diagnostics
                .error("two-meanings", code.at, message)
                .label(other.at, "listed as throttling")
                .help(
                    "after throttling the operation did not happen, after what passes it may have: keep the code in one list",
                );
        }
    }
}

/// No passing code says by its name that it is throttling.
fn named(codes: &RetryCodes, diagnostics: &mut Diagnostics) {
    let says_so = |code: &&Spanned| code.value.to_ascii_lowercase().contains(THROTTLING);
    for code in codes.passing.iter().filter(says_so) {
        let message = format!(
            "`{}` is listed as passing, but every code with `{THROTTLING}` in it means throttling",
            code.value
        );
        diagnostics
            .error("two-meanings", code.at, message)
            .help("leave it out: the client knows what it means");
    }
}
