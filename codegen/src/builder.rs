//! What a user of the generator touches.
//!
//! In: where the specs are, what of them is wanted and where it goes. Out: files, or the findings that are in the way.
//! The command line and a build script come through the same methods.

mod core;
mod package;
mod report;

use std::path::{Path, PathBuf};
use std::{env, fs, io, thread};

use crate::diagnostic::Diagnostics;
use crate::emit::{self, File, Overwrite};
use crate::error::Error;
use crate::load::Sources;
use crate::pipeline::{self, Output, Phase, Request};
use crate::render::FromJson;
use crate::resolve::Selection;
pub use report::Report;

/// Generates clients from specs, or from Alibaba Cloud's own metadata.
///
/// In a `build.rs`:
///
/// ```no_run
/// fn main() -> Result<(), alicloud_codegen::Error> {
///     alicloud_codegen::Builder::new()
///         .specs("specs") // or .metadata("api-docs.json")
///         .operations(["aiworkspace:CreateWorkspaceResource"]) // optional: only these
///         .compile()
/// }
/// ```
///
/// and in the crate itself, which depends on `alicloud-core`:
///
/// ```ignore
/// include!(concat!(env!("OUT_DIR"), "/alicloud.rs"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Builder {
    specs: Option<PathBuf>,
    metadata: Vec<PathBuf>,
    wanted: Selection,
    from_json: bool,
    color: bool,
    threads: Option<usize>,
    core: Option<String>,
}

impl Builder {
    /// A builder that knows no specs yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The folder of the specs: `<product>/<version>/*.yaml` below it.
    #[must_use]
    pub fn specs(mut self, folder: impl Into<PathBuf>) -> Self {
        self.specs = Some(folder.into());
        self
    }

    /// Metadata of products as Alibaba Cloud publishes it: a file `api-docs.json`, or a folder with
    /// `<product>/<version>/api-docs.json` in it. May be called again, and together with [`specs`](Self::specs).
    #[must_use]
    pub fn metadata(mut self, path: impl Into<PathBuf>) -> Self {
        self.metadata.push(path.into());
        self
    }

    /// Generates only these operations and the types they reach. Each is written `product:Operation`, or
    /// `product/version:Operation` for one version alone; one that no spec describes is a finding. The product is
    /// told without regard to capitals.
    #[must_use]
    pub fn operations(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.wanted = Selection::Only(names.into_iter().map(Into::into).collect());
        self
    }

    /// Whether requests can be read from JSON with `alicloud_core::from_json`. Off by default.
    #[must_use]
    pub fn from_json(mut self, on: bool) -> Self {
        self.from_json = on;
        self
    }

    /// Whether findings are coloured for a terminal. Off by default.
    #[must_use]
    pub fn color(mut self, on: bool) -> Self {
        self.color = on;
        self
    }

    /// How many threads work on product versions; the output is the same for any number. By default as many as the
    /// machine has for this program.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Where a new crate takes `alicloud-core` from: a path to it, the address of a git repository, or a version
    /// requirement. By default the `runtime/` of the checkout around the current folder, or else the version that
    /// belongs to this generator.
    #[must_use]
    pub fn core(mut self, source: impl Into<String>) -> Self {
        self.core = Some(source.into());
        self
    }

    /// Checks the specs and writes nothing.
    ///
    /// # Errors
    ///
    /// All findings at once, each with file, line and column; or a file that cannot be read.
    pub fn check(&self) -> Result<Report, Error> {
        let output = self.run(FromJson::No).map_err(Error::of_check)?;
        Ok(Report::of(&output))
    }

    /// Generates everything as the text of one file.
    ///
    /// # Errors
    ///
    /// As [`check`](Self::check).
    pub fn generate(&self) -> Result<String, Error> {
        self.one_file().map(|(text, _)| text)
    }

    /// Writes everything as one file, when its text changed.
    ///
    /// # Errors
    ///
    /// As [`check`](Self::check), or a file that cannot be written, or must not be: one that is there and that no
    /// run of the generator wrote.
    pub fn write_file(&self, path: impl AsRef<Path>) -> Result<Report, Error> {
        self.write_one(path.as_ref(), Overwrite::Ours)
    }

