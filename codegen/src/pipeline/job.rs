//! One product version: from its spec or its metadata to the text of its module.
//!
//! In: a spec, or a file of metadata. Out: text, findings and times. Whatever a job has made besides is freed at its
//! end, so that a catalogue takes no more memory than its largest products.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::generated::{self, GeneratedOperation};
use super::{Phase, Request, Times};
use crate::diagnostic::Diagnostics;
use crate::load::Place;
use crate::metadata::{self, Import};
use crate::metadata_files::Input;
pub(super) use crate::model::Origin;
use crate::render::{self, Module};
use crate::resolve::{self, Listed};
use crate::spec::{At, Product, Spanned, Spec};
use crate::{check, emit, lower, text_file};

/// How much of a file is read to learn which product it is about.
const HEAD: u64 = 64 * 1024;

/// What one thread does in one go.
pub(super) enum Job<'s> {
    /// A product version of the YAML specs, which are checked.
    Spec(&'s Product),
    /// A file of metadata, with its number.
    Metadata(u32, Input),
}

/// What a job gives.
#[derive(Default)]
pub(super) struct Outcome {
    pub diagnostics: Diagnostics,
    /// Where the findings are that no text can be shown for.
    pub places: Vec<Place>,
    /// Code and version; `None` when the job knows no product.
    pub head: Option<(Spanned, Spanned)>,
    /// What there is to choose from.
    pub listed: Option<Listed>,
    pub generated: Vec<GeneratedOperation>,
    /// `None` when nothing of the product is wanted, and with errors.
    pub module: Option<Module>,
    pub times: Times,
}

impl Outcome {
    /// What the output is sorted by.
    pub(super) fn key(&self) -> Option<(&str, &str)> {
        let (code, version) = self.head.as_ref()?;
        Some((&code.value, &version.value))
    }
}

impl<'s> Job<'s> {
    pub(super) fn of_spec(product: &'s Product) -> Self {
        Job::Spec(product)
    }

    pub(super) fn of_metadata(file: u32, input: Input) -> Self {
        Job::Metadata(file, input)
    }

    /// Larger jobs take longer.
    pub(super) fn size(&self) -> u64 {
        match self {
            // An operation of metadata has about so many bytes.
            Job::Spec(product) => product.operations.len() as u64 * 5_000,
            Job::Metadata(_, input) => input.size,
        }
    }

    /// Fails only where a file cannot be read.
    pub(super) fn run(&self, request: &Request<'_>) -> Result<Outcome, (PathBuf, io::Error)> {
        let mut outcome = Outcome::default();
        match self {
            Job::Spec(product) => generate(product, Origin::Specs, request, &mut outcome),
            Job::Metadata(file, input) => {
                let text = outcome.times.measure(Phase::Read, || read(input, request));
                if let Some(text) = text.map_err(|error| (input.path.clone(), error))? {
                    import(*file, input, &text, request, &mut outcome);
                }
            }
        }
        Ok(outcome)
    }
}

/// The text of a file of metadata; `None` when it is of a product of which nothing is wanted.
fn read(input: &Input, request: &Request<'_>) -> io::Result<Option<String>> {
    let mut start = Vec::new();
    File::open(&input.path)?
        .take(HEAD)
        .read_to_end(&mut start)?;
    let wanted = metadata::head(&String::from_utf8_lossy(&start))
        .is_none_or(|(code, version)| request.wanted.wants(&code, &version));
    wanted.then(|| text_file::read(&input.path)).transpose()
}

fn import(file: u32, input: &Input, text: &str, request: &Request<'_>, outcome: &mut Outcome) {
    let Outcome {
        diagnostics, times, ..
    } = outcome;
    let Import {
        product,
        ledger,
        places,
        ..
    } = times.measure(Phase::Import, || {
        metadata::import(file, &input.name, text, diagnostics)
    });
    if product.is_none() && !diagnostics.has_errors() {
        let why = ledger.events.iter().map(|event| event.note.as_str());
        let why: Vec<&str> = why.collect();
        let message = format!("`{}` is not generated: {}", input.name, why.join("; "));
        diagnostics.warning("product-refused", None, message);
    }
    if let Some(product) = product {
        let spec = Spec {
            products: vec![product],
        };
        times.measure(Phase::Check, || check::check(&spec, diagnostics));
        if !diagnostics.has_errors() {
            for product in &spec.products {
                generate(product, Origin::Metadata, request, outcome);
            }
        }
        // Freeing thousands of small pieces takes a while, and belongs to what made them.
        outcome.times.measure(Phase::Import, || drop(spec));
    }
    // What is said about several product versions speaks of their heads.
    let heads = outcome.head.iter();
    let heads = heads.flat_map(|(code, version)| [code.at, version.at]);
    let found = outcome.diagnostics.places().into_iter().chain(heads);
    let place = |at: At| Place {
        at,
        file: input.name.clone(),
        path: places.path(at.node),
    };
    outcome.places = found.map(place).collect();
}

/// From a checked spec to its module.
fn generate(product: &Product, origin: Origin, request: &Request<'_>, outcome: &mut Outcome) {
    outcome.head = Some((product.code.clone(), product.version.clone()));
    outcome.listed = request.wanted.is_a_choice().then(|| Listed::of(product));
    let Outcome {
        diagnostics, times, ..
    } = outcome;
    let model = times.measure(Phase::Resolve, || {
        resolve::resolve(product, origin, request.wanted)
    });
    let Some(model) = model else { return };
    let rust = times.measure(Phase::Lower, || lower::lower(&model, diagnostics));
    if diagnostics.has_errors() {
        return;
    }
    let start = Instant::now();
    let printing = Cell::new(Duration::ZERO);
    let print = |items| {
        let start = Instant::now();
        let text = emit::items(items);
        printing.set(printing.get() + start.elapsed());
        text
    };
    let options = render::Options {
        from_json: request.from_json,
        print: &print,
    };
    outcome.module = Some(render::render(&rust, &options));
    times.spend(Phase::Print, printing.get());
    times.spend(
        Phase::Render,
        start.elapsed().saturating_sub(printing.get()),
    );
    outcome.generated = generated::of(&rust);
    times.measure(Phase::Lower, || drop(rust));
}
