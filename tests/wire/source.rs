//! The text of what is written around generated code.
//!
//! In: the operations that were generated. Out: the manifests, and the `main` that finds the request type of an
//! operation by its name.

use std::path::Path;

use alicloud_codegen::GeneratedOperation;

/// The manifest of one crate.
pub(crate) fn manifest(package: &str, root: &Path) -> String {
    let runtime = root.join("runtime");
    format!(
        "\
[package]
name = {package:?}
version = \"0.0.0\"
edition = \"2024\"

[dependencies]
alicloud-core = {{ path = {:?}, default-features = false }}
",
        runtime.display().to_string()
    )
}

/// The manifest over the crates in these folders.
pub(crate) fn workspace(folders: &[&str]) -> String {
    // What is run once is neither debugged nor built again in parts.
    format!(
        "\
[workspace]
resolver = \"3\"
members = {folders:?}

[profile.dev]
debug = 0
incremental = false
"
    )
}

/// The `main` of one crate.
pub(crate) fn main(operations: &[GeneratedOperation]) -> String {
    let arms: String = operations
        .iter()
        .map(|one| {
            let (name, request) = (&one.name, &one.request);
            format!("        {name:?} => Some(program::prepare::<generated::{request}>),\n")
        })
        .collect();
    format!(
        "\
#[rustfmt::skip]
mod generated;
mod program;

fn main() -> std::process::ExitCode {{
    program::main(|operation| match operation {{
{arms}        _ => None,
    }})
}}
"
    )
}
