//! Values of the tree as what they are meant to be.
//!
//! In: a [`Json`] of any kind. Out: the text, list or map that belongs in its place, as far as it can be taken for
//! one: files of metadata are written by many hands, and one odd value must not cost the operation around it. Each
//! function takes the key for the note about a value of another kind; `null` is the same as no value.

use super::super::document::{Named, Oddity, Oddness, Text};
use super::repeated;
use crate::json::{Json, Members};

/// Notes of one node.
pub(super) type Odd = Vec<Oddity>;

fn note(odd: &mut Odd, key: &'static str, how: Oddness) {
    let key = key.into();
    odd.push(Oddity { key, how });
}

/// A text; numbers and booleans as they are written.
pub(super) fn text<'d>(json: Json<'d>, key: &'static str, odd: &mut Odd) -> Option<Text<'d>> {
    match json {
        Json::Null => None,
        Json::Text(text) => Some(text),
        Json::Number(number) => Some(number.into()),
        Json::Bool(value) => Some(if value { "true" } else { "false" }.into()),
        Json::List(entries) => {
            let texts: Vec<_> = entries
                .into_iter()
                .filter_map(|entry| text(entry, key, odd))
                .collect();
            note(odd, key, Oddness::TextInList);
            (!texts.is_empty()).then(|| texts.join("\n").into())
        }
        Json::Map(_) => {
            note(odd, key, Oddness::Unreadable);
            None
        }
    }
}

/// A truth value, or its name as text.
pub(super) fn truth(json: &Json<'_>, key: &'static str, odd: &mut Odd) -> Option<bool> {
    match json {
        Json::Bool(value) => Some(*value),
        Json::Text(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Json::Text(text) if text.is_empty() || text.eq_ignore_ascii_case("false") => Some(false),
        Json::Null => None,
        _ => {
            note(odd, key, Oddness::Unreadable);
            None
        }
    }
}

/// The entries of a list; a single value counts as a list of it.
pub(super) fn list<'d>(json: Json<'d>, key: &'static str, odd: &mut Odd) -> Vec<Json<'d>> {
    match json {
        Json::List(entries) => entries,
        Json::Null => Vec::new(),
        Json::Map(members) if members.is_empty() => Vec::new(),
        other => {
            note(odd, key, Oddness::Unreadable);
            vec![other]
        }
    }
}

/// The texts of a list.
pub(super) fn texts<'d>(json: Json<'d>, key: &'static str, odd: &mut Odd) -> Vec<Text<'d>> {
    let entries = list(json, key, odd).into_iter();
    entries.filter_map(|entry| text(entry, key, odd)).collect()
}

/// The members of an object whose keys are words of the format, each of them once.
pub(super) fn object<'d>(json: Json<'d>, key: &'static str, odd: &mut Odd) -> Members<'d> {
    let mut members = map(json, key, odd);
    repeated::join(&mut members, odd);
    members
}

/// The members of a map whose keys are names, as often as they are written; `[]` stands for an empty one.
pub(super) fn map<'d>(json: Json<'d>, key: &'static str, odd: &mut Odd) -> Members<'d> {
    match json {
        Json::Map(members) => return members,
        Json::Null => {}
        Json::List(entries) if entries.is_empty() => note(odd, key, Oddness::EmptyList),
        _ => note(odd, key, Oddness::Unreadable),
    }
    Vec::new()
}

/// The maps of a list; whatever else stands in it is no map, and reads as an empty one.
pub(super) fn maps<'d>(json: Json<'d>, key: &'static str, odd: &mut Odd) -> Vec<Members<'d>> {
    let entries = list(json, key, odd).into_iter();
    entries.map(|entry| object(entry, key, odd)).collect()
}

/// A map whose values are all read alike, and note their oddities by themselves.
pub(super) fn named<'d, T>(
    json: Json<'d>,
    key: &'static str,
    odd: &mut Odd,
    read: impl Fn(Json<'d>) -> T,
) -> Named<'d, T> {
    let members = map(json, key, odd).into_iter();
    members.map(|(name, value)| (name, read(value))).collect()
}

/// A map whose values are all read alike, and have no oddities of their own: they are those of the map.
pub(super) fn named_within<'d, T>(
    json: Json<'d>,
    key: &'static str,
    odd: &mut Odd,
    read: impl Fn(Json<'d>, &mut Odd) -> T,
) -> Named<'d, T> {
    let members = map(json, key, odd).into_iter();
    let members = members.map(|(name, value)| {
        let within = &mut Vec::new();
        let value = read(value, within);
        let place = format!("{key}.{name}");
        odd.extend(within.drain(..).map(|oddity| oddity.below(&place)));
        (name, value)
    });
    members.collect()
}
