//! Which files make up the specs.
//!
//! In: the folder of the specs. Out: name and text of every YAML file in it, sorted. The name is the
//! folder as it was given, followed by the way to the file, always with `/`. Nothing that lies there can
//! keep a run from ending: links to folders are left aside with a warning, and only regular files are read,
//! and no more of them than a spec may have. What starts with a dot belongs to an editor or to git.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::load::MAX_BYTES;
use crate::text_file;

type Failure = (PathBuf, io::Error);

/// Reads all YAML files below a folder.
pub(crate) fn read(
    folder: &Path,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<(String, String)>, Failure> {
    let mut files = Vec::new();
    let name = folder.to_string_lossy().replace('\\', "/");
    collect(folder, &name, &mut files, diagnostics)?;
    files.sort();
    Ok(files)
}

fn collect(
    folder: &Path,
    name: &str,
    files: &mut Vec<(String, String)>,
    diagnostics: &mut Diagnostics,
) -> Result<(), Failure> {
    let at = |error| (folder.to_owned(), error);
    for entry in fs::read_dir(folder).map_err(at)? {
        let entry = entry.map_err(at)?;
        let path = entry.path();
        let file_name = entry.file_name().to_string_lossy().into_owned();
        if file_name.starts_with('.') {
            continue;
        }
        let name = format!("{}/{file_name}", name.trim_end_matches('/'));
        let kind = entry.file_type().map_err(at)?;
        if kind.is_dir() {
            collect(&path, &name, files, diagnostics)?;
        } else if kind.is_symlink() && path.is_dir() {
            diagnostics
                .warning(
                    "linked-folder",
                    None,
                    format!("`{name}` is a link to a folder, and is not followed"),
                )
                .help("put the folder itself there");
        } else if is_yaml(&file_name) {
            // As far as `load` needs it to see that it is too long.
            let text = text_file::read_start(&path, MAX_BYTES as u64 + 1);
            let text = text.map_err(|error| (path, error))?;
            files.push((name, text));
        }
    }
    Ok(())
}

fn is_yaml(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of the files that are read, below the folder, and the findings.
    fn names(folder: &Path) -> (Vec<String>, Vec<String>) {
        let mut diagnostics = Diagnostics::default();
        let files = read(folder, &mut diagnostics).expect("the folder can be read");
        let start = format!("{}/", folder.display());
        let below = |(name, _): &(String, String)| name.replacen(&start, "", 1);
        let found = diagnostics.sorted().into_iter();
        let found = found.map(|finding| finding.message.replacen(&start, "", 1));
        (files.iter().map(below).collect(), found.collect())
    }

    fn put(folder: &Path, path: &str, bytes: &[u8]) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("it can be made");
        fs::write(path, bytes).expect("it can be written");
    }

    #[test]
    fn yaml_is_told_by_its_name() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for path in [
            "b.yaml",
            "p/v/a.yml",
            "C.YAML",
            "D.Yml",
            "notes.md",
            "yaml",
            "x.yaml~",
            ".#b.yaml",
            ".git/e.yaml",
        ] {
            put(folder.path(), path, b"a: 1\n");
        }
        let (files, _) = names(folder.path());
        assert_eq!(files, ["C.YAML", "D.Yml", "b.yaml", "p/v/a.yml"]);
    }

    #[test]
    fn a_long_file_is_read_as_far_as_it_takes_to_refuse_it() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        // The cut goes through a character.
        put(folder.path(), "a.yaml", "é".repeat(MAX_BYTES).as_bytes());
        let mut diagnostics = Diagnostics::default();
        let files = read(folder.path(), &mut diagnostics).expect("the folder can be read");
        assert!(files[0].1.len() > MAX_BYTES && files[0].1.len() < MAX_BYTES + 4);
        crate::load::load(files, &mut diagnostics);
        assert_eq!(diagnostics.sorted()[0].code, "file-too-large");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_to_regular_files_alone() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder can be made");
        let here = |path: &str| folder.path().join(path);
        put(folder.path(), "p/a.yaml", b"a: 1\n");
        put(folder.path(), "other.txt", b"a: 1\n");
        symlink("other.txt", here("linked.yaml")).expect("it can be linked");
        symlink("user@host.1234", here(".#a.yaml")).expect("it can be linked");
        symlink("..", here("p/round")).expect("it can be linked");
        let (files, found) = names(folder.path());
        assert_eq!(files, ["linked.yaml", "p/a.yaml"]);
        let expected = "`p/round` is a link to a folder, and is not followed";
        assert_eq!(found, [expected]);

        for target in ["/dev/zero", "nowhere"] {
            symlink(target, here("b.yaml")).expect("it can be linked");
            let failure = read(folder.path(), &mut Diagnostics::default());
            let (path, _) = failure.expect_err("it is no regular file");
            assert_eq!(path, here("b.yaml"));
            fs::remove_file(here("b.yaml")).expect("it can be removed");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let pipe = folder.path().join("a.yaml");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.is_ok_and(|status| status.success()));
        let failure = read(folder.path(), &mut Diagnostics::default());
        let (path, error) = failure.expect_err("it is no regular file");
        assert_eq!((path, error.kind()), (pipe, io::ErrorKind::InvalidData));
    }
}
