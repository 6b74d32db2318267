//! Signature vectors of the official clients, stage by stage.
//!
//! In: `vectors/signature.json`: the parts of requests, with the texts that lead to each signature. Out:
//! whether the signer, and the checker of the quickstart that shares no code with it, reach the same.

use alicloud_core::sign::{Parts, Signed, is_signed, payload_hash, sign};
use alicloud_tests::vectors::{id, json, string};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

#[allow(dead_code, reason = "only the signature is compared here")]
#[path = "../generated/examples/quickstart/checker.rs"]
mod checker;

/// The digest of these is not offered.
const SKIPPED: [&str; 1] = ["sm3"];

type Pairs = Vec<(String, String)>;

#[test]
fn all_vectors_are_there_and_only_another_digest_is_skipped() {
    let vectors = vectors();
    assert_eq!(vectors.len(), 34);
    let (run, skipped): (Vec<&Value>, Vec<&Value>) =
        vectors.iter().partition(|vector| is_run(vector));
    let skipped: Vec<&str> = skipped.into_iter().map(id).collect();
    assert_eq!(skipped, SKIPPED);
    assert_eq!(run.len(), 33);
    println!(
        "{} of {} signature vectors run, skipped: {skipped:?}",
        run.len(),
        vectors.len()
    );
}

#[test]
fn the_payload_hash_of_every_vector_is_reproduced() {
    compare("payload_hash", |vector| payload_hash(&body(vector)));
}

#[test]
fn the_canonical_request_of_every_vector_is_reproduced() {
    compare("canonical_request", |vector| {
        signed(vector).canonical_request
    });
}

#[test]
fn the_string_to_sign_of_every_vector_is_reproduced() {
    compare("string_to_sign", |vector| signed(vector).string_to_sign);
}

#[test]
fn the_authorization_of_every_vector_is_reproduced() {
    compare("authorization", |vector| signed(vector).authorization);
}

#[test]
fn the_checker_of_the_quickstart_reaches_the_same_signatures() {
    compare("payload_hash", |vector| checker::sha256(&body(vector)));
    compare("string_to_sign", |vector| {
        let (query, headers) = (query(vector), headers(vector));
        checker::string_to_sign(&checker_parts(vector, &query, &headers))
    });
    compare("authorization", |vector| {
        let (query, headers) = (query(vector), headers(vector));
        let parts = checker_parts(vector, &query, &headers);
        checker::authorization(&parts, string(vector, "ak"), string(vector, "sk"))
    });
}

/// The official clients disagree about which headers to sign, and a server takes the list it is given.
/// Only one vector signs more than must be signed.
#[test]
fn the_headers_that_must_be_signed_are_those_of_the_vectors() {
    let more: Vec<_> = vectors()
        .iter()
        .filter(|vector| {
            headers(vector)
                .iter()
                .any(|(name, _)| !is_signed(&name.to_ascii_lowercase()))
        })
        .map(|vector| id(vector).to_owned())
        .collect();
    assert_eq!(more, ["header-others-signed"]);
}

/// Holds one stage of all vectors against what `stage` makes of them, and names every one that differs.
fn compare(name: &str, stage: impl Fn(&Value) -> String) {
    let vectors = vectors();
    let run: Vec<&Value> = vectors.iter().filter(|vector| is_run(vector)).collect();
    assert_eq!(run.len(), 33);
    let wrong: Vec<String> = run
        .into_iter()
        .filter_map(|vector| {
            let (expected, found) = (string(vector, name), stage(vector));
            (expected != found).then(|| {
                format!(
                    "{} {name}\nexpected: {expected}\n   found: {found}",
                    id(vector)
                )
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn vectors() -> Vec<Value> {
    match json("signature.json") {
        Value::Array(vectors) => vectors,
        other => panic!("the vectors are a list, not {other}"),
    }
}

fn is_run(vector: &Value) -> bool {
    string(vector, "algorithm") == "ACS3-HMAC-SHA256"
}

fn signed(vector: &Value) -> Signed {
    fn borrowed(pairs: &Pairs) -> Vec<(&str, &str)> {
        pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect()
    }
    let (query, headers) = (query(vector), headers(vector));
    let parts = Parts {
        method: string(vector, "method"),
        path: string(vector, "path"),
        query: &borrowed(&query),
        headers: &borrowed(&headers),
        payload_hash: string(vector, "payload_hash"),
    };
    sign(&parts, string(vector, "ak"), string(vector, "sk"))
}

fn checker_parts<'a>(
    vector: &'a Value,
    query: &'a Pairs,
    headers: &'a Pairs,
) -> checker::Parts<'a> {
    checker::Parts {
        method: string(vector, "method"),
        path: string(vector, "path"),
        query,
        headers,
        body_hash: string(vector, "payload_hash"),
    }
}

fn query(vector: &Value) -> Pairs {
    let pairs = vector["query"]
        .as_array()
        .expect("the query is a list of pairs");
    pairs
        .iter()
        .map(|pair| (text(&pair[0]), text(&pair[1])))
        .collect()
}

fn headers(vector: &Value) -> Pairs {
    let headers = vector["headers"]
        .as_object()
        .expect("the headers are an object");
    headers
        .iter()
        .map(|(name, value)| (name.clone(), text(value)))
        .collect()
}

fn text(value: &Value) -> String {
    value
        .as_str()
        .expect("names and values are texts")
        .to_owned()
}

fn body(vector: &Value) -> Vec<u8> {
    let body = &vector["body"];
    match (body["utf8"].as_str(), body["base64"].as_str()) {
        (Some(text), None) => text.as_bytes().to_vec(),
        (None, Some(text)) => STANDARD.decode(text).expect("the body is base64"),
        _ => {
            assert!(
                body.is_null(),
                "the body is text, bytes or nothing, not {body}"
            );
            Vec::new()
        }
    }
}
