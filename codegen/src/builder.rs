//! What a user of the generator touches.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::diagnostic::Diagnostics;
use crate::emit::{self, File, Overwrite};
use crate::error::Error;
use crate::files;
use crate::load::{self, Sources};
use crate::render::{FromJson, Module};
use crate::resolve::Selection;
use crate::{check, lower, parse, render, resolve};

/// Generates clients from specs.
///
/// In a `build.rs`:
///
/// ```no_run
/// fn main() -> Result<(), alicloud_codegen::Error> {
///     alicloud_codegen::Builder::new()
///         .specs("specs")
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
    wanted: Selection,
    from_json: bool,
    color: bool,
}

/// What a run read, and what it did to the output or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// Files whose text changed or that are new: relative to the crate's folder, or the path of the one file.
    pub written: Vec<String>,
    /// Generated files that no spec asks for any more, relative to the crate's folder.
    pub removed: Vec<String>,
    /// Findings that do not stop a run, rendered.
    pub warnings: String,
    /// Cargo features of the generated products, sorted.
    pub products: Vec<String>,
    /// Those of them that the crate's manifest did not have before.
    pub new_products: Vec<String>,
    /// How many operations there are in all of them.
    pub operations: usize,
    /// Whether the cargo features in the crate's manifest changed, so that cargo must run again.
    pub features_changed: bool,
}

impl Report {
    /// Whether the output was up to date.
    pub fn is_unchanged(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
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

    /// Generates only these operations and the types they reach. Each is written `product:Operation`, or
    /// `product/version:Operation` for one version alone; one that no spec describes is a finding.
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

    /// Checks the specs and writes nothing.
    ///
    /// # Errors
    ///
    /// All findings at once, each with file, line and column; or a file that cannot be read.
    pub fn check(&self) -> Result<Report, Error> {
        let (_, report) = self.run(FromJson::No).map_err(Error::of_check)?;
        Ok(report)
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
        if emit::apply_one(folder, &file, overwrite).map_err(Error::io)? {
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
        let folder = self.folder()?;
        println!("cargo::rerun-if-changed={}", folder.display());
        let out = env::var_os("OUT_DIR")
            .ok_or_else(|| Error::usage("OUT_DIR is not set: `compile` is for a build.rs; elsewhere use `generate` or `write_crate`"))?;
        let report = self.write_one(&Path::new(&out).join("alicloud.rs"), Overwrite::Any)?;
        report
            .warnings
            .lines()
            .for_each(|line| println!("cargo::warning={line}"));
        Ok(())
    }

    /// Writes the sources of a crate: `src/**`, and the cargo features between the marks of its manifest.
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
        let (modules, mut report) = self.run(FromJson::Feature)?;
        let mut files = emit::crate_files(&modules);
        let manifest = folder.join("Cargo.toml");
        let text =
            fs::read_to_string(&manifest).map_err(|error| Error::io((manifest.clone(), error)))?;
        let mut diagnostics = Diagnostics::default();
        emit::check_manifest(&manifest, &text, &report.products, &mut diagnostics);
        self.stop_on_errors(&diagnostics, &Sources::default())
            .map_err(Error::of_manifest)?;
        if let Some(updated) = emit::with_products(&text, &report.products) {
            let before = emit::products(&text);
            let added = report.products.iter();
            let added = added.filter(|product| !before.contains(&product.as_str()));
            report.new_products = added.cloned().collect();
            report.features_changed = updated != text;
            files.push(File {
                path: "Cargo.toml".to_owned(),
                text: updated,
            });
        }
        let changes = if write {
            emit::apply(folder, emit::SOURCES, &files)
        } else {
            emit::differences(folder, emit::SOURCES, &files)
        };
        let changes = changes.map_err(Error::io)?;
        report.written = changes.written;
        report.removed = changes.removed;
        Ok(report)
    }

    /// The text of the one file that holds everything.
    fn one_file(&self) -> Result<(String, Report), Error> {
        let from_json = if self.from_json {
            FromJson::Yes
        } else {
            FromJson::No
        };
        let (modules, report) = self.run(from_json)?;
        Ok((emit::one_file(&modules), report))
    }

    fn folder(&self) -> Result<&Path, Error> {
        self.specs.as_deref().ok_or_else(|| {
            Error::usage("no specs: call `.specs(\"specs\")` with the folder that holds <product>/<version>/*.yaml")
        })
    }

    /// The passes, in order. All findings of a stage are collected before it stops the run.
    fn run(&self, from_json: FromJson) -> Result<(Vec<Module>, Report), Error> {
        let mut diagnostics = Diagnostics::default();
        let texts = files::read(self.folder()?, &mut diagnostics).map_err(Error::io)?;
        if texts.is_empty() {
            let folder = self.folder()?.display();
            diagnostics
                .error("no-specs", None, format!("the folder `{folder}` holds no specs"))
                .help("an API needs <product>/<version>/product.yaml, and an <Operation>.yaml beside it");
        }

        let sources = load::load(texts, &mut diagnostics);
        let spec = parse::parse(&sources, &mut diagnostics);
        check::check(&spec, &mut diagnostics);
        self.stop_on_errors(&diagnostics, &sources)?;

        let model = resolve::resolve(&spec, &self.wanted, &mut diagnostics);
        let library = lower::lower(&model, &mut diagnostics);
        self.stop_on_errors(&diagnostics, &sources)?;

        let modules = render::render(&library, from_json);
        let mut products: Vec<String> = modules
            .iter()
            .filter_map(|module| module.feature.clone())
            .collect();
        products.sort();
        let report = Report {
            warnings: diagnostics.render(&sources, self.color),
            products,
            operations: model
                .products
                .iter()
                .map(|product| product.operations.len())
                .sum(),
            ..Report::default()
        };
        Ok((modules, report))
    }

    fn stop_on_errors(&self, diagnostics: &Diagnostics, sources: &Sources) -> Result<(), Error> {
        if diagnostics.has_errors() {
            let rendered = diagnostics.render(sources, self.color);
            return Err(Error::findings(rendered, diagnostics.sorted().len()));
        }
        Ok(())
    }
}
