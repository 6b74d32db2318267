//! Metadata -> the files of specs, again and again.
//!
//! In: files of metadata, and the folder of the specs as it is. Out: one YAML file for each operation, and what became
//! of each. What a person has edited since the last import is never overwritten unless that is asked for; all files
//! are written or none.

mod account;
mod decide;
mod editors;
mod findings;
mod job;
mod lines;
mod plan;
mod record;
mod select;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use crate::diagnostic::Diagnostics;
use crate::emit;
use crate::error::Error;
use crate::load::Sources;
use crate::metadata::Ledger;
use crate::{metadata_files, threads};
pub use decide::FileState;
use job::{Job, Outcome};
pub use plan::ImportedFile;
use plan::Plan;
use select::Wanted;

/// Turns metadata into specs to edit.
///
/// ```no_run
/// let report = alicloud_codegen::Importer::new().metadata("api-docs.json").write("specs")?;
/// for file in &report.files {
///     println!("{:?} {}", file.state, file.path);
/// }
/// # Ok::<(), alicloud_codegen::Error>(())
/// ```
///
/// An import can be repeated when the metadata has changed: files that nobody has edited follow it, edited ones stay
/// as they are, and the report says what changed upstream. For this `.imported` in each folder of specs keeps hashes
/// of what was written.
#[derive(Debug, Clone, Default)]
pub struct Importer {
    metadata: Vec<PathBuf>,
    wanted: Wanted,
    force: bool,
    color: bool,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImportReport {
    /// The files of all imported products and the schemas for editors, sorted by path.
    pub files: Vec<ImportedFile>,
    /// Products that are left out because they do not speak the protocol of the client, each with the reason.
    pub refused: Vec<String>,
    /// Findings that do not stop an import, rendered.
    pub warnings: String,
    /// What the metadata holds and where everything went, as JSON: `total` and each of `products` have `operations`
    /// (`seen`, `generated`, `refused`), `parameters` and `fields` (`seen`, `generated`, `merged`, `dropped`); a
    /// product has `events` (`code`, `action`, `place`, `count`, `note`) as well. It is about whole files, whatever
    /// operations are wanted.
    pub account: String,
}

impl ImportReport {
    /// Whether nothing was or would be done, and nobody has to look at a file.
    pub fn is_settled(&self) -> bool {
        self.files.iter().all(|file| file.state.is_settled())
    }

    /// Whether somebody has to look at a file: it was edited by hand, and upstream changed.
    pub fn needs_a_look(&self) -> bool {
        self.files.iter().any(|file| file.state.needs_a_look())
    }
}

impl Importer {
    /// An importer that knows no metadata yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A file of metadata (`api-docs.json`), or a folder with `<product>/<version>/api-docs.json` in it. May be called
    /// again.
    #[must_use]
    pub fn metadata(mut self, path: impl Into<PathBuf>) -> Self {
        self.metadata.push(path.into());
        self
    }

    /// Imports only these operations and the schemas they need: `Operation`, `product:Operation` or
    /// `product/version:Operation`. Other files stay as they are.
    #[must_use]
    pub fn operations(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.wanted = Wanted::new(names.into_iter().map(Into::into).collect());
        self
    }

    /// Whether files that were edited by hand are overwritten; with [`operations`](Self::operations) those of these
    /// operations alone. Off by default.
    #[must_use]
    pub fn force(mut self, on: bool) -> Self {
        self.force = on;
        self
    }

    /// Whether findings are coloured for a terminal. Off by default.
    #[must_use]
    pub fn color(mut self, on: bool) -> Self {
        self.color = on;
        self
    }

