//! Generates typed Alibaba Cloud clients from YAML specs, or from Alibaba Cloud's own metadata. Unofficial.
//!
//! One YAML file describes one documented API page, one `api-docs.json` a whole product version; [`Builder`] turns
//! folders of them into Rust, from a `build.rs` or as the sources of a crate, and [`Importer`] turns metadata into
//! specs. The passes, each a file or folder of this crate:
//!
//! | pass | from | to |
//! | --- | --- | --- |
//! | `files`, `load` | folder | YAML trees with positions |
//! | `parse` | trees | typed spec; every problem of shape |
//! | `metadata` | `api-docs.json` | the same, from Alibaba Cloud's own words |
//! | `check` | spec | every problem of meaning |
//! | `resolve` | spec | model: references followed |
//! | `lower` | model | Rust as data: all names and types final |
//! | `render` | Rust as data | tokens |
//! | `emit` | tokens | formatted files, written only if changed |
//!
//! `pipeline` runs them: each product version for itself, on threads. `import` goes another way: `metadata`, then
//! `yaml`, then the files.
//!
//! Same specs, same bytes: no clock, environment, hash order or absolute path reaches the output.

mod builder;
mod check;
mod diagnostic;
mod emit;
mod error;
mod file_name;
mod files;
mod findings;
mod grammar;
mod ident;
mod import;
mod json;
mod json_schema;
mod load;
mod lookup;
mod lower;
mod metadata;
mod metadata_files;
mod model;
mod parse;
mod pipeline;
mod render;
mod resolve;
mod rust;
mod spec;
mod text_file;
mod threads;
mod yaml;

pub use builder::{Builder, Report};
pub use error::{Error, ErrorKind};
#[doc(hidden)]
pub use grammar::OWNED_HEADERS;
pub use import::{FileState, ImportReport, ImportedFile, Importer};
pub use json_schema::documents;
pub use pipeline::GeneratedOperation;
