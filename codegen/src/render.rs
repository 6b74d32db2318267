//! Lowered model -> tokens.
//!
//! In: a `rust::Product`. Out: a tree of modules, the tokens of each printed by what `emit` gives for it. It makes no
//! decision: what could differ was settled in `lower`, and how modules become files is settled in `emit`.

mod client;
mod enumeration;
mod facts;
mod library;
mod operation;
mod plain;
mod structure;
mod table;
mod types;
mod words;

use proc_macro2::TokenStream;

use crate::rust::Product;

/// Starts a doc comment that is meant to be an ordinary one: tokens carry no other comments.
pub(crate) const COMMENT_MARK: &str = "~ ";

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
    /// Its items as text, without its types.
    pub text: String,
    /// Its types, which a long module may have in other files.
    pub types: Vec<Piece>,
}

/// A type and what belongs to it.
pub(crate) struct Piece {
    pub name: String,
    pub text: String,
}

/// Items of a module, on their way to text.
pub(crate) enum Item {
    Tokens(TokenStream),
    /// What needs no printer: items with blank lines between.
    Text(String),
}

impl Item {
    fn is_empty(&self) -> bool {
        match self {
            Item::Tokens(tokens) => tokens.is_empty(),
            Item::Text(text) => text.is_empty(),
        }
    }
}

/// How a product version is rendered.
pub(crate) struct Options<'p> {
    pub from_json: FromJson,
    /// Items -> their text. Called for each type as soon as it is rendered, since tokens take a hundred times the room
    /// of their text.
    pub print: &'p dyn Fn(Vec<Item>) -> String,
}

/// Renders a product version as the module of its product.
pub(crate) fn render(product: &Product, options: &Options<'_>) -> Module {
    library::product(product, options)
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

#[cfg(test)]
mod tests;
