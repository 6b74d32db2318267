//! The passes, in order: from the files of a run to the modules of its output.
//!
//! A product version is a job of its own: nothing of it outlives the job but text and findings. Jobs run on threads,
//! and what they give is put together in the order of products and versions, so that the number of threads shows
//! nowhere in the output. All findings of a stage are collected before it stops the run.

mod generated;
mod job;
mod join;
mod times;

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::load::{self, Sources};
use crate::render::{FromJson, Module};
use crate::resolve::{Selection, report_unknown};
use crate::{check, files, lower, metadata_files, parse, threads};
pub use generated::GeneratedOperation;
use job::{Job, Outcome};
pub(crate) use times::{Phase, Times};

/// What a run is to do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Request<'r> {
    pub specs: Option<&'r Path>,
    pub metadata: &'r [PathBuf],
    pub wanted: &'r Selection,
    pub from_json: FromJson,
    pub threads: usize,
    pub color: bool,
}

/// What a run gives.
pub(crate) struct Output {
    /// One a product, sorted by its code.
    pub modules: Vec<Module>,
    /// The operations, in the order of the output.
    pub generated: Vec<GeneratedOperation>,
    /// Findings that do not stop the run, rendered.
    pub warnings: String,
    pub times: Times,
}

/// Runs all passes up to the text of the modules.
pub(crate) fn run(request: Request<'_>) -> Result<Output, Error> {
    let mut diagnostics = Diagnostics::default();
    let mut times = Times::default();
    let mut sources = Sources::default();
    let mut spec = crate::spec::Spec::default();
    if let Some(folder) = request.specs {
        let texts = times.measure(Phase::Read, || files::read(folder, &mut diagnostics));
        sources = times.measure(Phase::Import, || {
            Ok::<_, Error>(load::load(texts.map_err(Error::io)?, &mut diagnostics))
        })?;
        spec = times.measure(Phase::Import, || parse::parse(&sources, &mut diagnostics));
        times.measure(Phase::Check, || check::check(&spec, &mut diagnostics));
    }
    // Findings in specs stop these alone: the metadata is looked at in the same run.
    let specs = spec.products.iter().filter(|_| !diagnostics.has_errors());
    let mut jobs: Vec<Job<'_>> = specs.map(Job::of_spec).collect();
    let inputs = metadata_files::find(request.metadata, &mut diagnostics).map_err(Error::io)?;
    let first = sources.files().count();
    jobs.extend(inputs.into_iter().enumerate().map(|(index, input)| {
        let file = u32::try_from(first + index).expect("fewer than four billion files");
        Job::of_metadata(file, input)
    }));
    report_none(&request, sources.files().count(), &jobs, &mut diagnostics);

    let outcomes = threads::run(&jobs, request.threads, Job::size, |job| job.run(&request));
    let mut all = Vec::new();
    for outcome in outcomes {
        let mut outcome: Outcome = outcome.map_err(Error::io)?;
        times.add(&outcome.times);
        diagnostics.append(std::mem::take(&mut outcome.diagnostics));
        sources.describe(std::mem::take(&mut outcome.places));
        all.push(outcome);
    }
    all.sort_by(|a, b| a.key().cmp(&b.key()));
    let heads: Vec<_> = all.iter().filter_map(|one| one.head.clone()).collect();
    lower::check_products(&heads, &mut diagnostics);
    let listed: Vec<_> = all.iter_mut().filter_map(|one| one.listed.take()).collect();
    if !diagnostics.has_errors() {
        report_unknown(&listed, request.wanted, &mut diagnostics);
    }
    stop_on_errors(&diagnostics, &sources, request.color)?;

    let (modules, generated) = join::products(all);
    Ok(Output {
        modules,
        generated,
        warnings: diagnostics.render(&sources, request.color),
        times,
    })
}

/// Reports a run that has nothing to work on.
fn report_none(
    request: &Request<'_>,
    specs: usize,
    jobs: &[Job<'_>],
    diagnostics: &mut Diagnostics,
) {
    let Some(folder) = request.specs.filter(|_| specs == 0 && jobs.is_empty()) else {
        return;
    };
    let message = format!("the folder `{}` holds no specs", folder.display());
    diagnostics
        .error("no-specs", None, message)
        .help("an API needs <product>/<version>/product.yaml, and an <Operation>.yaml beside it");
}

/// Gives all findings as the failure of the run when one of them is an error.
pub(crate) fn stop_on_errors(
    diagnostics: &Diagnostics,
    sources: &Sources,
    color: bool,
) -> Result<(), Error> {
    if diagnostics.has_errors() {
        let rendered = diagnostics.render(sources, color);
        return Err(Error::findings(rendered, diagnostics.sorted().len()));
    }
    Ok(())
}
