//! Values to try, and the way back from the wire.
//!
//! In: nothing, or a query or form. Out: values of every shape, or the pairs and trees that the text
//! stands for. It shares no code with the runtime.

use std::collections::BTreeMap;

use alicloud::{Bytes, Json, Open};
use proptest::prelude::*;

use crate::sample::Sample;

/// Trees that a flat query can carry: nothing is empty or null, and no key looks like an index or a path.
pub(crate) fn trees() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        any::<String>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<bool>().prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Json::from),
            prop::collection::btree_map("[^.0-9]{1,6}", inner, 1..4)
                .prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

/// Any JSON but null.
fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        any::<String>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        finite().prop_map(Json::from),
        any::<bool>().prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let entry = prop_oneof![Just(Json::Null), inner];
        prop_oneof![
            prop::collection::vec(entry.clone(), 0..4).prop_map(Json::from),
            prop::collection::btree_map(any::<String>(), entry, 0..4)
                .prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

fn finite() -> impl Strategy<Value = f64> {
    any::<f64>().prop_filter("JSON has no others", |number| number.is_finite())
}

/// A structure with every kind of member, set or not. Bytes are never empty: empty text is how services
/// say that there are none.
pub(crate) fn sample() -> impl Strategy<Value = Sample> {
    let scalars = (
        any::<String>(),
        any::<Option<String>>(),
        any::<Option<i64>>(),
        prop::option::of(finite()),
        any::<Option<bool>>(),
        prop::option::of(prop_oneof![Just("low".to_owned()), any::<String>()]),
        prop::option::of(prop::collection::vec(any::<u8>(), 1..9)),
        prop::option::of(json()),
        any::<i64>(),
    );
    let texts = || prop::collection::vec(any::<String>(), 0..3);
    let lists = (
        texts(),
        prop::option::of(prop::collection::vec(
            prop::collection::vec(any::<i64>(), 0..3),
            0..3,
        )),
        prop::option::of(prop::collection::btree_map(
            any::<String>(),
            any::<String>(),
            0..3,
        )),
    );
    let leaf = (scalars, lists).prop_map(|(scalars, lists)| {
        let (text, secret, integer, number, boolean, level, bytes, json, plain_integer) = scalars;
        let (texts, grid, tags) = lists;
        Sample {
            text,
            secret,
            integer,
            number,
            boolean,
            level: level.map(Open::from),
            bytes: bytes.map(Bytes::from),
            json,
            texts,
            grid,
            tags,
            plain_integer,
            ..Sample::default()
        }
    });
    let children = prop::collection::vec(leaf.boxed(), 0..5);
    (children, any::<String>()).prop_map(|(mut samples, key)| {
        let mut root = samples.pop().unwrap_or_default();
        root.parent = samples.pop().map(Box::new);
        if let Some(grouped) = samples.pop() {
            root.groups = Some(BTreeMap::from([(key, vec![grouped])]));
        }
        root.children = samples;
        root
    })
}

/// A structure that XML can carry: no control characters, and no entry of a list that is blank, because
/// an empty element is how XML writes an empty list.
pub(crate) fn sample_for_xml() -> impl Strategy<Value = Sample> {
    const TEXT: &str = "[ -~\t\n\r\u{80}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]{0,6}";
    const NAME: &str = "[a-zA-Z_][a-zA-Z0-9_.-]{0,5}";
    let solid = || TEXT.prop_filter("entries are not blank", |text| !text.trim().is_empty());
    let scalars = (
        TEXT,
        any::<Option<i64>>(),
        prop::option::of(finite()),
        any::<Option<bool>>(),
        prop::option::of(solid()),
        prop::option::of(prop::collection::vec(any::<u8>(), 1..9)),
    );
    let lists = (
        prop::collection::vec(solid(), 0..3),
        prop::option::of(prop::collection::vec(
            prop::collection::vec(any::<i64>(), 1..3),
            1..3,
        )),
        prop::option::of(prop::collection::btree_map(NAME, TEXT, 1..3)),
    );
    let leaf = (scalars, lists).prop_map(|(scalars, lists)| {
        let (text, integer, number, boolean, level, bytes) = scalars;
        let (texts, grid, tags) = lists;
        Sample {
            text,
            integer,
            number,
            boolean,
            level: level.map(Open::from),
            bytes: bytes.map(Bytes::from),
            texts,
            grid,
            tags,
            ..Sample::default()
        }
    });
    let children = prop::collection::vec(leaf.boxed(), 0..6);
    (children, NAME).prop_map(|(mut samples, key)| {
        let mut root = samples.pop().unwrap_or_default();
        root.parent = samples.pop().map(Box::new);
        if samples.len() > 1 {
            let grouped = samples.split_off(1);
            root.groups = Some(BTreeMap::from([(key, grouped)]));
        }
        root.children = samples;
        root
    })
}

/// The tree with its leaves as text.
pub(crate) fn leaves(tree: &Json) -> Json {
    match tree {
        Json::Array(entries) => entries.iter().map(leaves).collect(),
        Json::Object(members) => members
            .iter()
            .map(|(key, value)| (key.clone(), leaves(value)))
            .collect(),
        Json::String(text) => Json::from(text.as_str()),
        other => Json::from(other.to_string()),
    }
}

/// The pairs that a tree becomes.
pub(crate) fn flat(name: &str, tree: &Json) -> Vec<(String, String)> {
    match tree {
        Json::Array(entries) => (1..)
            .zip(entries)
            .flat_map(|(index, entry)| flat(&format!("{name}.{index}"), entry))
            .collect(),
        Json::Object(members) => members
            .iter()
            .flat_map(|(key, value)| flat(&format!("{name}.{key}"), value))
            .collect(),
        Json::String(text) => vec![(name.to_owned(), text.clone())],
        other => vec![(name.to_owned(), other.to_string())],
    }
}

/// The tree that pairs came from. Only digits make an index.
pub(crate) fn unflat(pairs: &[(String, String)]) -> Json {
    let mut groups: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
    for (name, value) in pairs {
        let (first, rest) = name.split_once('.').unwrap_or((name, ""));
        let group = groups.entry(first).or_default();
        group.push((rest.to_owned(), value.clone()));
    }
    let tree = |group: &Vec<(String, String)>| match group.as_slice() {
        [(rest, value)] if rest.is_empty() => Json::from(value.as_str()),
        group => unflat(group),
    };
    let index = |name: &str| name.parse::<usize>().ok();
    if groups.keys().all(|name| index(name).is_some()) {
        let entries: BTreeMap<_, _> = groups
            .iter()
            .map(|(name, group)| (index(name), tree(group)))
            .collect();
        assert!(entries.keys().copied().eq((1..=entries.len()).map(Some)));
        return entries.into_values().collect();
    }
    groups
        .iter()
        .map(|(name, group)| ((*name).to_owned(), tree(group)))
        .collect()
}

/// The pairs of a query or form.
pub(crate) fn parsed(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').expect("every pair has a sign");
            (decoded(name), decoded(value))
        })
        .collect()
}

/// Text without its percent signs.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let value = digit(rest.next()).zip(digit(rest.next()));
        let (high, low) = value.expect("two digits follow a percent sign");
        bytes.push(u8::try_from(16 * high + low).expect("two digits are a byte"));
    }
    String::from_utf8(bytes).expect("text is UTF-8")
}
