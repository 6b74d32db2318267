//! Text of a spec -> text of a doc comment that does no harm.
//!
//! Rustdoc would run code blocks, pass HTML through, and warn about brackets and bare addresses; rustc
//! refuses bare carriage returns and bidirectional controls. So none of these leaves this file. What a
//! person means by `code` between single backticks stays code.

/// A prose text as one line.
pub(super) fn text(prose: &str) -> String {
    let line = line(prose);
    if !line.contains('`') {
        return plain(&line);
    }
    let parts: Vec<&str> = line.split('`').collect();
    let is_balanced = parts.len() % 2 == 1 && !line.contains("``");
    if !is_balanced {
        return plain(&line);
    }
    let parts = parts.iter().enumerate().map(|(index, part)| {
        if index % 2 == 1 {
            code(part)
        } else {
            plain(part)
        }
    });
    parts.collect()
}

/// The printable words of a text in one line.
pub(super) fn line(prose: &str) -> String {
    let mut line = String::with_capacity(prose.len());
    for word in prose.split_whitespace() {
        let end = line.len();
        if end > 0 {
            line.push(' ');
        }
        let start = line.len();
        if word.bytes().all(|byte| byte.is_ascii_graphic()) {
            line.push_str(word);
        } else {
            line.extend(word.chars().filter(|c| is_printable(*c)));
        }
        if line.len() == start {
            line.truncate(end);
        }
    }
    line
}

/// What a word has in it that means something to Markdown or stands in an address; most words have none.
const MARKS: &[u8] = b"<>&[]`*_\\|~:";

/// Text without code.
fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + line.len() / 8);
    for (index, word) in line.split(' ').enumerate() {
        if index > 0 {
            out.push(' ');
        }
        if word.bytes().any(|byte| MARKS.contains(&byte)) {
            out.push_str(&self::word(word));
        } else {
            out.push_str(word);
        }
    }
    out
}

/// A word, with the address in it as a link.
fn word(word: &str) -> String {
    let start = word.find("https://").or_else(|| word.find("http://"));
    let Some(start) = start else {
        return escape(word);
    };
    let (before, address) = word.split_at(start);
    let end = address
        .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '>'])
        .len();
    let (address, after) = address.split_at(end);
    if address.ends_with('/') && address.matches('/').count() == 2 {
        return escape(word);
    }
    format!("{}{}{}", escape(before), link(address), escape(after))
}

/// An address that rustdoc shows as a link.
pub(super) fn link(url: &str) -> String {
    let safe: String = url
        .chars()
        .filter(|c| c.is_ascii_graphic() && !"<>`\\".contains(*c))
        .collect();
    format!("<{safe}>")
}

/// Text as code. Text without anything to see is shown in quotes.
pub(super) fn code(text: &str) -> String {
    let safe: String = text
        .chars()
        .map(|c| if is_printable(c) { c } else { ' ' })
        .collect();
    if safe.trim().is_empty() {
        return format!("`\"{safe}\"`");
    }
    if !safe.contains('`') && !safe.starts_with(' ') && !safe.ends_with(' ') {
        return format!("`{safe}`");
    }
    let longest = safe
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let needs_room = safe.starts_with(['`', ' ']) || safe.ends_with(['`', ' ']);
    if needs_room {
        format!("{fence} {safe} {fence}")
    } else {
        format!("{fence}{safe}{fence}")
    }
}

/// A prose text as wrapped lines.
pub(super) fn paragraph(prose: &str) -> Vec<String> {
    wrap(&text(prose))
}

/// Lines of at most about 90 characters, none of which begins a list, a heading or a rule. Code is not
/// broken: its words could begin a block of their own, which Markdown would see before it sees the code.
pub(super) fn wrap(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut width = 0;
    for word in unbreakable(text) {
        let long = word.chars().count();
        let is_mark = is_block_mark(word);
        if line.is_empty() {
            line = match is_mark {
                true => escape_mark(word),
                false => word.to_owned(),
            };
            width = line.chars().count();
        } else if width + long < 90 || is_mark {
            line.push(' ');
            line.push_str(word);
            width += 1 + long;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
            width = long;
        }
    }
    lines.push(line);
    lines
}

