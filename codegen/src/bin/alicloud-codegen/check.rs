//! `alicloud-codegen check`
//!
//! In: a folder of specs. Out: their findings, and how many operations are without any. It needs no output folder, so
//! that an editor or a hook can run it at any time.

use alicloud_codegen::Error;

use crate::arguments::Check;

pub(crate) fn run(arguments: &Check) -> Result<bool, Error> {
    let report = arguments.specs.builder().check()?;
    eprint!("{}", report.warnings);
    println!(
        "{}, {}: {}",
        count(report.products.len(), "product"),
        count(report.operations, "operation"),
        if report.warnings.is_empty() {
            "no findings"
        } else {
            "no errors"
        }
    );
    Ok(true)
}

fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
