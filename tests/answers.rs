//! Answers of services, and of what may stand before them, through interpretation and whole calls.
//!
//! In: `vectors/answers/*.json`: what was answered, and what the official Python SDK kept of it; by hand
//! in `vectors/answers.yaml` what our client must give. Out: whether it gives that, nothing more and
//! nothing less, keeps the answer as it came, and loses nothing that the official SDK keeps.

use std::collections::BTreeMap;

use alicloud::{Bytes, Config, Credentials, Validation, http};
use alicloud_tests::given::Given;
use alicloud_tests::in_memory::InMemory;
use alicloud_tests::operations::{operation, operations};
use alicloud_tests::vectors::{self, id, string};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
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
    for vector in &vectors {
        let row = &table[id(vector)];
        let given = called(vector).await;
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

#[tokio::test]
async fn interpretation_alone_gives_the_same_as_a_call() {
    for vector in &vectors() {
        let (call, alone) = (called(vector).await, interpreted(vector));
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
    for vector in &vectors() {
        let served = served(&vector["answers"][0]);
        let given = called(vector).await;
        assert_eq!(given.body, served.body(), "{}", id(vector));
        assert_eq!(&given.headers, served.headers(), "{}", id(vector));
    }
}

#[tokio::test]
async fn nothing_is_lost_that_the_official_sdk_keeps() {
    let mut wrong = Vec::new();
    let mut kept = 0;
    for vector in vectors()
        .iter()
        .filter(|vector| id(vector) != FOLLOWED_BY_PYTHON)
    {
        let given = called(vector).await;
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

/// A whole call that is answered so. Whatever the answer, there is one request.
async fn called(vector: &Value) -> Given {
    let answers = vector["answers"]
        .as_array()
        .expect("the answers are a list");
    let transport = InMemory::answering(answers.iter().map(served));
    let config = Config::new("cn-hangzhou")
        .with_credentials(Credentials::sts("id", "secret", "token"))
        .with_validation(Validation::Off)
        .with_transport(transport.clone());
    let operations = operations();
    let request = operation(&operations, vector)
        .read(&vector["input"])
        .unwrap_or_else(|error| panic!("{}: {error}", id(vector)));
    let given = request.send(&config).await;
    assert_eq!(transport.requests().len(), 1, "{}", id(vector));
    given.unwrap_or_else(|error| Given::failed(&error))
}

/// The answer without a client around it.
fn interpreted(vector: &Value) -> Given {
    let operations = operations();
    operation(&operations, vector).interpret(served(&vector["answers"][0]))
}

fn served(answer: &Value) -> http::Response<Bytes> {
    let body = match &answer["body"] {
        Value::String(text) => text.clone().into_bytes(),
        Value::Object(body) if body.contains_key("base64") => STANDARD
            .decode(string(&answer["body"], "base64"))
            .expect("the body is base64"),
        body => body.to_string().into_bytes(),
    };
    let status = answer["status"]
        .as_u64()
        .and_then(|status| u16::try_from(status).ok());
    let mut builder = http::Response::builder().status(status.expect("an answer has a status"));
    for (name, value) in answer["headers"]
        .as_object()
        .expect("the headers are an object")
    {
        builder = builder.header(name, value.as_str().expect("headers are texts"));
    }
    builder.body(body.into()).expect("the answer can be sent")
}
