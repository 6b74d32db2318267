//! A crate that prepares the requests of one unit.
//!
//! In: the metadata of a product version and the operations that vectors speak of. Out: a folder with the
//! generated code and a program around it, written only where it changed.

use std::any::Any;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use alicloud_codegen::Builder;
use alicloud_tests::scratch;

use crate::plan::Unit;
use crate::source;

/// The part of the program that is the same for all.
const PROGRAM: &str = include_str!("program.rs");

/// Makes the folder of the crates, and gives the one name by which it is known.
pub(crate) fn folder(keep: &Path) -> Result<PathBuf, String> {
    fs::create_dir_all(keep)
        .and_then(|()| fs::canonicalize(keep))
        .map_err(|error| format!("{}: {error}", keep.display()))
}

/// Writes the crate of a unit to the folder of its name below `keep`, or says what the generator has against its
/// operations.
pub(crate) fn write(unit: &Unit<'_>, keep: &Path) -> Result<(), String> {
    let folder = keep.join(&unit.name);
    let sources = folder.join("src");
    fs::create_dir_all(&sources).map_err(|error| format!("{}: {error}", sources.display()))?;
    let operations = unit.operations().into_iter();
    let operations = operations.map(|name| format!("{}:{name}", unit.product));
    let builder = Builder::new()
        .metadata(&unit.metadata)
        .operations(operations)
        .from_json(true);
    // A generator that panics is a finding about this unit, not the end of the run.
    let generated = catch_unwind(AssertUnwindSafe(|| {
        builder.write_file(sources.join("generated.rs"))
    }));
    let report = match generated {
        Ok(Ok(report)) => report,
        Ok(Err(error)) => return Err(format!("not generated: {error}")),
        Err(panic) => return Err(format!("the generator panics: {}", said(&*panic))),
    };
    for (path, text) in [
        (
            "Cargo.toml",
            source::manifest(&package(&unit.name, keep), &scratch::root()),
        ),
        ("src/main.rs", source::main(&report.generated)),
        ("src/program.rs", PROGRAM.to_owned()),
    ] {
        update(&folder.join(path), &text)?;
    }
    Ok(())
}

/// Name of the package in a folder. All folders share what cargo builds, and cargo tells packages in two of them
/// apart by nothing but their names.
fn package(name: &str, keep: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    keep.hash(&mut hasher);
    format!("wire-{:016x}-{name}", hasher.finish())
}

/// Writes a file when its text changed, so that cargo builds again only what it must.
pub(crate) fn update(path: &Path, text: &str) -> Result<(), String> {
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        return Ok(());
    }
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// What a panic says.
fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("without a word")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_of_one_name_in_two_folders_are_two_packages() {
        let names = ["/a", "/b"].map(|keep| package("ecs", Path::new(keep)));
        assert_ne!(names[0], names[1]);
        assert!(names[0].starts_with("wire-") && names[0].ends_with("-ecs"));
    }
}
