//! What to use instead of a deprecated operation.
//!
//! In: `deprecated` and `staticInfo.substitutions`. Out: a sentence.

use super::target::target;
use crate::metadata::document::{Api, Document};

/// What the deprecation says where nothing replaces the operation.
const NOTHING: &str = "The service lists no replacement.";

/// The sentence; `None` when the operation is not deprecated.
pub(crate) fn replacement(api: &Api, document: &Document) -> Option<String> {
    if !api.deprecated {
        return None;
    }
    let names = api
        .static_info
        .substitutions
        .iter()
        .filter_map(|name| target(name.trim(), document));
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    Some(match names.split_last() {
        None => NOTHING.to_owned(),
        Some((only, [])) => format!("Use {only}."),
        Some((last, others)) => format!("Use {} or {last}.", others.join(", ")),
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::document;
    use super::*;
    use crate::metadata::document::StaticInfo;

    #[test]
    fn the_sentence_names_what_there_is() {
        for (deprecated, names, expected) in [
            (false, vec!["Ecs::2014-05-26::Run"], None),
            (true, vec![], Some("The service lists no replacement.")),
            (
                true,
                vec!["nothing"],
                Some("The service lists no replacement."),
            ),
            (true, vec!["Ecs::2014-05-26::Run"], Some("Use `Run`.")),
            (
                true,
                vec!["Vpc::2016-04-28::Run"],
                Some("Use `vpc/2016-04-28:Run`."),
            ),
            (
                true,
                vec!["Ecs::2014-05-26::A", "ecs::2014-05-26::B", "x::1::C"],
                Some("Use `A`, `B` or `x/1:C`."),
            ),
        ] {
            let api = Api {
                deprecated,
                static_info: StaticInfo {
                    substitutions: names.into_iter().map(Into::into).collect(),
                    ..StaticInfo::default()
                },
                ..Api::default()
            };
            assert_eq!(replacement(&api, &document()).as_deref(), expected);
        }
    }
}
