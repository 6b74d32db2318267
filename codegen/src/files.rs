//! Which files make up the specs.
//!
//! In: the folder of the specs. Out: name and text of every YAML file in it, sorted. The name is the
//! folder as it was given, followed by the way to the file, always with `/`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Reads all YAML files below a folder.
pub(crate) fn read(folder: &Path) -> Result<Vec<(String, String)>, (PathBuf, io::Error)> {
    let mut files = Vec::new();
    collect(
        folder,
        &folder.to_string_lossy().replace('\\', "/"),
        &mut files,
    )?;
    files.sort();
    Ok(files)
}

fn collect(
    folder: &Path,
    name: &str,
    files: &mut Vec<(String, String)>,
) -> Result<(), (PathBuf, io::Error)> {
    let at = |error| (folder.to_owned(), error);
    for entry in fs::read_dir(folder).map_err(at)? {
        let entry = entry.map_err(at)?;
        let path = entry.path();
        let file_name = entry.file_name().to_string_lossy().into_owned();
        let name = format!("{}/{file_name}", name.trim_end_matches('/'));
        if path.is_dir() {
            collect(&path, &name, files)?;
        } else if file_name.ends_with(".yaml") || file_name.ends_with(".yml") {
            let bytes = fs::read(&path).map_err(|error| (path.clone(), error))?;
            let text = String::from_utf8(bytes).map_err(|error| {
                (
                    path.clone(),
                    io::Error::new(
                        io::ErrorKind::InvalidData,
                        format!("the file is not UTF-8: {error}"),
                    ),
                )
            })?;
            files.push((name, text));
        }
    }
    Ok(())
}
