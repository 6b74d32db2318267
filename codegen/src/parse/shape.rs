//! Judges a tree by the tables of `grammar`: keys, types, words and forms of text.
//!
//! In: a tree and the table that it should follow. Out: findings, each with the key or word that was probably meant.
//! All that the other files of this folder read quietly has been judged here.

use std::collections::HashMap;

use super::read;
use crate::diagnostic::{Diagnostics, nearest};
use crate::grammar::format::Format;
use crate::grammar::words::{self, Word};
use crate::grammar::{self, Form, Object, Wants};
use crate::load::{Kind, Node, Tree};
use crate::spec::At;

/// What the root of a file is called in messages.
pub(super) const FILE: &str = "the file";

/// Reports whatever in `node` is not what the grammar wants; `subject` names the node in messages.
pub(super) fn check(node: &Node, wants: &Wants, subject: &str, diagnostics: &mut Diagnostics) {
    Shape { diagnostics }.node(node, wants, subject, node.at);
}

struct Shape<'d> {
    diagnostics: &'d mut Diagnostics,
}

impl Shape<'_> {
    /// Judges a node; `at` is where its subject is named, which is the key that the node stands under.
    fn node(&mut self, node: &Node, wants: &Wants, subject: &str, at: At) {
        let form = match node.value {
            Tree::Scalar { .. } => Form::Scalar,
            Tree::List(_) => Form::List,
            Tree::Map(_) => Form::Map,
        };
        let Some(wanted) = wants.for_form(form) else {
            return self.wrong_type(node, wants, subject);
        };
        match (wanted, &node.value) {
            (Wants::Object(object), Tree::Map(entries)) => {
                self.object(object, entries, subject, at)
            }
            (Wants::Map(format, value), Tree::Map(entries)) => {
                self.map(format, value, entries, subject)
            }
            (Wants::List(entry), Tree::List(entries)) => self.list(entry, entries, subject),
            (Wants::NonEmpty(entry), Tree::List(entries)) => {
                if entries.is_empty() {
                    self.diagnostics
                        .error("empty-list", node.at, format!("{subject} is an empty list"))
                        .help(format!("write at least one entry or remove {subject}"));
                }
                self.list(entry, entries, subject);
            }
            (Wants::Json, _) => self.repeated_inside(node),
            (_, Tree::Scalar { text, kind }) => self.scalar(node, wanted, text, *kind, subject),
            _ => self.wrong_type(node, wants, subject),
        }
    }

    fn list(&mut self, entry: &Wants, entries: &[Node], subject: &str) {
        let subject = format!("an entry of {subject}");
        entries
            .iter()
            .for_each(|node| self.node(node, entry, &subject, node.at));
    }

    fn map(&mut self, format: &Format, value: &Wants, entries: &[(Node, Node)], subject: &str) {
        for (key, inner) in self.unique(entries, subject) {
            let name = read::text(key).unwrap_or_default();
            self.form(key.at, format, name, &format!("a key of {subject}"));
            self.node(inner, value, &format!("`{name}`"), key.at);
        }
    }

    fn object(&mut self, object: &Object, entries: &[(Node, Node)], subject: &str, at: At) {
        let mut meant = Vec::new();
        let mut seen = Vec::new();
        for (key, value) in self.unique(entries, subject) {
            let name = read::text(key).unwrap_or_default();
            match object.all_keys().find(|known| known.name == name) {
                Some(known) => {
                    seen.push(name);
                    self.node(value, &known.wants, &format!("`{name}`"), key.at);
                }
                None => meant.extend(self.unknown_key(key.at, name, object)),
            }
        }
        for key in object.all_keys().filter(|key| key.required) {
            if !seen.contains(&key.name) && !meant.contains(&key.name) {
                let what = if subject == FILE {
                    object.name
                } else {
                    subject
                };
                let message = format!("{what} needs the key `{}`", key.name);
                self.diagnostics
                    .error("missing-key", at, message)
                    .help(format!(
                        "`{}` takes {}: {}",
                        key.name,
                        key.wants.describe(),
                        sentence(key.doc)
                    ));
            }
        }
    }

    /// The entries with a key that is text and was not written before.
    fn unique<'n>(&mut self, entries: &'n [(Node, Node)], subject: &str) -> Vec<&'n (Node, Node)> {
        let mut first: HashMap<&str, At> = HashMap::new();
        let mut unique = Vec::new();
        for entry in entries {
            let key = &entry.0;
            match read::text(key) {
                None => {
                    let found = describe(key);
                    self.diagnostics
                        .error(
                            "bad-key",
                            key.at,
                            format!("a key of {subject} is {found}, and keys are text"),
                        )
                        .help("quote the key if it is meant as text");
                }
                Some("<<") => {
                    self.diagnostics
                        .error(
                            "merge-key",
                            key.at,
                            "merge keys (`<<`) have no meaning in a spec",
                        )
                        .help("write the keys out, or put a shared structure into `schemas.yaml`");
                }
                Some(name) => match first.get(name) {
                    Some(before) => {
                        self.diagnostics
                            .error(
                                "repeated-key",
                                key.at,
                                format!("`{name}` is written twice in {subject}"),
                            )
                            .help("keep one of the two")
                            .label(*before, "first written here");
                    }
                    None => {
                        first.insert(name, key.at);
                        unique.push(entry);
                    }
                },
            }
        }
        unique
    }

    /// Reports a key that the object does not have; gives the one that was meant.
    fn unknown_key(&mut self, at: At, name: &str, object: &Object) -> Option<&'static str> {
        let meant = nearest(name, object.all_keys().map(|key| key.name));
        let elsewhere = grammar::objects()
            .into_iter()
            .find(|other| other.keys.iter().any(|key| key.name == name));
        let keys: Vec<&str> = object.all_keys().map(|key| key.name).collect();
        let help = match (elsewhere, meant) {
            _ if name.contains(' ') => {
                "inside `{ }` a text that contains `, ` needs quotes".to_owned()
            }
            (Some(other), None) => format!("`{name}` is a key of {}", other.name),
            (_, Some(meant)) => format!("did you mean `{meant}`?"),
            (None, None) => format!("the keys of {} are: {}", object.name, keys.join(", ")),
        };
        let message = format!("`{name}` is not a key of {}", object.name);
        self.diagnostics
            .error("unknown-key", at, message)
            .help(help);
        meant
    }

    fn scalar(&mut self, node: &Node, wants: &Wants, text: &str, kind: Kind, subject: &str) {
        let nothing = kind == Kind::Null && text.is_empty();
        let fits = match wants {
            Wants::Text => !matches!(kind, Kind::Null | Kind::Bool),
            Wants::Boolean => kind == Kind::Bool,
            _ => !nothing,
        };
        if !fits {
            return self.wrong_type(node, wants, subject);
        }
        match wants {
            Wants::Formatted(format) => self.form(node.at, format, text, subject),
            Wants::Word(words) => self.word(node.at, words, text, subject),
            _ => {}
        }
    }

    fn form(&mut self, at: At, format: &Format, text: &str, subject: &str) {
        if format.accepts(text) {
            return;
        }
        let message = format!(
            "{subject} must be {}, found `{}`",
            format.wants,
            short(text)
        );
        let problem = self.diagnostics.error(format.code, at, message);
        match (format.in_lower_case(text), format.help) {
            (Some(lower), _) => drop(problem.help(format!("write `{lower}`"))),
            (None, Some(help)) => drop(problem.help(help)),
            (None, None) => {}
        }
    }

    fn word(&mut self, at: At, words: &[Word], text: &str, subject: &str) {
        if words.iter().any(|word| word.name == text) {
            return;
        }
        let list = words::list(words);
        let message = format!("{subject} must be {list}, found `{}`", short(text));
        let problem = self.diagnostics.error("bad-word", at, message);
        if let Some(meant) = words::meant(words, text) {
            problem.help(format!("did you mean `{meant}`?"));
        }
    }

    fn wrong_type(&mut self, node: &Node, wants: &Wants, subject: &str) {
        let message = format!(
            "{subject} must be {}, found {}",
            wants.describe(),
            describe(node)
        );
        let nothing = matches!(&node.value, Tree::Scalar { text, .. } if text.is_empty());
        let truth = matches!(
            node.value,
            Tree::Scalar {
                kind: Kind::Bool,
                ..
            }
        );
        let help = match wants {
            _ if nothing && subject != FILE => format!("write a value or remove {subject}"),
            _ if nothing => "write the keys, or remove the file".to_owned(),
            Wants::Text if truth => "quote it if it is meant as text".to_owned(),
            Wants::Boolean => truth_meant(read::text(node).unwrap_or_default()),
            _ if wants.for_form(Form::List).is_some() && read::text(node).is_some() => {
                format!("write `[{}]`", short(read::text(node).unwrap_or_default()))
            }
            Wants::Either(_) | Wants::Object(_) | Wants::Map(..) => {
                "specs/README.md lists the keys of every object".to_owned()
            }
            _ => format!("write {}", wants.describe()),
        };
        self.diagnostics
            .error("wrong-type", node.at, message)
            .help(help);
    }

    /// Free JSON has no keys of ours, but none may be written twice.
    fn repeated_inside(&mut self, node: &Node) {
        let entries = read::entries(node);
        for (_, value) in self.unique(entries, "the map") {
            self.repeated_inside(value);
        }
        read::list(node)
            .iter()
            .for_each(|entry| self.repeated_inside(entry));
    }
}

