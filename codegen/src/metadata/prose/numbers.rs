//! Facts about a number that stand in its description: range, unit, default.
//!
//! In: a schema. Out: what it says of them only in sentences, each only where it is beyond doubt.

use super::Values;
use super::introduction;
use super::text::{after, plain};
use super::token;
use crate::metadata::document::Schema;
use crate::spec::{Bound, Bounds};

/// What stands between the ends of a range.
const BETWEEN: &[&str] = &[" to ", "~", "～", "–", "-", " - ", " ~ ", ", ", ","];

/// The longest text that is taken for a unit.
const LONGEST_UNIT: usize = 24;

/// The range of an integer that has neither limits nor values: "Valid values: 1 to 100."
pub(super) fn range(schema: &Schema<'_>) -> Option<Bounds<Bound>> {
    let is_listed = schema
        .values
        .as_ref()
        .is_some_and(|values| !values.is_empty());
    let is_limited =
        schema.minimum.is_some() || schema.maximum.is_some() || !schema.value_titles.is_empty();
    if schema.kind.as_deref() != Some("integer") || is_listed || is_limited {
        return None;
    }
    let description = schema
        .description
        .as_deref()
        .filter(|text| introduction::may_be_in(text))?;
    let text = plain(description);
    let found = introduction::only(&text).filter(|found| found.is_plain)?;
    let line = text[found.end..].trim_start().split('\n').next()?;
    let (least, most) = ends(line)?;
    let number = |text: &str| text.trim().parse::<i64>().ok();
    let is_inside = |text: Option<&str>| {
        text.and_then(number)
            .is_none_or(|number| (least..=most).contains(&number))
    };
    let told = told_default(&text);
    let is_sound = is_inside(schema.example.as_deref())
        && is_inside(schema.default.as_deref())
        && is_inside(told.as_deref());
    (least < most && is_sound).then_some(Bounds {
        min: Some(Bound::Integer(least)),
        max: Some(Bound::Integer(most)),
    })
}

/// `1 to 100.`, `**1** to **100**`, `[1,100]`
fn ends(line: &str) -> Option<(i64, i64)> {
    let line = line.replace("**", "").replace(['`', '\\'], "");
    let line = ["integers from ", "an integer from ", "from "]
        .iter()
        .find_map(|start| after(&line, start))
        .unwrap_or(&line);
    let (line, is_closed) = match line.strip_prefix('[') {
        Some(inner) => (inner, true),
        None => (line, false),
    };
    let (least, rest) = integer(line)?;
    let rest = BETWEEN
        .iter()
        .filter(|between| is_closed || !between.starts_with(','))
        .find_map(|between| rest.strip_prefix(between))?;
    let (most, rest) = integer(rest.trim_start())?;
    let rest = if is_closed {
        rest.strip_prefix(']')?
    } else {
        rest
    };
    is_end(rest).then_some((least, most))
}

/// An integer, with or without commas between thousands, and what follows it.
fn integer(text: &str) -> Option<(i64, &str)> {
    let sign = usize::from(text.starts_with('-'));
    let mut end = sign;
    let bytes = text.as_bytes();
    while end < bytes.len() {
        let is_thousands = bytes[end] == b','
            && bytes
                .get(end + 1..end + 4)
                .is_some_and(|next| next.iter().all(u8::is_ascii_digit))
            && !bytes.get(end + 4).is_some_and(u8::is_ascii_digit);
        if !bytes[end].is_ascii_digit() && !is_thousands {
            break;
        }
        end += 1;
    }
    let number = text[..end].replace(',', "").parse().ok()?;
    Some((number, &text[end..]))
}

/// The end of a sentence or line.
fn is_end(rest: &str) -> bool {
    let rest = rest.trim_end();
    rest.is_empty()
        || rest
            .strip_prefix(['.', '。', ';', ','])
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The unit of a number: "Unit: seconds."
pub(super) fn unit(schema: &Schema<'_>) -> Option<String> {
    if !matches!(schema.kind.as_deref(), Some("integer" | "number")) {
        return None;
    }
    let description = schema.description.as_deref()?;
    let mut found = description.match_indices("Unit: ");
    let (at, word) = found.next()?;
    if found.next().is_some() || description.contains("nit of ") {
        return None;
    }
    let rest = &description[at + word.len()..];
    let end = rest
        .find(['\n', '.', ',', ';', '。', '(', '>'])
        .unwrap_or(rest.len());
    let unit = rest[..end].replace("**", "").replace('`', "");
    let unit = unit.trim();
    let is_plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '/' | '%' | '-' | '²' | '³');
    let is_one = !unit
        .split(' ')
        .any(|word| matches!(word, "and" | "or" | "the" | "is" | "if"));
    (!unit.is_empty() && unit.len() <= LONGEST_UNIT && unit.chars().all(is_plain) && is_one)
        .then(|| unit.to_owned())
}

