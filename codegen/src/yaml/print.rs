//! YAML as data -> text: brackets for what fits a line, lines of their own for the rest.
//!
//! In: a tree of YAML. Out: text of at most a page's width, as a person would lay it out: the loader reads back the
//! same tree, and a change in one value is a change in one line.

use super::scalar::{self, Place};
use super::tree::{Map, Yaml};

/// Columns of a line.
const WIDTH: usize = 110;

/// Columns that prose has at least, however deep it stands.
const MIN_PROSE: usize = 40;

/// Longer keys are written behind a question mark: YAML looks no further than 1024 characters for the colon.
const MAX_KEY: usize = 900;

/// The text of a file whose root is `map`.
pub(super) fn document(map: &Map<'_>) -> String {
    let mut out = String::new();
    entries(map, 0, &mut out);
    out
}

/// The entries of a map, each on lines of its own; the first begins where `out` ends.
fn entries(map: &Map<'_>, indent: usize, out: &mut String) {
    for (index, (key, node)) in map.entries.iter().enumerate() {
        if index > 0 {
            spaces(indent, out);
        }
        let key = scalar::one_line(key, Place::Key);
        if key.len() > MAX_KEY {
            out.push_str("? ");
            out.push_str(&key);
            out.push('\n');
            spaces(indent, out);
        } else {
            out.push_str(&key);
        }
        out.push(':');
        value(node, indent, out);
    }
}

/// What stands behind a key at `indent`, with the end of its line.
fn value(node: &Yaml<'_>, indent: usize, out: &mut String) {
    let room = WIDTH.saturating_sub(column(out) + 1);
    if let Some(line) = flow(node, room) {
        out.push(' ');
        out.push_str(&line);
        out.push('\n');
        return;
    }
    let inner = indent + 2;
    match node {
        Yaml::Map(map) => {
            out.push('\n');
            spaces(inner, out);
            entries(map, inner, out);
        }
        Yaml::List(nodes) => {
            out.push('\n');
            items(nodes, inner, out);
        }
        scalar => {
            out.push(' ');
            long(scalar, inner, out);
        }
    }
}

