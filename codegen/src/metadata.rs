//! The other front door: Alibaba Cloud's own metadata (`api-docs.json`) -> spec.

mod document;
pub(crate) mod json;
mod ledger;
