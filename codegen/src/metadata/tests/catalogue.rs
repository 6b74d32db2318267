//! The whole catalogue, where it is at hand: `ALICLOUD_METADATA` names its folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::*;
use crate::check::check;
use crate::diagnostic::Level;
use crate::lower::lower;
use crate::model::Origin;
use crate::resolve::{Selection, resolve};
use crate::spec::Spec;

/// All files, in the order of their names.
fn files() -> Vec<PathBuf> {
    let Some(folder) = std::env::var_os("ALICLOUD_METADATA").map(PathBuf::from) else {
        println!("skipped: ALICLOUD_METADATA is not set");
        return Vec::new();
    };
    let inside = |folder: &Path| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        paths
    };
    let versions = inside(&folder)
        .into_iter()
        .flat_map(|product| inside(&product));
    let files = versions
        .map(|version| version.join("api-docs.json"))
        .filter(|file| file.is_file());
    let files: Vec<_> = files.collect();
    if files.is_empty() {
        println!("skipped: ALICLOUD_METADATA has no <product>/<version>/api-docs.json");
    }
    files
}

fn add(sum: &mut Tally, tally: &Tally) {
    sum.seen += tally.seen;
    sum.generated += tally.generated;
    sum.merged += tally.merged;
    sum.dropped += tally.dropped;
}

#[test]
fn the_catalogue_is_imported_without_loss() {
    let mut problems = Vec::new();
    let mut codes: BTreeMap<(&str, Action), (usize, usize, String)> = BTreeMap::new();
    let mut sums = [Tally::default(); 3];
    let mut time = std::time::Duration::ZERO;
    for (index, file) in files().iter().enumerate() {
        let text = std::fs::read_to_string(file).expect("the catalogue can be read");
        let mut diagnostics = Diagnostics::default();
        let start = Instant::now();
        let import = import(index as u32, "api-docs.json", &text, &mut diagnostics);
        time += start.elapsed();
        let ledger = &import.ledger;
        let refused = ledger
            .events
            .iter()
            .any(|event| event.code == ledger::PRODUCT_REFUSED);
        if refused == import.product.is_some() {
            problems.push(format!("{}: neither spec nor refusal", ledger.product));
        }
        for (sum, (what, tally)) in sums.iter_mut().zip([
            ("operations", &ledger.operations),
            ("parameters", &ledger.parameters),
            ("fields", &ledger.fields),
        ]) {
            if !refused {
                add(sum, tally);
            }
            if tally.seen != tally.generated + tally.merged + tally.dropped {
                problems.push(format!("{}: {what} {tally:?}", ledger.product));
            }
        }
        for event in &ledger.events {
            let entry = codes.entry((event.code, event.action)).or_default();
            entry.0 += 1;
            entry.1 += event.count;
            if entry.2.is_empty() {
                entry.2 = format!("{} {}: {}", ledger.product, event.place, event.note);
            }
        }
        let places = import.places;
        let spec = Spec {
            products: import.product.into_iter().collect(),
        };
        check(&spec, &mut diagnostics);
        if !diagnostics.has_errors() {
            for product in &spec.products {
                if let Some(model) = resolve(product, Origin::Metadata, &Selection::All) {
                    lower(&model, &mut diagnostics);
                }
            }
        }
        for finding in diagnostics.sorted() {
            let place = finding.at.map_or(String::new(), |at| places.path(at.node));
            if finding.level == Level::Error {
                problems.push(format!(
                    "{}: {place}: {} {}",
                    ledger.product, finding.code, finding.message
                ));
            }
        }
    }
    println!("{time:?}, {sums:#?}");
    for ((code, action), (events, count, first)) in &codes {
        println!("{code} {action:?}: {events} events, {count} counted, first {first}");
    }
    let shown = problems
        .iter()
        .take(60)
        .map(String::as_str)
        .collect::<Vec<_>>();
    assert!(
        problems.is_empty(),
        "{} problems:\n{}",
        problems.len(),
        shown.join("\n")
    );
}
