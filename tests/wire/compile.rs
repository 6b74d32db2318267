//! Builds the crates.
//!
//! In: the folders of crates. Out: for each the program, or the first error of the compiler. All are built by one
//! cargo, which goes on when one of them does not compile.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use alicloud::Json;
use alicloud_tests::scratch;

use crate::crates;
use crate::source;

/// What became of a crate.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Compiled {
    /// The program to run.
    Program(PathBuf),
    /// Why there is none.
    Errors(String),
}

/// Builds the crates in these folders below `keep`.
pub(crate) fn compile(folders: &[&str], keep: &Path) -> Result<BTreeMap<String, Compiled>, String> {
    if folders.is_empty() {
        return Ok(BTreeMap::new());
    }
    crates::update(&keep.join("Cargo.toml"), &source::workspace(folders))?;
    // The versions that the checkout is tested with, which are there without a network.
    let lock = scratch::root().join("Cargo.lock");
    fs::copy(&lock, keep.join("Cargo.lock"))
        .map_err(|error| format!("{}: {error}", lock.display()))?;
    eprintln!("building {} crates in {}", folders.len(), keep.display());
    let output = Command::new(env!("CARGO"))
        .args([
            "build",
            "--offline",
            "--workspace",
            "--keep-going",
            "--message-format=json",
        ])
        .current_dir(keep)
        .env("CARGO_TARGET_DIR", scratch::target())
        .env_remove("RUSTFLAGS")
        .output()
        .map_err(|error| format!("cargo cannot be started: {error}"))?;
    let mut compiled = read(&String::from_utf8_lossy(&output.stdout));
    let said = String::from_utf8_lossy(&output.stderr);
    for folder in folders {
        compiled
            .entry((*folder).to_owned())
            .or_insert_with(|| Compiled::Errors(format!("not built: {}", said.trim())));
    }
    Ok(compiled)
}

/// What cargo says, a JSON object a line.
fn read(messages: &str) -> BTreeMap<String, Compiled> {
    let mut compiled = BTreeMap::new();
    for line in messages.lines() {
        let Ok(message) = line.parse::<Json>() else {
            continue;
        };
        let Some(folder) = folder(&message) else {
            continue;
        };
        if let Some(program) = message["executable"].as_str() {
            compiled.insert(folder, Compiled::Program(program.into()));
        } else if message["message"]["level"] == "error" {
            let text = message["message"]["rendered"].as_str().unwrap_or_default();
            eprintln!("{folder}: {text}");
            let first = text.lines().take(2).collect::<Vec<_>>().join(" ");
            compiled
                .entry(folder)
                .or_insert(Compiled::Errors(format!("does not compile: {first}")));
        }
    }
    compiled
}

/// The folder of the crate that a message is about.
fn folder(message: &Json) -> Option<String> {
    let manifest = Path::new(message["manifest_path"].as_str()?);
    Some(manifest.parent()?.file_name()?.to_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_error_of_a_crate_is_kept() {
        let messages = r#"
{"reason":"compiler-artifact","manifest_path":"/r/runtime/Cargo.toml","executable":null}
{"reason":"compiler-message","manifest_path":"/k/wire-a/Cargo.toml","message":{"level":"warning","rendered":"warning: w"}}
{"reason":"compiler-message","manifest_path":"/k/wire-a/Cargo.toml","message":{"level":"error","rendered":"error: e\n --> src/main.rs:1:1\n  |"}}
{"reason":"compiler-message","manifest_path":"/k/wire-a/Cargo.toml","message":{"level":"error","rendered":"error: f"}}
{"reason":"compiler-artifact","manifest_path":"/k/wire-b/Cargo.toml","executable":"/t/debug/wire-b"}
{"reason":"build-finished","success":false}
no JSON
"#;
        let expected = BTreeMap::from([
            (
                "wire-a".to_owned(),
                Compiled::Errors("does not compile: error: e  --> src/main.rs:1:1".to_owned()),
            ),
            (
                "wire-b".to_owned(),
                Compiled::Program("/t/debug/wire-b".into()),
            ),
        ]);
        assert_eq!(read(messages), expected);
    }

    #[test]
    fn a_crate_that_does_not_compile_leaves_the_others_alone() {
        let keep = scratch::target().join("wire-broken");
        for (package, main) in [
            ("wire-good", "fn main() {}"),
            ("wire-bad", "fn main() { 1 }"),
        ] {
            let sources = keep.join(package).join("src");
            fs::create_dir_all(&sources).expect("the folder can be written");
            let manifest = format!("[package]\nname = {package:?}\nedition = \"2024\"\n");
            for (file, text) in [("../Cargo.toml", manifest.as_str()), ("main.rs", main)] {
                crates::update(&sources.join(file), text).expect("the crate can be written");
            }
        }
        let compiled = compile(&["wire-bad", "wire-good"], &keep).expect("cargo runs");
        let Compiled::Program(program) = &compiled["wire-good"] else {
            panic!("{compiled:?}");
        };
        assert!(program.exists());
        let Compiled::Errors(reason) = &compiled["wire-bad"] else {
            panic!("{compiled:?}");
        };
        assert!(reason.contains("mismatched types"), "{reason}");
    }
}
