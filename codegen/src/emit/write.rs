//! Text -> disk: only what changed, through temporary files, all or nothing.
//!
//! In: all files of an output, and the folder as it is. Out: the folder as it should be, or as it was: a build script
//! may run at any time, and a file that is written without need makes everything after it run again.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::{fs, process};

use super::layout::{File, MARK};

/// What a run did to the output, or would do.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Changes {
    /// Files whose text changed or that are new, relative to the folder of the output.
    pub written: Vec<String>,
    /// Generated files that are wanted no more, relative to the folder of the output.
    pub removed: Vec<String>,
}

/// What may be overwritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Overwrite {
    /// Files that carry our mark.
    Ours,
    /// Any file: the folder holds nothing but output.
    Any,
}

/// How the files on disk differ from what they should be. Whatever of ours lies below `root` (`src/`, relative
/// to the folder) and is not among `files` is to be removed; nothing is looked for elsewhere.
pub(crate) fn differences(
    folder: &Path,
    root: &str,
    files: &[File],
) -> Result<Changes, (PathBuf, io::Error)> {
    let mut changes = Changes::default();
    for file in files {
        if is_changed(folder, file, Overwrite::Ours)? {
            changes.written.push(file.path.clone());
        }
    }
    ours(folder, root, &mut changes.removed)?;
    let wanted: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    changes
        .removed
        .retain(|path| !wanted.contains(path.as_str()));
    Ok(changes)
}

/// Brings the files on disk up to date. Every changed file is first written beside its place, so that
/// a full disk leaves the old tree; a tree that is up to date is not touched at all.
pub(crate) fn apply(
    folder: &Path,
    root: &str,
    files: &[File],
) -> Result<Changes, (PathBuf, io::Error)> {
    let changes = differences(folder, root, files)?;
    let written: BTreeSet<&str> = changes.written.iter().map(String::as_str).collect();
    let files = files
        .iter()
        .filter(|file| written.contains(file.path.as_str()));
    replace(folder, files)?;
    for path in &changes.removed {
        let path = folder.join(path);
        match fs::remove_file(&path) {
            // Another run at the same time may have been first.
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err((path, error)),
            _ => {}
        }
    }
    Ok(changes)
}

/// Writes one file when its text changed, and removes nothing. Gives whether it did.
pub(crate) fn apply_one(
    folder: &Path,
    file: &File,
    overwrite: Overwrite,
) -> Result<bool, (PathBuf, io::Error)> {
    let is_changed = is_changed(folder, file, overwrite)?;
    if is_changed {
        replace(folder, [file])?;
    }
    Ok(is_changed)
}

/// Fails for a file that is not ours to overwrite. A text without our mark, as a manifest is, is made from what
/// stands there.
fn is_changed(
    folder: &Path,
    file: &File,
    overwrite: Overwrite,
) -> Result<bool, (PathBuf, io::Error)> {
    let path = folder.join(&file.path);
    let foreign = |message| io::Error::new(io::ErrorKind::AlreadyExists, message);
    // Before it is read: a pipe would be waited for.
    let bytes = match fs::metadata(&path) {
        Ok(metadata) if metadata.is_file() => fs::read(&path),
        Ok(_) => Err(foreign("it is there, and is no regular file")),
        Err(error) => Err(error),
    };
    match bytes {
        Ok(bytes) if bytes == file.text.as_bytes() => Ok(false),
        Ok(bytes)
            if overwrite == Overwrite::Ours
                && file.text.starts_with(MARK)
                && !bytes.starts_with(MARK.as_bytes()) =>
        {
            let message = "alicloud-codegen did not write it, and overwrites only what it wrote: move it away, or generate elsewhere";
            Err((path, foreign(message)))
        }
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err((path, error)),
    }
}

