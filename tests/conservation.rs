//! Nothing that metadata holds is lost silently: what an independent counter finds is what the importer accounts for.
//!
//! In: three of the files in `metadata/`, and with `ALICLOUD_METADATA` every file of a folder
//! `<product>/<version>/api-docs.json`. Out: for each file operations seen = generated + refused, parameters and
//! fields seen = generated + merged + dropped, and a decision with a code and a place for each one that is not
//! generated.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where its preparation fails"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use alicloud_codegen::Importer;
use alicloud_tests::scratch;
use serde_json::Value;

#[path = "conservation/count.rs"]
mod count;

use count::{Counts, count};

/// Products that do not speak the protocol, and so are left out whole.
const REFUSED: [&str; 5] = ["aligenie", "fc-open", "oss", "pds", "sls"];

/// Of a thousand parameters of all other products, how many may be dropped.
const DROPPED_IN_A_THOUSAND: usize = 1;

#[test]
fn the_counter_counts_what_a_person_counts() {
    let of = |product: &str| count(&document(&small(product)));
    let library = Counts {
        operations: 2,
        parameters: 7,
        fields: 7 + 6 + 5 + 5,
    };
    assert_eq!(of("library/2030-01-01"), library);
    let orchard = Counts {
        operations: 2,
        parameters: 2,
        fields: 3 + 2 + 6 + 4 + 2,
    };
    assert_eq!(of("orchard/2031-02-03"), orchard);
    let garden = Counts {
        operations: 1,
        parameters: 2,
        fields: 3 + 2 + 2 + 2 + 3 + 1 + 3 + 1,
    };
    assert_eq!(of("garden/2032-03-04"), garden);
}

#[test]
fn small_files_are_accounted_for_to_the_last_field() {
    let files = [
        "garden/2032-03-04",
        "library/2030-01-01",
        "orchard/2031-02-03",
    ]
    .map(small);
    let sums = Sums::of(&files);
    sums.judge();
    let total = &sums.total;
    assert_eq!((total.operations.seen, total.operations.lost), (5, 0));
    assert_eq!(total.parameters.merged, 1, "a parameter stands twice");
    assert!(total.fields.lost > 0, "a component is used by nobody");
}

#[test]
fn the_catalogue_is_accounted_for_to_the_last_field() {
    let Some(folder) = std::env::var_os("ALICLOUD_METADATA") else {
        println!("skipped: ALICLOUD_METADATA names no folder of <product>/<version>/api-docs.json");
        return;
    };
    let files = files(Path::new(&folder));
    assert!(!files.is_empty(), "{folder:?} holds no metadata");
    let sums = Sums::of(&files);
    println!("{} files: {:#?}", files.len(), sums.total);
    println!("left out and merged, by code: {:#?}", sums.codes);
    sums.judge();
}

/// Where things of one kind went. What is not generated is merged or lost: refused or dropped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    seen: usize,
    generated: usize,
    merged: usize,
    lost: usize,
}

#[derive(Debug, Default)]
struct Account {
    operations: Tally,
    parameters: Tally,
    fields: Tally,
}

/// The sums over some files, and what is wrong with them.
#[derive(Debug, Default)]
struct Sums {
    /// Without products that are refused whole.
    total: Account,
    /// What is not generated, by action and code.
    codes: BTreeMap<String, usize>,
    wrong: Vec<String>,
}

impl Sums {
    /// Imports the files and compares.
    fn of(files: &[PathBuf]) -> Self {
        let importer = files.iter().fold(Importer::new(), Importer::metadata);
        let report: Value = serde_json::from_str(&importer.account().unwrap().account).unwrap();
        let products = report["products"].as_array().unwrap();
        let products: BTreeMap<&str, &Value> = products
            .iter()
            .map(|product| (product["product"].as_str().unwrap(), product))
            .collect();
        assert_eq!(products.len(), files.len(), "one file is one product");
        let mut sums = Sums::default();
        for file in files {
            let document = document(file);
            let part = |key: &str| document["info"][key].as_str().unwrap();
            let name = format!(
                "{}/{}",
                part("product").to_ascii_lowercase(),
                part("version")
            );
            let product = products.get(name.as_str());
            sums.add(
                &name,
                &document,
                product.unwrap_or_else(|| panic!("{name} is in no account")),
            );
        }
        sums
    }

