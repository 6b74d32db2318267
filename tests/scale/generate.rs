//! Import and generation of everything, by the release build of the command line.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use alicloud_tests::scratch;

use crate::Failure;
use crate::arguments::{Arguments, Part, Source};
use crate::cut::put;
use crate::process::{self, Cost, Finished};
use crate::report::{Report, middle};
use crate::tree::Tree;

/// The manifest that a generated crate needs beforehand when it is generated from specs.
const MANIFEST: &str = "\
[package]
name = \"catalogue\"
version = \"0.0.0\"
edition = \"2024\"

[features]
# <products: written by alicloud-codegen>
# </products>

[dependencies]
alicloud-core = \"0.1\"
";

/// Builds the command line; gives its path.
fn build() -> Result<PathBuf, Failure> {
    process::succeed(cargo().args([
        "build",
        "--release",
        "--quiet",
        "-p",
        "alicloud-codegen",
        "--features",
        "cli",
    ]))?;
    let target = scratch::target();
    let target = target.parent().ok_or("the target folder has a parent")?;
    Ok(target.join("release/alicloud-codegen"))
}

/// The cargo that runs this program, at the root of the checkout.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .current_dir(scratch::root())
        .env("CARGO_TERM_COLOR", "never");
    cargo
}

/// Generates on one thread and on two, in turn; gives the output.
pub(crate) fn run(arguments: &Arguments, report: &mut Report) -> Result<Tree, Failure> {
    let mut one = Runs::new(arguments, 1);
    let mut two = Runs::new(arguments, 2);
    if !arguments.does(Part::Generate) {
        return Tree::read(&two.sources());
    }
    let generator = build()?;
    for _ in 0..arguments.rounds {
        one.again(arguments, &generator)?;
        two.again(arguments, &generator)?;
    }
    let (first, second) = (Tree::read(&one.sources())?, Tree::read(&two.sources())?);
    report.generation(&one, &two, &first, &second);
    Ok(second)
}

/// Runs of the generator with some number of threads.
pub(crate) struct Runs {
    folder: PathBuf,
    pub(crate) threads: usize,
    costs: Vec<Cost>,
    /// What the last run said, phases at the end.
    pub(crate) said: String,
}

impl Runs {
    fn new(arguments: &Arguments, threads: usize) -> Self {
        Runs {
            folder: arguments.work.join(format!("generated-{threads}")),
            threads,
            costs: Vec::new(),
            said: String::new(),
        }
    }

    fn sources(&self) -> PathBuf {
        self.folder.join("src")
    }

    /// The middle of the runs, figure by figure.
    pub(crate) fn cost(&self) -> Cost {
        Cost {
            wall: middle(self.costs.iter().map(|cost| cost.wall)),
            cpu: middle(self.costs.iter().map(|cost| cost.cpu)),
            peak: middle(self.costs.iter().map(|cost| cost.peak)),
        }
    }

    /// Generates into an empty folder.
    fn again(&mut self, arguments: &Arguments, generator: &Path) -> Result<(), Failure> {
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        }
        let mut command = Command::new(generator);
        command.arg("generate");
        match &arguments.source {
            Source::Metadata(files) => command.arg("--metadata").args(files),
            Source::Specs(folder) => {
                put(&self.folder.join("Cargo.toml"), MANIFEST)?;
                command.arg("--specs").arg(folder)
            }
        };
        command.arg("--crate").arg(&self.folder);
        if matches!(arguments.source, Source::Metadata(_)) {
            command.args(["--threads", &self.threads.to_string(), "--timings"]);
        }
        let Finished { stdout, cost, .. } = process::succeed(&mut command)?;
        self.costs.push(cost);
        self.said = stdout;
        Ok(())
    }
}
