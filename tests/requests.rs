//! Requests of many operations against what the official SDKs sent for the same input.
//!
//! In: `vectors/requests/*.json`, and by hand in `vectors/enforce.yaml` what each input violates. Out:
//! whether the same input, read into the generated types and prepared by the generated clients, means
//! the same on the wire, carries the right signature, and is refused for the right reasons.

use std::collections::BTreeMap;

use alicloud::{Bytes, ErrorKind, http};
use alicloud_tests::in_memory::InMemory;
use alicloud_tests::judgement::judge;
use alicloud_tests::operations::{Operation, named, operation, operations};
use alicloud_tests::own;
use alicloud_tests::pinned::{DATE, config};
use alicloud_tests::vectors::{self, id, string};
use alicloud_tests::wire::Wire;
use serde_json::{Value, json};

#[allow(dead_code, reason = "the page of an operation is checked elsewhere")]
#[path = "../generated/examples/quickstart/checker.rs"]
mod checker;

/// What the official SDKs were seen to send.
const COUNT: usize = 39;

/// Where a query is spelled as only one of the official SDKs does it, or not in the order of a JSON text.
const OTHER_QUERY: [&str; 5] = [
    "aiworkspace.GetWorkspace.boolean",
    "alb.CreateLoadBalancer.flat",
    "ecs.RunInstances.shapes",
    "imm.CreateMediaConvertTask.json-query",
    "vpc.DescribeVpcs.empty-list",
];

/// A required list has no form in which it is missing.
const NOT_REPRESENTABLE: &str = "aiworkspace.CreateWorkspaceResource.no-body-members";

