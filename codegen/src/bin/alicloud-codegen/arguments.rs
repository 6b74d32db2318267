//! Commands and flags.
//!
//! In: the words of a command line. Out: the same with types. What belongs together is said here, so that a wrong
//! combination is refused before anything is read.

use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};

/// Generates typed Alibaba Cloud clients from YAML specs, or from Alibaba Cloud's own metadata.
#[derive(Debug, Parser)]
#[command(
    name = "alicloud-codegen",
    version,
    after_help = "Exit codes: 0 good, 1 findings or out of date, 2 usage, 3 input or output."
)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generate clients.
    Generate(Generate),
    /// Check the specs and generate nothing.
    Check(Check),
    /// Turn metadata (api-docs.json) into specs to edit.
    Import(Import),
}

impl Command {
    /// The folder of the specs, if the command reads any.
    pub(crate) fn specs(&self) -> Option<&Path> {
        match self {
            Command::Generate(arguments) => arguments.input.specs(),
            Command::Check(arguments) => Some(arguments.specs.folder()),
            Command::Import(_) => None,
        }
    }
}

/// Flags of `generate`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("chosen").args(["out", "metadata"]).multiple(true))]
#[command(group = ArgGroup::new("place").args(["out", "crate_dir"]))]
pub(crate) struct Generate {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Crate whose src/ is generated; with --metadata it is made when it is not there [default: generated].
    #[arg(long = "crate", value_name = "DIR")]
    pub(crate) crate_dir: Option<PathBuf>,
    /// Write one file to include instead of a crate.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["crate_dir", "check"])]
    pub(crate) out: Option<PathBuf>,
    /// With --out: requests can be read from JSON.
    #[arg(long, requires = "out", conflicts_with = "crate_dir")]
    pub(crate) from_json: bool,
    /// With --out or --metadata: only these operations, written product:Operation or product/version:Operation.
    // A crate of specs holds all products: with some operations alone, everything else in it would be removed.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', requires = "chosen")]
    pub(crate) operations: Vec<String>,
    /// Change nothing; exit with 1 when the crate is out of date.
    #[arg(long)]
    pub(crate) check: bool,
    /// With --metadata: where a new crate takes alicloud-core from: a path, the address of a git repository, or a
    /// version. By default the checkout around the current folder, or else the version of this program.
    #[arg(long, value_name = "SOURCE", requires = "metadata")]
    pub(crate) core: Option<String>,
    /// Threads to work with [default: as many as the machine has].
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// Print how long each phase took, summed over threads.
    #[arg(long)]
    pub(crate) timings: bool,
}

impl Generate {
    /// The folder of the crate.
    pub(crate) fn folder(&self) -> &Path {
        self.crate_dir.as_deref().unwrap_or(Path::new("generated"))
    }
}

/// What is generated from.
#[derive(Debug, Args)]
pub(crate) struct Input {
    /// Folder of the specs: <product>/<version>/*.yaml [default: specs, without --metadata].
    #[arg(long, value_name = "DIR")]
    specs: Option<PathBuf>,
    /// Metadata of products: api-docs.json, or a folder of <product>/<version>/api-docs.json.
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "place")]
    metadata: Vec<PathBuf>,
}

impl Input {
    /// The folder of the specs, if any are read.
    fn specs(&self) -> Option<&Path> {
        let default = self.metadata.is_empty().then_some(Path::new("specs"));
        self.specs.as_deref().or(default)
    }

    /// A builder for this input.
    pub(crate) fn builder(&self) -> alicloud_codegen::Builder {
        let mut builder = colored();
        if let Some(folder) = self.specs() {
            builder = builder.specs(folder);
        }
        self.metadata
            .iter()
            .fold(builder, |builder, path| builder.metadata(path))
    }
}

/// Flags of `check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) specs: Specs,
}

/// Flags of `import`.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Files of metadata, or folders with <product>/<version>/api-docs.json in them.
    #[arg(required = true, value_name = "METADATA")]
    pub(crate) metadata: Vec<PathBuf>,
    /// Folder of the specs: <product>/<version>/*.yaml is written below it.
    #[arg(long, value_name = "DIR", required_unless_present = "report")]
    pub(crate) out: Option<PathBuf>,
    /// Only these operations: Operation, product:Operation or product/version:Operation.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) operations: Vec<String>,
    /// Overwrite files that were edited by hand; with --operations those of these operations alone.
    #[arg(long)]
    pub(crate) force: bool,
    /// Change nothing; exit with 1 when the specs differ from what an import would leave.
    #[arg(long)]
    pub(crate) check: bool,
    /// Print where everything in the metadata went; without --out nothing else is done.
    #[arg(long, value_name = "FORMAT")]
    pub(crate) report: Option<ReportFormat>,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// One JSON value.
    Json,
}

/// Where the specs are.
#[derive(Debug, Args)]
pub(crate) struct Specs {
    /// Folder of the specs: <product>/<version>/*.yaml.
    #[arg(long, value_name = "DIR", default_value = "specs")]
    pub(crate) specs: PathBuf,
}

impl Specs {
    /// The folder of the specs.
    pub(crate) fn folder(&self) -> &Path {
        &self.specs
    }

    /// A builder for these specs.
    pub(crate) fn builder(&self) -> alicloud_codegen::Builder {
        colored().specs(&self.specs)
    }
}

/// A builder whose findings are coloured where that is wanted.
fn colored() -> alicloud_codegen::Builder {
    alicloud_codegen::Builder::new().color(color())
}

/// Whether findings are coloured: on a terminal, unless NO_COLOR is set.
pub(crate) fn color() -> bool {
    use std::io::IsTerminal;
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}
