//! Commands and flags.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Generates typed Alibaba Cloud clients from YAML specs.
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
    /// The folder of the specs that are read.
    pub(crate) fn specs(&self) -> Option<&Path> {
        match self {
            Command::Generate(arguments) => Some(&arguments.specs.specs),
            Command::Check(arguments) => Some(&arguments.specs.specs),
            Command::Import(_) => None,
        }
    }
}

/// Flags of `generate`.
#[derive(Debug, Args)]
pub(crate) struct Generate {
    #[command(flatten)]
    pub(crate) specs: Specs,
    /// Crate whose src/ is generated.
    #[arg(long = "crate", value_name = "DIR", default_value = "generated")]
    pub(crate) crate_dir: PathBuf,
    /// Write one file to include instead of a crate.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["crate_dir", "check"])]
    pub(crate) out: Option<PathBuf>,
    /// With --out: requests can be read from JSON.
    #[arg(long, requires = "out", conflicts_with = "crate_dir")]
    pub(crate) from_json: bool,
    /// With --out: only these operations, written product:Operation or product/version:Operation.
    // A crate holds all products: with some operations alone, everything else in it would be removed.
    #[arg(
        long,
        value_name = "NAMES",
        value_delimiter = ',',
        requires = "out",
        conflicts_with = "crate_dir"
    )]
    pub(crate) operations: Vec<String>,
    /// Change nothing; exit with 1 when the crate is out of date.
    #[arg(long)]
    pub(crate) check: bool,
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
    /// Overwrite files that were edited by hand.
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
    /// A builder for these specs; findings are coloured on a terminal unless NO_COLOR is set.
    pub(crate) fn builder(&self) -> alicloud_codegen::Builder {
        alicloud_codegen::Builder::new()
            .specs(&self.specs)
            .color(color())
    }
}

/// Whether findings are coloured.
pub(crate) fn color() -> bool {
    use std::io::IsTerminal;
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}
