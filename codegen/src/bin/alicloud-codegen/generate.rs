//! `alicloud-codegen generate`

use alicloud_codegen::{Builder, Error, Report};

use crate::arguments::Generate;

/// Gives whether the output is as it should be afterwards.
pub(crate) fn run(arguments: &Generate) -> Result<bool, Error> {
    let mut builder = arguments.specs.builder();
    if !arguments.operations.is_empty() {
        builder = builder.operations(&arguments.operations);
    }
    match &arguments.out {
        Some(path) => {
            let report = builder.from_json(arguments.from_json).write_file(path)?;
            eprint!("{}", report.warnings);
            if report.is_unchanged() {
                println!("{} is up to date", path.display());
            } else {
                println!("wrote {}", path.display());
            }
            Ok(true)
        }
        None if arguments.check => compare(&builder, arguments),
        None => write(&builder, arguments),
    }
}

fn write(builder: &Builder, arguments: &Generate) -> Result<bool, Error> {
    let report = builder.write_crate(&arguments.crate_dir)?;
    print(&report, "wrote", "removed", arguments);
    if report.is_unchanged() {
        println!("{} is up to date", arguments.crate_dir.display());
    }
    Ok(true)
}

fn compare(builder: &Builder, arguments: &Generate) -> Result<bool, Error> {
    let report = builder.compare_crate(&arguments.crate_dir)?;
    print(&report, "out of date:", "no longer generated:", arguments);
    if report.is_unchanged() {
        println!("{} is up to date", arguments.crate_dir.display());
    } else {
        eprintln!("the crate does not match the specs; run the same command without --check");
    }
    Ok(report.is_unchanged())
}

fn print(report: &Report, written: &str, removed: &str, arguments: &Generate) {
    eprint!("{}", report.warnings);
    let folder = arguments.crate_dir.display();
    report
        .written
        .iter()
        .for_each(|path| println!("{written} {folder}/{path}"));
    report
        .removed
        .iter()
        .for_each(|path| println!("{removed} {folder}/{path}"));
}