/// Writes all files beside their places, then moves them there. Whatever fails, no temporary file stays.
pub(crate) fn replace<'f>(
    folder: &Path,
    files: impl IntoIterator<Item = &'f File>,
) -> Result<(), (PathBuf, io::Error)> {
    let mut staged = Vec::new();
    let outcome = stage(folder, files, &mut staged).and_then(|()| {
        while let Some((temporary, path)) = staged.last() {
            fs::rename(temporary, path).map_err(|error| (path.clone(), error))?;
            staged.pop();
        }
        Ok(())
    });
    // The failure is reported, not what cannot be cleaned up after it.
    staged
        .iter()
        .for_each(|(temporary, _)| drop(fs::remove_file(temporary)));
    outcome
}

/// Writes each file beside its place, and notes the temporary file before it is there.
fn stage<'f>(
    folder: &Path,
    files: impl IntoIterator<Item = &'f File>,
    staged: &mut Vec<(PathBuf, PathBuf)>,
) -> Result<(), (PathBuf, io::Error)> {
    for file in files {
        let path = folder.join(&file.path);
        let mut name = path.file_name().unwrap_or_default().to_owned();
        // Two runs at once must not write into the same temporary file.
        name.push(format!(".{}.tmp", process::id()));
        let temporary = path.with_file_name(name);
        staged.push((temporary.clone(), path.clone()));
        path.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(temporary, &file.text))
            .map_err(|error| (path, error))?;
    }
    Ok(())
}

