//! Whether the files of an import go together, and have what is wanted.
//!
//! In: what each file gave, and the operations that are wanted. Out: findings that no file could have by itself: two
//! are of one version, none has what is wanted, all are refused.

use super::job::{Head, Outcome};
use super::select::Wanted;
use crate::diagnostic::{Diagnostics, nearest};
use crate::metadata::{Action, Ledger};

/// Reports what keeps all files together from being imported; `outcomes` are sorted by product.
pub(super) fn judge(outcomes: &[Outcome], wanted: &Wanted, diagnostics: &mut Diagnostics) {
    let heads: Vec<&Head> = outcomes
        .iter()
        .filter_map(|one| one.head.as_ref())
        .collect();
    for pair in heads.windows(2) {
        if (&pair[0].code, &pair[0].version) == (&pair[1].code, &pair[1].version) {
            let Head { code, version, .. } = pair[0];
            let mut files = [&pair[0].file, &pair[1].file];
            files.sort();
            diagnostics
                .error(
                    "repeated-product",
                    None,
                    format!(
                        "{code} {version} is described in two files: `{}` and `{}`",
                        files[0], files[1]
                    ),
                )
                .help("give one of the two");
        }
    }
    // What cannot be read may have what is wanted.
    if diagnostics.has_errors() {
        return;
    }
    if heads.is_empty() {
        let refused: Vec<String> = outcomes
            .iter()
            .filter_map(|one| refused(&one.ledger))
            .collect();
        let help = if refused.is_empty() {
            "give an api-docs.json, or a folder with <product>/<version>/api-docs.json in it"
                .to_owned()
        } else {
            refused.join("; ")
        };
        diagnostics
            .error("no-product", None, "there is nothing to import")
            .help(help);
        return;
    }
    for name in wanted.names() {
        unknown(name, &heads, diagnostics);
    }
}

/// Reports an operation that no file has.
fn unknown(wanted: &str, heads: &[&Head], diagnostics: &mut Diagnostics) {
    let wants = Wanted::new(vec![wanted.to_owned()]);
    let has = |head: &&Head| {
        let mut names = head.operations.iter();
        names.any(|name| wants.holds(&head.code, &head.version, name))
    };
    if heads.iter().any(has) {
        return;
    }
    let short = wanted.rsplit(':').next().unwrap_or_default();
    let names = heads.iter().flat_map(|head| &head.operations);
    let help = match nearest(short, names.map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "operations are named `Operation`, `product:Operation` or `product/version:Operation`"
                .to_owned()
        }
    };
    let message = format!("the metadata has no operation `{wanted}`");
    diagnostics
        .error("unknown-operation", None, message)
        .help(help);
}

/// Which product was refused as a whole, and why.
pub(super) fn refused(ledger: &Ledger) -> Option<String> {
    let is_whole =
        |event: &&crate::metadata::Event| event.action == Action::Refused && event.place.is_empty();
    let refusal = ledger.events.iter().find(is_whole)?;
    Some(format!("{}: {}", ledger.product, refusal.note))
}