/// What a node is, for messages.
fn describe(node: &Node) -> String {
    match &node.value {
        Tree::Scalar {
            text,
            kind: Kind::Null,
        } if text.is_empty() => "nothing".to_owned(),
        Tree::Scalar {
            text,
            kind: Kind::Number,
        } => format!("the number `{}`", short(text)),
        Tree::Scalar {
            text,
            kind: Kind::Text,
        } => format!("the text `{}`", short(text)),
        Tree::Scalar { text, .. } => format!("`{}`", short(text)),
        Tree::List(_) => "a list".to_owned(),
        Tree::Map(_) => "a map".to_owned(),
    }
}

/// How to write the truth value that a text was meant as.
fn truth_meant(text: &str) -> String {
    match text.to_ascii_lowercase().as_str() {
        word @ ("true" | "false") => format!("write `{word}`, without quotes"),
        "yes" | "y" | "on" | "1" => "write `true`".to_owned(),
        "no" | "n" | "off" | "0" => "write `false`".to_owned(),
        _ => "write `true` or `false`".to_owned(),
    }
}

/// The first characters of a text.
fn short(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push_str("...");
    }
    short
}

/// A sentence in the middle of another.
fn sentence(doc: &str) -> String {
    let mut characters = doc.trim_end_matches('.').chars();
    match characters.next() {
        Some(first) if !doc.starts_with("API") && !doc.starts_with("RAM") => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => doc.trim_end_matches('.').to_owned(),
    }
}
