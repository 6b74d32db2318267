//! Wire proof: what generated clients send for the inputs of request vectors.
//!
//! ```text
//! cargo run -p alicloud-tests --bin wire -- --metadata DIR --vectors DIR --out requests.json [--keep DIR]
//! ```
//!
//! In: metadata as `<product>/<version>/api-docs.json`, and vectors of what the official SDKs send, one
//! `*.json` each. Out: a JSON object with the request that a generated client makes of each vector's input,
//! under the vector's id and in the form in which vectors hold requests; on standard output a line for each
//! vector that has none, with the reason, and a line of counts.
//!
//! The metadata of the operations becomes one crate a product version, generated, built and run. A crate with
//! several operations that cannot be generated or built is taken apart into crates of one operation, so that what
//! is wrong with one vector says nothing of the others. The crates stay in `--keep`, by default in the target
//! folder, where the next run finds what it need not build again; runs at the same time need a folder each.
//!
//! Exit code: 0 when the requests are written, however many vectors have none; 1 when they cannot be
//! written or there is not one vector; 2 for wrong arguments.

mod arguments;
mod compile;
mod crates;
mod exchange;
mod form;
mod locate;
mod outcome;
mod plan;
mod source;
mod vectors;

#[cfg(test)]
#[expect(dead_code, reason = "only its copies are run as programs")]
mod program;

use std::env;
use std::path::Path;
use std::process::ExitCode;

use arguments::{Arguments, USAGE};
use compile::Compiled;
use outcome::Outcome;
use plan::Unit;

fn main() -> ExitCode {
    let arguments = match Arguments::read(env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("wire: {problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&arguments) {
        Ok(outcome) => {
            print!("{}", outcome.lines());
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("wire: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// The steps, in order.
fn run(arguments: &Arguments) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let keep = crates::folder(&arguments.keep)?;
    let vectors = vectors::read(&arguments.vectors, &mut outcome)?;
    let mut units = plan::units(&vectors, &arguments.metadata, &mut outcome);
    while !units.is_empty() {
        units = round(units, &keep, &mut outcome)?;
    }
    outcome.write(&arguments.out)?;
    Ok(outcome)
}

/// Generates, builds and runs the crates of all units. Gives the parts of those that have to be tried again.
fn round<'v>(
    units: Vec<Unit<'v>>,
    keep: &Path,
    outcome: &mut Outcome,
) -> Result<Vec<Unit<'v>>, String> {
    let mut again = Vec::new();
    let mut written = Vec::new();
    for unit in units {
        eprintln!("generating {}", unit.name);
        match crates::write(&unit, keep) {
            Ok(()) => written.push(unit),
            Err(reason) => again.extend(unit.split(&reason, outcome)),
        }
    }
    let names: Vec<&str> = written.iter().map(|unit| unit.name.as_str()).collect();
    let mut compiled = compile::compile(&names, keep)?;
    for unit in written {
        match compiled.remove(&unit.name) {
            Some(Compiled::Program(program)) => exchange::run(&program, &unit, outcome),
            Some(Compiled::Errors(reason)) => again.extend(unit.split(&reason, outcome)),
            None => unit.refuse("cargo does not say what became of its crate", outcome),
        }
    }
    Ok(again)
}
