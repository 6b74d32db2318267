//! What RAM must allow.
//!
//! In: `ramActions` of an operation, else of the document under the operation's name. Out: the first action with its
//! level, resource and condition keys; every other action is one that must be allowed as well.

use crate::metadata::document::{Api, Document, RamAction};
use crate::spec::{At, Authorization, Spanned};

/// What RAM must allow for the operation with this name, if the metadata says so.
pub(crate) fn authorization(
    name: &str,
    api: &Api,
    document: &Document,
    mut at: impl FnMut(&str) -> At,
) -> Option<Authorization> {
    let of_document = document
        .ram_actions
        .iter()
        .filter(|(of, _)| of == name)
        .map(|(_, action)| action);
    let actions: Vec<&RamAction> = match api.ram_actions.is_empty() {
        true => of_document.collect(),
        false => api.ram_actions.iter().collect(),
    };
    let named = |action: &&RamAction| !action.action.trim().is_empty();
    let mut actions = actions.into_iter().filter(named);
    let first = actions.next()?;
    let action = first.action.trim();
    let others = actions.map(|other| other.action.trim());
    let others = first
        .additional
        .iter()
        .map(|other| other.trim())
        .chain(others);
    let dependent = unique(others.filter(|other| *other != action));
    // Of several resources the first is the one that the operation is about.
    let resource = first.resources.first();
    let text = |text: Option<&str>| {
        text.map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    Some(Authorization {
        action: Spanned {
            value: action.to_owned(),
            at: at("ramActions"),
        },
        level: text(first.operation_type.as_deref()).filter(|level| level != "none"),
        resource_type: text(resource.and_then(|resource| resource.resource_type.as_deref())),
        resource: text(resource.and_then(|resource| resource.arn.as_deref())),
        conditions: unique(first.conditions.iter().map(|key| key.trim())),
        dependent,
    })
}

/// Each text once, in the order of the first time, and none that is empty.
fn unique<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut unique: Vec<String> = Vec::new();
    for text in texts {
        if !text.is_empty() && !unique.iter().any(|known| known == text) {
            unique.push(text.to_owned());
        }
    }
    unique
}

#[cfg(test)]
mod tests {
    use super::super::tests::nowhere;
    use super::*;
    use crate::metadata::document::RamResource;

    fn action(name: &'static str, level: &'static str, arn: &'static str) -> RamAction<'static> {
        RamAction {
            operation_type: Some(level.into()),
            action: name.into(),
            resources: vec![RamResource {
                resource_type: Some("Trail".into()),
                arn: Some(arn.into()),
            }],
            ..RamAction::default()
        }
    }

    #[test]
    fn the_first_action_counts_and_the_others_come_with_it() {
        let api = Api {
            ram_actions: vec![
                RamAction {
                    conditions: vec!["log:TLSVersion".into(), "log:TLSVersion".into(), "".into()],
                    additional: vec!["ram:PassRole".into(), "a:Create".into()],
                    ..action("a:Create ", "create", "acs:a:{#regionId}:*:trail/*")
                },
                action("a:Get", "get", "*"),
                action("", "get", "*"),
            ],
            ..Api::default()
        };
        let found =
            authorization("Create", &api, &Document::default(), nowhere).expect("it has actions");
        assert_eq!(found.action.value, "a:Create");
        assert_eq!(found.level.as_deref(), Some("create"));
        assert_eq!(found.resource_type.as_deref(), Some("Trail"));
        assert_eq!(
            found.resource.as_deref(),
            Some("acs:a:{#regionId}:*:trail/*")
        );
        assert_eq!(found.conditions, ["log:TLSVersion"]);
        assert_eq!(found.dependent, ["ram:PassRole", "a:Get"]);
    }

    #[test]
    fn the_document_answers_for_operations_that_say_nothing() {
        let document = Document {
            ram_actions: vec![
                ("Get".into(), action("a:Get", "none", " ")),
                ("Put".into(), action("a:Put", "update", "*")),
            ],
            ..Document::default()
        };
        let found = authorization("Get", &Api::default(), &document, nowhere)
            .expect("the document has one");
        assert_eq!(
            (found.action.value.as_str(), found.level, found.resource),
            ("a:Get", None, None)
        );
        assert!(authorization("Delete", &Api::default(), &document, nowhere).is_none());
    }
}
