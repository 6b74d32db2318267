//! Members of an answer that travel in its headers.
//!
//! In: the headers of an answer and the slot of its structure. Out: the fields of place header filled. A
//! header has nothing but text, which is converted as leniently as text in JSON is.

use http::HeaderMap;

use crate::decode::{Failure, Fault, Path, Put, Scalar, Step, decode_value};
use crate::model::{MapMut, Slot, Target};
use crate::schema::{Field, Place};

/// Fills the header members of a structure; anything else has none.
pub(super) fn fill(headers: &HeaderMap, output: &mut dyn Slot) -> Result<(), Failure> {
    let Target::Model(model) = output.target() else {
        return Ok(());
    };
    model
        .fields_mut()
        .members()
        .filter(|(field, _)| field.place == Place::Header)
        .try_for_each(|(field, slot)| member(headers, field, slot))
}

fn member(headers: &HeaderMap, field: &Field, slot: &mut dyn Slot) -> Result<(), Failure> {
    if let Some((before, after)) = field.name.split_once('*') {
        return family(headers, before, after, field, slot);
    }
    match headers.get(field.name) {
        Some(value) => put(
            &String::from_utf8_lossy(value.as_bytes()),
            slot,
            field.sensitive,
        )
        .map_err(|failure| within(Step::Member(field.name), failure)),
        None => Ok(()),
    }
}

/// The headers whose names fit a pattern, by what stands in place of its `*`.
fn family(
    headers: &HeaderMap,
    before: &str,
    after: &str,
    field: &Field,
    slot: &mut dyn Slot,
) -> Result<(), Failure> {
    let (before, after) = (before.to_ascii_lowercase(), after.to_ascii_lowercase());
    let key = |name: &str| -> Option<String> {
        let key = name.strip_prefix(&before)?.strip_suffix(&after)?;
        Some(key.to_owned()).filter(|key| !key.is_empty())
    };
    if !headers.keys().any(|name| key(name.as_str()).is_some()) {
        return Ok(());
    }
    let Target::Map(map) = slot.refill() else {
        return Ok(());
    };
    entries(headers, &key, map, field.sensitive)
        .map_err(|failure| within(Step::Member(field.name), failure))
}

fn entries(
    headers: &HeaderMap,
    key: &dyn Fn(&str) -> Option<String>,
    map: &mut dyn MapMut,
    secret: bool,
) -> Result<(), Failure> {
    for (name, value) in headers {
        if let Some(key) = key(name.as_str()) {
            let text = String::from_utf8_lossy(value.as_bytes());
            put(&text, map.insert(key.clone()), secret)
                .map_err(|failure| within(Step::Key(key), failure))?;
        }
    }
    Ok(())
}

/// Objects are JSON text, lists are that or text between commas. A value that is `secret` is not quoted in
/// messages.
fn put(text: &str, slot: &mut dyn Slot, secret: bool) -> Result<(), Failure> {
    let is_json = text.starts_with(['[', '{']);
    let put = match slot.refill() {
        Target::List(_) | Target::Map(_) | Target::Model(_) | Target::Json(_) if is_json => {
            return decode_value(text.as_bytes(), slot, secret);
        }
        Target::List(list) => {
            let entries = text.split(',').map(str::trim);
            for entry in entries.filter(|entry| !entry.is_empty()) {
                put(entry, list.push(), secret)?;
            }
            return Ok(());
        }
        target => Scalar::Text(text).put(target),
    };
    match put {
        Put::Done => Ok(()),
        Put::Absent => {
            slot.unset();
            Ok(())
        }
        Put::Refused(expected) => {
            let found = match secret {
                true => "something else".to_owned(),
                false => Scalar::Text(text).to_string(),
            };
            Err(Failure {
                path: String::new(),
                fault: Fault::Data,
                source: format!("found {found} in the header, expected {expected}").into(),
            })
        }
    }
}

