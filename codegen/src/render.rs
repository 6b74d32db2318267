//! Lowered model -> tokens.
//!
//! In: a `rust::Library`. Out: a tree of modules whose items are tokens. It makes no decision: what could
//! differ was settled in `lower`, and how modules become files is settled in `emit`.

mod client;
mod enumeration;
mod library;
mod operation;
mod structure;
mod table;
mod types;

use proc_macro2::TokenStream;

use crate::rust::Library;

/// How generated structures may be filled from JSON besides answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum FromJson {
    /// Not at all.
    #[default]
    No,
    /// Always.
    Yes,
    /// Under the cargo feature `from_json` of the crate around the code.
    Feature,
}

/// A module: its documentation, its items, the modules inside it.
pub(crate) struct Module {
    pub name: String,
    /// The spec it comes from, below the folder of the specs.
    pub source: Option<String>,
    /// Cargo feature that switches it on, in a crate that has features.
    pub feature: Option<String>,
    pub docs: Vec<String>,
    pub children: Vec<Module>,
    pub items: Vec<TokenStream>,
}

/// Renders a library: one module per product.
pub(crate) fn render(library: &Library, from_json: FromJson) -> Vec<Module> {
    library
        .products
        .iter()
        .map(|product| library::product(product, from_json))
        .collect()
}

/// Lines of a doc comment.
fn docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote::quote!(#(#[doc = #lines])*)
}

fn ident(name: &str) -> proc_macro2::Ident {
    quote::format_ident!("{name}")
}
