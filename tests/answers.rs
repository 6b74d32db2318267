//! Answers of services, and of what may stand before them, through interpretation and whole calls.
//!
//! In: `vectors/answers/*.json`: what was answered, and what the official Python SDK kept of it; by hand
//! in `vectors/answers.yaml` what our client must give. Out: whether it gives that, nothing more and
//! nothing less, keeps the answer as it came, and loses nothing that the official SDK keeps.

use std::collections::BTreeMap;

use alicloud_tests::answered::{called, interpreted, served};
use alicloud_tests::operations::operations;
use alicloud_tests::own;
use alicloud_tests::vectors::{self, id};
use serde_json::{Map, Value, json};

#[path = "answers/lost.rs"]
mod lost;

use lost::lost;

const COUNT: usize = 40;

/// Python follows this one to another host, token in hand, so there is nothing of it to keep.
const FOLLOWED_BY_PYTHON: &str = "redirect-307";

#[tokio::test]
async fn every_answer_gives_what_the_table_says() {
    let table = table();
    let mut wrong = Vec::new();
    let vectors = vectors();
    let operations = operations();
    for vector in &vectors {
        let row = &table[id(vector)];
        let given = called(&operations, vector).await;
        if given.facts != row.facts {
            wrong.push(format!(
                "{}\nexpected: {}\n   found: {}",
                id(vector),
                row.facts,
                given.facts
            ));
        }
        for part in row.says.iter().filter(|part| !given.text.contains(*part)) {
            wrong.push(format!(
                "{} does not say {part:?}: {}",
                id(vector),
                given.text
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    println!("{} answers", vectors.len());
}

/// Kinds of answers that no captured one shows.
#[tokio::test]
async fn every_answer_of_our_own_gives_what_it_must() {
    let operations = operations();
    let answers = own::answers();
    for (vector, gives) in &answers {
        let call = called(&operations, vector).await;
        assert_eq!(call.facts, *gives, "{}", id(vector));
        assert_eq!(
            interpreted(&operations, vector).output,
            call.output,
            "{}",
            id(vector)
        );
    }
    println!("{} answers of our own", answers.len());
}

#[tokio::test]
async fn interpretation_alone_gives_the_same_as_a_call() {
    let operations = operations();
    for vector in &vectors() {
        let (call, alone) = (
            called(&operations, vector).await,
            interpreted(&operations, vector),
        );
        assert_eq!(alone.output, call.output, "{}", id(vector));
        if call.output.is_none() {
            assert_eq!(
                (alone.facts, alone.text),
                (call.facts, call.text),
                "{}",
                id(vector)
            );
        }
    }
}

#[tokio::test]
async fn body_and_headers_are_kept_as_they_came() {
    let operations = operations();
    for vector in &vectors() {
        let served = served(&vector["answers"][0]);
        let given = called(&operations, vector).await;
        assert_eq!(given.body, served.body(), "{}", id(vector));
        assert_eq!(&given.headers, served.headers(), "{}", id(vector));
    }
}

#[tokio::test]
async fn nothing_is_lost_that_the_official_sdk_keeps() {
    let mut wrong = Vec::new();
    let mut kept = 0;
    let operations = operations();
    for vector in vectors()
        .iter()
        .filter(|vector| id(vector) != FOLLOWED_BY_PYTHON)
    {
        let given = called(&operations, vector).await;
        let lost = lost(&vector["python"], &given);
        kept += vector["python"]["status_code"].as_u64().map_or(0, |_| 1);
        wrong.extend(
            lost.into_iter()
                .map(|what| format!("{}: {what}: {}", id(vector), given.facts)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Of the others even the status is lost there: arrays, HTML, no body, a byte order mark, other XML.
    assert_eq!(kept, COUNT - 1 - 8);
}

/// Each file and each row belong together.
#[test]
fn the_table_has_one_row_an_answer() {
    let table = table();
    let mut rows: Vec<&str> = table.keys().map(String::as_str).collect();
    rows.sort_by_key(|row| format!("{row}.json"));
    let vectors = vectors();
    assert_eq!(rows, vectors.iter().map(id).collect::<Vec<_>>());
}

/// A row of the table.
struct Row {
    facts: Value,
    says: Vec<String>,
}

fn table() -> BTreeMap<String, Row> {
    let rows: BTreeMap<String, Map<String, Value>> =
        serde_yaml::from_str(&vectors::text("answers.yaml")).expect("the table is a map of maps");
    let row = |(id, mut facts): (String, Map<String, Value>)| {
        let says = facts.remove("says").unwrap_or_else(|| json!([]));
        let says = says.as_array().into_iter().flatten().map(|part| {
            part.as_str()
                .expect("what an error says is text")
                .to_owned()
        });
        (
            id,
            Row {
                says: says.collect(),
                facts: facts.into(),
            },
        )
    };
    rows.into_iter().map(row).collect()
}

fn vectors() -> Vec<Value> {
    let vectors = vectors::all("answers");
    assert_eq!(vectors.len(), COUNT);
    vectors
}
