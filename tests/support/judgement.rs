//! Whether a request means the same as what the official SDKs sent.
//!
//! In: a vector and a request. Out: every place where they differ, empty if they agree. Where the two
//! official SDKs differ from each other either form is right, each difference taken on its own. What
//! the transport adds and what follows from the rest of the request (the signature) is not compared.

use std::collections::{BTreeMap, BTreeSet};

use alicloud::Json;

use crate::wire::{self, Wire};

/// Headers of the transport and of telemetry.
const IGNORED: &[&str] = &[
    "accept-encoding",
    "connection",
    "content-length",
    "transfer-encoding",
    "user-agent",
    "x-acs-credentials-provider",
];

/// Headers that are computed from the rest of the request.
const DERIVED: &[&str] = &["authorization", "x-acs-content-sha256"];

const ABSENT: &str = "<absent>";

/// A place in a request, with what was expected there and what was found.
type Differences = BTreeMap<String, (Json, Json)>;

/// What is wrong with `got`, one line a place.
pub fn judge(vector: &Json, got: &Wire) -> Vec<String> {
    let python = differences(&Wire::captured(&vector["expected"]), got);
    let cross = &vector["cross_check"];
    let wrong: Differences = if cross.is_null() {
        python
    } else {
        let typescript = differences(&Wire::captured(&cross["expected"]), got);
        let known = known(cross);
        let both = python
            .iter()
            .filter(|(place, _)| typescript.contains_key(*place));
        let other = typescript.iter().filter(|(place, _)| {
            !python.contains_key(*place) && !known.iter().any(|known| overlap(known, place))
        });
        both.chain(other)
            .map(|(place, values)| (place.clone(), values.clone()))
            .collect()
    };
    wrong
        .iter()
        .map(|(place, (expected, found))| format!("{place}: expected {expected}, got {found}"))
        .collect()
}

/// The places where the two official SDKs differ.
fn known(cross: &Json) -> Vec<&str> {
    let differences = cross["differences"].as_array().into_iter().flatten();
    differences
        .filter_map(|difference| difference["where"].as_str())
        .collect()
}

/// Whether one place is the other or lies inside it.
fn overlap(a: &str, b: &str) -> bool {
    let inside = |outer: &str, inner: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    inside(a, b) || inside(b, a)
}

fn differences(expected: &Wire, got: &Wire) -> Differences {
    let mut out = Differences::new();
    texts(
        "method",
        Some(&expected.method),
        Some(&got.method),
        &mut out,
    );
    texts("path", Some(&expected.path), Some(&got.path), &mut out);
    pairs("query", &expected.query, &got.query, &mut out);
    headers(&expected.headers, &got.headers, &mut out);
    body(expected, got, &mut out);
    out
}

fn texts(place: &str, expected: Option<&String>, got: Option<&String>, out: &mut Differences) {
    if expected != got {
        let json = |text: Option<&String>| Json::from(text.map_or(ABSENT, String::as_str));
        out.insert(place.to_owned(), (json(expected), json(got)));
    }
}

/// Query and form: the order of different names does not matter, that of one name does. Two texts that
/// are JSON objects or lists are compared as such.
fn pairs(
    part: &str,
    expected: &[(String, String)],
    got: &[(String, String)],
    out: &mut Differences,
) {
    let values = |pairs: &[(String, String)], name: &str| -> Vec<String> {
        let same = pairs.iter().filter(|pair| pair.0 == name);
        same.map(|pair| pair.1.clone()).collect()
    };
    let names: BTreeSet<&String> = expected.iter().chain(got).map(|pair| &pair.0).collect();
    for name in names {
        let place = format!("{part}:{name}");
        match (
            values(expected, name).as_slice(),
            values(got, name).as_slice(),
        ) {
            (left, right) if left == right => {}
            ([left], [right]) => match (collection(left), collection(right)) {
                (Some(left), Some(right)) => {
                    json(&format!("{place}:"), Some(&left), Some(&right), out);
                }
                _ => texts(&place, Some(left), Some(right), out),
            },
            (left, right) => {
                out.insert(place, (left.into(), right.into()));
            }
        }
    }
}

/// A JSON object or list inside a text.
fn collection(text: &str) -> Option<Json> {
    let json: Option<Json> = text.parse().ok();
    json.filter(|json| json.is_object() || json.is_array())
}

fn headers(
    expected: &BTreeMap<String, String>,
    got: &BTreeMap<String, String>,
    out: &mut Differences,
) {
    let names: BTreeSet<&String> = expected.keys().chain(got.keys()).collect();
    for name in names {
        if !IGNORED.contains(&name.as_str()) && !DERIVED.contains(&name.as_str()) {
            texts(
                &format!("header:{name}"),
                expected.get(name),
                got.get(name),
                out,
            );
        }
    }
}

fn body(expected: &Wire, got: &Wire, out: &mut Differences) {
    if expected.body == got.body {
        return;
    }
    match (document(expected), document(got)) {
        (Some(left), Some(right)) => json("body:", Some(&left), Some(&right), out),
        _ if is_form(expected) && is_form(got) => {
            let form = |wire: &Wire| wire::pairs(&String::from_utf8_lossy(&wire.body));
            pairs("form", &form(expected), &form(got), out);
        }
        _ => {
            let show = |wire: &Wire| Json::from(String::from_utf8_lossy(&wire.body));
            out.insert("body".to_owned(), (show(expected), show(got)));
        }
    }
}

fn document(wire: &Wire) -> Option<Json> {
    let is_json = wire
        .headers
        .get("content-type")
        .is_some_and(|kind| kind.contains("json"));
    let text = std::str::from_utf8(&wire.body).ok().filter(|_| is_json)?;
    text.parse().ok()
}

fn is_form(wire: &Wire) -> bool {
    wire.headers
        .get("content-type")
        .is_some_and(|kind| kind == "application/x-www-form-urlencoded")
}

/// The order of members does not matter, that of entries does; `true` is neither `1` nor `"true"`, and
/// `1` is `1.0`.
fn json(place: &str, expected: Option<&Json>, got: Option<&Json>, out: &mut Differences) {
    match (expected, got) {
        (Some(Json::Object(left)), Some(Json::Object(right))) => {
            let names: BTreeSet<&String> = left.keys().chain(right.keys()).collect();
            for name in names {
                json(
                    &format!("{place}/{name}"),
                    left.get(name),
                    right.get(name),
                    out,
                );
            }
        }
        (Some(Json::Array(left)), Some(Json::Array(right))) if left.len() == right.len() => {
            for (index, (left, right)) in left.iter().zip(right).enumerate() {
                json(&format!("{place}/{index}"), Some(left), Some(right), out);
            }
        }
        (Some(Json::Number(left)), Some(Json::Number(right)))
            if left.is_f64() != right.is_f64() && left.as_f64() == right.as_f64() => {}
        _ if expected == got => {}
        _ => {
            let show = |value: Option<&Json>| value.cloned().unwrap_or_else(|| ABSENT.into());
            let root = if place.ends_with(':') { "/" } else { "" };
            out.insert(format!("{place}{root}"), (show(expected), show(got)));
        }
    }
}

#[cfg(test)]
mod tests;
