//! One file of metadata: from its text to what is to be done about the specs of its product.
//!
//! In: a path, and the folder of the specs. Out: its account, its findings and its plan. Nothing is written here: a
//! file that cannot be imported must not leave others half done.

use std::io;
use std::path::{Path, PathBuf};

use super::plan::Plan;
use super::select::Wanted;
use crate::diagnostic::Diagnostics;
use crate::load::Place;
use crate::metadata::{self, Ledger};
use crate::metadata_files::Input;
use crate::text_file;

/// What one thread does in one go.
pub(super) struct Job<'i> {
    /// The number of the file.
    pub(super) file: u32,
    pub(super) input: &'i Input,
    pub(super) wanted: &'i Wanted,
    /// The folder of the specs, if they are to be compared.
    pub(super) folder: Option<&'i Path>,
    pub(super) force: bool,
}

/// What a file gives.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) diagnostics: Diagnostics,
    /// Where the findings are.
    pub(super) places: Vec<Place>,
    pub(super) ledger: Ledger,
    /// What there is to import; `None` when the file is no metadata, or its product is refused.
    pub(super) head: Option<Head>,
    pub(super) plan: Option<Plan>,
}

/// A product version and the names of its operations.
pub(super) struct Head {
    /// The file, as it is printed.
    pub(super) file: String,
    pub(super) code: String,
    pub(super) version: String,
    pub(super) operations: Vec<String>,
}

impl Job<'_> {
    /// Fails only where a file cannot be read.
    pub(super) fn run(&self) -> Result<Outcome, (PathBuf, io::Error)> {
        let Input { name, path, .. } = self.input;
        let text = text_file::read(path).map_err(|error| (path.clone(), error))?;
        let mut outcome = Outcome::default();
        let import = metadata::import(self.file, name, &text, &mut outcome.diagnostics);
        drop(text);
        outcome.ledger = import.ledger;
        let found = outcome.diagnostics.places().into_iter();
        let places = found.map(|at| Place {
            at,
            file: name.clone(),
            path: import.places.path(at.node),
        });
        outcome.places = places.collect();
        let Some(mut product) = import.product else {
            return Ok(outcome);
        };
        let names = product.operations.iter().map(|one| one.name.value.clone());
        outcome.head = Some(Head {
            file: name.clone(),
            code: product.code.value.clone(),
            version: product.version.value.clone(),
            operations: names.collect(),
        });
        if let Some(folder) = self.folder {
            let plan = Plan::of(&mut product, self.wanted, folder, self.force)?;
            for (operation, polled) in plan.iter().flat_map(|plan| &plan.polled) {
                let message = format!(
                    "`{operation}` is followed by polling `{polled}`, which is not imported"
                );
                outcome
                    .diagnostics
                    .warning("polled-operation", None, message)
                    .help(format!(
                        "import it as well: --operations {operation},{polled}"
                    ));
            }
            outcome.plan = plan;
        }
        Ok(outcome)
    }
}
