//! Two operations, from spec to answer: `cargo run -p alicloud --example quickstart`, or `-- --help`.
//!
//! In: the command line. Out: every step of two calls, printed. Without flags nothing leaves this
//! machine: an endpoint inside this process checks the requests and answers them.

mod arguments; // what to do
mod requests; // what to ask for

mod live; // the same calls to Alibaba Cloud
mod tamper; // a request that is changed after it was signed
mod walk; // both calls, and one request that is refused

mod checker; // whether a request is right, independently of the client
mod documented; // what the documentation pages say
mod endpoint; // both services on a port of this machine
mod wire; // what travels between client and endpoint

mod show; // how it is printed

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use alicloud::{Config, Credentials};

use self::arguments::{Command, USAGE};
use self::checker::Key;
use self::endpoint::Endpoint;
use self::wire::Wire;

/// Why a run ends early.
type Failure = Box<dyn Error>;

/// The key that the endpoint knows. It is good for nothing else.
const KEY: Key<'static> = Key {
    id: "quickstart-key-id",
    secret: "quickstart-key-secret",
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let words = std::env::args_os()
        .skip(1)
        .map(|word| word.to_string_lossy().into_owned());
    let command = match arguments::parse(words) {
        Ok(command) => command,
        Err(problems) => {
            problems
                .iter()
                .for_each(|problem| eprintln!("error: {problem}"));
            eprintln!("--help shows what can be said");
            return ExitCode::from(2);
        }
    };
    match run(&mut io::stdout(), command).await {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has seen enough: `| head`.
        Err(failure) if is_broken_pipe(&*failure) => ExitCode::SUCCESS,
        Err(failure) => {
            report(&*failure);
            ExitCode::FAILURE
        }
    }
}

async fn run(out: &mut dyn Write, command: Command) -> Result<(), Failure> {
    match command {
        Command::Help => Ok(writeln!(out, "{USAGE}")?),
        Command::Walk => walk::run(out).await,
        Command::Tamper(part) => tamper::run(out, part).await,
        Command::Live(live) => live::run(out, &live).await,
    }
}

/// A config for the endpoint of this process.
fn loopback(endpoint: &Endpoint, wire: &Wire) -> Config {
    Config::new("cn-hangzhou")
        .with_insecure_http_endpoint(endpoint.address())
        .with_credentials(Credentials::access_key(KEY.id, KEY.secret))
        .with_transport(wire.clone())
}

fn is_broken_pipe(failure: &(dyn Error + 'static)) -> bool {
    failure
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn report(failure: &(dyn Error + 'static)) {
    eprintln!("error: {failure}");
    let mut source = failure.source();
    while let Some(cause) = source {
        eprintln!("caused by: {cause}");
        source = cause.source();
    }
}
