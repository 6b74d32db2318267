//! How things are printed: headings, aligned facts, indented blocks, nothing wider than a terminal.
//!
//! In: text and values. Out: lines on a writer.

use std::io::{self, Write};

use alicloud::{Bytes, Operation, http};

const WIDTH: usize = 100;
const INDENT: &str = "    ";

/// The title of the whole output.
pub(crate) fn title(out: &mut dyn Write, text: &str) -> io::Result<()> {
    writeln!(out, "{text}\n{}", "=".repeat(text.chars().count()))
}

/// The numbered heading of a section.
pub(crate) fn heading(out: &mut dyn Write, number: usize, text: &str) -> io::Result<()> {
    writeln!(out, "\n{number}  {text}\n{}", "-".repeat(WIDTH))
}

/// Plain text between sections.
pub(crate) fn paragraph(out: &mut dyn Write, text: &str) -> io::Result<()> {
    writeln!(out)?;
    lines(out, "", text, "")
}

/// Text as it is, indented under its label.
pub(crate) fn block(out: &mut dyn Write, label: &str, text: &str) -> io::Result<()> {
    writeln!(out, "\n  {label}")?;
    for line in text.lines() {
        lines(out, INDENT, line, continuation(line))?;
    }
    Ok(())
}

/// Text that is to be copied: indented, and no line of it broken.
pub(crate) fn verbatim(out: &mut dyn Write, label: &str, text: &str) -> io::Result<()> {
    writeln!(out, "\n  {label}")?;
    text.lines()
        .try_for_each(|line| writeln!(out, "{INDENT}{line}"))
}

/// Names and values in two columns, under their label.
pub(crate) fn facts(out: &mut dyn Write, label: &str, facts: &[(&str, &str)]) -> io::Result<()> {
    writeln!(out, "\n  {label}")?;
    let width = facts.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, value) in facts {
        lines(
            out,
            INDENT,
            &format!("{name:width$}  {value}"),
            &" ".repeat(width + 2),
        )?;
    }
    Ok(())
}

/// The heading of an operation and where it stands in the specs.
pub(crate) fn operation<R: Operation>(out: &mut dyn Write, number: usize, _: &R) -> io::Result<()> {
    let info = R::info();
    heading(
        out,
        number,
        &format!("{} of {} {}", info.name, info.product, info.version),
    )?;
    facts(
        out,
        "Documented in",
        &[
            (
                "spec",
                &format!("specs/{}/{}/{}.yaml", info.product, info.version, info.name),
            ),
            (
                "page",
                &info
                    .page
                    .map_or("shows no date".to_owned(), |date| format!("of {date}")),
            ),
            ("syntax", &format!("{} {}", info.method, info.path)),
            ("RAM action", info.ram_action.unwrap_or("not documented")),
        ],
    )
}

/// A request as HTTP/1.1 writes it: request line, headers, an empty line, the body.
pub(crate) fn message(request: &http::Request<Bytes>) -> String {
    let target = request
        .uri()
        .path_and_query()
        .map_or("/", |target| target.as_str());
    let mut text = format!("{} {target} HTTP/1.1\n", request.method());
    for (name, value) in request.headers() {
        text.push_str(&format!(
            "{name}: {}\n",
            String::from_utf8_lossy(value.as_bytes())
        ));
    }
    text.push('\n');
    text.push_str(&String::from_utf8_lossy(request.body()));
    text
}

/// A broken line goes on a little further in than it began.
fn continuation(line: &str) -> &'static str {
    const SPACES: &str = "                                                            ";
    let depth = line.len() - line.trim_start().len();
    &SPACES[..(depth + 2).min(SPACES.len())]
}

fn lines(out: &mut dyn Write, indent: &str, text: &str, continuation: &str) -> io::Result<()> {
    let mut rest = text;
    let mut start = indent.to_owned();
    loop {
        let (line, after) = broken(rest, WIDTH.saturating_sub(start.len()).max(20));
        writeln!(out, "{}", format!("{start}{line}").trim_end())?;
        if after.is_empty() {
            return Ok(());
        }
        rest = after;
        start = format!("{indent}{continuation}");
    }
}

/// The beginning of `text` that fits, up to a place where reading it is not hindered, and the rest.
fn broken(text: &str, width: usize) -> (&str, &str) {
    let Some((limit, _)) = text.char_indices().nth(width) else {
        return (text, "");
    };
    let end = text[..limit]
        .rfind([' ', ',', ';'])
        .filter(|end| *end > limit / 3)
        .map_or(limit, |end| end + 1);
    (&text[..end], text[end..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_break_after_a_separator_and_lose_nothing() {
        let table = [
            ("short", 10, ("short", "")),
            ("one two three", 8, ("one two ", "three")),
            ("a;bb;ccc;dddd", 9, ("a;bb;ccc;", "dddd")),
            ("unbreakable", 4, ("unbr", "eakable")),
            ("中文中文", 2, ("中文", "中文")),
        ];
        for (text, width, expected) in table {
            assert_eq!(broken(text, width), expected);
        }
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let mut out = Vec::new();
        let long = "word ".repeat(60);
        block(&mut out, "Label", &format!("{}{long}", " ".repeat(70)))
            .expect("a vector takes everything");
        facts(&mut out, "Label", &[("name", &long)]).expect("a vector takes everything");
        let text = String::from_utf8(out).expect("text");
        assert!(
            text.lines().count() > 6 && text.lines().all(|line| line.chars().count() <= WIDTH),
            "{text}"
        );
    }
}
