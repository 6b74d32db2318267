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

/// Checks everything.
pub(crate) fn run(ours: &Space, peers: Option<&Space>, report: &mut Report) -> Result<(), Failure> {
    let (compared, alone) = match peers {
        Some(peers) => ours.versions.iter().cloned().partition(|version| {
            peers
                .versions
                .iter()
                .any(|peer| peer.krate == version.krate)
        }),
        None => (Vec::new(), ours.versions.clone()),
    };
    cargo::warm(ours, cut::WARM, &["check"])?;
    let mut rest = Side::default();
    for versions in alone.chunks(TURN) {
        rest.turn(ours, versions)?;
        eprintln!("checked {} of {}", rest.versions, ours.versions.len());
    }
    let (mut here, mut there) = (Side::default(), Side::default());
    if let Some(peers) = peers {
        cargo::warm(peers, cut::WARM, &["check"])?;
        for versions in compared.chunks(TURN) {
            here.turn(ours, versions)?;
            there.turn(peers, versions)?;
            eprintln!("compared {} of {}", here.versions, compared.len());
        }
    }
    if peers.is_some() {
        report.comparison(&here, &there);
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
