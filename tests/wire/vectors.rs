//! The vectors of a folder.
//!
//! In: `*.json`, each a request that an official SDK made. Out: what there is to know of each before its
//! operation is generated; a file that is no vector is refused by its name and the others are read.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use alicloud::Json;

use crate::outcome::Outcome;

/// A vector.
#[derive(Debug)]
pub(crate) struct Vector {
    /// What the request is kept under.
    pub(crate) id: String,
    /// Code of the product.
    pub(crate) product: String,
    /// Version of the product; the newest that there is when the vector names none.
    pub(crate) version: Option<String>,
    /// Name of the operation.
    pub(crate) operation: String,
    /// Paths of the input that the metadata does not know, as the vector says.
    pub(crate) unknown: Vec<String>,
    /// Where it is.
    pub(crate) file: PathBuf,
}

/// Reads the folder.
pub(crate) fn read(folder: &Path, outcome: &mut Outcome) -> Result<Vec<Vector>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(format!("{}: holds no *.json", folder.display()));
    }
    let mut ids = BTreeSet::new();
    let mut vectors = Vec::new();
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        match vector(&file) {
            Ok(vector) if ids.insert(vector.id.clone()) => vectors.push(vector),
            Ok(vector) => {
                let reason = format!("another file has the id {} as well", vector.id);
                outcome.refuse(&name, &reason);
            }
            Err(reason) => outcome.refuse(&name, &reason),
        }
    }
    Ok(vectors)
}

fn vector(file: &Path) -> Result<Vector, String> {
    let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
    let json: Json = text
        .trim_start_matches('\u{feff}')
        .parse()
        .map_err(|error| format!("is no JSON: {error}"))?;
    let text = |name: &str| {
        let value = json.get(name).and_then(Json::as_str);
        value
            .map(str::to_owned)
            .ok_or_else(|| format!("has no text `{name}`"))
    };
    let unknown = json["not_in_metadata"].as_array().into_iter().flatten();
    Ok(Vector {
        id: text("id")?,
        product: text("product")?,
        version: text("version").ok(),
        operation: text("operation")?,
        unknown: unknown
            .filter_map(|path| Some(path.as_str()?.to_owned()))
            .collect(),
        file: fs::canonicalize(file).map_err(|error| error.to_string())?,
    })
}
