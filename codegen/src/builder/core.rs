//! Where a new crate takes the runtime from.
//!
//! In: what the user said, and the folder of the crate. Out: the requirement for its manifest.

use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::package::quoted;
use crate::error::Error;

/// What the generated code stands on.
const CRATE: &str = "alicloud-core";

/// The folder of the runtime in a checkout of ours.
const IN_CHECKOUT: &str = "runtime";

/// The key and value of a dependency: `path = "../runtime"`.
pub(super) fn find(said: Option<&str>, folder: &Path) -> Result<String, Error> {
    match said {
        Some(text) if is_repository(text) => Ok(format!("git = {}", quoted(text))),
        Some(text) if is_version(text) => Ok(format!("version = {}", quoted(text))),
        Some(path) if is_core(Path::new(path)) => Ok(by_path(folder, Path::new(path))),
        Some(path) => Err(Error::usage(format!(
            "`{path}` holds no `{CRATE}`: give the folder of that crate (`runtime` in a checkout), the address of a git repository, or a version such as `0.1`"
        ))),
        None => {
            let here = env::current_dir().unwrap_or_default();
            let mut around = here.ancestors().map(|around| around.join(IN_CHECKOUT));
            Ok(match around.find(|runtime| is_core(runtime)) {
                Some(runtime) => by_path(folder, &runtime),
                None => format!("version = {}", quoted(env!("CARGO_PKG_VERSION"))),
            })
        }
    }
}

fn is_repository(text: &str) -> bool {
    let starts = ["https://", "http://", "ssh://", "git://", "file://", "git@"];
    starts.iter().any(|start| text.starts_with(start))
}

fn is_version(text: &str) -> bool {
    let start = text.trim_start_matches(['=', '^', '~', '<', '>', ' ']);
    start.starts_with(|first: char| first.is_ascii_digit()) && !text.contains('/')
}

fn is_core(folder: &Path) -> bool {
    let manifest = fs::read_to_string(folder.join("Cargo.toml"));
    manifest.is_ok_and(|text| text.contains(&format!("name = \"{CRATE}\"")))
}

/// The way from the crate, so that both can be moved together.
fn by_path(folder: &Path, runtime: &Path) -> String {
    let (from, to) = (absolute(folder), absolute(runtime));
    let way = relative(&from, &to).unwrap_or(to);
    format!(
        "path = {}",
        quoted(&way.to_string_lossy().replace('\\', "/"))
    )
}

/// The absolute path, with links resolved as far as it exists.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut missing = Vec::new();
    for around in path.ancestors() {
        if let Ok(found) = around.canonicalize() {
            return missing.iter().rev().fold(found, |all, part| all.join(part));
        }
        missing.extend(around.file_name().map(ToOwned::to_owned));
    }
    path
}

fn relative(from: &Path, to: &Path) -> Option<PathBuf> {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    if shared == 0 || from[shared..].contains(&Component::ParentDir) {
        return None;
    }
    let up = from[shared..].iter().map(|_| Component::ParentDir);
    Some(up.chain(to[shared..].iter().copied()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_tells_its_kind() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let runtime = folder.path().join("some/runtime");
        fs::create_dir_all(&runtime).expect("it can be made");
        fs::write(
            runtime.join("Cargo.toml"),
            "[package]\nname = \"alicloud-core\"\n",
        )
        .expect("it can be written");
        let krate = folder.path().join("new/crate");
        let runtime = runtime.to_string_lossy();
        for (said, expected) in [
            ("0.1", Some("version = \"0.1\"")),
            ("=0.1.2", Some("version = \"=0.1.2\"")),
            (
                "https://example.com/x",
                Some("git = \"https://example.com/x\""),
            ),
            (
                "git@example.com:x/y.git",
                Some("git = \"git@example.com:x/y.git\""),
            ),
            (&runtime, Some("path = \"../../some/runtime\"")),
            ("/nowhere", None),
            ("0.1/x", None),
        ] {
            let found = find(Some(said), &krate);
            assert_eq!(found.ok().as_deref(), expected, "{said}");
        }
    }
}
