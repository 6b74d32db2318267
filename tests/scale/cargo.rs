//! `cargo check` of some crates of a workspace, and what it cost.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::Failure;
use crate::cut::{Space, Version};
use crate::generate;
use crate::process::{self, Compiled, Cost};

/// One command's outcome.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// Of cargo and everything below it.
    pub(crate) cost: Cost,
    /// Of each run of the compiler.
    pub(crate) compiled: Vec<Compiled>,
    /// As the compiler prints them.
    pub(crate) errors: Vec<String>,
    pub(crate) warnings: Vec<String>,
}

impl Checked {
    /// Adds another command's outcome.
    pub(crate) fn add(&mut self, other: Checked) {
        self.cost.wall += other.cost.wall;
        self.cost.cpu += other.cost.cpu;
        self.compiled.extend(other.compiled);
        self.errors.extend(other.errors);
        self.warnings.extend(other.warnings);
    }
}

/// Builds what the crates depend on, so that it is in nobody's figures: everything that the crate `member` needs.
pub(crate) fn warm(space: &Space, member: &str, profile: &[&str]) -> Result<(), Failure> {
    process::succeed(
        command(space, &log(space, "warm"))?
            .args(profile)
            .args(["-p", member]),
    )?;
    Ok(())
}

/// Checks some crates.
pub(crate) fn check(space: &Space, versions: &[Version]) -> Result<Checked, Failure> {
    let log = log(space, "check");
    drop(fs::remove_file(&log));
    let mut command = command(space, &log)?;
    command.args(["check", "--keep-going", "--message-format", "json"]);
    for version in versions {
        command.args(["-p", &version.krate]);
    }
    let finished = process::run(&mut command)?;
    let mut checked = Checked {
        cost: finished.cost,
        compiled: process::log(&log)?,
        ..Checked::default()
    };
    for line in finished.stdout.lines() {
        let message: Value = serde_json::from_str(line)?;
        let Some(shown) = message["message"]["rendered"].as_str() else {
            continue;
        };
        match message["message"]["level"].as_str() {
            Some("error") => checked.errors.push(shown.to_owned()),
            Some("warning") => checked.warnings.push(shown.to_owned()),
            _ => {}
        }
    }
    if !finished.status.success() && checked.errors.is_empty() {
        return Err(format!("cargo check failed\n{}", finished.stderr).into());
    }
    Ok(checked)
}

/// Cargo over a workspace of ours, with the compiler watched.
pub(crate) fn command(space: &Space, log: &Path) -> Result<Command, Failure> {
    let mut command = generate::cargo();
    command
        .current_dir(&space.folder)
        .env("CARGO_TARGET_DIR", space.folder.join("target"))
        // As cargo builds dependencies; a first build only pays for it.
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS");
    process::wrapped(&mut command, log)?;
    Ok(command)
}

/// The log of the compiler runs of one kind of command.
pub(crate) fn log(space: &Space, what: &str) -> PathBuf {
    space.folder.join(format!("{what}.log"))
}
