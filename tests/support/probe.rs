//! A crate around generated code that depends on the runtime alone.

use std::fs;
use std::path::Path;

use crate::scratch::root;

/// Writes the manifest and the lock file of such a crate; its sources are up to the caller.
///
/// # Panics
///
/// When they cannot be written.
pub fn manifest(folder: &Path, name: &str) {
    let runtime = root().join("runtime");
    let text = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nalicloud-core = {{ path = {runtime:?}, default-features = false }}\n\n[workspace]\n"
    );
    write(&folder.join("Cargo.toml"), &text);
    // The versions of the workspace: nothing needs to be fetched.
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))
        .expect("the lock file can be copied");
}

/// Writes a file and the folders that it needs.
///
/// # Panics
///
/// When it cannot be written.
pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file stands in a folder"))
        .expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}
