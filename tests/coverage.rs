//! Which kinds of requests and answers the tests have seen right.
//!
//! In: all vectors, captured and of our own. Out: `COVERAGE.md`, a table of every place, style, body and
//! answer with the vectors that show it and passed. `BLESS=1` writes it; a kind without a row, a row
//! without a name here, and a table that is out of date fail.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use alicloud_tests::answered::{called, served};
use alicloud_tests::judgement::judge;
use alicloud_tests::operations::{Operation, operation, operations};
use alicloud_tests::own;
use alicloud_tests::pinned::config;
use alicloud_tests::vectors::{self, id};
use alicloud_tests::wire::Wire;
use serde_json::Value;

#[path = "coverage/answers.rs"]
mod answers;
#[path = "coverage/requests.rs"]
mod requests;
#[path = "coverage/streams.rs"]
mod streams;
#[path = "coverage/words.rs"]
mod words;

/// The vectors that show each kind.
type Rows = BTreeMap<String, BTreeSet<String>>;

#[tokio::test]
async fn every_kind_has_a_vector_that_passed() {
    let operations = operations();
    let (sent, answered) = (sent(&operations).await, answered(&operations).await);
    let mut streamed = Rows::new();
    for (kind, id) in streams::seen().await {
        streamed
            .entry(kind.to_owned())
            .or_default()
            .insert(id.to_owned());
    }
    let text = format!(
        "# What the vectors show\n\n\
         Every place, style, body and answer of the protocol, with the vectors that show it and passed.\n\
         `BLESS=1 cargo test -p alicloud-tests --test coverage` writes this file.\n\n\
         {}{}{}",
        table(requests::KINDS, &sent),
        table(answers::KINDS, &answered),
        table(streams::KINDS, &streamed)
    );
    missing(requests::KINDS, &sent);
    missing(answers::KINDS, &answered);
    missing(streams::KINDS, &streamed);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("COVERAGE.md");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &text).expect("the table can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == text, "COVERAGE.md is out of date: BLESS=1");
}

/// A new word of the spec format needs a kind, and so a vector.
#[test]
fn every_word_of_the_format_has_a_kind() {
    let names = |kinds: &[(&str, &[&'static str])]| -> BTreeSet<&'static str> {
        let all = kinds.iter().flat_map(|(_, kinds)| kinds.iter().copied());
        all.collect()
    };
    let schema =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/schema/operation.schema.json");
    let schema = fs::read_to_string(schema).expect("the schema can be read");
    let schema: Value = schema.parse().expect("the schema is JSON");
    for (place, kinds, words) in [
        (words::PLACES, requests::KINDS, words::OF_PLACES),
        (words::STYLES, requests::KINDS, words::OF_STYLES),
        (words::BODIES, requests::KINDS, words::OF_BODIES),
        (words::ANSWERS, answers::KINDS, words::OF_ANSWERS),
    ] {
        let mut known = names(kinds);
        known.extend(names(streams::KINDS));
        let listed: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        assert_eq!(schema.pointer(place), Some(&listed.into()), "{place}");
        for kind in words.iter().flat_map(|(_, kinds)| *kinds) {
            assert!(known.contains(kind), "{kind} is no kind");
        }
    }
}

/// Requests that pass.
async fn sent(operations: &[Box<dyn Operation>]) -> Rows {
    let mut rows = Rows::new();
    let own = own::requests(operations);
    for vector in vectors::all("requests").iter().chain(&own) {
        let operation = operation(operations, vector);
        let Ok(request) = operation.read(&vector["input"]) else {
            continue;
        };
        let Ok(prepared) = request.prepare(&config(vector)).await else {
            continue;
        };
        let wire = Wire::of(&prepared);
        if judge(vector, &wire).is_empty() {
            for kind in requests::kinds(operation.info(), request.model(), &wire) {
                rows.entry(kind).or_default().insert(id(vector).to_owned());
            }
        }
    }
    rows
}

/// Answers that give what they must.
async fn answered(operations: &[Box<dyn Operation>]) -> Rows {
    let table: BTreeMap<String, Value> =
        serde_yaml::from_str(&vectors::text("answers.yaml")).expect("the table is a map of maps");
    let captured = vectors::all("answers").into_iter().map(|vector| {
        let mut facts = table[id(&vector)].clone();
        if let Some(facts) = facts.as_object_mut() {
            facts.remove("says");
        }
        (vector, facts)
    });
    let mut rows = Rows::new();
    for (vector, facts) in captured.chain(own::answers()) {
        let given = called(operations, &vector).await;
        if given.facts != facts {
            continue;
        }
        let mut declared = "";
        operation(operations, &vector).output(&mut |slot| declared = answers::declared(slot));
        let answer = served(&vector["answers"][0]);
        for kind in answers::kinds(declared, &answer, &given.facts) {
            rows.entry(kind.to_owned())
                .or_default()
                .insert(id(&vector).to_owned());
        }
    }
    rows
}

/// Fails unless the kinds that were seen are the kinds that there are.
fn missing(kinds: &[(&str, &[&str])], rows: &Rows) {
    let known: BTreeSet<&str> = kinds
        .iter()
        .flat_map(|(_, kinds)| kinds.iter().copied())
        .collect();
    let seen: BTreeSet<&str> = rows.keys().map(String::as_str).collect();
    let without: Vec<_> = known.difference(&seen).collect();
    assert!(without.is_empty(), "no vector passes for {without:?}");
    let unnamed: Vec<_> = seen.difference(&known).collect();
    assert!(unnamed.is_empty(), "not in the list of kinds: {unnamed:?}");
}

fn table(kinds: &[(&str, &[&str])], rows: &Rows) -> String {
    let mut text = String::new();
    for (about, kinds) in kinds {
        text.push_str(&format!(
            "## {about}\n\n| kind | vectors | such as |\n| --- | --- | --- |\n"
        ));
        for kind in *kinds {
            let ids: Vec<&str> = rows
                .get(*kind)
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect();
            let shown: Vec<String> = ids.iter().take(3).map(|id| format!("`{id}`")).collect();
            text.push_str(&format!(
                "| {kind} | {} | {} |\n",
                ids.len(),
                shown.join(", ")
            ));
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push_str("\n\n");
    text
}
