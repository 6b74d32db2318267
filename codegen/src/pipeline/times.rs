//! How long each phase of a run took.
//!
//! In: how long each job spent in each phase. Out: sums over all threads, which `--timings` prints: a slow phase is
//! found without a profiler.

use std::time::{Duration, Instant};

/// A phase of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    Read,
    Import,
    Check,
    Resolve,
    Lower,
    Render,
    Print,
    Write,
}

impl Phase {
    /// In the order in which they run, with their names.
    pub(crate) const ALL: [(Phase, &'static str); 8] = [
        (Phase::Read, "read"),
        (Phase::Import, "import"),
        (Phase::Check, "check"),
        (Phase::Resolve, "resolve"),
        (Phase::Lower, "lower"),
        (Phase::Render, "render"),
        (Phase::Print, "print"),
        (Phase::Write, "write"),
    ];
}

/// The time spent in each phase, summed over threads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Times([Duration; Phase::ALL.len()]);

impl Times {
    /// Does something and adds the time it takes to a phase.
    pub(crate) fn measure<T>(&mut self, phase: Phase, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.spend(phase, start.elapsed());
        result
    }

    /// Adds time to a phase.
    pub(crate) fn spend(&mut self, phase: Phase, time: Duration) {
        self.0[phase as usize] += time;
    }

    /// Adds all times of another.
    pub(crate) fn add(&mut self, other: &Times) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }

    /// The phases by name.
    pub(crate) fn named(&self) -> Vec<(&'static str, Duration)> {
        let phases = Phase::ALL.iter();
        phases
            .map(|(phase, name)| (*name, self.0[*phase as usize]))
            .collect()
    }
}