    /// Writes the specs below a folder, as `<product>/<version>/*.yaml`, and the schemas for editors as
    /// `schema/*.schema.json`. Links below that folder are not followed.
    ///
    /// # Errors
    ///
    /// Metadata that is none, operations that it does not have, or a file that cannot be read or written. Nothing is
    /// written then.
    pub fn write(&self, folder: impl AsRef<Path>) -> Result<ImportReport, Error> {
        let folder = folder.as_ref();
        let (report, plans) = self.plan(Some(folder))?;
        apply(folder, &plans)?;
        Ok(report)
    }

    /// Says what [`write`](Self::write) would do, and does nothing.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub fn compare(&self, folder: impl AsRef<Path>) -> Result<ImportReport, Error> {
        let planned = self.plan(Some(folder.as_ref()));
        planned.map(|(report, _)| report).map_err(Error::of_check)
    }

    /// Only gives the account, whatever specs there are.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub fn account(&self) -> Result<ImportReport, Error> {
        let planned = self.plan(None);
        planned.map(|(report, _)| report).map_err(Error::of_check)
    }

    fn plan(&self, folder: Option<&Path>) -> Result<(ImportReport, Vec<Plan>), Error> {
        let mut diagnostics = Diagnostics::default();
        let inputs = metadata_files::find(&self.metadata, &mut diagnostics).map_err(Error::io)?;
        let jobs: Vec<Job<'_>> = inputs
            .iter()
            .enumerate()
            .map(|(index, input)| Job {
                file: u32::try_from(index).expect("fewer than four billion files"),
                input,
                wanted: &self.wanted,
                folder,
                force: self.force,
            })
            .collect();
        let available = thread::available_parallelism().map_or(1, usize::from);
        let outcomes = threads::run(&jobs, available, |job| job.input.size, Job::run);
        let outcomes: Result<Vec<Outcome>, _> = outcomes.into_iter().collect();
        let outcomes = outcomes.map_err(Error::io)?;
        let editors =
            folder.map(|folder| editors::plan(folder, self.force && self.wanted.is_all()));
        let editors = editors.transpose().map_err(Error::io)?;
        self.report(outcomes, editors, diagnostics)
    }

    /// Puts together what the files gave.
    fn report(
        &self,
        mut outcomes: Vec<Outcome>,
        editors: Option<Plan>,
        mut diagnostics: Diagnostics,
    ) -> Result<(ImportReport, Vec<Plan>), Error> {
        let mut sources = Sources::default();
        outcomes.sort_by(|a, b| a.ledger.product.cmp(&b.ledger.product));
        for outcome in &mut outcomes {
            diagnostics.append(std::mem::take(&mut outcome.diagnostics));
            sources.describe(std::mem::take(&mut outcome.places));
        }
        findings::judge(&outcomes, &self.wanted, &mut diagnostics);
        if diagnostics.has_errors() {
            let rendered = diagnostics.render(&sources, self.color);
            let count = diagnostics.sorted().len();
            return Err(Error::findings(rendered, count).of_metadata());
        }
        let ledgers: Vec<&Ledger> = outcomes.iter().map(|outcome| &outcome.ledger).collect();
        let account = account::account(&ledgers);
        let refused = ledgers.into_iter().filter_map(findings::refused).collect();
        let plans = outcomes.into_iter().filter_map(|one| one.plan);
        let mut plans: Vec<Plan> = plans.chain(editors).collect();
        let files = plans.iter_mut().map(|plan| std::mem::take(&mut plan.files));
        let mut files: Vec<ImportedFile> = files.flatten().collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let report = ImportReport {
            files,
            refused,
            warnings: diagnostics.render(&sources, self.color),
            account,
        };
        Ok((report, plans))
    }
}

/// Writes all files, then removes those that go.
fn apply(folder: &Path, plans: &[Plan]) -> Result<(), Error> {
    let files = plans.iter().flat_map(|plan| &plan.written);
    emit::replace(folder, files).map_err(Error::io)?;
    for path in plans.iter().flat_map(|plan| &plan.removed) {
        let path = folder.join(path);
        fs::remove_file(&path).map_err(|error| Error::io((path, error)))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
