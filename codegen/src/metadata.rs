//! The other front door: Alibaba Cloud's own metadata (`api-docs.json`) -> spec.

mod document;
mod json;
mod ledger;
mod prose;
