//! Keys that stand more than once in one object.
//!
//! In: the members of an object whose keys are words of the format. Out: the same with each key once, and a note for
//! each that was repeated. JSON leaves open what a repeated key means, and most readers keep the last one silently,
//! which would cost whole operations; here maps and lists are put together, so that nothing in them is lost: what is
//! then told twice inside of them is a quirk with a decision of its own.

use super::super::document::{Oddity, Oddness};
use super::value::Odd;
use crate::json::{Json, Members};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Leaves each key once.
pub(super) fn join(members: &mut Members<'_>, odd: &mut Odd) {
    let mut places = HashMap::with_capacity(members.len());
    let mut once: Members<'_> = Vec::with_capacity(members.len());
    for (key, value) in std::mem::take(members) {
        match places.entry(key.clone()) {
            Entry::Vacant(place) => {
                place.insert(once.len());
                once.push((key, value));
            }
            Entry::Occupied(place) => {
                let how = add(&mut once[*place.get()].1, value);
                let key = key.to_string().into();
                odd.push(Oddity { key, how });
            }
        }
    }
    *members = once;
}

fn add<'d>(first: &mut Json<'d>, later: Json<'d>) -> Oddness {
    match (first, later) {
        (first, later) if *first == later => Oddness::Repeated,
        (Json::Map(first), Json::Map(later)) => {
            first.extend(later);
            Oddness::Joined
        }
        (Json::List(first), Json::List(later)) => {
            first.extend(later);
            Oddness::Joined
        }
        // What holds nothing gives way to what holds something.
        (first, later) if is_empty(first) => {
            *first = later;
            Oddness::Joined
        }
        (_, later) if is_empty(&later) => Oddness::Joined,
        _ => Oddness::Contradicted,
    }
}

fn is_empty(json: &Json<'_>) -> bool {
    match json {
        Json::Null => true,
        Json::List(entries) => entries.is_empty(),
        Json::Map(members) => members.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn each_key_stands_once_and_what_was_repeated_is_noted() {
        for (text, expected, noted) in [
            (r#"{"a":1,"b":2}"#, r#"{"a":1,"b":2}"#, ""),
            (r#"{"a":1,"b":2,"a":1}"#, r#"{"a":1,"b":2}"#, "a Repeated"),
            (
                r#"{"a":1,"a":2,"a":1}"#,
                r#"{"a":1}"#,
                "a Contradicted, a Repeated",
            ),
            (
                r#"{"a":{"b":1},"c":3,"a":{"b":2,"d":4}}"#,
                r#"{"a":{"b":1,"b":2,"d":4},"c":3}"#,
                "a Joined",
            ),
            (
                r#"{"a":[1],"a":[2],"a":[]}"#,
                r#"{"a":[1,2]}"#,
                "a Joined, a Joined",
            ),
            (
                r#"{"a":null,"a":[],"a":{"b":1}}"#,
                r#"{"a":{"b":1}}"#,
                "a Joined, a Joined",
            ),
            (
                r#"{"a":{"b":1},"a":[2]}"#,
                r#"{"a":{"b":1}}"#,
                "a Contradicted",
            ),
        ] {
            let [found, expected] = [text, expected].map(|text| match json::read(text) {
                Ok(Json::Map(members)) => members,
                other => panic!("{other:?}"),
            });
            let (mut found, mut odd) = (found, Vec::new());
            join(&mut found, &mut odd);
            assert_eq!(found, expected, "{text}");
            let odd = odd.iter().map(|one| format!("{} {:?}", one.key, one.how));
            assert_eq!(odd.collect::<Vec<_>>().join(", "), noted, "{text}");
        }
    }

    /// A search among all earlier keys for each, or a move of all later ones, would take minutes here.
    #[test]
    fn keys_by_the_hundred_thousand_take_one_pass() {
        let most = 300_000;
        let keys = (0..most).chain(0..most);
        let mut members: Members<'_> = keys
            .map(|key| (key.to_string().into(), Json::Null))
            .collect();
        let mut odd = Vec::new();
        join(&mut members, &mut odd);
        assert!(
            (0..most)
                .map(|key| key.to_string())
                .eq(members.iter().map(|(key, _)| key.as_ref()))
        );
        assert_eq!(odd.len(), most);
    }
}
