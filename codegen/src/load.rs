//! Text to a YAML tree that keeps repeated keys, the written form of scalars, and positions.
//!
//! In: names and texts of files. Out: [`Sources`]. This folder is the only one that knows `serde_yaml`.
//! A first pass asks the parser what each node is, a second reads every scalar as the text that was
//! written, so that `1.10`, `0o17` and `2014-05-26` stay what they are. Only a file that is no YAML at
//! all ends early; the other files go on.

mod brackets;
mod locate;
mod tree;

use std::collections::HashMap;

use serde_core::de::IgnoredAny;

use crate::diagnostic::Diagnostics;
use crate::spec::At;

pub(crate) use locate::Location;

/// Larger files are refused: a page of documentation is a few kilobytes.
pub(crate) const MAX_BYTES: usize = 2 * 1024 * 1024;

/// Bracket depth at which a text is refused before the YAML parser, whose time grows with its square.
const MAX_BRACKETS: usize = 1000;

/// All files of a run.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    files: Vec<Source>,
    /// Places in files that are no YAML.
    places: HashMap<At, Place>,
}

/// A place in a file that is no YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) at: At,
    /// Path of the file, as it is printed.
    pub(crate) file: String,
    /// The way to the place in the file.
    pub(crate) path: String,
}

/// One file.
#[derive(Debug)]
pub(crate) struct Source {
    /// Path of the file, as it is printed.
    pub(crate) name: String,
    /// Its text, without a byte order mark.
    pub(crate) text: String,
    /// Its tree, or the byte at which reading it failed.
    pub(crate) root: Result<Node, usize>,
}

/// A node of a tree.
#[derive(Debug)]
pub(crate) struct Node {
    /// Its place.
    pub(crate) at: At,
    /// What it is.
    pub(crate) value: Tree,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum Tree {
    /// Text as written, without quotes.
    Scalar {
        /// What was written.
        text: String,
        /// What YAML takes it for.
        kind: Kind,
    },
    /// A list.
    List(Vec<Node>),
    /// A map: every key as often as it was written.
    Map(Vec<(Node, Node)>),
}

/// What YAML takes a scalar for. Whatever is quoted is text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `null`, `~`, or nothing at all.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// Anything else.
    Text,
}

impl Sources {
    /// The files with their indices.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Source> {
        self.files.iter()
    }

    /// Takes places in files that are no YAML.
    pub(crate) fn describe(&mut self, places: impl IntoIterator<Item = Place>) {
        let places = places.into_iter();
        self.places.extend(places.map(|place| (place.at, place)));
    }

    /// A place in a file that is no YAML, as it is printed.
    pub(crate) fn place(&self, at: At) -> Option<String> {
        let Place { file, path, .. } = self.places.get(&at)?;
        Some(match path.as_str() {
            "" => file.clone(),
            path => format!("{file}: {path}"),
        })
    }

    /// Name of the file that `at` is in.
    pub(crate) fn name(&self, at: At) -> &str {
        let file = self.files.get(at.file as usize).map(|file| &file.name);
        let place = || self.places.get(&at).map(|place| &place.file);
        file.or_else(place).map_or("", |name| name)
    }

    /// Text of the file that `at` is in.
    pub(crate) fn text(&self, at: At) -> &str {
        self.files
            .get(at.file as usize)
            .map_or("", |file| &file.text)
    }

    /// Where `at` is in its file.
    pub(crate) fn locate(&self, at: At) -> Location {
        match self.files.get(at.file as usize) {
            None => Location::default(),
            Some(Source {
                text,
                root: Ok(root),
                ..
            }) => locate::locate(text, root, at.node),
            Some(Source {
                text,
                root: Err(index),
                ..
            }) => Location::new(text, *index..*index),
        }
    }
}

/// Reads all files; a file that is no YAML has no tree and a finding.
pub(crate) fn load(files: Vec<(String, String)>, diagnostics: &mut Diagnostics) -> Sources {
    let mut sources = Sources::default();
    for (index, (name, mut text)) in files.into_iter().enumerate() {
        let file = u32::try_from(index).expect("fewer than four billion files");
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        let root = read(&text, file).map_err(|failure| {
            let problem = diagnostics.error(failure.code, At { file, node: 0 }, failure.message);
            if let Some(help) = failure.help {
                problem.help(help);
            }
            diagnostics.left_out();
            failure.index
        });
        sources.files.push(Source { name, text, root });
    }
    sources
}