    fn write_one(&self, path: &Path, overwrite: Overwrite) -> Result<Report, Error> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let name = path
            .file_name()
            .ok_or_else(|| Error::usage("the path of the output has no file name"))?;
        let (text, mut report) = self.one_file()?;
        let file = File {
            path: name.to_string_lossy().into_owned(),
            text,
        };
        let write = || emit::apply_one(folder, &file, overwrite);
        if report
            .times
            .measure(Phase::Write, write)
            .map_err(Error::io)?
        {
            report.written.push(path.display().to_string());
        }
        Ok(report)
    }

    /// For a `build.rs`: writes `OUT_DIR/alicloud.rs` and tells cargo when to run again.
    ///
    /// The file is written only when its text changed; a bad spec leaves it as it was.
    ///
    /// # Errors
    ///
    /// As [`check`](Self::check), a file that cannot be written, or no `OUT_DIR` in the environment.
    pub fn compile(&self) -> Result<(), Error> {
        for input in self.specs.iter().chain(&self.metadata) {
            println!("cargo::rerun-if-changed={}", input.display());
        }
        let out = env::var_os("OUT_DIR")
            .ok_or_else(|| Error::usage("OUT_DIR is not set: `compile` is for a build.rs; elsewhere use `generate` or `write_crate`"))?;
        let report = self.write_one(&Path::new(&out).join("alicloud.rs"), Overwrite::Any)?;
        report
            .warnings
            .lines()
            .for_each(|line| println!("cargo::warning={line}"));
        Ok(())
    }

    /// Writes the sources of a crate: `src/**`, and the cargo features between the marks of its manifest. With
    /// [`metadata`](Self::metadata) a folder without a manifest becomes a crate that builds as it is.
    ///
    /// Only files that changed are written, all or none; generated files that no spec asks for any more
    /// are removed, other files are neither overwritten nor removed.
    ///
    /// # Errors
    ///
    /// As [`check`](Self::check), a manifest that cannot take the features of the products, or a file that cannot
    /// be written, or must not be: one that is there and that no run of the generator wrote.
    pub fn write_crate(&self, folder: impl AsRef<Path>) -> Result<Report, Error> {
        self.update_crate(folder.as_ref(), true)
    }

    /// Says what [`write_crate`](Self::write_crate) would change, and changes nothing.
    ///
    /// # Errors
    ///
    /// As [`check`](Self::check), or a file that cannot be read.
    pub fn compare_crate(&self, folder: impl AsRef<Path>) -> Result<Report, Error> {
        self.update_crate(folder.as_ref(), false)
    }

    fn update_crate(&self, folder: &Path, write: bool) -> Result<Report, Error> {
        let output = self.run(FromJson::Feature)?;
        let mut report = Report::of(&output);
        let mut times = output.times;
        let start = emit::crate_files(&output.modules);
        let (mut files, manifest) = self.package(folder, &output, start)?;
        let path = folder.join("Cargo.toml");
        let mut diagnostics = Diagnostics::default();
        emit::check_manifest(&path, &manifest, &report.products, &mut diagnostics);
        pipeline::stop_on_errors(&diagnostics, &Sources::default(), self.color)
            .map_err(Error::of_manifest)?;
        if let Some(updated) = emit::with_products(&manifest, &report.products) {
            let before = emit::products(&manifest);
            let added = report.products.iter();
            let added = added.filter(|product| !before.contains(&product.as_str()));
            report.new_products = added.cloned().collect();
            report.features_changed = updated != manifest;
            files.push(File {
                path: "Cargo.toml".to_owned(),
                text: updated,
            });
        }
        let changes = times.measure(Phase::Write, || match write {
            true => emit::apply(folder, emit::SOURCES, &files),
            false => emit::differences(folder, emit::SOURCES, &files),
        });
        let changes = changes.map_err(Error::io)?;
        report.times = times;
        report.written = changes.written;
        report.removed = changes.removed;
        Ok(report)
    }

    /// The manifest that is there, or that of a new crate, whose readme comes with it.
    fn package(
        &self,
        folder: &Path,
        output: &Output,
        mut files: Vec<File>,
    ) -> Result<(Vec<File>, String), Error> {
        let path = folder.join("Cargo.toml");
        let manifest = match fs::read_to_string(&path) {
            Ok(text) => return Ok((files, text)),
            Err(error) if error.kind() != io::ErrorKind::NotFound || self.metadata.is_empty() => {
                return Err(Error::io((path, error)));
            }
            Err(_) => package::manifest(folder, &core::find(self.core.as_deref(), folder)?, output),
        };
        if !folder.join(package::README).exists() {
            files.push(File {
                path: package::README.to_owned(),
                text: package::readme(folder, output),
            });
        }
        Ok((files, manifest))
    }

    /// The text of the one file that holds everything.
    fn one_file(&self) -> Result<(String, Report), Error> {
        let from_json = if self.from_json {
            FromJson::Yes
        } else {
            FromJson::No
        };
        let output = self.run(from_json)?;
        Ok((emit::one_file(&output.modules), Report::of(&output)))
    }

    fn run(&self, from_json: FromJson) -> Result<Output, Error> {
        if self.specs.is_none() && self.metadata.is_empty() {
            return Err(Error::usage(
                "no specs: call `.specs(\"specs\")` with the folder that holds <product>/<version>/*.yaml, or `.metadata(\"api-docs.json\")`",
            ));
        }
        let available = || thread::available_parallelism().map_or(1, usize::from);
        pipeline::run(Request {
            specs: self.specs.as_deref(),
            metadata: &self.metadata,
            wanted: &self.wanted,
            from_json,
            threads: self.threads.unwrap_or_else(available),
            color: self.color,
        })
    }
}