/// The words of a text, with each code span in one word.
fn unbreakable(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut at) = (0, 0);
    // Only ASCII is looked for, which no other character has in its bytes.
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b' ' => {
                words.push(&text[start..at]);
                start = at + 1;
                at += 1;
            }
            b'\\' => at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
            b'`' => {
                let fence = text[at..].len() - text[at..].trim_start_matches('`').len();
                at += fence + span(&text[at + fence..], fence).unwrap_or(0);
            }
            _ => at += 1,
        }
    }
    words.push(&text[start..]);
    words
}

/// The length of a code span behind its opening backticks, the closing ones included.
fn span(text: &str, fence: usize) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text[at..].find('`')?;
        let run = text[at..].len() - text[at..].trim_start_matches('`').len();
        at += run;
        if run == fence {
            return Some(at);
        }
    }
}

/// An entry of a list, wrapped.
pub(super) fn item(text: &str) -> Vec<String> {
    let lines = wrap(text).into_iter().enumerate();
    lines
        .map(|(index, line)| format!("{}{line}", if index == 0 { "* " } else { "  " }))
        .collect()
}

/// Text without characters that reorder or hide it, for where Markdown does not matter.
pub(super) fn printable(text: &str) -> String {
    text.chars().filter(|c| is_printable(*c)).collect()
}

/// Text as the note of a deprecation: the compiler prints it as it is, and rustdoc looks for links in it.
pub(super) fn note(prose: &str) -> String {
    line(prose).replace('[', "(").replace(']', ")")
}

/// The text with a small first letter, unless it starts with an abbreviation.
pub(super) fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), text.chars().nth(1)) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => text.to_owned(),
    }
}

fn escape(word: &str) -> String {
    let characters: Vec<char> = word.chars().collect();
    let at = |index: Option<usize>| index.and_then(|index| characters.get(index)).copied();
    let mut out = String::new();
    for (index, c) in characters.iter().enumerate() {
        let (before, after) = (at(index.checked_sub(1)), at(Some(index + 1)));
        let is_inside = [before, after]
            .iter()
            .all(|c| c.is_some_and(char::is_alphanumeric));
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // `AT&T` is no entity.
            '&' if word.contains(';') => out.push_str("&amp;"),
            '_' if is_inside => out.push('_'),
            '~' if before != Some('~') && after != Some('~') => out.push('~'),
            '[' | ']' | '`' | '*' | '_' | '\\' | '|' | '~' => {
                out.push('\\');
                out.push(*c);
            }
            c => out.push(*c),
        }
    }
    out
}

/// Whether Markdown takes a word for the start of a block when it stands first in a line.
fn is_block_mark(word: &str) -> bool {
    if !word.starts_with(|first: char| "#-=+".contains(first) || first.is_ascii_digit()) {
        return false;
    }
    let all = |mark: char| word.chars().all(|c| c == mark);
    let number = word.strip_suffix(['.', ')']);
    all('#')
        || all('-')
        || all('=')
        || word == "+"
        || number.is_some_and(|digits| digits.parse::<u32>().is_ok())
}

fn escape_mark(word: &str) -> String {
    let (before, last) = word.split_at(word.len() - 1);
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        format!("{before}\\{last}")
    } else {
        format!("\\{word}")
    }
}

