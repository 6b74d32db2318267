//! The schemas for editors, beside the specs that name them in their first lines.
//!
//! In: the folder of the specs as it is. Out: what becomes of each file below `schema/`. They are made from the grammar
//! alone, so that they follow the version of this program; a file there that no version wrote stays as it is.

use std::path::Path;

use super::decide::FileState;
use super::plan::{Failure, ImportedFile, Plan, refuse_link};
use crate::emit::File;
use crate::json_schema::{self, FOLDER, is_ours};
use crate::text_file;

/// Looks at what is there and decides.
pub(super) fn plan(specs: &Path, force: bool) -> Result<Plan, Failure> {
    refuse_link(&specs.join(FOLDER.trim_end_matches('/')))?;
    let mut plan = Plan::default();
    for (path, text) in json_schema::documents() {
        if !path.starts_with(FOLDER) {
            continue;
        }
        let place = specs.join(&path);
        let there = match place.try_exists() {
            Ok(false) => None,
            Ok(true) => Some(text_file::read(&place)),
            Err(error) => Some(Err(error)),
        };
        let there = there.transpose().map_err(|error| (place, error))?;
        let same = |there: &str| there.replace("\r\n", "\n") == text;
        let state = match there.as_deref() {
            None => FileState::New,
            Some(there) if same(there) => FileState::Unchanged,
            Some(there) if is_ours(there) => FileState::Changed,
            Some(_) if force => FileState::Overwritten,
            Some(_) => FileState::Kept,
        };
        plan.files.push(ImportedFile {
            path: path.clone(),
            state,
            was_imported: there.as_deref().is_some_and(is_ours),
            changes: Vec::new(),
        });
        if !matches!(state, FileState::Unchanged | FileState::Kept) {
            plan.written.push(File { path, text });
        }
    }
    Ok(plan)
}