/// Why a file has no tree.
struct Failure {
    code: &'static str,
    message: String,
    help: Option<&'static str>,
    index: usize,
}

fn read(text: &str, file: u32) -> Result<Node, Failure> {
    if text.len() > MAX_BYTES {
        return Err(Failure {
            code: "file-too-large",
            message: format!("the file has more than the {MAX_BYTES} bytes that a spec may have"),
            help: Some("write one file for each API page"),
            index: 0,
        });
    }
    if let Some(index) = brackets::too_deep(text, MAX_BRACKETS) {
        return Err(Failure {
            code: "too-deep",
            message: format!("brackets are nested more than {MAX_BRACKETS} deep"),
            help: Some("put inner structures into `schemas.yaml`, and what is text into quotes"),
            index,
        });
    }
    tree::read(text, file).map_err(|error| explain(text, &error))
}

/// The parser's complaint in our words.
fn explain(text: &str, error: &serde_yaml::Error) -> Failure {
    let said = error.to_string();
    let mut index = error
        .location()
        .map_or(0, |location| location.index())
        .min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    if said.contains("more than one document") {
        return second_document(text);
    }
    let (code, message, help) = if said.contains(tree::TAGGED) {
        (
            "yaml-tag",
            "a YAML tag (`!name`) has no meaning in a spec".to_owned(),
            Some("remove the tag"),
        )
    } else if said.contains("recursion limit") {
        (
            "too-deep",
            "the file is nested too deep".to_owned(),
            Some("put inner structures into `schemas.yaml` and refer to them by `$ref`"),
        )
    } else if said.contains("repetition limit") || said.contains(tree::TOO_MANY) {
        (
            "file-too-large",
            format!("the file stands for more than {} values", tree::MAX_NODES),
            Some("aliases count as often as they are used: write less of them"),
        )
    } else if text[index..].starts_with('\t') || text[..index].ends_with('\t') {
        (
            "yaml-syntax",
            "the file is not valid YAML: a tab cannot indent".to_owned(),
            Some("indent with spaces"),
        )
    } else {
        let said = without_places(&said);
        (
            "yaml-syntax",
            format!("the file is not valid YAML: {said}"),
            syntax_help(&said),
        )
    };
    Failure {
        code,
        message,
        help,
        index,
    }
}

/// The complaint without the places that the finding shows, but with the line of what it began with.
fn without_places(said: &str) -> String {
    let (problem, context) = said.split_once(", while ").unwrap_or((said, ""));
    let cut = |text: &str| {
        text.split(" at line ")
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let problem = cut(problem.split(" at position ").next().unwrap_or_default());
    match context.split_once(" at line ") {
        Some((context, place)) => {
            let line = place.split(' ').next().unwrap_or_default();
            format!("{problem}, while {context} that starts in line {line}")
        }
        None if context.is_empty() => problem,
        None => format!("{problem}, while {context}"),
    }
}

/// The usual slips behind the parser's complaints.
fn syntax_help(said: &str) -> Option<&'static str> {
    if said.contains("mapping values are not allowed") {
        Some("a value that contains `: ` needs quotes")
    } else if said.contains("cannot start any token") {
        Some("a value that starts with `@`, a backtick or `%` needs quotes")
    } else if said.contains("a quoted scalar") {
        Some("close the quote; a quote inside quotes is written twice or after a backslash")
    } else if said.contains("a flow ") {
        Some(
            "close every `{` and `[`; inside them a text that contains `, ` or ends in `:` needs quotes",
        )
    } else if said.contains("unknown anchor") || said.contains("alphabetic or numeric character") {
        Some("a value that starts with `*` or `&` needs quotes")
    } else {
        None
    }
}

/// A second document: its own syntax error if it has one, else that it is one too many.
fn second_document(text: &str) -> Failure {
    let second = serde_yaml::Deserializer::from_str(text).nth(1);
    let error = second.and_then(|second| {
        serde_core::Deserialize::deserialize(second)
            .map(|_: IgnoredAny| ())
            .err()
    });
    match error {
        Some(error)
            if error.location().is_some()
                && !error.to_string().contains("more than one document") =>
        {
            explain(text, &error)
        }
        _ => Failure {
            code: "yaml-syntax",
            message: "the file holds more than one YAML document".to_owned(),
            help: Some("write one file for each API page, without `---` between"),
            index: text
                .match_indices("\n---")
                .last()
                .map_or(0, |(index, _)| index + 1),
        },
    }
}

#[cfg(test)]
mod tests;
