//! What is demanded of a field.
//!
//! In: the constraints of a field, checked or not. Out: entries of its map, in the shortest form that reads back the
//! same.

use super::tree::{Map, Yaml};
use crate::spec::{Bound, Bounds, Check, DocumentedValue};

/// Adds the key of a check. `sources` are the origins of documented values.
pub(super) fn check<'s>(check: &'s Check, sources: &[(&'s str, &'s str)], map: &mut Map<'s>) {
    match check {
        Check::Length(bounds) => map.word("length", counts(bounds)),
        Check::Bytes(bounds) => map.word("bytes", counts(bounds)),
        Check::Entries(bounds) => map.word("entries", counts(bounds)),
        Check::Range(bounds) => map.word(
            "range",
            range(bounds.min.map(number), bounds.max.map(number)),
        ),
        Check::Pattern(pattern) => map.text("pattern", Some(pattern)),
        Check::Prefix(texts) => one_or_more("prefix", texts, map),
        Check::NotPrefix(texts) => one_or_more("not_prefix", texts, map),
        Check::Values(documented) => map.put("values", values(documented, sources)),
        Check::UniqueBy(member) => map.text("unique_by", Some(&member.value)),
    }
}

fn counts(bounds: &Bounds<u64>) -> String {
    let text = |end: Option<u64>| end.map(|end| end.to_string());
    range(text(bounds.min), text(bounds.max))
}

/// A bound as text that is read back as the same kind of number.
fn number(bound: Bound) -> String {
    match bound {
        Bound::Integer(number) => number.to_string(),
        Bound::Number(number) => {
            let text = number.to_string();
            if text.contains('.') {
                text
            } else {
                text + ".0"
            }
        }
    }
}

fn range(min: Option<String>, max: Option<String>) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => min,
        (min, Some(max)) => format!("{}..={max}", min.unwrap_or_default()),
        (min, None) => format!("{}..", min.unwrap_or_else(|| "0".to_owned())),
    }
}

fn one_or_more<'s>(key: &'static str, texts: &'s [String], map: &mut Map<'s>) {
    match texts {
        [text] => map.text(key, Some(text)),
        texts => map.texts(key, texts),
    }
}

fn values<'s>(values: &'s [DocumentedValue], sources: &[(&'s str, &'s str)]) -> Yaml<'s> {
    let is_plain = |value: &DocumentedValue| value.doc.is_none() && value.rust_name.is_none();
    if !values.is_empty() && sources.is_empty() && values.iter().all(is_plain) {
        let texts = values.iter();
        let texts = texts.map(|value| Yaml::Text(value.text.value.as_str().into()));
        return Yaml::List(texts.collect());
    }
    let mut map = Map::default();
    for value in values {
        let text = value.text.value.as_str();
        let source = sources.iter().find(|(of, _)| *of == text);
        let node = match (&value.doc, source, &value.rust_name) {
            (Some(doc), None, None) => Yaml::Prose(doc.into()),
            (doc, source, name) => {
                let mut facts = Map::default();
                facts.prose("doc", doc.as_deref());
                facts.text("source", source.map(|(_, origin)| *origin));
                facts.text("rust_name", name.as_ref().map(|name| name.value.as_str()));
                Yaml::Map(facts)
            }
        };
        map.put(text, node);
    }
    Yaml::Map(map)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_as_short_as_they_can_be() {
        use Bound::{Integer, Number};
        for (min, max, expected) in [
            (Some(Integer(3)), Some(Integer(28)), "3..=28"),
            (None, Some(Integer(20)), "..=20"),
            (Some(Number(0.5)), None, "0.5.."),
            (Some(Integer(5)), Some(Integer(5)), "5"),
            (Some(Number(-2.0)), Some(Integer(5)), "-2.0..=5"),
            (None, Some(Number(1e19)), "..=10000000000000000000.0"),
        ] {
            assert_eq!(range(min.map(number), max.map(number)), expected);
        }
    }
}
