//! What an import does with one product version.
//!
//! In: the product, and the folder of the specs as it is. Out: what becomes of each file, the files to write and to
//! remove, among them the record of this import.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::decide::{self, FileState};
use super::record::{self, Record, hashes};
use super::select::{self, Wanted};
use crate::emit::File;
use crate::file_name;
use crate::parse::operation_of;
use crate::spec::Product;
use crate::text_file;
use crate::yaml;

/// A file of specs, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImportedFile {
    /// Its path below the folder of the specs.
    pub path: String,
    /// What became of it, or would become of it.
    pub state: FileState,
    /// Whether an earlier import wrote it.
    pub was_imported: bool,
    /// Lines that go (`- `) and that come (`+ `), each with the keys around it: what changed upstream and is not yet
    /// in a file that stays, else what changes in the file.
    pub changes: Vec<String>,
}

/// A file that cannot be read or written.
pub(super) type Failure = (PathBuf, io::Error);

/// What is to be done for one product version.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) files: Vec<ImportedFile>,
    /// Operations that are imported, each with one that it polls and that is neither imported nor there.
    pub(super) polled: Vec<(String, String)>,
    /// Below the folder of the specs.
    pub(super) written: Vec<File>,
    /// Below the folder of the specs.
    pub(super) removed: Vec<String>,
}

impl Plan {
    /// Looks at what is there and decides; `None` when nothing of the product is wanted.
    pub(super) fn of(
        product: &mut Product,
        wanted: &Wanted,
        specs: &Path,
        force: bool,
    ) -> Result<Option<Self>, Failure> {
        if !product
            .operations
            .iter()
            .any(|one| wanted.has(product, one))
            && !wanted.is_all()
        {
            return Ok(None);
        }
        let folder = format!(
            "{}/{}",
            file_name::portable(&product.code.value),
            file_name::portable(&product.version.value)
        );
        for folder in [Path::new(&folder).parent(), Some(Path::new(&folder))] {
            refuse_link(&specs.join(folder.unwrap_or(Path::new(""))))?;
        }
        let there = read(&specs.join(&folder))?;
        let names = there.keys().map(|name| operation_of(name).to_owned());
        let polled = select::narrow(product, wanted, &names.collect::<BTreeSet<_>>());
        let new = yaml::files(product, |one| wanted.has(product, one));

        let before = there.get(record::NAME).map(String::as_str);
        let record = Record::read(before.unwrap_or_default());
        let mut plan = Plan {
            polled,
            ..Plan::default()
        };
        let next = plan.decide(&folder, &record, &there, &new, (wanted.is_all(), force));
        let next = next.write();
        if before.map(|text| text.replace("\r\n", "\n")).as_deref() != Some(&next) {
            plan.write(&folder, record::NAME, next);
        }
        Ok(Some(plan))
    }

    /// Decides about all files of the folder, and gives the next record.
    fn decide(
        &mut self,
        folder: &str,
        record: &Record,
        there: &BTreeMap<String, String>,
        new: &[yaml::File],
        (is_whole, force): (bool, bool),
    ) -> Record {
        let mut next = record.clone();
        for file in new {
            let base = record.files.get(&file.name).map(Vec::as_slice);
            // A person may have written it under the other ending.
            let other = file.name.replace(".yaml", ".yml");
            let name = [&file.name, &other]
                .into_iter()
                .find(|name| there.contains_key(*name));
            let text = name.map(|name| there[name].as_str());
            // What all operations share is not overwritten for the sake of some.
            let force = force && (is_whole || file.is_operation);
            let decision = decide::decide(base, text, &file.text, force);
            let name = name.unwrap_or(&file.name);
            if decision.is_seen {
                next.files.insert(file.name.clone(), hashes(&file.text));
            }
            if matches!(
                decision.state,
                FileState::New | FileState::Changed | FileState::Overwritten
            ) {
                self.write(folder, name, file.text.clone());
            }
            self.files.push(ImportedFile {
                path: format!("{folder}/{name}"),
                state: decision.state,
                was_imported: base.is_some(),
                changes: decision.changes,
            });
        }
        let wanted: BTreeSet<&str> = new.iter().map(|file| file.name.as_str()).collect();
        let lost = record.files.iter();
        for (name, base) in lost.filter(|(name, _)| is_whole && !wanted.contains(name.as_str())) {
            let Some(text) = there.get(name) else {
                next.files.remove(name);
                continue;
            };
            let state = decide::gone(base, text, force);
            let path = format!("{folder}/{name}");
            if state == FileState::Gone {
                next.files.remove(name);
                self.removed.push(path.clone());
            }
            self.files.push(ImportedFile {
                path,
                state,
                was_imported: true,
                changes: Vec::new(),
            });
        }
        next
    }

    fn write(&mut self, folder: &str, name: &str, text: String) {
        self.written.push(File {
            path: format!("{folder}/{name}"),
            text,
        });
    }
}

/// Fails at a link below the folder of the specs: what it leads to is not of that folder, and nobody who asks for specs
/// there wants files elsewhere to be overwritten.
pub(super) fn refuse_link(path: &Path) -> Result<(), Failure> {
    if fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink()) {
        let message = "it is a link, which is not followed: put the folder itself there, or give --out where it leads";
        return Err((path.to_owned(), io::Error::other(message)));
    }
    Ok(())
}

/// The files of a folder by their names: specs, and the record.
fn read(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err((folder.to_owned(), error)),
    };
    let mut files = BTreeMap::new();
    for entry in entries {
        let entry = entry.map_err(at(folder))?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_spec =
            [".yaml", ".yml"].iter().any(|end| name.ends_with(end)) && !name.starts_with('.');
        if is_spec || name == record::NAME {
            let text = text_file::read(&path).map_err(at(&path))?;
            files.insert(name, text);
        }
    }
    Ok(files)
}
