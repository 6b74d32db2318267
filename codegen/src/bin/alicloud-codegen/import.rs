//! `alicloud-codegen import`
//!
//! In: the flags. Out: one line for each file that is not as it was, and for a file that somebody has to look at what
//! changed. The report for programs has the standard output for itself.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use alicloud_codegen::{Error, FileState, ImportReport, ImportedFile, Importer};

use crate::arguments::{Import, color};

/// Changed lines that are shown of a file.
const SHOWN: usize = 20;

/// Gives whether nobody has to look at a file; with --check, whether there is nothing to do at all.
pub(crate) fn run(arguments: &Import) -> Result<bool, Error> {
    let mut importer = Importer::new().force(arguments.force).color(color());
    for path in &arguments.metadata {
        importer = importer.metadata(path);
    }
    if !arguments.operations.is_empty() {
        importer = importer.operations(&arguments.operations);
    }
    let report = match &arguments.out {
        None => importer.account()?,
        Some(folder) if arguments.check => importer.compare(folder)?,
        Some(folder) => importer.write(folder)?,
    };
    eprint!("{}", report.warnings);
    for refused in &report.refused {
        eprintln!("left out {refused}");
    }
    let text = arguments
        .out
        .as_ref()
        .map(|folder| listing(&report, folder, arguments.check));
    // The report is for programs: it has the standard output for itself.
    let text = text.unwrap_or_default();
    let is_out = if arguments.report.is_some() {
        eprint!("{text}");
        print(&report.account)
    } else {
        print(&text)
    };
    let is_good = if arguments.check {
        report.is_settled()
    } else {
        !report.needs_a_look()
    };
    Ok(is_out && is_good)
}

/// Gives whether the text is out; a reader who has seen enough is none to complain about.
fn print(text: &str) -> bool {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("error: the standard output cannot be written: {error}");
            false
        }
        _ => true,
    }
}

/// What became of each file, those that are as they should be as a number.
fn listing(report: &ImportReport, folder: &Path, is_check: bool) -> String {
    let mut out = String::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for file in &report.files {
        let (word, says) = words(file);
        *counts.entry(word).or_default() += 1;
        if file.state == FileState::Unchanged {
            continue;
        }
        out.push_str(&format!(
            "{word} {}/{}{says}\n",
            folder.display(),
            file.path
        ));
        if file.state == FileState::KeptBehind {
            let shown = file.changes.iter().take(SHOWN);
            shown.for_each(|line| out.push_str(&format!("    {line}\n")));
            if let Some(more) = file.changes.len().checked_sub(SHOWN + 1) {
                out.push_str(&format!("    ... and {} more lines\n", more + 1));
            }
        }
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(word, count)| format!("{count} {word}"))
        .collect();
    let files = report.files.len();
    let plural = if files == 1 { "" } else { "s" };
    out.push_str(&format!("{files} file{plural}: {}\n", counts.join(", ")));
    if report.needs_a_look() {
        out.push_str(
            "take over what changed upstream, or give --force to overwrite what was edited by hand; \
             with --operations A,B it overwrites the files of these operations alone\n",
        );
    } else if is_check && !report.is_settled() {
        out.push_str("the specs differ from the metadata; run the same command without --check\n");
    }
    out
}

/// What a file is called in the listing, and what is said of it.
fn words(file: &ImportedFile) -> (&'static str, &'static str) {
    match (file.state, file.was_imported) {
        (FileState::New, _) => ("new", ""),
        (FileState::Unchanged, _) => ("unchanged", ""),
        (FileState::Changed, _) => ("changed", ""),
        (FileState::Kept, _) => ("kept", " (edited by hand; nothing to take over)"),
        (FileState::KeptBehind, true) => ("kept", " (edited by hand, and upstream changed)"),
        (FileState::KeptBehind, false) => ("kept", " (no import wrote it; upstream differs)"),
        (FileState::Overwritten, _) => ("overwritten", ""),
        (FileState::Gone, _) => ("gone", " (upstream has it no more)"),
        (FileState::GoneKept, _) => ("kept", " (edited by hand, and upstream has it no more)"),
        _ => ("other", ""),
    }
}
