//! Text -> disk: only what changed, through temporary files, all or nothing.

use std::io;
use std::path::{Path, PathBuf};
use std::{fs, process};

use super::layout::{File, MARK};

/// What a run did to the output, or would do: paths below the source folder.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Changes {
    pub written: Vec<String>,
    pub removed: Vec<String>,
}

/// How the files on disk differ from what they should be.
pub(crate) fn differences(folder: &Path, files: &[File]) -> Result<Changes, (PathBuf, io::Error)> {
    let mut changes = Changes::default();
    for file in files {
        let path = folder.join(&file.path);
        match fs::read(&path) {
            Ok(bytes) if bytes == file.text.as_bytes() => {}
            Ok(_) => changes.written.push(file.path.clone()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                changes.written.push(file.path.clone())
            }
            Err(error) => return Err((path, error)),
        }
    }
    let mut existing = Vec::new();
    ours(folder, "", &mut existing)?;
    existing.retain(|path| !files.iter().any(|file| file.path == *path));
    changes.removed = existing;
    Ok(changes)
}

/// Brings the files on disk up to date. Every changed file is first written beside its place, so that
/// a full disk leaves the old tree; a tree that is up to date is not touched at all.
pub(crate) fn apply(folder: &Path, files: &[File]) -> Result<Changes, (PathBuf, io::Error)> {
    let changes = differences(folder, files)?;
    let mut prepared = Vec::new();
    for file in files
        .iter()
        .filter(|file| changes.written.contains(&file.path))
    {
        let path = folder.join(&file.path);
        match stage(&path, &file.text) {
            Ok(temporary) => prepared.push((temporary, path)),
            Err(error) => {
                prepared
                    .iter()
                    .for_each(|(temporary, _)| drop(fs::remove_file(temporary)));
                return Err((path, error));
            }
        }
    }
    for (temporary, path) in prepared {
        fs::rename(temporary, &path).map_err(|error| (path, error))?;
    }
    for path in &changes.removed {
        let path = folder.join(path);
        fs::remove_file(&path).map_err(|error| (path, error))?;
    }
    Ok(changes)
}

/// Writes one file when its text changed, and removes nothing.
pub(crate) fn apply_one(folder: &Path, file: &File) -> Result<(), (PathBuf, io::Error)> {
    let path = folder.join(&file.path);
    if fs::read(&path).is_ok_and(|bytes| bytes == file.text.as_bytes()) {
        return Ok(());
    }
    stage(&path, &file.text)
        .and_then(|temporary| fs::rename(temporary, &path))
        .map_err(|error| (path, error))
}

fn stage(path: &Path, text: &str) -> io::Result<PathBuf> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    // Two runs at once must not write into the same temporary file.
    name.push(format!(".{}.tmp", process::id()));
    let temporary = path.with_file_name(name);
    fs::write(&temporary, text)?;
    Ok(temporary)
}

/// The generated files below a folder: those that carry our mark.
fn ours(folder: &Path, below: &str, found: &mut Vec<String>) -> Result<(), (PathBuf, io::Error)> {
    let here = folder.join(below);
    let entries = match fs::read_dir(&here) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err((here, error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| (here.clone(), error))?;
        names.push((
            entry.file_name().to_string_lossy().into_owned(),
            entry.path(),
        ));
    }
    names.sort();
    for (name, path) in names {
        if path.is_dir() {
            ours(folder, &format!("{below}{name}/"), found)?;
        } else if name.ends_with(".rs")
            && fs::read_to_string(&path).is_ok_and(|text| text.starts_with(MARK))
        {
            found.push(format!("{below}{name}"));
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

    #[test]
    fn an_equal_tree_is_left_alone_and_strangers_are_never_removed() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mine.rs"), "// by hand\n").unwrap();
        let first = [file("a.rs", "1"), file("p/b.rs", "2")];

        let changes = apply(folder.path(), &first).unwrap();
        assert_eq!(changes.written, ["a.rs", "p/b.rs"]);
        assert_eq!(apply(folder.path(), &first).unwrap(), Changes::default());

        let second = [file("a.rs", "changed")];
        assert_eq!(
            apply(folder.path(), &second).unwrap(),
            Changes {
                written: vec!["a.rs".into()],
                removed: vec!["p/b.rs".into()]
            }
        );
        assert!(folder.path().join("mine.rs").exists());
        assert!(fs::read_dir(folder.path()).unwrap().all(|entry| {
            !entry
                .unwrap()
                .file_name()
                .to_string_lossy()
                .ends_with(".tmp")
        }));
    }

    #[test]
    fn a_tree_that_cannot_be_written_keeps_its_files() {
        let folder = tempfile::tempdir().unwrap();
        apply(folder.path(), &[file("a.rs", "1")]).unwrap();
        fs::write(folder.path().join("p"), "a file where a folder is needed").unwrap();

        assert!(apply(folder.path(), &[file("a.rs", "2"), file("p/b.rs", "2")]).is_err());
        assert_eq!(
            fs::read_to_string(folder.path().join("a.rs")).unwrap(),
            file("a.rs", "1").text
        );
    }
}
