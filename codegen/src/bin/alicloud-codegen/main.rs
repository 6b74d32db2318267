//! The command line of the generator.
//!
//! Exit codes: 0 good, 1 findings or a tree that is out of date, 2 usage, 3 input or output.

mod arguments;
mod check;
mod generate;
mod import;

use std::process::ExitCode;

use alicloud_codegen::{Error, ErrorKind};
use clap::Parser;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    let result = match &command {
        Command::Generate(arguments) => generate::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Import(arguments) => import::run(arguments),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error}");
            if command.specs().is_some_and(|folder| !folder.exists()) {
                eprintln!("run it at the root of the checkout, or give --specs DIR");
            }
            ExitCode::from(code(&error))
        }
    }
}

fn code(error: &Error) -> u8 {
    match error.kind() {
        ErrorKind::Findings { .. } => 1,
        ErrorKind::InputOutput { .. } => 3,
        _ => 2,
    }
}
