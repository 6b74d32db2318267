//! Every fixup does what its line in the table says.
//!
//! A case is a piece of metadata, what the ledger says of it under the code, and the spec that comes of it.

mod combined;
mod limits;
mod names;
mod operations;
mod references;
mod types;

use std::collections::BTreeSet;

use super::TABLE;
use crate::diagnostic::Diagnostics;
use crate::metadata::ledger::Action;
use crate::metadata::tests::sketch;
use crate::metadata::{Import, import};

/// What a piece of metadata is a piece of.
#[derive(Clone, Copy)]
pub(super) enum Piece {
    /// The schema of the query parameter `P` of `Run`.
    Parameter,
    /// The schema of the answer of `Run`.
    Answer,
    /// The members of the operation `Run`.
    Run,
    /// The members of the operation `Run` of a product of ROA style.
    RoaRun,
    /// The members of the document, in ROA style.
    Roa,
    /// The members of the document, in RPC style.
    Rpc,
}

/// Code, piece, its text, the events of the code as `Action place: note`, and the sketch of the spec.
pub(super) type Case = (
    &'static str,
    Piece,
    &'static str,
    &'static [&'static str],
    &'static str,
);

fn document(piece: Piece, text: &str) -> String {
    let info = |style: &str| {
        format!(r#""info": {{"style": "{style}", "product": "Shop", "version": "2020-01-01"}}"#)
    };
    let endpoints = r#""endpoints": [{"regionId": "cn-a", "endpoint": "shop.cn-a.aliyuncs.com"}]"#;
    match piece {
        Piece::Parameter => document(
            Piece::Run,
            &format!(r#""parameters": [{{"name": "P", "in": "query", "schema": {text}}}]"#),
        ),
        Piece::Answer => document(
            Piece::Run,
            &format!(r#""responses": {{"200": {{"schema": {text}}}}}"#),
        ),
        Piece::Run => document(
            Piece::Rpc,
            &format!(
                r#"{endpoints}, "apis": {{"Run": {{{}{text}}}}}"#,
                usual(text)
            ),
        ),
        Piece::RoaRun => document(
            Piece::Roa,
            &format!(
                r#"{endpoints}, "apis": {{"Run": {{{}{text}}}}}"#,
                usual(text)
            ),
        ),
        _ if text.starts_with("\"info\"") => format!("{{{text}}}"),
        Piece::Roa => format!("{{{}, {text}}}", info("ROA")),
        Piece::Rpc => format!("{{{}, {text}}}", info("RPC")),
    }
}

/// What every operation has, so that nothing else is odd.
fn usual(text: &str) -> String {
    let mut usual = String::new();
    for (key, value) in [
        ("methods", r#"["post"]"#),
        ("security", r#"[{"AK": []}]"#),
        ("path", r#""/""#),
        ("responses", r#"{"200": {}}"#),
    ] {
        if !text.contains(&format!("\"{key}\"")) {
            usual.push_str(&format!("\"{key}\": {value}, "));
        }
    }
    usual
}

fn run(piece: Piece, text: &str) -> Import {
    let text = document(piece, &spelt_out(text));
    let mut diagnostics = Diagnostics::default();
    let import = import(0, "api-docs.json", &text, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{text}");
    import
}

fn cases() -> impl Iterator<Item = &'static Case> {
    [
        combined::CASES,
        limits::CASES,
        names::CASES,
        operations::CASES,
        references::CASES,
        types::CASES,
    ]
    .into_iter()
    .flatten()
}

#[test]
fn every_quirk_is_decided_as_the_table_says() {
    for (code, piece, text, events, expected) in cases() {
        let import = run(*piece, text);
        let found: Vec<String> = import
            .ledger
            .events
            .iter()
            .filter(|event| event.code == *code)
            .map(|event| {
                let count = match event.action {
                    Action::Changed | Action::Kept => String::new(),
                    _ => format!(" {}", event.count),
                };
                format!("{:?}{count} {}: {}", event.action, event.place, event.note)
            })
            .collect();
        let events: Vec<String> = events.iter().map(|event| spelt_out(event)).collect();
        assert_eq!(found, events, "{code}: {text}");
        let product = import
            .product
            .as_ref()
            .map(sketch::product)
            .unwrap_or_default();
        assert_eq!(product, spelt_out(expected), "{code}: {text}");
        for tally in [
            import.ledger.operations,
            import.ledger.parameters,
            import.ledger.fields,
        ] {
            let out = tally.generated + tally.merged + tally.dropped;
            assert_eq!(tally.seen, out, "{code}: {text}: {tally:?}");
        }
    }
}

#[test]
fn every_quirk_has_a_case() {
    let tried: BTreeSet<&str> = cases().map(|(code, ..)| *code).collect();
    let all: BTreeSet<&str> = TABLE
        .iter()
        .flat_map(|(_, fixups)| fixups.iter())
        .map(|one| one.code)
        .collect();
    let untried: Vec<_> = all.difference(&tried).collect();
    assert!(untried.is_empty(), "no case for {untried:?}");
}

/// Writes out what is too long for a table: `@deep` is a structure in a structure, more levels than a program can
/// follow, and what is said of it; `@long` is a long example.
fn spelt_out(text: &str) -> String {
    let nest = |levels: usize, (open, middle, close): (&str, &str, &str)| {
        format!("{}{middle}{}", open.repeat(levels), close.repeat(levels))
    };
    let most = crate::lookup::MAX_LEVELS;
    let schema = (
        r#"{"type": "object", "properties": {"A": "#,
        r#"{"type": "string"}"#,
        "}}",
    );
    match text {
        "@deep" => nest(most + 2, schema),
        "@deep of the spec" => {
            nest(most, ("{A: ", "json", "}")).replacen("{", "Run POST / -> {", 1)
        }
        text if text.contains("@deep") => text.replace("@deep", &".A".repeat(most)),
        text => {
            let example = r#"[{\"type\":\"json\",\"example\":\"[1@ones]\"}]"#;
            let example = example.replace("@ones", &",1".repeat(9000));
            text.replace("@long", &example)
        }
    }
}
