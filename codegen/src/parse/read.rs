//! Quiet reading of nodes: whatever is missing or of another form was reported by `shape`.
//!
//! In: a node, and the key that is wanted. Out: the value if it is of the kind that is wanted, without a word if it is
//! not: the same mistake is never said twice.

use crate::load::{Node, Tree};
use crate::spec::Spanned;

/// The entries of a map.
pub(super) fn entries(node: &Node) -> &[(Node, Node)] {
    match &node.value {
        Tree::Map(entries) => entries,
        _ => &[],
    }
}

/// The entries of a list.
pub(super) fn list(node: &Node) -> &[Node] {
    match &node.value {
        Tree::List(entries) => entries,
        _ => &[],
    }
}

/// The text of a scalar.
pub(super) fn text(node: &Node) -> Option<&str> {
    match &node.value {
        Tree::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

/// The text of a scalar, with its place.
pub(super) fn spanned(node: &Node) -> Option<Spanned> {
    Some(Spanned {
        value: text(node)?.to_owned(),
        at: node.at,
    })
}

/// One text, or each of a list.
pub(super) fn one_or_more(node: &Node) -> Vec<Spanned> {
    match &node.value {
        Tree::List(entries) => entries.iter().filter_map(spanned).collect(),
        _ => spanned(node).into_iter().collect(),
    }
}

/// The key and value under `name`, the first time it is written.
pub(super) fn entry<'n>(node: &'n Node, name: &str) -> Option<(&'n Node, &'n Node)> {
    let (key, value) = entries(node)
        .iter()
        .find(|(key, _)| text(key) == Some(name))?;
    Some((key, value))
}

/// The value under `name`.
pub(super) fn get<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    entry(node, name).map(|(_, value)| value)
}

/// The text under `name`.
pub(super) fn get_text(node: &Node, name: &str) -> Option<String> {
    get(node, name).and_then(text).map(str::to_owned)
}

/// The text under `name`, with its place.
pub(super) fn get_spanned(node: &Node, name: &str) -> Option<Spanned> {
    get(node, name).and_then(spanned)
}

/// Whether `true` stands under `name`.
pub(super) fn is_true(node: &Node, name: &str) -> bool {
    get(node, name)
        .and_then(text)
        .is_some_and(|text| text.eq_ignore_ascii_case("true"))
}

/// The texts of the list under `name`.
pub(super) fn texts(node: &Node, name: &str) -> Vec<String> {
    get(node, name)
        .map_or(&[][..], list)
        .iter()
        .filter_map(text)
        .map(str::to_owned)
        .collect()
}
