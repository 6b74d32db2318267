//! Can the manifest of the generated crate take the products as cargo features?
//!
//! In: the manifest and the products. Out: findings, each with the line to mend. Cargo reads a manifest before
//! anything can be generated again, so one that it refuses must not be written. What stands outside the marks
//! belongs to people; of it only the table `[features]` is read.

use std::path::Path;

use super::features::{BEGIN, END, is_mark, products};
use crate::diagnostic::Diagnostics;

/// Reports why these products cannot be written between the marks.
pub(crate) fn check(path: &Path, manifest: &str, wanted: &[String], diagnostics: &mut Diagnostics) {
    let file = path.display().to_string().replace('\\', "/");
    let Some(by_hand) = features(manifest) else {
        let message = format!("`{file}` does not mark where the features of the products stand");
        diagnostics.error("missing-marks", None, message).help(format!(
            "every product is behind a cargo feature: add these two lines to its `[features]`\n{BEGIN}\n{END}"
        ));
        return;
    };
    let gone = products(manifest).into_iter();
    let gone: Vec<&str> = gone
        .filter(|name| wanted.iter().all(|wanted| wanted != name))
        .collect();
    for feature in by_hand {
        let Feature { name, line, uses } = feature;
        if wanted.contains(&name) {
            let message =
                format!("line {line} of `{file}` has a feature `{name}`, and so has the product");
            diagnostics
                .error("repeated-feature", None, message)
                .help(format!(
                    "take line {line} out, or give the feature another name"
                ));
        }
        for (used, line) in uses
            .iter()
            .filter(|(used, _)| gone.contains(&used.as_str()))
        {
            let message = format!(
                "the product `{used}` goes, and line {line} of `{file}` still names it for the feature `{name}`"
            );
            diagnostics
                .error("lost-feature", None, message)
                .help(format!(
                    "take `{used:?}` out of line {line}, and run this again"
                ));
        }
    }
}

/// A feature that stands outside the marks.
#[derive(Debug, PartialEq, Eq)]
struct Feature {
    name: String,
    line: usize,
    /// What it switches on, each with its line.
    uses: Vec<(String, usize)>,
}

/// All features outside the marks; `None` without both marks in `[features]`.
fn features(manifest: &str) -> Option<Vec<Feature>> {
    let mut found: Vec<Feature> = Vec::new();
    let mut marks = [BEGIN, END].into_iter().peekable();
    let mut in_features = false;
    let mut depth = 0;
    for (index, text) in manifest.lines().enumerate() {
        let line = index + 1;
        if in_features && marks.next_if(|mark| is_mark(text, mark)).is_some() {
            continue;
        }
        // Between the marks.
        if marks.peek() == Some(&END) {
            continue;
        }
        let tokens = tokens(text);
        if depth == 0 && tokens.first() == Some(&Token::Open) {
            in_features = tokens == [Token::Open, Token::Text("features".into()), Token::Close];
            continue;
        }
        if !in_features {
            continue;
        }
        for token in tokens {
            match token {
                Token::Open => depth += 1,
                Token::Close => depth -= 1,
                Token::Text(name) if depth == 0 => found.push(Feature {
                    name,
                    line,
                    uses: Vec::new(),
                }),
                Token::Text(used) => {
                    if let Some(feature) = found.last_mut() {
                        feature.uses.push((used, line));
                    }
                }
            }
        }
    }
    marks.next().is_none().then_some(found)
}

#[derive(Debug, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    Text(String),
}

