//! Long modules in several files.
//!
//! A few operations have hundreds of types. Their file keeps the operation, and the types stand in files beside it,
//! as modules that nobody sees: all types are exported where they would stand otherwise.

use super::File;
use super::layout::head;
use crate::ident;
use crate::render::Module;

/// Lines of a file up to which types are added to it.
const ENOUGH: usize = 900;

/// Writes the types of a module into its text, or into files beside it.
pub(super) fn types(module: &Module, path: &str, text: &mut String, files: &mut Vec<File>) {
    let lines = |text: &str| text.lines().count();
    let all: usize = module.types.iter().map(|one| lines(&one.text) + 1).sum();
    if lines(text) + all <= ENOUGH {
        for one in &module.types {
            text.push('\n');
            text.push_str(&one.text);
        }
        return;
    }
    let source = module.source.as_deref().unwrap_or_default();
    let mut parts: Vec<Part> = Vec::new();
    for one in &module.types {
        let long = lines(&one.text) + 1;
        match parts.last_mut().filter(|part| part.lines + long <= ENOUGH) {
            Some(part) => {
                part.text.push('\n');
                part.text.push_str(&one.text);
                part.lines += long;
            }
            None => {
                // The first type gives the file its name. Types that differ in capitals alone would share it, and
                // `types` are the shared ones.
                let mut name = ident::module(&one.name).unwrap_or_else(|| "types".to_owned());
                while name == "types" || parts.iter().any(|part| part.name == name) {
                    name.push('_');
                }
                parts.push(Part {
                    name,
                    lines: lines(head(source).as_str()) + 2 + lines(&one.text),
                    text: one.text.clone(),
                });
            }
        }
    }
    text.push('\n');
    for Part { name, .. } in &parts {
        text.push_str(&format!("mod {name};\n"));
    }
    text.push('\n');
    for Part { name, .. } in &parts {
        text.push_str(&format!("pub use {name}::*;\n"));
    }
    files.extend(parts.into_iter().map(|part| File {
        path: format!("{path}/{}.rs", part.name),
        text: format!("{}use super::*;\n\n{}", head(source), part.text),
    }));
}

/// A file of types under construction.
struct Part {
    name: String,
    text: String,
    lines: usize,
}
