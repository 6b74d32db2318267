//! What must hold for a field, in the words of a table's text.
//!
//! In: checks of a field. Out: the words that the runtime's `schema/words.rs` reads, or nothing where a text cannot
//! hold them: regular expressions, and values with signs that mean something in a table or in a literal.

use std::slice;

use crate::rust::{Bound, Bounds, Check, Field};

/// A list of texts goes on in another line before it gets longer.
const WIDTH: usize = 60;

/// What such a line begins with: deeper than a field, so that it is not taken for one.
const INDENT: &str = "\n                    | ";

/// What a field's line says besides its place: each check behind a semicolon.
pub(super) fn words(field: &Field) -> String {
    of_lists(&field.checks, &field.advice)
}

fn of_lists(checks: &[Check], advice: &[Check]) -> String {
    let lists = [(checks, ""), (advice, "should ")];
    let mut line = String::new();
    for (all, word) in lists {
        for check in all_of(all).into_iter().flatten() {
            line.push_str("; ");
            line.push_str(word);
            line.push_str(&check);
        }
    }
    line
}

/// Whether a text can hold all of these.
pub(super) fn can_hold(all: &[Check]) -> bool {
    all_of(all).is_some()
}

/// Whether a character cannot stand in a literal as it is: a quote ends it, and the compiler refuses signs that change
/// the direction of writing.
pub(super) fn is_escaped(c: char) -> bool {
    c != '\'' && c.escape_debug().len() > 1
}

/// All or none, which keeps them in order.
fn all_of(all: &[Check]) -> Option<Vec<String>> {
    all.iter().map(of).collect()
}

fn of(check: &Check) -> Option<String> {
    Some(match check {
        Check::Count(name, limits) => {
            format!("{} {}", name.to_lowercase(), bounds(limits, u64::to_string))
        }
        Check::Range(limits) => format!("range {}", bounds(limits, bound)),
        Check::Texts(name, texts) => {
            let word = match *name {
                "Values" => "values",
                "Prefix" => "prefix",
                "NotPrefix" => "not_prefix",
                _ => return None,
            };
            format!("{word} {}", list(texts)?)
        }
        Check::Text("UniqueBy", member) => format!("unique_by {}", list(slice::from_ref(member))?),
        Check::Text(..) => return None,
        Check::Set => "set".to_owned(),
        Check::Each(all) => match &all[..] {
            [one] => format!("each {}", of(one)?),
            _ => return None,
        },
    })
}

fn bounds<T>(limits: &Bounds<T>, print: impl Fn(&T) -> String) -> String {
    let min = limits.min.as_ref().map(&print).unwrap_or_default();
    let max = limits.max.as_ref().map(|max| format!("={}", print(max)));
    format!("{min}..{}", max.unwrap_or_default())
}

fn bound(bound: &Bound) -> String {
    match bound {
        Bound::Integer(value) => value.to_string(),
        // Always with a point or an exponent, so that it is read as what it is.
        Bound::Number(value) => format!("{value:?}"),
    }
}

fn list(texts: &[String]) -> Option<String> {
    // An empty list would be read as one empty text.
    if texts.is_empty() {
        return None;
    }
    let mut list = String::new();
    let mut width = 0;
    for (at, text) in texts.iter().enumerate() {
        if !is_plain(text) {
            return None;
        }
        let size = text.chars().count();
        if at > 0 && width + size > WIDTH {
            list.push_str(INDENT);
            width = 0;
        } else if at > 0 {
            list.push_str(" | ");
        }
        list.push_str(text);
        width += size + 3;
    }
    Some(list)
}

fn is_plain(text: &str) -> bool {
    let means_something = |c: char| matches!(c, '|' | ';') || is_escaped(c);
    !text.is_empty()
        && text.trim() == text
        && !text.contains(": ")
        && !text.ends_with(':')
        && !text.contains(means_something)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between<T>(min: Option<T>, max: Option<T>) -> Bounds<T> {
        Bounds { min, max }
    }

    #[test]
    fn what_a_text_can_hold_is_in_words() {
        let texts = |name, all: &[&str]| {
            Check::Texts(name, all.iter().map(|&text| text.to_owned()).collect())
        };
        let table = [
            (
                Check::Count("Length", between(Some(2), Some(5))),
                Some("length 2..=5"),
            ),
            (
                Check::Count("Bytes", between(None, Some(5))),
                Some("bytes ..=5"),
            ),
            (
                Check::Count("Entries", between(Some(1), None)),
                Some("entries 1.."),
            ),
            (
                Check::Range(between(Some(Bound::Integer(-1)), Some(Bound::Number(1e30)))),
                Some("range -1..=1e30"),
            ),
            (
                Check::Range(between(Some(Bound::Number(2.0)), None)),
                Some("range 2.0.."),
            ),
            (
                texts("Values", &["a b", "c:d", "\u{e9}"]),
                Some("values a b | c:d | \u{e9}"),
            ),
            (texts("Prefix", &["x"]), Some("prefix x")),
            (texts("NotPrefix", &["http://"]), Some("not_prefix http://")),
            (
                Check::Text("UniqueBy", "Key".to_owned()),
                Some("unique_by Key"),
            ),
            (Check::Set, Some("set")),
            (Check::Each(vec![Check::Set]), Some("each set")),
            (Check::Each(vec![Check::Set, Check::Set]), None),
            (Check::Text("Pattern", "a".to_owned()), None),
            (texts("Values", &[]), None),
            (texts("Values", &[""]), None),
            (texts("Values", &[" a"]), None),
            (texts("Values", &["a: b"]), None),
            (texts("Values", &["a:"]), None),
            (texts("Values", &["a;b"]), None),
            (texts("Values", &["a|b"]), None),
            (texts("Values", &["\\"]), None),
            (texts("Values", &["\""]), None),
            (texts("Values", &["a\nb"]), None),
            (texts("Values", &["a\u{202e}b"]), None),
            (texts("Values", &["it's"]), Some("values it's")),
        ];
        for (check, expected) in table {
            assert_eq!(of(&check).as_deref(), expected);
        }
    }

    #[test]
    fn a_line_has_all_that_a_text_can_hold() {
        let (set, pattern) = (Check::Set, Check::Text("Pattern", "a".to_owned()));
        let table = [
            (vec![], vec![], ""),
            (
                vec![set.clone(), set.clone()],
                vec![set.clone()],
                "; set; set; should set",
            ),
            // A static carries the whole list then, which keeps its order.
            (
                vec![set.clone(), pattern.clone()],
                vec![set.clone()],
                "; should set",
            ),
            (vec![set.clone()], vec![pattern, set], "; set"),
        ];
        for (checks, advice, expected) in table {
            assert_eq!(of_lists(&checks, &advice), expected);
        }
    }

    #[test]
    fn long_lists_are_continued() {
        let long = "x".repeat(40);
        let lines = list(&[long.clone(), long.clone(), "y".to_owned()]).expect("plain texts");
        assert_eq!(lines, format!("{long}{INDENT}{long} | y"));
    }
}
