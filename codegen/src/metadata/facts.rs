//! Facts of an operation or a product, each found by a rule of its own.
//!
//! In: types of `document`. Out: types of `spec`. One question per file; nothing here looks at a file or knows
//! where its answer goes. What is not taken as it is written goes into [`Notes`], for the ledger.

mod authorization;
mod endpoints;
mod errors;
mod examples;
mod kind;
mod notes;
mod pages;
mod polling;
mod replacement;
mod target;
pub(crate) mod text;

pub(crate) use authorization::authorization;
pub(crate) use endpoints::endpoints;
pub(crate) use errors::errors;
pub(crate) use examples::examples;
pub(crate) use kind::kind;
pub(crate) use notes::Notes;
pub(crate) use pages::pages;
pub(crate) use polling::polling;
pub(crate) use replacement::replacement;

#[cfg(test)]
mod tests;
