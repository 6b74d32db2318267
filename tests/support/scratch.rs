//! Crates that a test builds outside the workspace: folders, copies, cargo.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A temporary folder that goes with its value.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// A new folder whose name ends in `name`.
    ///
    /// # Panics
    ///
    /// When it cannot be made.
    pub fn new(name: &str) -> Self {
        use std::sync::atomic::{AtomicU32, Ordering};
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path =
            std::env::temp_dir().join(format!("alicloud-{}-{number} {name}", std::process::id()));
        fs::create_dir_all(&path).expect("the temporary folder can be written");
        Scratch { path }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left behind goes with the system's temporary folder.
        drop(fs::remove_dir_all(&self.path));
    }
}

/// How a command ended, and all that it printed.
#[derive(Debug)]
pub struct Outcome {
    /// Whether its exit code was 0.
    pub success: bool,
    /// Its exit code.
    pub code: Option<i32>,
    /// Standard output, then standard error.
    pub text: String,
}

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ stands in the checkout")
        .to_owned()
}

/// The target folder of all scratch crates: kept between runs, so that dependencies are built once.
pub fn target() -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join("scratch")
}

/// Runs cargo in a folder, in the shared target folder.
///
/// # Panics
///
/// When cargo cannot be started.
pub fn cargo(folder: &Path, arguments: &[&str]) -> Outcome {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target())
        .env_remove("RUSTFLAGS")
        .env_remove("RUST_BACKTRACE")
        .output()
        .expect("cargo can be started");
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    Outcome {
        success: output.status.success(),
        code: output.status.code(),
        text,
    }
}

/// Copies a folder with everything in it, except `target`.
///
/// # Panics
///
/// When something cannot be read or written.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the copy can be written");
    for entry in fs::read_dir(from).expect("the original can be read") {
        let entry = entry.expect("the original can be read");
        let (source, copied) = (entry.path(), to.join(entry.file_name()));
        if entry.file_name() == "target" {
            continue;
        }
        if source.is_dir() {
            copy(&source, &copied);
        } else {
            fs::copy(&source, &copied).expect("a file can be copied");
        }
    }
}

/// Replaces a text in a file.
///
/// # Panics
///
/// When the text is not there: an edit that changes nothing tests nothing.
pub fn edit(path: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(path).expect("the file can be read");
    assert!(text.contains(old), "{} holds {old:?}", path.display());
    fs::write(path, text.replace(old, new)).expect("the file can be written");
}
