//! Modules -> text -> files.
//!
//! In: the rendered modules. Out: either a source tree of a crate or one file for `include!`. A file is
//! written only when its text changed, all files or none, and only files of ours are ever overwritten or removed.

mod features;
mod layout;
mod manifest;
mod print;
mod split;
mod write;

pub(crate) use features::{BEGIN, END, products, with_products};
pub(crate) use layout::{File, SOURCES, crate_files, one_file};
pub(crate) use manifest::check as check_manifest;
pub(crate) use print::items;
pub(crate) use write::{Overwrite, apply, apply_one, differences, replace};
