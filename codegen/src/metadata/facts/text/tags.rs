//! HTML within descriptions -> text: tags that are marks go, and so does what is for the other site.
//!
//! In: a description with HTML in it. Out: the same without, so that what follows knows markdown alone. What only
//! readers of the other site are meant to see, in `props` of a tag, would contradict what stands beside it.

use std::borrow::Cow;

use super::near;

/// Tags that are marks; in all other angle brackets stands something that a person has to fill in.
const TAGS: [&str; 38] = [
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "li",
    "note",
    "notice",
    "ol",
    "p",
    "pre",
    "props",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
    "warning",
];

/// Tags that end a line.
const BREAKS: [&str; 9] = ["br", "dd", "div", "dt", "hr", "li", "notice", "p", "tr"];

/// The text without tags, and without what is for the Chinese site alone.
pub(super) fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let intl = without_site(text, "china");
    Cow::Owned(unmarked(if intl.trim().is_empty() { text } else { &intl }))
}

/// The text without what is for one of the two sites.
fn without_site<'t>(text: &'t str, site: &str) -> Cow<'t, str> {
    let open = format!("<props=\"{site}\">");
    if !text.contains(&open) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(&open) {
        let Some(length) = rest[start..].find("</props>") else {
            break;
        };
        kept.push_str(&rest[..start]);
        rest = &rest[start + length + "</props>".len()..];
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// The text without the tags that are marks.
fn unmarked(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        kept.push_str(&rest[..start]);
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        let near = near(rest);
        let name = near[1..].trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        match near.find('>') {
            Some(end) if TAGS.contains(&name.as_str()) => {
                let is_break = BREAKS.contains(&name.as_str());
                kept.push_str(if is_break { "\n" } else { "" });
                rest = &rest[end + 1..];
            }
            _ => {
                kept.push('<');
                rest = &rest[1..];
            }
        }
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_what_a_person_fills_in_stays() {
        for (raw, text) in [
            ("one<br>two<BR/>three", "one\ntwo\nthree"),
            ("a <b>bold</b> <i class=\"x\">word</i>", "a bold word"),
            (
                "List<Boolean> of <bucket>, a < b",
                "List<Boolean> of <bucket>, a < b",
            ),
            (
                "<props=\"china\">Here</props><props=\"intl\">there</props>.",
                "there.",
            ),
            ("<props=\"china\">Only here.</props>", "Only here."),
            ("<props=\"china\">open", "open"),
            ("a<!-- not\nseen -->b <!-- c", "ab "),
            ("<br", "<br"),
            ("<", "<"),
        ] {
            assert_eq!(without_tags(raw), text, "{raw:?}");
        }
    }
}
