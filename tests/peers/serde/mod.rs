//! Generated files as somebody would have written them by hand: structures with serde derives.
//!
//! In: one generated file. Out: the same structures and enums, their members under the same wire names, with
//! `Debug, Clone, Default, PartialEq, Serialize, Deserialize` derived. [`Style::Models`] is nothing else: no
//! validators, documentation, operation or client, so that comparison leaves out what ours can do besides.
//! [`Style::Clients`] adds the least that makes calls possible: members that are not set are left out, and an async
//! function for each operation encodes, sends and decodes.

mod read;
mod write;

/// How much is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Models,
    Clients,
}

/// Rewrites a file.
pub(crate) fn file(text: &str, style: Style) -> Result<String, Box<dyn std::error::Error>> {
    let models = read::read(&syn::parse_file(text)?)?;
    Ok(write::write(&models, style))
}
