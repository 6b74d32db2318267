//! The whole catalogue, where it is at hand: `ALICLOUD_METADATA` names its folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{quirks, *};
use crate::diagnostic::Level;
use crate::metadata::fixups::TABLE;

/// All files, in the order of their names.
pub(super) fn files() -> Vec<PathBuf> {
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
    assert!(
        !files.is_empty(),
        "ALICLOUD_METADATA has no <product>/<version>/api-docs.json; it must be an absolute path"
    );
    files
}

/// What a whole catalogue gave.
#[derive(Default)]
struct Total {
    time: Duration,
    operations: Tally,
    parameters: Tally,
    fields: Tally,
    told: prose::Tally,
    /// Events and what they count, with the first of them, by code and action.
    codes: BTreeMap<(&'static str, Action), (usize, usize, String)>,
    problems: Vec<String>,
}

impl Total {
    fn add(&mut self, file: u32, text: &str) {
        let mut diagnostics = Diagnostics::default();
        let start = Instant::now();
        let import = import(file, "api-docs.json", text, &mut diagnostics);
        self.time += start.elapsed();
        let ledger = &import.ledger;
        let of = |code: &str| ledger.events.iter().any(|event| event.code == code);
        let is_refused = of(ledger::PRODUCT_REFUSED);
        if is_refused == import.product.is_some() {
            self.problem(ledger, "neither spec nor refusal");
        }
        for (sum, tally) in [
            (&mut self.operations, &ledger.operations),
            (&mut self.parameters, &ledger.parameters),
            (&mut self.fields, &ledger.fields),
        ] {
            if tally.seen != tally.generated + tally.merged + tally.dropped {
                self.problems.push(format!("{}: {tally:?}", ledger.product));
            }
            if !is_refused {
                sum.seen += tally.seen;
                sum.generated += tally.generated;
                sum.merged += tally.merged;
                sum.dropped += tally.dropped;
            }
        }
        self.told.add(&import.ledger.told);
        for event in &ledger.events {
            let entry = self.codes.entry((event.code, event.action)).or_default();
            entry.0 += 1;
            entry.1 += event.count;
            if entry.2.is_empty() {
                entry.2 = format!("{} {}: {}", ledger.product, event.place, event.note);
            }
        }
        self.judge(import, diagnostics);
    }

    /// Every later pass takes what was imported.
    fn judge(&mut self, import: Import, mut diagnostics: Diagnostics) {
        later(import.product, &mut diagnostics);
        for finding in diagnostics.sorted() {
            let place = finding
                .at
                .map_or(String::new(), |at| import.places.path(at.node));
            if finding.level == Level::Error {
                let problem = format!("{place}: {} {}", finding.code, finding.message);
                self.problem(&import.ledger, &problem);
            }
        }
    }

    fn problem(&mut self, ledger: &Ledger, what: &str) {
        self.problems.push(format!("{}: {what}", ledger.product));
    }
}

#[test]
fn the_catalogue_is_imported_without_loss() {
    let files = files();
    let mut total = Total::default();
    for (index, file) in files.iter().enumerate() {
        let text = std::fs::read_to_string(file).expect("the catalogue can be read");
        total.add(u32::try_from(index).expect("there are fewer files"), &text);
    }
    println!("{} files in {:?}", files.len(), total.time);
    println!("operations {:?}", total.operations);
    println!(
        "parameters {:?}\nfields {:?}",
        total.parameters, total.fields
    );
    println!("{:#?}", total.told);
    for ((code, action), (events, count, first)) in &total.codes {
        println!("{code} {action:?}: {events} events, {count} counted, first {first}");
    }
    let problems = total.problems.len();
    let shown: Vec<_> = total.problems.into_iter().take(60).collect();
    assert!(
        shown.is_empty(),
        "{problems} problems:\n{}",
        shown.join("\n")
    );
    assert_eq!(total.operations.dropped, 0, "only products are refused");
    assert!(
        total.parameters.dropped * 1000 <= total.parameters.seen,
        "{:?}",
        total.parameters
    );
    if (files.len(), total.operations.seen) == KNOWN {
        counted(&total.codes);
    }
}

/// Files and operations of the catalogue whose quirks are counted in the table for people.
const KNOWN: (usize, usize) = (258, 18_188);

/// Quirks of other products and other editions of the files, and what no spec may hold whoever writes it. Nothing in
/// this catalogue shows them; a case of each does, as for all others.
const ELSEWHERE: &[&str] = &[
    "all-of",
    "colliding-operations",
    "items-listed",
    "one-of",
    "repeated-key",
    "binary-inside",
    "body-named-like-a-parameter",
    "callback-missing",
    "callback-unreadable",
    "compound-header",
    "compound-in-path",
    "crossed-limits",
    "endless-component",
    "facts-of-whole-answer",
    "form-and-body",
    "header-family",
    "host-unreadable",
    "limit-excludes-value",
    "limit-of-no-number",
    "list-for-map",
    "map-and-structure",
    "no-method",
    "no-path",
    "no-type",
    "odd-path",
    "odd-reference",
    "owned-header",
    "parameter-in-two-places",
    "placeholder-without-parameter",
    "reference-beside-type",
    "region-repeated",
    "region-unreadable",
    "repeated-component",
    "repeated-header",
    "repeated-operation",
    "repeated-placeholder",
    "repeated-property",
    "sensitive-host",
    "simple-style-of-structures",
    "star-in-path",
    "style-of-single-value",
    "too-deep",
    "two-bodies",
    "unknown-place",
    "unknown-style",
    "unknown-type",
    "unsupported-pattern",
    "unusable-header",
    "unusable-name",
    "unusable-operation",
];

fn counted(codes: &BTreeMap<(&'static str, Action), (usize, usize, String)>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for fixup in TABLE.iter().flat_map(|(_, fixups)| fixups.iter()) {
        let own = codes.iter().filter(|((code, _), _)| *code == fixup.code);
        // Where one decision takes two notes, the first of them counts.
        let count = own
            .map(|(_, (events, ..))| *events)
            .max()
            .unwrap_or_default();
        counts.insert(fixup.code.to_owned(), count);
    }
    let unknown: Vec<_> = codes
        .keys()
        .filter(|(code, _)| !counts.contains_key(*code))
        .collect();
    assert!(
        unknown.is_empty(),
        "codes without a line in the table: {unknown:?}"
    );
    let absent: Vec<&str> = counts
        .iter()
        .filter(|(_, count)| **count == 0)
        .map(|(code, _)| code.as_str())
        .collect();
    let mut elsewhere = ELSEWHERE.to_vec();
    elsewhere.sort_unstable();
    assert_eq!(
        absent, elsewhere,
        "quirks that occur nowhere in this catalogue"
    );
    if std::env::var_os("BLESS").is_some() {
        quirks::write(&counts);
    }
    assert_eq!(quirks::counts(), counts, "mend with BLESS=1");
}