/// Brackets, and names with or without quotes; no comment.
fn tokens(line: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        rest = match first {
            '#' => break,
            '[' | ']' => {
                tokens.push(if first == '[' {
                    Token::Open
                } else {
                    Token::Close
                });
                after
            }
            '"' | '\'' => {
                let (text, after) = after.split_once(first).unwrap_or((after, ""));
                tokens.push(Token::Text(text.to_owned()));
                after
            }
            '=' | ',' => after,
            white if white.is_whitespace() => after,
            _ => {
                let ends = |c: char| c.is_whitespace() || "#[]\"'=,".contains(c);
                let (text, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
                tokens.push(Token::Text(text.to_owned()));
                after
            }
        };
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(manifest: &str, wanted: &[&str]) -> Vec<String> {
        let mut diagnostics = Diagnostics::default();
        let wanted: Vec<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
        check(
            Path::new("c/Cargo.toml"),
            manifest,
            &wanted,
            &mut diagnostics,
        );
        let found = diagnostics.sorted().into_iter();
        found
            .map(|finding| format!("{}: {}", finding.code, finding.message))
            .collect()
    }

    fn manifest(by_hand: &str) -> String {
        format!(
            "[package]\nname = \"ecs\" # [features]\n\n[features]\n{by_hand}{BEGIN}\nall-products = [\"ecs\", \"vpc\"]\necs = []\nvpc = []\n{END}\n\n[dependencies]\nvpc = \"1\"\nx = {{ version = \"1\", features = [\"ecs\"] }}\n"
        )
    }

    #[test]
    fn a_product_that_is_still_named_cannot_go() {
        let lost = |line: usize, of: &str| {
            format!(
                "lost-feature: the product `ecs` goes, and line {line} of `c/Cargo.toml` still names it for the feature `{of}`"
            )
        };
        for (by_hand, expected) in [
            (
                "default = [\"ecs\", \"transport\"]\ntransport = [\"x/t\"]\n",
                vec![lost(5, "default")],
            ),
            (
                "default = [\n  \"vpc\", # and \"ecs\"\n  'ecs',\n]\nall=[\"ecs\"]\n",
                vec![lost(7, "default"), lost(9, "all")],
            ),
            (
                "default = [\"vpc\", \"all-products\", \"ecs2\", \"ecs/x\"] # \"ecs\"\n",
                vec![],
            ),
            ("", vec![]),
        ] {
            let mut found = findings(&manifest(by_hand), &["vpc"]);
            found.sort_by_key(|text| text.contains("`all`"));
            assert_eq!(found, expected, "{by_hand}");
            assert!(findings(&manifest(by_hand), &["ecs", "vpc", "oss"]).is_empty());
        }
    }

    #[test]
    fn a_feature_stands_once() {
        let by_hand = "default = []\n\"transport\" = [\"x/y\"]\n";
        for by_hand in [by_hand.to_owned(), by_hand.replace('\n', "\r\n")] {
            assert_eq!(
                findings(&manifest(&by_hand), &["ecs", "transport", "vpc"]),
                [
                    "repeated-feature: line 6 of `c/Cargo.toml` has a feature `transport`, and so has the product"
                ]
            );
        }
        // Behind the marks is outside as well.
        let behind = manifest("").replace("[dependencies]", "oss = []\n[dependencies]");
        assert_eq!(
            findings(&behind, &["ecs", "oss", "vpc"]),
            [
                "repeated-feature: line 11 of `c/Cargo.toml` has a feature `oss`, and so has the product"
            ]
        );
    }

    #[test]
    fn marks_stand_in_the_table_of_features() {
        let expected = [
            "missing-marks: `c/Cargo.toml` does not mark where the features of the products stand",
        ];
        for text in [
            String::new(),
            "[features]\ndefault = []\n".to_owned(),
            format!("[features]\n{BEGIN}\n"),
            format!("[features]\n{END}\n{BEGIN}\n"),
            format!("[package]\n{BEGIN}\n{END}\n"),
            format!("[features]\na = []\n[lints]\n{BEGIN}\n{END}\n"),
        ] {
            assert_eq!(findings(&text, &["ecs"]), expected, "{text}");
        }
        let indented = format!("[ features ] # of ours\r\n  {BEGIN}  \r\n{END}");
        assert!(findings(&indented, &["ecs"]).is_empty());
    }
}