/// The entries of a list, each behind a dash at `indent`.
fn items(nodes: &[Yaml<'_>], indent: usize, out: &mut String) {
    for node in nodes {
        spaces(indent, out);
        out.push('-');
        let inner = indent + 2;
        match node {
            Yaml::Map(map) if flow(node, WIDTH - inner.min(WIDTH)).is_none() => {
                out.push(' ');
                entries(map, inner, out);
            }
            _ => value(node, indent, out),
        }
    }
}

/// A scalar that does not fit its line, with the end of the line.
fn long(node: &Yaml<'_>, indent: usize, out: &mut String) {
    let (text, is_prose) = match node {
        Yaml::Prose(text) => (text, true),
        Yaml::Text(text) | Yaml::Word(text) => (text, false),
        Yaml::List(_) | Yaml::Map(_) => return,
    };
    let width = WIDTH.saturating_sub(indent).max(MIN_PROSE);
    if let Some(head) = scalar::literal(text) {
        let body = text.strip_suffix('\n').unwrap_or(text);
        lines(head, body.split('\n'), indent, out);
    } else if let Some(folded) = scalar::folded(text, width).filter(|_| is_prose) {
        lines(">-", folded, indent, out);
    } else if let Yaml::Word(word) = node {
        out.push_str(word);
        out.push('\n');
    } else {
        out.push_str(&scalar::one_line(text, Place::Block));
        out.push('\n');
    }
}

/// The lines of a block scalar.
fn lines<'s>(
    head: &str,
    lines: impl IntoIterator<Item = &'s str>,
    indent: usize,
    out: &mut String,
) {
    out.push_str(head);
    out.push('\n');
    for line in lines {
        if !line.is_empty() {
            spaces(indent, out);
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// The node on one line of at most `room` columns, if it fits.
fn flow(node: &Yaml<'_>, room: usize) -> Option<String> {
    let mut line = Line {
        text: String::new(),
        left: room,
    };
    let place = match node {
        Yaml::List(_) | Yaml::Map(_) => Place::Flow,
        _ => Place::Block,
    };
    line.node(node, place)?;
    Some(line.text)
}

/// A line that is filled until there is no room left.
struct Line {
    text: String,
    left: usize,
}

impl Line {
    fn push(&mut self, text: &str) -> Option<()> {
        self.left = self.left.checked_sub(text.chars().count())?;
        self.text.push_str(text);
        Some(())
    }

    fn node(&mut self, node: &Yaml<'_>, place: Place) -> Option<()> {
        match node {
            Yaml::Word(word) => self.push(word),
            Yaml::Text(text) | Yaml::Prose(text) => {
                // Longer in bytes than four times the room, it is longer in characters than the room.
                if text.len() > self.left.saturating_mul(4) || scalar::literal(text).is_some() {
                    return None;
                }
                self.push(&scalar::one_line(text, place))
            }
            Yaml::List(nodes) => {
                self.push("[")?;
                for (index, node) in nodes.iter().enumerate() {
                    self.push(if index == 0 { "" } else { ", " })?;
                    self.node(node, Place::Flow)?;
                }
                self.push("]")
            }
            Yaml::Map(map) if map.entries.is_empty() => self.push("{}"),
            Yaml::Map(map) if map.is_block => None,
            Yaml::Map(map) => {
                for (index, (key, node)) in map.entries.iter().enumerate() {
                    self.push(if index == 0 { "{ " } else { ", " })?;
                    self.push(&scalar::one_line(key, Place::Key))?;
                    self.push(": ")?;
                    self.node(node, Place::Flow)?;
                }
                self.push(" }")
            }
        }
    }
}

/// Columns of the last line.
fn column(out: &str) -> usize {
    let line = out.rfind('\n').map_or(0, |index| index + 1);
    out[line..].chars().count()
}

fn spaces(count: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', count));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Yaml<'_> {
        Yaml::Text(text.into())
    }

    fn map<'s>(entries: Vec<(&'s str, Yaml<'s>)>) -> Map<'s> {
        let entries = entries.into_iter();
        Map {
            entries: entries.map(|(key, node)| (key.into(), node)).collect(),
            is_block: false,
        }
    }

    #[test]
    fn what_fits_a_line_stands_in_brackets() {
        let long = "a word ".repeat(20);
        let long = long.trim_end();
        let root = map(vec![
            (
                "a",
                Yaml::Map(map(vec![
                    ("b", text("x")),
                    ("c", Yaml::List(vec![text("y,"), Yaml::Word("1".into())])),
                ])),
            ),
            (
                "d",
                Yaml::Map(Map {
                    is_block: true,
                    ..map(vec![("e", text("x"))])
                }),
            ),
            ("f", Yaml::Prose(long.into())),
            (
                "g",
                Yaml::List(vec![
                    Yaml::Map(map(vec![
                        ("h", Yaml::Prose(long.into())),
                        ("i", text("j\nk")),
                    ])),
                    Yaml::List(vec![text(long)]),
                    Yaml::Map(Map::default()),
                    Yaml::List(vec![]),
                ]),
            ),
            ("l", text("m\n\n n\n")),
        ]);
        let expected = "\
a: { b: x, c: [\"y,\", 1] }
d:
  e: x
f: >-
  a word a word a word a word a word a word a word a word a word a word a word a word a word a word a word a
  word a word a word a word a word
g:
  - h: >-
      a word a word a word a word a word a word a word a word a word a word a word a word a word a word a word
      a word a word a word a word a word
    i: |-
      j
      k
  -
    - a word a word a word a word a word a word a word a word a word a word a word a word a word a word a word a word a word a word a word a word
  - {}
  - []
l: |
  m

   n
";
        assert_eq!(document(&root), expected);
    }
}
