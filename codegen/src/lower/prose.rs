//! Text of a spec -> text of a doc comment that does no harm.
//!
//! Rustdoc would run code blocks, pass HTML through, and warn about brackets and bare addresses; rustc
//! refuses bare carriage returns and bidirectional controls. So none of these leaves this file.

/// A prose text as one line.
pub(super) fn text(prose: &str) -> String {
    let mut out = String::new();
    for word in prose.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.starts_with("https://") || word.starts_with("http://") {
            out.push_str(&link(word));
        } else {
            word.chars()
                .filter(|c| is_printable(*c))
                .for_each(|c| escape(c, &mut out));
        }
    }
    out
}

/// An address that rustdoc shows as a link.
pub(super) fn link(url: &str) -> String {
    let safe: String = url
        .chars()
        .filter(|c| c.is_ascii_graphic() && !"<>`\\".contains(*c))
        .collect();
    format!("<{safe}>")
}

/// Text as code.
pub(super) fn code(text: &str) -> String {
    let safe: String = text
        .chars()
        .map(|c| if is_printable(c) { c } else { ' ' })
        .collect();
    if safe.contains('`') {
        format!("`` {safe} ``")
    } else {
        format!("`{safe}`")
    }
}

/// A prose text as wrapped lines.
pub(super) fn paragraph(prose: &str) -> Vec<String> {
    wrap(&text(prose))
}

/// Lines of at most about 90 characters.
pub(super) fn wrap(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is always a line");
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + word.chars().count() < 90 {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// Text without characters that reorder or hide it, for where Markdown does not matter.
pub(super) fn printable(text: &str) -> String {
    text.chars().filter(|c| is_printable(*c)).collect()
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

fn escape(c: char, out: &mut String) {
    match c {
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '[' | ']' | '`' | '*' | '_' | '\\' => {
            out.push('\\');
            out.push(c);
        }
        c => out.push(c),
    }
}

/// No control, and none of the characters that reorder or hide text.
fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{061C}' | '\u{FEFF}')
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
            ("    four spaces", "four spaces"),
            ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
            ("see [RequestId]", "see \\[RequestId\\]"),
            (
                "at https://example.com/a_b now",
                "at <https://example.com/a_b> now",
            ),
            ("a\u{202E}b\u{0007}c", "abc"),
            ("*/ end", "\\*/ end"),
        ] {
            assert_eq!(text(prose), line, "{prose:?}");
        }
    }

    #[test]
    fn code_survives_backticks_and_controls() {
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code("a\nb"), "`a b`");
    }

    #[test]
    fn lines_are_wrapped_between_words() {
        let lines = wrap(&"word ".repeat(40));
        assert!(lines.iter().all(|line| line.len() < 95), "{lines:?}");
        assert_eq!(lines.join(" ").split_whitespace().count(), 40);
    }
}