/// The server's default that only the description tells: "Default value: 10."
pub(super) fn default(schema: &Schema<'_>, known: Option<&Values>) -> Option<String> {
    if schema
        .default
        .as_deref()
        .is_some_and(|text| !text.trim().is_empty())
        || schema.required
    {
        return None;
    }
    let text = plain(schema.description.as_deref()?);
    let told = told_default(&text)?;
    let listed = schema
        .values
        .as_ref()
        .map(|values| values.iter().any(|value| *value == *told));
    let fits = match schema.kind.as_deref()? {
        "boolean" => matches!(told.as_str(), "true" | "false"),
        "integer" => told.parse::<i64>().is_ok(),
        "number" => told.parse::<f64>().is_ok_and(f64::is_finite),
        // A text is a default where it is one of the values; a word alone may be the start of a phrase.
        "string" => match listed {
            Some(_) => true,
            None => {
                known.is_some_and(|values| values.values.iter().any(|value| value.text == told))
            }
        },
        _ => false,
    };
    (fits && listed != Some(false)).then_some(told)
}

/// The value after the only "Default value:" of a text.
fn told_default(text: &str) -> Option<String> {
    let mut found = text.match_indices("efault value");
    let (at, word) = found.next()?;
    if found.next().is_some() {
        return None;
    }
    let rest = &text[at + word.len()..];
    let rest = rest.trim_start_matches("**");
    let rest = [": ", " is ", ":**", ":"]
        .iter()
        .find_map(|between| rest.strip_prefix(between))?;
    let (token, rest) = token::read(rest.trim_start())?;
    is_end(rest).then_some(token.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema<'d>(kind: &'d str, description: &'d str) -> Schema<'d> {
        Schema {
            kind: Some(kind.into()),
            description: Some(description.into()),
            ..Schema::default()
        }
    }

    #[test]
    fn ranges_of_integers() {
        for (description, expected) in [
            ("The size. Valid values: 1 to 100.", Some((1, 100))),
            (
                "Valid values: **1** to **65,535**. Default value: 80.",
                Some((1, 65_535)),
            ),
            ("Valid values: [-1,8]", Some((-1, 8))),
            ("Valid values: 1~9\n", Some((1, 9))),
            ("Valid values: integers from 1 to 9.", Some((1, 9))),
            ("Valid values: 1 to 9. Default value: 10.", None),
            ("Valid values: 1 to 9 and 12.", None),
            ("Valid values: 1 to 9 or -1.", None),
            ("Valid values: 1 GB to 9 GB.", None),
            ("Valid values: 1, 9.", None),
            ("Valid values: 9 to 1.", None),
            ("Valid values of N: 1 to 9.", None),
            ("Valid values if A is set: 1 to 9.", None),
        ] {
            let expected = expected.map(|(min, max)| Bounds {
                min: Some(Bound::Integer(min)),
                max: Some(Bound::Integer(max)),
            });
            assert_eq!(
                range(&schema("integer", description)),
                expected,
                "{description}"
            );
        }
        let mut limited = schema("integer", "Valid values: 1 to 9.");
        limited.maximum = Some("8".into());
        assert_eq!(range(&limited), None);
        let mut outside = schema("integer", "Valid values: 1 to 9.");
        outside.example = Some("0".into());
        assert_eq!(range(&outside), None);
        assert_eq!(range(&schema("string", "Valid values: 1 to 9.")), None);
    }

    #[test]
    fn units() {
        for (description, expected) in [
            ("The time. Unit: seconds.", Some("seconds")),
            ("The speed. Unit: Mbit/s\n", Some("Mbit/s")),
            ("Unit: **GB**. More.", Some("GB")),
            ("Unit: the unit that is set elsewhere.", None),
            ("Unit: A. Unit: B.", None),
            ("No word of it.", None),
        ] {
            assert_eq!(
                unit(&schema("integer", description)).as_deref(),
                expected,
                "{description}"
            );
        }
    }

    #[test]
    fn defaults() {
        for (kind, description, expected) in [
            ("integer", "Default value: 10.", Some("10")),
            ("integer", "Default value: **10**", Some("10")),
            ("integer", "The default value is 10.", Some("10")),
            ("integer", "Default value: 10 if A is set.", None),
            ("integer", "Default value: 10. Default value: 20.", None),
            ("integer", "Default value: ten.", None),
            ("boolean", "Default value: false.", Some("false")),
            (
                "string",
                "Valid values: AA and BB. Default value: BB.",
                Some("BB"),
            ),
            ("string", "Default value: BB.", None),
            ("array", "Default value: 1.", None),
        ] {
            let schema = schema(kind, description);
            let values = super::super::values::values(&schema);
            assert_eq!(
                default(&schema, values.as_ref()).as_deref(),
                expected,
                "{description}"
            );
        }
        let mut told = schema("integer", "Default value: 10.");
        told.default = Some("20".into());
        assert_eq!(default(&told, None), None);
    }
}
