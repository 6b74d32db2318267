//! What the generator and its output cost at the size of a whole catalogue.
//!
//! In: a folder of metadata, `<product>/<version>/api-docs.json`, or of specs. Out: a report in Markdown, and an
//! exit code that says whether everything was generated and compiled without an error or a warning.
//! `scale --help` lists the flags; `BENCHMARKS.md` says what was measured with it.
//!
//! | step | file |
//! | --- | --- |
//! | import and generate everything, on one thread and on two | `generate`, `tree` |
//! | cut the output into one crate per product version | `cut` |
//! | write the same models as plain serde derives | `peer`, over `peers/serde` |
//! | check both, a few versions at a time in turn | `check`, `cargo` |
//! | build a program that calls ten operations, and one that calls none | `program`, `methods` |
//!
//! CPU is user and system time of all processes below a command, as the kernel accounts it.

mod arguments;
mod cargo;
mod check;
mod cut;
mod generate;
mod methods;
mod peer;
mod process;
mod program;
mod report;
mod sample;
mod tree;

#[path = "../peers/serde/mod.rs"]
mod serde_peer;

use std::process::ExitCode;

use arguments::{Arguments, Part};
use report::Report;
use serde_peer::Style;

/// What went wrong, for a person.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    if let Some(code) = process::as_wrapper() {
        return code;
    }
    match Arguments::parse(std::env::args().skip(1)).and_then(|arguments| run(&arguments)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(2)
        }
    }
}

/// Gives whether everything was generated and compiled as it should.
fn run(arguments: &Arguments) -> Result<bool, Failure> {
    let mut report = Report::new(arguments);
    let tree = generate::run(arguments, &mut report)?;
    let versions = cut::versions(&tree)?;

    let chosen = sample::choose(&versions, &arguments.seed, arguments.sample);
    let space = cut::write(&arguments.work.join("versions"), &tree, &chosen)?;
    if arguments.does(Part::Check) {
        let mut peers = Vec::new();
        if arguments.does(Part::Peer) {
            let some = sample::choose(&chosen, &arguments.seed, arguments.peers);
            for style in [Style::Models, Style::Clients] {
                peers.push(peer::write(arguments, &space, &some, style)?);
            }
        }
        check::run(&space, &peers, &mut report)?;
    }
    if arguments.does(Part::Program) {
        program::run(arguments, &tree, &versions, &mut report)?;
    }
    report.finish(arguments)
}