    /// Compares one file with its account.
    fn add(&mut self, name: &str, document: &Value, product: &Value) {
        let found = count(document);
        let account = Account {
            operations: tally(&product["operations"]),
            parameters: tally(&product["parameters"]),
            fields: tally(&product["fields"]),
        };
        for (what, seen, tally) in [
            ("operations", found.operations, account.operations),
            ("parameters", found.parameters, account.parameters),
            ("fields", found.fields, account.fields),
        ] {
            if tally.seen != seen || seen != tally.generated + tally.merged + tally.lost {
                self.wrong
                    .push(format!("{name}: {what}: {seen} counted, {tally:?}"));
            }
        }
        let code = document["info"]["product"].as_str().unwrap_or_default();
        let is_refused = REFUSED.contains(&code.to_ascii_lowercase().as_str());
        let refused = if is_refused { found.operations } else { 0 };
        if account.operations.lost != refused {
            let lost = account.operations.lost;
            self.wrong
                .push(format!("{name}: {lost} operations refused, not {refused}"));
        }
        if !is_refused {
            self.decisions(name, &product["events"], &account);
            self.total.operations.add(account.operations);
            self.total.parameters.add(account.parameters);
            self.total.fields.add(account.fields);
        }
    }

    /// Every field that is merged or dropped has a decision with a code and a place.
    fn decisions(&mut self, name: &str, events: &Value, account: &Account) {
        let mut told: BTreeMap<&str, usize> = BTreeMap::new();
        for event in events.as_array().unwrap() {
            let text = |key: &str| event[key].as_str().unwrap_or_default();
            let count = number(&event["count"]);
            if matches!(text("action"), "merged" | "dropped") {
                *told.entry(text("action")).or_default() += count;
                let key = format!("{} {}", text("action"), text("code"));
                *self.codes.entry(key).or_default() += count;
            }
            if text("code").is_empty() || text("place").is_empty() {
                self.wrong
                    .push(format!("{name}: a decision without code or place: {event}"));
            }
        }
        for (action, count) in [
            ("merged", account.fields.merged),
            ("dropped", account.fields.lost),
        ] {
            let told = told.get(action).copied().unwrap_or_default();
            if told != count {
                self.wrong.push(format!(
                    "{name}: {count} fields {action}, decisions say {told}"
                ));
            }
        }
    }

    fn judge(&self) {
        let parameters = self.total.parameters;
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
        assert!(
            parameters.lost * 1000 <= parameters.seen * DROPPED_IN_A_THOUSAND,
            "{} of {} parameters dropped",
            parameters.lost,
            parameters.seen
        );
    }
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.seen += other.seen;
        self.generated += other.generated;
        self.merged += other.merged;
        self.lost += other.lost;
    }
}

/// A tally of the account; operations have `refused` where fields have `dropped`.
fn tally(value: &Value) -> Tally {
    Tally {
        seen: number(&value["seen"]),
        generated: number(&value["generated"]),
        merged: number(&value["merged"]),
        lost: number(&value["dropped"]) + number(&value["refused"]),
    }
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or_default()).unwrap()
}

fn document(file: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

fn small(product: &str) -> PathBuf {
    let folder = scratch::root().join("tests/metadata").join(product);
    folder.join("api-docs.json")
}

/// The files of a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let below = |folder: &Path| {
        let entries = fs::read_dir(folder).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.filter(|path| path.is_dir()).collect::<Vec<_>>()
    };
    let versions = below(folder)
        .into_iter()
        .flat_map(|product| below(&product));
    let files = versions.map(|version| version.join("api-docs.json"));
    let mut files: Vec<PathBuf> = files.filter(|file| file.exists()).collect();
    files.sort();
    files
}