/// The generated files below a folder: those that carry our mark. Links are not followed: what they lead to
/// is not of this tree.
fn ours(folder: &Path, below: &str, found: &mut Vec<String>) -> Result<(), (PathBuf, io::Error)> {
    let here = folder.join(below);
    let at = |error| (here.clone(), error);
    let entries = match fs::read_dir(&here) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(at(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(at)?;
        let kind = entry.file_type().map_err(at)?;
        names.push((entry.file_name().to_string_lossy().into_owned(), kind));
    }
    names.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, kind) in names {
        let path = format!("{below}{name}");
        if kind.is_dir() {
            ours(folder, &format!("{path}/"), found)?;
        } else if kind.is_file()
            && name.ends_with(".rs")
            && fs::read_to_string(folder.join(&path)).is_ok_and(|text| text.starts_with(MARK))
        {
            found.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, words: &str) -> File {
        File {
            path: path.to_owned(),
            text: format!("{MARK}\n{words}\n"),
        }
    }

    fn put(folder: &Path, file: &File) {
        apply_one(folder, file, Overwrite::Ours).expect("the file can be written");
    }

    /// All files of a tree, temporary ones among them.
    fn tree(folder: &Path) -> Vec<String> {
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type().unwrap().is_dir() {
                let inner = tree(&entry.path());
                paths.extend(inner.iter().map(|path| format!("{name}/{path}")));
            } else {
                paths.push(name);
            }
        }
        paths.sort();
        paths
    }

    #[test]
    fn an_equal_tree_is_left_alone_and_strangers_are_never_removed() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mine.rs"), "// by hand\n").unwrap();
        let first = [file("a.rs", "1"), file("p/b.rs", "2")];

        let changes = apply(folder.path(), "", &first).unwrap();
        assert_eq!(changes.written, ["a.rs", "p/b.rs"]);
        assert_eq!(
            apply(folder.path(), "", &first).unwrap(),
            Changes::default()
        );

        let second = [file("a.rs", "changed")];
        assert_eq!(
            apply(folder.path(), "", &second).unwrap(),
            Changes {
                written: vec!["a.rs".into()],
                removed: vec!["p/b.rs".into()]
            }
        );
        assert_eq!(tree(folder.path()), ["a.rs", "mine.rs"]);
    }

    #[test]
    fn what_is_not_ours_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let by_hand = [("src/lib.rs", "// by hand\n"), ("src/b.rs", "")];
        fs::create_dir_all(folder.path().join("src/p.rs")).unwrap();
        for (path, text) in by_hand {
            fs::write(folder.path().join(path), text).unwrap();
        }
        put(folder.path(), &file("src/ours.rs", "1"));
        let before = tree(folder.path());

        for path in ["src/lib.rs", "src/b.rs", "src/p.rs"] {
            let files = [
                file("src/a.rs", "2"),
                file(path, "2"),
                file("src/ours.rs", "2"),
            ];
            let outcomes = [
                apply(folder.path(), "src/", &files).map(drop),
                differences(folder.path(), "src/", &files).map(drop),
                apply_one(folder.path(), &files[1], Overwrite::Ours).map(drop),
            ];
            for outcome in outcomes {
                let (place, error) = outcome.expect_err(path);
                assert_eq!(place, folder.path().join(path));
                assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
            }
        }
        assert_eq!(tree(folder.path()), before);
        let ours = fs::read_to_string(folder.path().join("src/ours.rs")).unwrap();
        assert_eq!(ours, file("src/ours.rs", "1").text);

        // The manifest is not ours either, but it is theirs with some lines of ours.
        let manifest = File {
            path: "src/lib.rs".to_owned(),
            text: "// by hand, and more\n".to_owned(),
        };
        assert!(apply_one(folder.path(), &manifest, Overwrite::Ours).unwrap());
        assert!(apply_one(folder.path(), &file("src/b.rs", "1"), Overwrite::Any).unwrap());
    }

    #[test]
    fn only_the_generated_root_is_searched() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = ["target/debug/build/x/out/alicloud.rs", "tests/expected.rs"];
        for path in elsewhere.iter().chain(&["src/old.rs"]) {
            put(folder.path(), &file(path, "generated once"));
        }

        let changes = apply(folder.path(), "src/", &[file("src/lib.rs", "1")]).unwrap();
        assert_eq!(changes.removed, ["src/old.rs"]);
        assert_eq!(
            tree(folder.path()),
            ["src/lib.rs", elsewhere[0], elsewhere[1]]
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        use std::os::unix::fs::symlink;
        let other = tempfile::tempdir().unwrap();
        put(other.path(), &file("theirs.rs", "1"));
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), &file("src/lib.rs", "1"));
        symlink(other.path(), folder.path().join("src/linked")).unwrap();
        symlink(
            other.path().join("theirs.rs"),
            folder.path().join("src/one.rs"),
        )
        .unwrap();
        symlink(folder.path(), folder.path().join("src/round")).unwrap();

        let changes = apply(folder.path(), "src/", &[file("src/lib.rs", "1")]).unwrap();
        assert_eq!(changes, Changes::default());
    }

    #[test]
    fn a_tree_that_cannot_be_written_keeps_its_files() {
        let folder = tempfile::tempdir().unwrap();
        apply(folder.path(), "", &[file("a.rs", "1")]).unwrap();
        fs::write(folder.path().join("p"), "a file where a folder is needed").unwrap();

        let files = [file("a.rs", "2"), file("p/b.rs", "2")];
        assert!(apply(folder.path(), "", &files).is_err());
        assert_eq!(
            fs::read_to_string(folder.path().join("a.rs")).unwrap(),
            file("a.rs", "1").text
        );
        assert_eq!(tree(folder.path()), ["a.rs", "p"]);
    }

    #[test]
    fn no_temporary_file_stays_when_a_place_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let files = [file("a.rs", "1"), file("b.rs", "1"), file("c.rs", "1")];
        // A folder cannot be replaced by a file, which shows only when all is staged.
        fs::create_dir_all(folder.path().join("b.rs/in")).unwrap();
        assert!(replace(folder.path(), &files).is_err());
        let left = tree(folder.path());
        assert!(left.iter().all(|path| !path.ends_with(".tmp")), "{left:?}");

        let one = file("b.rs", "1");
        assert!(replace(folder.path(), [&one]).is_err());
        assert_eq!(tree(folder.path()), left);
    }
}
