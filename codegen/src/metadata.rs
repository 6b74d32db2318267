//! The other front door: Alibaba Cloud's own metadata (`api-docs.json`) -> spec.

mod document;
mod facts;
mod json;
mod ledger;
