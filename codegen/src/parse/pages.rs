//! Builds `pages` and `polling` of an operation.
//!
//! In: the maps under these keys. Out: data of the spec; whether the members are there is asked later, by `check`.

use super::read;
use crate::diagnostic::Diagnostics;
use crate::load::Node;
use crate::spec::{At, Pages, PagesBy, Polling};

/// Which keys go with a word of `by`: the needed ones, then what else.
const KEYS: &[(&str, &[&str], &[&str])] = &[
    ("number", &["page"], &["total"]),
    ("token", &["token", "next"], &[]),
    ("offset", &["offset"], &["total"]),
];

/// How pages are walked; `None` when it cannot be told, which has been reported. `at` is where the key stands.
pub(super) fn pages(node: &Node, at: At, diagnostics: &mut Diagnostics) -> Option<Pages> {
    let by = read::get_text(node, "by")?;
    let (_, needed, more) = KEYS.iter().find(|(word, ..)| *word == by)?;
    for (key, _) in read::entries(node) {
        let name = read::text(key).unwrap_or_default();
        let belongs = |(_, needed, more): &(_, &[&str], &[&str])| {
            needed.contains(&name) || more.contains(&name)
        };
        let elsewhere: Vec<String> = KEYS
            .iter()
            .filter(|keys| belongs(keys))
            .map(|(word, ..)| format!("`by: {word}`"))
            .collect();
        if !elsewhere.is_empty() && !needed.contains(&name) && !more.contains(&name) {
            diagnostics
                .error(
                    "misplaced-key",
                    key.at,
                    format!("`{name}` has no meaning for pages by {by}"),
                )
                .help(format!("it belongs to {}", elsewhere.join(" and ")));
        }
    }
    for name in needed.iter().filter(|name| read::get(node, name).is_none()) {
        diagnostics
            .error(
                "missing-key",
                at,
                format!("pages by {by} need the key `{name}`"),
            )
            .help("specs/README.md lists the keys of every object");
    }
    let get = |name| read::get_spanned(node, name);
    if let (Some(count), None) = (get("default_size"), get("size")) {
        diagnostics
            .error(
                "missing-key",
                count.at,
                "`default_size` needs the key `size`",
            )
            .help("`size` names the member of the request that takes it");
    }
    Some(Pages {
        by: match by.as_str() {
            "number" => PagesBy::Number {
                page: get("page")?,
                total: get("total"),
            },
            "token" => PagesBy::Token {
                token: get("token")?,
                next: get("next")?,
            },
            _ => PagesBy::Offset {
                offset: get("offset")?,
                total: get("total"),
            },
        },
        size: get("size"),
        default_size: get("default_size"),
        items: get("items"),
    })
}

/// How to wait for the work that an operation starts.
pub(super) fn polling(node: &Node) -> Option<Polling> {
    let count = |name| read::get_text(node, name).and_then(|text| text.parse().ok());
    Some(Polling {
        operation: read::get_spanned(node, "operation")?,
        interval: count("interval"),
        attempts: count("attempts"),
    })
}
