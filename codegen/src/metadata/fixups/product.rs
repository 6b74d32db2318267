//! The product as a whole.
//!
//! In: the head of a file. Out: which of the two styles of requests it has: everything else about requests follows from
//! it.

use super::super::document::Document;
use super::{Apply, Fixup, Notes, fixup, style};
use crate::metadata::ledger::PRODUCT_REFUSED;
use crate::spec::ApiStyle;

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        PRODUCT_REFUSED,
        Apply::Noted,
        "a product has a protocol of its own (OSS, SLS, PDS, AliGenie, the old FC)",
        "refused by name, with a sentence",
    ),
    fixup(
        "product-style",
        Apply::First(product_style),
        "the style is neither RPC nor ROA, such as `V3` or `FC`",
        "RPC for `V3` without paths, otherwise ROA",
    ),
    fixup(
        "empty-product",
        Apply::First(empty),
        "a product has no operations",
        "a spec without operations, of which nothing is generated",
    ),
];

fn product_style(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    if !matches!(&*document.style, "RPC" | "ROA") {
        let read = match style(document) {
            ApiStyle::Rpc => "RPC",
            ApiStyle::Roa => "ROA",
        };
        notes.changed_at(
            "info.style",
            format!("`{}` read as `{read}`", document.style),
        );
    }
}

fn empty(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    if document.apis.is_empty() {
        notes.kept_at("apis", "no operations");
    }
}
