//! Generated files as somebody would have written their models by hand: structures with serde derives.
//!
//! In: one generated file. Out: the same structures and enums, their members under the same wire names, with
//! `Debug, Clone, Default, PartialEq, Serialize, Deserialize` derived, and nothing else: no validators, no
//! documentation, no operation, no client. So the comparison leaves out what ours can do besides.

mod read;
mod write;

/// Rewrites a file.
pub(crate) fn file(text: &str) -> Result<String, Box<dyn std::error::Error>> {
    let models = read::read(&syn::parse_file(text)?)?;
    Ok(write::write(&models))
}
