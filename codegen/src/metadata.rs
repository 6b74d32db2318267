//! The other front door: Alibaba Cloud's own metadata (`api-docs.json`) -> spec.
//!
//! In: the text of a file, which is one product in one version. Out: its spec, an account of everything the file
//! holds, and readable places for findings. The passes:
//!
//! | pass | from | to |
//! | --- | --- | --- |
//! | `crate::json` | text | tree in the file's order, repetitions kept |
//! | `read` | tree | mirror of the file, with types |
//! | `refused` | mirror | whether the product speaks this protocol |
//! | `fixups` | mirror | the same, mended: one function for each quirk of upstream |
//! | `translate` (with `facts` and `prose`) | mirror | spec |
//! | `count` | mirror and spec | what went in and what came out |

mod count;
mod document;
mod facts;
mod fixups;
mod head;
mod ledger;
mod places;
mod prose;
mod read;
mod refused;
mod translate;

use crate::diagnostic::Diagnostics;
use crate::json::{self, Json};
use crate::spec::Product;
use document::Document;
pub(crate) use head::head;
pub(crate) use ledger::{Action, Event, Ledger, Tally};
pub(crate) use places::Places;
pub(crate) use prose::Share;

/// What a file gave.
#[derive(Debug, Default)]
pub(crate) struct Import {
    /// The spec; `None` when the file is no metadata, or the product is refused by name.
    pub(crate) product: Option<Product>,
    /// What became of everything in the file.
    pub(crate) ledger: Ledger,
    /// The places of everything in the spec.
    pub(crate) places: Places,
}

/// Imports a file; `file` numbers its places, `name` stands in findings.
pub(crate) fn import(file: u32, name: &str, text: &str, diagnostics: &mut Diagnostics) -> Import {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mended;
    let tree = match json::read(text) {
        Err(error) => match json::with_huge_numbers_quoted(text, &error) {
            None => Err(error),
            Some(text) => {
                mended = text;
                json::read(&mended)
            }
        },
        tree => tree,
    };
    let Some(mut document) = open(name, tree, diagnostics) else {
        return Import::default();
    };
    let mut import = Import {
        places: Places::new(file),
        ..Import::default()
    };
    let ledger = &mut import.ledger;
    ledger.product = format!("{}/{}", document.product.to_lowercase(), document.version);
    let seen = count::seen(&document);
    ledger.saw(seen);
    if let Some(why) = refused::refused(&document) {
        ledger.refuse(seen, why);
        return import;
    }
    fixups::apply(&mut document, ledger);
    ledger.made.fields += count::again(&document);
    lost(name, ledger, diagnostics);
    let mut told = prose::Tally::default();
    let product = translate::translate(&document, &mut import.places, ledger, &mut told);
    ledger.told = told;
    ledger.generated(count::generated(&product));
    import.product = Some(product);
    import
}

/// Says when references lead nowhere: another edition of the file may have what they lead to.
fn lost(name: &str, ledger: &Ledger, diagnostics: &mut Diagnostics) {
    let events = ledger
        .events
        .iter()
        .filter(|event| event.code == fixups::MISSING_REFERENCE);
    let places: Vec<&str> = events.map(|event| event.place.as_str()).collect();
    if let Some(first) = places.first() {
        let message = format!(
            "{name} refers to components that it does not have, {} times; the first place is {first}",
            places.len()
        );
        diagnostics
            .warning(fixups::MISSING_REFERENCE, None, message)
            .help("these values are any JSON; the Chinese edition of the file may have the components");
    }
}

/// Reads a file as far as to know that it is metadata.
fn open<'d>(
    name: &str,
    tree: Result<Json<'d>, serde_json::Error>,
    diagnostics: &mut Diagnostics,
) -> Option<Document<'d>> {
    let tree = match tree {
        Ok(tree) => tree,
        Err(error) => {
            diagnostics
                .error(
                    "no-json",
                    None,
                    format!("{name} cannot be read as JSON: {error}"),
                )
                .help(match error.classify() {
                    serde_json::error::Category::Eof => "the file ends too early: download it again",
                    _ => "mend that place, or download the file again: it is the api-docs.json of one version of a product",
                });
            return None;
        }
    };
    let mut document = read::read(tree);
    for name in [&mut document.product, &mut document.version] {
        if name.trim() != *name {
            *name = name.trim().to_owned().into();
        }
    }
    let missing = match (&*document.product, &*document.version) {
        ("", _) => "info.product",
        (_, "") => "info.version",
        _ => return usable(name, document, diagnostics),
    };
    diagnostics
        .error("no-metadata", None, format!("{name} is no api-docs.json: it has no `{missing}`"))
        .help("metadata of one product version begins with `{\"version\":\"1.0\",\"info\":{\"style\":..,\"product\":..,\"version\":..}`");
    None
}

/// A document whose product and version can be names.
fn usable<'d>(
    name: &str,
    document: Document<'d>,
    diagnostics: &mut Diagnostics,
) -> Option<Document<'d>> {
    use crate::grammar::format::{PRODUCT_CODE, VERSION};
    let code = document.product.trim().to_ascii_lowercase();
    let (key, value) = match () {
        () if !PRODUCT_CODE.accepts(&code) => ("info.product", &document.product),
        () if !VERSION.accepts(document.version.trim()) => ("info.version", &document.version),
        () => return Some(document),
    };
    diagnostics
        .error(
            "no-metadata",
            None,
            format!("{name} has `{value}` as `{key}`, which cannot be a name"),
        )
        .help("a product is letters, digits and `-`, a version letters, digits and `. _ -`");
    None
}

#[cfg(test)]
mod tests;