/// No control, and none of the characters that reorder or hide text.
fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{061C}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_cannot_leave_its_comment() {
        for (prose, line) in [
            ("plain", "plain"),
            ("two\r\nlines\rhere", "two lines here"),
            (
                "```\nstd::process::exit(1)\n```",
                "\\`\\`\\` std::process::exit(1) \\`\\`\\`",
            ),
            ("~~~ rust", "\\~\\~\\~ rust"),
            ("about ~5", "about ~5"),
            ("    four spaces", "four spaces"),
            ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
            ("&copy; AT&T", "&amp;copy; AT&T"),
            ("see [RequestId]", "see \\[RequestId\\]"),
            ("snake_case _em_", "snake_case \\_em\\_"),
            ("a\u{202E}b\u{0007}c \u{202E} d", "abc d"),
            ("*/ end", "\\*/ end"),
            ("a | b", "a \\| b"),
        ] {
            assert_eq!(text(prose), line, "{prose:?}");
        }
    }

    #[test]
    fn single_backticks_are_code_and_others_are_not() {
        for (prose, line) in [
            ("only `a_b` here", "only `a_b` here"),
            ("`<T>` and [x]", "`<T>` and \\[x\\]"),
            ("one ` alone", "one \\` alone"),
            ("a ``b`` c", "a \\`\\`b\\`\\` c"),
        ] {
            assert_eq!(text(prose), line, "{prose:?}");
        }
    }

    #[test]
    fn addresses_are_links_without_the_punctuation_around_them() {
        for (prose, line) in [
            (
                "at https://example.com/a_b now",
                "at <https://example.com/a_b> now",
            ),
            ("see https://example.com.", "see <https://example.com>."),
            ("(https://example.com/c),", "(<https://example.com/c>),"),
            ("x=http://example.com", "x=<http://example.com>"),
            (
                "starts with http:// or https://.",
                "starts with http:// or https://.",
            ),
        ] {
            assert_eq!(text(prose), line, "{prose:?}");
        }
    }

    #[test]
    fn code_survives_backticks_controls_and_emptiness() {
        for (raw, shown) in [
            ("a", "`a`"),
            ("a`b", "``a`b``"),
            ("`a`", "`` `a` ``"),
            ("a``b", "```a``b```"),
            ("a\nb", "`a b`"),
            ("", "`\"\"`"),
            (" ", "`\" \"`"),
            (" a ", "`  a  `"),
        ] {
            assert_eq!(code(raw), shown, "{raw:?}");
        }
    }

    #[test]
    fn lines_are_wrapped_between_words() {
        let lines = wrap(&"word ".repeat(40));
        assert!(lines.iter().all(|line| line.len() < 95), "{lines:?}");
        assert_eq!(lines.join(" ").split_whitespace().count(), 40);
    }

    #[test]
    fn code_is_never_broken() {
        let padding = "x".repeat(84);
        for inside in [
            "~~~rust fn main() {}",
            "<script>alert(1)</script>",
            "a``b c",
            "* [x]",
        ] {
            let shown = code(&format!("{padding} {inside}"));
            let lines = wrap(&format!("Example: {shown}. And more words behind it."));
            assert!(lines.iter().any(|line| line.contains(&shown)), "{lines:?}");
        }
        assert_eq!(
            unbreakable("a `b c` d \\` e"),
            ["a", "`b c`", "d", "\\`", "e"]
        );
        assert_eq!(unbreakable("``a ` b`` c"), ["``a ` b``", "c"]);
    }

    proptest::proptest! {
        #[test]
        fn no_line_of_any_prose_begins_a_block(prose in "[ -~`*#<>~|\\[\\]é\\n]{0,200}", example in "[ -~`*#<>~\\n]{0,120}") {
            let lines = wrap(&format!("{} Example: {}.", text(&prose), code(&example)));
            for line in &lines {
                let first = line.chars().next().unwrap_or('x');
                proptest::prop_assert!(!"<>*|".contains(first), "{lines:?}");
                proptest::prop_assert!(!line.starts_with("~~~") && !line.starts_with("    "), "{lines:?}");
                proptest::prop_assert!(!is_block_mark(line.split(' ').next().unwrap_or_default()), "{lines:?}");
            }
        }
    }

    #[test]
    fn no_line_begins_a_block() {
        for mark in ["-", "+", "#", "##", "1.", "12)", "===", "---"] {
            let lines = wrap(&format!(
                "{mark} first {}",
                format!("word {mark} ").repeat(40)
            ));
            let inside = lines
                .iter()
                .any(|line| is_block_mark(line.split(' ').next().unwrap_or_default()));
            assert!(!inside, "{lines:?}");
        }
        assert_eq!(wrap("1. one"), ["1\\. one"]);
        assert_eq!(wrap("- one"), ["\\- one"]);
    }

    #[test]
    fn items_hang() {
        let lines = item(&"word ".repeat(40));
        assert!(
            lines[0].starts_with("* word") && lines[1].starts_with("  word"),
            "{lines:?}"
        );
    }
}
