//! What a run did.
//!
//! In: what the passes gave and what was written. Out: numbers and names for whoever runs the generator: nothing in it
//! is needed to go on.

use std::time::Duration;

use crate::pipeline::{GeneratedOperation, Output, Times};

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
    /// The operations, by product and version.
    pub generated: Vec<GeneratedOperation>,
    /// Whether the cargo features in the crate's manifest changed, so that cargo must run again.
    pub features_changed: bool,
    pub(super) times: Times,
}

impl Report {
    /// Whether the output was up to date.
    pub fn is_unchanged(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }

    /// The phases of the run in their order, with the time that each took, summed over threads: with two busy threads
    /// that is twice the time on the clock.
    pub fn times(&self) -> Vec<(&'static str, Duration)> {
        self.times.named()
    }

    /// What a run says before anything is written.
    pub(super) fn of(output: &Output) -> Self {
        let features = output.modules.iter().filter_map(|one| one.feature.clone());
        let mut products: Vec<String> = features.collect();
        products.sort();
        Report {
            warnings: output.warnings.clone(),
            products,
            operations: output.generated.len(),
            generated: output.generated.clone(),
            times: output.times,
            ..Report::default()
        }
    }
}
