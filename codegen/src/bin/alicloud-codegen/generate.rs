//! `alicloud-codegen generate`
//!
//! In: the flags. Out: a crate or a file, and on the terminal what was done. Everything else is the library's, so that
//! a build script gets the same.

use alicloud_codegen::{Builder, Error, Report};

use crate::arguments::Generate;

/// Files that are named one by one; of more their number says as much.
const NAMED: usize = 20;

/// Gives whether the output is as it should be afterwards.
pub(crate) fn run(arguments: &Generate) -> Result<bool, Error> {
    let builder = builder(arguments);
    match &arguments.out {
        Some(path) => {
            let report = builder.from_json(arguments.from_json).write_file(path)?;
            eprint!("{}", report.warnings);
            if report.is_unchanged() {
                println!("{} is up to date", path.display());
            } else {
                println!("wrote {}", path.display());
            }
            timings(&report, arguments);
            Ok(true)
        }
        None if arguments.check => compare(&builder, arguments),
        None => write(&builder, arguments),
    }
}

fn builder(arguments: &Generate) -> Builder {
    let mut builder = arguments.input.builder();
    if !arguments.operations.is_empty() {
        builder = builder.operations(&arguments.operations);
    }
    if let Some(threads) = arguments.threads {
        builder = builder.threads(threads);
    }
    if let Some(source) = &arguments.core {
        builder = builder.core(source);
    }
    builder
}

fn write(builder: &Builder, arguments: &Generate) -> Result<bool, Error> {
    let report = builder.write_crate(arguments.folder())?;
    print(&report, "wrote", "removed", arguments);
    if report.is_unchanged() {
        println!("{} is up to date", arguments.folder().display());
    }
    Ok(true)
}

fn compare(builder: &Builder, arguments: &Generate) -> Result<bool, Error> {
    let report = builder.compare_crate(arguments.folder())?;
    print(&report, "out of date:", "no longer generated:", arguments);
    if report.is_unchanged() {
        println!("{} is up to date", arguments.folder().display());
    } else {
        eprintln!("the crate does not match the specs; run the same command without --check");
    }
    Ok(report.is_unchanged())
}

fn print(report: &Report, written: &str, removed: &str, arguments: &Generate) {
    eprint!("{}", report.warnings);
    let folder = arguments.folder().display();
    for (what, paths) in [(written, &report.written), (removed, &report.removed)] {
        for path in paths.iter().take(NAMED) {
            println!("{what} {folder}/{path}");
        }
        if let Some(more) = paths.len().checked_sub(NAMED + 1) {
            println!("{what} {} more files in {folder}", more + 1);
        }
    }
    timings(report, arguments);
}

fn timings(report: &Report, arguments: &Generate) {
    if arguments.timings {
        println!(
            "{} operations; seconds, summed over threads:",
            report.operations
        );
        for (phase, time) in report.times() {
            println!("{phase:>8} {:8.3}", time.as_secs_f64());
        }
    }
}
