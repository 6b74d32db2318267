//! The output under `cargo check`, beside the same models as plain serde derives.
//!
//! A few versions of ours, then the same ones as serde derives, and so on: when the machine grows slower or faster
//! during the run, both sides feel it.

use crate::Failure;
use crate::cargo::{self, Checked};
use crate::cut::{self, Space, Version};
use crate::report::Report;

/// Versions in one command: enough to keep the cores busy, few enough to take turns often.
const TURN: usize = 8;

/// What one side of the comparison, or all, cost.
#[derive(Debug, Default)]
pub(crate) struct Side {
    pub(crate) versions: usize,
    pub(crate) operations: usize,
    pub(crate) checked: Checked,
}

impl Side {
    fn turn(&mut self, space: &Space, versions: &[Version]) -> Result<(), Failure> {
        self.versions += versions.len();
        self.operations += versions
            .iter()
            .map(|version| version.operations)
            .sum::<usize>();
        self.checked.add(cargo::check(space, versions)?);
        Ok(())
    }
}

/// Checks everything, and the peers in turn with the same versions of ours.
pub(crate) fn run(ours: &Space, peers: &[Space], report: &mut Report) -> Result<(), Failure> {
    let is_compared = |version: &Version| {
        let peers = peers.first().map(|peer| &peer.versions);
        peers.is_some_and(|peers| peers.iter().any(|peer| peer.krate == version.krate))
    };
    let (compared, alone): (Vec<Version>, Vec<Version>) =
        ours.versions.iter().cloned().partition(is_compared);
    for space in peers.iter().chain([ours]) {
        cargo::warm(space, cut::WARM, &["check"])?;
    }
    let mut rest = Side::default();
    for versions in alone.chunks(TURN) {
        rest.turn(ours, versions)?;
        eprintln!("checked {} of {}", rest.versions, ours.versions.len());
    }
    let mut here = Side::default();
    let mut there: Vec<Side> = peers.iter().map(|_| Side::default()).collect();
    for versions in compared.chunks(TURN) {
        here.turn(ours, versions)?;
        for (space, side) in peers.iter().zip(&mut there) {
            side.turn(space, versions)?;
        }
        eprintln!("compared {} of {}", here.versions, compared.len());
    }
    if let [models, clients] = there.as_slice() {
        report.comparison(&here, models, clients);
    }
    let all = Side {
        versions: rest.versions + here.versions,
        operations: rest.operations + here.operations,
        checked: {
            rest.checked.add(here.checked);
            rest.checked
        },
    };
    report.check(&all);
    Ok(())
}