#[tokio::test]
async fn every_vector_goes_out_as_the_official_sdks_send_it() {
    let sent = sent().await;
    let wrong: Vec<String> = sent
        .iter()
        .flat_map(|(vector, request)| {
            let lines = judge(vector, &Wire::of(request));
            lines
                .into_iter()
                .map(|line| format!("{}: {line}", id(vector)))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(sent.len(), COUNT - 1);
    println!(
        "{} of {COUNT} request vectors run, not representable: {NOT_REPRESENTABLE}",
        sent.len()
    );
}

/// Shapes that no captured request shows.
#[tokio::test]
async fn every_request_of_our_own_goes_out_as_the_rules_say() {
    let operations = operations();
    let vectors = own::requests(&operations);
    for vector in &vectors {
        let request = operation(&operations, vector)
            .read(&vector["input"])
            .unwrap_or_else(|error| panic!("{}: {error}", id(vector)));
        let request = request.prepare(&config(vector)).await;
        let request = request.unwrap_or_else(|error| panic!("{}: {error}", id(vector)));
        let wire = Wire::of(&request);
        assert_eq!(judge(vector, &wire), [""; 0], "{}", id(vector));
        let signed = wire.headers.get("authorization");
        assert_eq!(
            signed,
            authorization(vector, &wire).as_ref(),
            "{}",
            id(vector)
        );
    }
    println!("{} requests of our own", vectors.len());
}

#[tokio::test]
async fn a_changed_request_is_judged_wrong() {
    type Change = fn(&mut Wire);
    let changes: [(&str, Change); 7] = [
        ("method", |got| got.method = "PUT".into()),
        ("path", |got| got.path.push('x')),
        ("query:more", |got| {
            got.query.push(("more".into(), "1".into()))
        }),
        ("header:accept", |got| drop(got.headers.remove("accept"))),
        ("header:x-acs-version", |got| {
            drop(
                got.headers
                    .insert("x-acs-version".into(), "2020-01-01".into()),
            )
        }),
        ("body:/more", |got| {
            got.body.splice(1..1, *b"\"more\":true,").for_each(drop)
        }),
        ("body", |got| got.body.clear()),
    ];
    let sent = sent().await;
    let (vector, request) = &sent[0];
    for (place, change) in changes {
        let mut got = Wire::of(request);
        change(&mut got);
        let lines = judge(vector, &got);
        assert!(
            lines.len() == 1 && lines[0].starts_with(&format!("{place}: ")),
            "{place}: {lines:?}"
        );
    }
    let full = sent
        .iter()
        .find(|(vector, _)| id(vector).ends_with("Resource.full"));
    let (vector, request) = full.expect("the vector with every member is there");
    let mut got = Wire::of(request);
    let text = String::from_utf8(got.body).expect("the body is JSON");
    got.body = text
        .replacen("\"IsDefault\":true", "\"IsDefault\":\"true\"", 1)
        .into_bytes();
    assert_eq!(
        judge(vector, &got),
        ["body:/Resources/0/IsDefault: expected true, got \"true\""]
    );
}

/// The text that the official library signed, with the hash of our body in place of theirs, must be
/// what our signature covers; the checker recomputes the rest from what is sent. Where our query is
/// spelled in another way, which its own test judges, it takes the place of theirs as well.
#[tokio::test]
async fn every_signature_covers_the_official_text() {
    let sent = sent().await;
    let mut signed = 0;
    let mut same_bytes = 0;
    let mut other_query = Vec::new();
    for (vector, request) in &sent {
        let wire = Wire::of(request);
        let hash = checker::sha256(&wire.body);
        assert_eq!(wire.headers["x-acs-content-sha256"], hash, "{}", id(vector));
        let minimal = &vector["signing"]["minimal"];
        if minimal.is_null() {
            assert_eq!(
                wire.headers.get("authorization"),
                None,
                "{}: nothing to sign with",
                id(vector)
            );
            continue;
        }
        signed += 1;
        if let Err(refusal) = check(vector, request, &wire) {
            panic!("{}: {}", id(vector), refusal.message);
        }
        let official = string(minimal, "canonical_request");
        let (_, their_hash) = official
            .rsplit_once('\n')
            .expect("the last line is the hash");
        let mut lines: Vec<&str> = official.split('\n').collect();
        let query = request.uri().query().unwrap_or_default();
        if lines[2] != query {
            lines[2] = query;
            other_query.push(id(vector));
        }
        let ours = lines.join("\n").replace(their_hash, &hash);
        assert_eq!(
            string_to_sign(&wire, &hash),
            format!("ACS3-HMAC-SHA256\n{}", checker::sha256(ours.as_bytes())),
            "{}",
            id(vector)
        );
        if hash == their_hash && other_query.last() != Some(&id(vector)) {
            same_bytes += 1;
            assert_eq!(
                wire.headers["authorization"],
                string(minimal, "authorization"),
                "{}",
                id(vector)
            );
        }
    }
    assert_eq!(other_query, OTHER_QUERY);
    assert_eq!((signed, same_bytes), (36, 10));
}

#[test]
fn a_request_without_a_required_list_cannot_be_written() {
    let vector = vectors::json(&format!("requests/{NOT_REPRESENTABLE}.json"));
    let operations = operations();
    let error = operation(&operations, &vector)
        .read(&vector["input"])
        .err()
        .expect("it is refused");
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    let violations = error.violations().expect("it says what is wrong");
    let found: Vec<_> = violations
        .iter()
        .map(|violation| (violation.rule, violation.path.as_str()))
        .collect();
    assert_eq!(found, [("required", "body.Resources")]);
}

#[tokio::test]
async fn every_vector_violates_what_the_pages_say_and_nothing_else() {
    let table: BTreeMap<String, Vec<String>> =
        serde_yaml::from_str(&vectors::text("enforce.yaml")).expect("the table is a map of lists");
    let vectors = vectors::all("requests");
    let ids: Vec<&str> = vectors.iter().map(id).collect();
    let mut rows: Vec<&str> = table.keys().map(String::as_str).collect();
    rows.sort_by_key(|row| format!("{row}.json"));
    assert_eq!(rows, ids, "one row a vector");
    assert!(table.values().filter(|row| !row.is_empty()).count() >= 5);

    let mut wrong = Vec::new();
    let operations = operations();
    for vector in &vectors {
        let transport = InMemory::answering([http::Response::new(Bytes::new())]);
        let config = config(vector).with_transport(transport.clone());
        let request = operation(&operations, vector)
            .read(&representable(vector))
            .unwrap_or_else(|error| panic!("{}: {error}", id(vector)));
        let found = match request.send(&config).await {
            Ok(_) => Vec::new(),
            Err(error) => match error.violations() {
                Some(violations) => named(violations),
                None => panic!("{}: {error}", id(vector)),
            },
        };
        let sent = transport.requests().len();
        assert_eq!(sent, usize::from(found.is_empty()), "{}", id(vector));
        assert_eq!(
            request.violations(),
            found,
            "{}: without a client",
            id(vector)
        );
        let (mut expected, mut sorted) = (table[id(vector)].clone(), found.clone());
        expected.sort();
        sorted.sort();
        if expected != sorted {
            wrong.push(format!(
                "{}: expected {expected:?}, found {found:?}",
                id(vector)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The input of a vector, or the nearest one that can be represented.
fn representable(vector: &Value) -> Value {
    let mut input = vector["input"].clone();
    if id(vector) == NOT_REPRESENTABLE {
        input["body"]["Resources"] = json!([]);
    }
    input
}

/// All vectors that can be represented, with what the generated clients make of them unchecked.
async fn sent() -> Vec<(Value, http::Request<Bytes>)> {
    let operations = operations();
    let mut sent = Vec::new();
    let mut refused = Vec::new();
    let all = vectors::all("requests");
    assert_eq!(all.len(), COUNT);
    for vector in all {
        match operation(&operations, &vector).read(&vector["input"]) {
            Ok(request) => {
                let prepared = request.prepare(&config(&vector)).await;
                let prepared = prepared.unwrap_or_else(|error| panic!("{}: {error}", id(&vector)));
                sent.push((vector, prepared));
            }
            Err(_) => refused.push(id(&vector).to_owned()),
        }
    }
    assert_eq!(refused, [NOT_REPRESENTABLE]);
    sent
}

fn check(
    vector: &Value,
    request: &http::Request<Bytes>,
    wire: &Wire,
) -> Result<(), checker::Refusal> {
    let operations = operations();
    let page = page(operation(&operations, vector));
    let headers: Vec<_> = wire.headers.clone().into_iter().collect();
    let received = checker::Received {
        method: &wire.method,
        path_and_query: request
            .uri()
            .path_and_query()
            .expect("a request has a path")
            .as_str(),
        headers: &headers,
        body: &wire.body,
    };
    let credentials = &vector["credentials"];
    let key = checker::Key {
        id: string(credentials, "access_key_id"),
        secret: string(credentials, "access_key_secret"),
    };
    checker::check(&received, &page, &key, DATE)
}

/// The rules of the pages have their own table, so nothing is required here.
fn page(operation: &dyn Operation) -> checker::Page {
    let info = operation.info();
    checker::Page {
        action: info.name,
        version: info.version,
        method: info.method,
        path: info.path,
        required: &[],
    }
}

fn string_to_sign(wire: &Wire, hash: &str) -> String {
    checker::string_to_sign(&parts(wire, &minimal(wire), hash))
}

/// What a request must carry if somebody signs it.
fn authorization(vector: &Value, wire: &Wire) -> Option<String> {
    let key = vector["credentials"]["access_key_id"].as_str()?;
    let hash = checker::sha256(&wire.body);
    let secret = string(&vector["credentials"], "access_key_secret");
    let headers = minimal(wire);
    Some(checker::authorization(
        &parts(wire, &headers, &hash),
        key,
        secret,
    ))
}

/// The headers that must be signed.
fn minimal(wire: &Wire) -> Vec<(String, String)> {
    let is_minimal =
        |name: &str| name == "host" || name == "content-type" || name.starts_with("x-acs-");
    let headers = wire.headers.clone().into_iter();
    headers.filter(|(name, _)| is_minimal(name)).collect()
}

fn parts<'a>(wire: &'a Wire, headers: &'a [(String, String)], hash: &'a str) -> checker::Parts<'a> {
    checker::Parts {
        method: &wire.method,
        path: &wire.path,
        query: &wire.query,
        headers,
        body_hash: hash,
    }
}
