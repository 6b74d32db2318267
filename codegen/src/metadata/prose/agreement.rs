//! Do the values that a text lists agree with all else that is known of the field?
//!
//! In: a schema and values that its description or its titles list. Out: whether they may be its values, going by
//! its limits, its default, its example and what else the description says.

use std::borrow::Cow;

use regex_lite::Regex;

use super::Value;
use super::text::find;
use crate::metadata::document::Schema;

/// Says that one text holds several values, which no list of single values describes.
const SEVERAL: &[&str] = &[
    "separate multiple",
    "separated by",
    "separated with",
    "separate them",
    "separate the ",
    "separate values",
    "separate each",
    "comma-separated",
    "use commas",
    "multiple values",
    "one or more of",
    "can specify multiple",
    "can be a combination",
    "multiple types can",
];

/// Whether the values may be those of the field, one at a time.
pub(super) fn is_sound(schema: &Schema<'_>, values: &[Value]) -> bool {
    fits(schema, values) && !is_several(schema, values) && !is_foreign(schema, values)
}

/// Whether one text holds several of the values.
fn is_several(schema: &Schema<'_>, values: &[Value]) -> bool {
    let example = schema.example.as_deref().unwrap_or_default().trim();
    let is_known = values
        .iter()
        .any(|value| value.text.eq_ignore_ascii_case(example));
    let is_compound = example.contains([',', ';', '|', '[', '{', '，', '\n']);
    (is_compound && !is_known) || has(schema.description.as_deref().unwrap_or_default(), SEVERAL)
}

/// Whether the example shows that the values are those of something else: a text copied from another field.
fn is_foreign(schema: &Schema<'_>, values: &[Value]) -> bool {
    let example = schema.example.as_deref().unwrap_or_default().trim();
    let is_number = |text: &str| text.parse::<f64>().is_ok();
    if example.is_empty()
        || values
            .iter()
            .any(|value| value.text.eq_ignore_ascii_case(example))
    {
        return false;
    }
    let any = |is: &dyn Fn(&str) -> bool| values.iter().any(|value| is(&value.text));
    let is_unlike = |mark: char| example.contains(mark) && !any(&|text| text.contains(mark));
    values.len() == 1
        || (is_number(example) && !any(&is_number))
        || [':', '/', '.', '*'].into_iter().any(is_unlike)
        || values
            .iter()
            .any(|value| value.doc.as_deref() == Some(example))
}

/// Whether a text has any of these, written in lower case.
pub(super) fn has(text: &str, needles: &[&str]) -> bool {
    needles.iter().any(|needle| find(text, needle).is_some())
}

/// Whether the values agree with all else that the schema says.
fn fits(schema: &Schema<'_>, values: &[Value]) -> bool {
    let number = |text: &Option<Cow<'_, str>>| {
        text.as_deref()
            .and_then(|text| text.trim().parse::<f64>().ok())
    };
    let is_integer = schema.kind.as_deref() == Some("integer");
    let (least, most) = match is_integer {
        true => (number(&schema.minimum), number(&schema.maximum)),
        false => (number(&schema.min_length), number(&schema.max_length)),
    };
    let pattern = schema
        .pattern
        .as_deref()
        .filter(|pattern| !pattern.is_empty());
    let pattern = pattern.map(Regex::new);
    let default = schema.default.as_deref().unwrap_or_default().trim();
    let fits = |text: &str| {
        let measure = match is_integer {
            true => match text.parse::<i64>() {
                // Only compared with limits, where the lost digits do not matter.
                Ok(number) => number as f64,
                Err(_) => return false,
            },
            false => text.chars().count() as f64,
        };
        let matches = match &pattern {
            Some(Ok(pattern)) => pattern.is_match(text),
            Some(Err(_)) => false,
            None => true,
        };
        matches
            && least.is_none_or(|least| measure >= least)
            && most.is_none_or(|most| measure <= most)
    };
    let is_listed = |text: &str| values.iter().any(|value| value.text == text);
    values.iter().all(|value| fits(&value.text)) && (default.is_empty() || is_listed(default))
}
