//! `alicloud-codegen check`

use alicloud_codegen::Error;

use crate::arguments::Check;

pub(crate) fn run(arguments: &Check) -> Result<bool, Error> {
    let warnings = arguments.specs.builder().check()?;
    eprint!("{warnings}");
    println!("{}: no findings", arguments.specs.specs.display());
    Ok(true)
}
