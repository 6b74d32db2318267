//! How deep a request may be nested.
//!
//! In: a request. Out: the place where it is nested too deeply, if there is one. Everything that walks
//! through a request calls itself for each level; this is asked first, and itself goes no deeper than
//! the limit, so that no request can exhaust the stack. The limit is the one that the JSON decoder has for
//! answers.

use crate::Json;
use crate::members::{Key, entries, members};
use crate::model::{Model, Shape};

/// So many lists, maps and structures inside each other are too many.
pub(crate) const LIMIT: usize = 128;

/// The limit in words, to stand behind a path.
pub(crate) const TOO_DEEP: &str =
    "is nested too deeply: fewer than 128 lists, maps and structures may stand inside each other";

/// Wire path of the first value at which the request is nested too deeply. Inside of JSON it is the path
/// of the JSON.
pub(crate) fn too_deep(request: &dyn Model) -> Option<String> {
    let mut steps = beyond(Shape::Model(request), LIMIT)?;
    steps.reverse();
    Some(steps.concat().trim_start_matches('.').to_owned())
}

/// Whether the JSON reaches the limit when `left` levels are left.
pub(crate) fn json_too_deep(json: &Json, left: usize) -> bool {
    let left = left.saturating_sub(1);
    match json {
        Json::Array(entries) => left == 0 || entries.iter().any(|entry| json_too_deep(entry, left)),
        Json::Object(members) => {
            left == 0 || members.values().any(|value| json_too_deep(value, left))
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => false,
    }
}

/// The steps to the first value that reaches the limit, the last one first.
fn beyond(shape: Shape<'_>, left: usize) -> Option<Vec<String>> {
    let left_inside = left.saturating_sub(1);
    match shape {
        Shape::Json(json) => json_too_deep(json, left).then(Vec::new),
        Shape::Model(_) | Shape::List(_) | Shape::Map(_) if left_inside == 0 => Some(Vec::new()),
        Shape::Model(model) => members(model).find_map(|(field, value)| {
            let mut steps = beyond(value.shape(), left_inside)?;
            // A map under this name stands for its entries alone.
            if field.name != "*" {
                steps.push(format!(".{}", field.name));
            }
            Some(steps)
        }),
        list_or_map => {
            let mut found = None;
            entries(list_or_map, &mut |key, value| {
                if found.is_some() {
                    return;
                }
                found = beyond(value.shape(), left_inside);
                if let Some(steps) = &mut found {
                    steps.push(match key {
                        Key::Index(index) => format!("[{index}]"),
                        Key::Name(name) => format!(".{name}"),
                    });
                }
            });
            found
        }
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;
    use crate::fixture::Account;

    /// An account that holds another, so many in all.
    pub(crate) fn accounts(count: usize) -> Account {
        (1..count).fold(Account::default(), |inner, _| Account {
            parent: Some(Box::new(inner)),
            ..Account::default()
        })
    }

    /// So many lists inside each other.
    pub(crate) fn lists(count: usize) -> Json {
        (0..count).fold(Json::Null, |inner, _| Json::Array(vec![inner]))
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{accounts, lists};
    use super::*;
    use crate::fixture::Account;

    #[test]
    fn the_limit_is_the_decoders() {
        for (levels, fits) in [(127, true), (128, false), (2000, false)] {
            assert_eq!(json_too_deep(&lists(levels), LIMIT), !fits, "{levels}");
            let text = format!("{}{}", "[".repeat(levels), "]".repeat(levels));
            assert_eq!(
                serde_json::from_str::<Json>(&text).is_ok(),
                fits,
                "{levels}"
            );
        }
    }

    #[test]
    fn the_place_is_named() {
        // The innermost account holds a list, which is one level more.
        assert_eq!(too_deep(&accounts(126)), None);
        let path = too_deep(&accounts(1500)).unwrap();
        assert!(path.starts_with("Parent.Parent."), "{path}");
        let extra = |levels| Account {
            extra: Some([("x".to_owned(), lists(levels))].into()),
            ..Account::default()
        };
        assert_eq!(too_deep(&extra(125)), None);
        assert_eq!(too_deep(&extra(2000)).as_deref(), Some("Extra.x"));
    }
}