fn within(step: Step, failure: Failure) -> Failure {
    let path = Path::of(step).to_string();
    let separator = if failure.path.is_empty() || failure.path.starts_with('[') {
        ""
    } else {
        "."
    };
    Failure {
        path: format!("{path}{separator}{}", failure.path),
        fault: Fault::Data,
        ..failure
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::Json;
    use crate::model::{Model, ModelMut, Slots, Values};
    use crate::schema::Schema;

    #[derive(Default)]
    struct Answer {
        total: Option<i64>,
        names: Vec<String>,
        meta: Option<BTreeMap<String, String>>,
        json: Option<Json>,
        pin: Option<i64>,
        name: Option<String>,
    }

    static ANSWER: Schema = Schema::new(
        "Answer",
        &[
            Field::header("X-Total-Count"),
            Field::header("X-Names"),
            Field::header("x-oss-Meta-*"),
            Field::header("X-Json"),
            Field::header("X-Pin").sensitive(),
            Field::new("Name"),
        ],
    );

    impl Model for Answer {
        fn fields(&self) -> Values<'_> {
            Values::new(
                &ANSWER,
                [
                    &self.total,
                    &self.names,
                    &self.meta,
                    &self.json,
                    &self.pin,
                    &self.name,
                ],
            )
        }
    }

    impl ModelMut for Answer {
        fn fields_mut(&mut self) -> Slots<'_> {
            Slots::new(
                &ANSWER,
                [
                    &mut self.total,
                    &mut self.names,
                    &mut self.meta,
                    &mut self.json,
                    &mut self.pin,
                    &mut self.name,
                ],
            )
        }
    }

    fn filled(given: &[(&'static str, &str)]) -> Result<Answer, Failure> {
        let mut headers = HeaderMap::new();
        for (name, value) in given {
            headers.insert(*name, value.parse().unwrap());
        }
        let mut answer = Answer::default();
        fill(&headers, &mut answer).map(|()| answer)
    }

    #[test]
    fn header_members_are_filled_and_others_left_alone() {
        let answer = filled(&[
            ("x-total-count", " 12 "),
            ("x-names", "a, b"),
            ("x-oss-meta-color", "red"),
            ("x-oss-meta-", "no key"),
            ("x-json", "{\"a\":[1]}"),
            ("name", "not a header member"),
        ])
        .unwrap();
        assert_eq!(answer.total, Some(12));
        assert_eq!(answer.names, ["a", "b"]);
        let meta = answer.meta.unwrap();
        assert_eq!(meta.len(), 1);
        assert_eq!(meta["color"], "red");
        assert_eq!(answer.json, Some(serde_json::json!({"a": [1]})));
        assert_eq!(answer.name, None);

        let answer = filled(&[("x-names", "[\"a,b\"]"), ("x-json", "plain")]).unwrap();
        assert_eq!(answer.names, ["a,b"]);
        assert_eq!(answer.json, Some(Json::from("plain")));
        assert!(answer.total.is_none() && answer.meta.is_none());
    }

    #[test]
    fn a_header_of_another_kind_is_named() {
        let failure = filled(&[("x-total-count", "many")]).err().unwrap();
        assert_eq!(failure.path, "X-Total-Count");
        let text = failure.source.to_string();
        assert_eq!(
            text,
            "found the text \"many\" in the header, expected a whole number of 64 bits"
        );
        let text = filled(&[("x-pin", "canary")]).err().unwrap().source;
        assert_eq!(
            text.to_string(),
            "found something else in the header, expected a whole number of 64 bits"
        );
    }

    #[test]
    fn broken_json_in_a_header_is_a_fault_of_its_member() {
        for (name, value) in [("x-json", "[1"), ("x-names", "[1")] {
            let failure = filled(&[(name, value)]).err().unwrap();
            let what = failure.what("the answer").unwrap().to_ascii_lowercase();
            let expected = format!("the member {name}");
            assert!(what.starts_with(&expected), "{what}");
        }
    }

    #[test]
    fn a_member_of_a_header_is_not_read_from_the_body() {
        let mut answer = Answer::default();
        crate::decode::decode(br#"{"X-Total-Count":1,"Name":"n"}"#, &mut answer).unwrap();
        assert_eq!((answer.total, answer.name.as_deref()), (None, Some("n")));
    }
}
