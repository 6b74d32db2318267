//! A description without the list of values that the spec holds as values.
//!
//! In: a description as it is served, and the values that were found. Out: the description without the list, if the
//! list is of these values and nothing else is said in it; what they mean stands beside them.

use std::borrow::Cow;

/// Words of a sentence that does nothing but introduce a list.
const INTRODUCTIONS: [&str; 6] = ["alues", "alue:", "取值", "枚举", "ptions:", "可选"];

/// The description without the list.
pub(super) fn without_values<'t>(raw: &'t str, values: &[&str]) -> Cow<'t, str> {
    match cut(raw, values) {
        Some(text) => Cow::Owned(text),
        None => Cow::Borrowed(raw),
    }
}

/// The text without the list, if there is one of exactly these values.
fn cut(raw: &str, values: &[&str]) -> Option<String> {
    let mut lines = raw
        .lines()
        .enumerate()
        .skip_while(|(_, line)| item(line).is_none());
    let (first, opening) = lines.next()?;
    let indent = indent(opening);
    let mut found = vec![item(opening)?];
    let mut last = first;
    for (index, line) in lines {
        match item(line) {
            Some(_) if self::indent(line) != indent => return None,
            Some(text) => found.push(text),
            None if line.trim().is_empty() => continue,
            None if is_quoted(line) != is_quoted(opening) => break,
            // Indented words belong to the item, others are behind the list.
            None if self::indent(line) > indent => {}
            None => break,
        }
        last = index;
    }
    let is_of_values = found.len() == values.len()
        && found
            .iter()
            .all(|text| values.iter().any(|value| starts(text, value)));
    if values.is_empty() || !is_of_values {
        return None;
    }
    let before: Vec<&str> = raw.lines().take(first).collect();
    let after: Vec<&str> = raw.lines().skip(last + 1).collect();
    Some(format!(
        "{}\n{}",
        introduced(&before.join("\n")),
        after.join("\n")
    ))
}

/// What stands in front of a list, without its introduction.
fn introduced(before: &str) -> String {
    let text = before.trim_end();
    let Some(open) = text.strip_suffix([':', '：']) else {
        return text.to_owned();
    };
    let start = [". ", "。", "\n", "! ", "? ", ".  "]
        .iter()
        .filter_map(|mark| Some(open.rfind(mark)? + mark.len()))
        .max()
        .unwrap_or(0);
    let is_introduction = INTRODUCTIONS
        .iter()
        .any(|word| text[start..].contains(word));
    match is_introduction && open[start..].chars().count() < 60 {
        true => text[..start].to_owned(),
        false => format!("{open}."),
    }
}

/// The text of an item of a list.
fn item(line: &str) -> Option<&str> {
    let line = line.trim_start_matches([' ', '\t', '>']);
    let text = ["* ", "- ", "+ ", "• "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))?;
    Some(text.trim())
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t', '>']).len()
}

fn is_quoted(line: &str) -> bool {
    line.trim_start().starts_with('>')
}

/// Whether an item is about this value: `**value**: what it means`.
fn starts(item: &str, value: &str) -> bool {
    let open = item.trim_start_matches(['*', '`', '"', '\'', '“']);
    let rest = open
        .replace("\\_", "_")
        .strip_prefix(value)
        .map(str::to_owned);
    rest.is_some_and(|rest| {
        !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_' || next == '-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_the_values_goes() {
        for (raw, values, text) in [
            (
                "The type. Valid values:\n\n*   **a_b**: one.\n*   c: two.\n\n> Not d.",
                &["a_b", "c"][..],
                "The type. \n\n> Not d.",
            ),
            (
                "The type. Valid values:\n- `a`\n  and more\n- \"c\": two",
                &["a", "c"],
                "The type. \n",
            ),
            ("The type:\n* a\\_b\n* c", &["a_b", "c"], "The type.\n"),
            ("取值：\n- a：一。\n- b：二。", &["b", "a"], "\n"),
        ] {
            assert_eq!(without_values(raw, values), text, "{raw:?}");
        }
    }

    #[test]
    fn a_list_that_says_more_stays() {
        for (raw, values) in [
            ("Valid values:\n* a\n* b\n* d", &["a", "b"][..]),
            ("Valid values:\n* a\n* bc", &["a", "b"]),
            ("Valid values:\n* a\n    * only sometimes\n* b", &["a", "b"]),
            ("Valid values: a and b.", &["a", "b"]),
            ("* a", &[]),
            ("", &["a"]),
        ] {
            assert!(
                matches!(without_values(raw, values), Cow::Borrowed(text) if text == raw),
                "{raw:?}"
            );
        }
    }
}
