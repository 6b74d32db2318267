//! What the runtime must know about an operation, as the text that its `schema/facts.rs` reads.
//!
//! In: an operation and its product. Out: one literal. A table of constants would be checked and evaluated for every
//! operation whenever the crate is compiled; a text is taken as it is.

use std::fmt::Display;
use std::iter;

use proc_macro2::Literal;

use super::words::is_escaped;
use crate::rust::{Body, Operation, PageMember, Pages, PagesBy, ProductInfo};

/// What stands before each line but the first, so that the text is easy to read.
const INDENT: &str = "\n        ";

pub(super) fn text(operation: &Operation, product: &ProductInfo) -> Literal {
    let info = &operation.info;
    let mut text = Text("\"".to_owned());
    let style = product.style.to_lowercase();
    text.words([&product.code, &product.version, &style, &operation.name]);
    text.line([&info.http_method, &info.path]);
    text.line([info.kind]);
    match &info.body {
        Body::None => {}
        Body::Json(name) => text.line(["body", "json", name]),
        Body::Xml { name, root } => text.line(["body", "xml", name, root]),
        Body::Form => text.line(["body", "form"]),
        Body::Payload => text.line(["body", "payload"]),
        Body::XmlPayload(root) => text.line(["body", "xml_payload", root]),
    }
    text.option("ram", info.ram_action.as_ref());
    text.option("token", info.idempotency_token.as_ref());
    text.list("passing", &info.retry.passing);
    text.list("throttling", &info.retry.throttling);
    if let Some(pages) = &info.pages {
        text.pages(pages);
    }
    if info.anonymous {
        text.line(["anonymous"]);
    }
    text.option("page", info.page.as_ref());
    text.option("docs", info.docs.as_ref());
    text.0.push('"');
    text.0
        .parse()
        .expect("what would end the literal is escaped")
}

struct Text(String);

impl Text {
    /// Words with a space between: the grammar allows spaces in none of them.
    fn words(&mut self, words: impl IntoIterator<Item = impl AsRef<str>>) {
        for (at, word) in words.into_iter().enumerate() {
            if at > 0 {
                self.0.push(' ');
            }
            for c in word.as_ref().chars() {
                match is_escaped(c) {
                    true => self.0.extend(c.escape_debug()),
                    false => self.0.push(c),
                }
            }
        }
    }

    fn line(&mut self, words: impl IntoIterator<Item = impl AsRef<str>>) {
        self.0.push_str(INDENT);
        self.words(words);
    }

    fn option(&mut self, word: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.line([word, &value.to_string()]);
        }
    }

    fn list(&mut self, word: &str, values: &[impl AsRef<str>]) {
        if !values.is_empty() {
            let values = values.iter().map(AsRef::as_ref);
            self.line(iter::once(word).chain(values));
        }
    }

    fn pages(&mut self, pages: &Pages) {
        let (by, member, word, way) = match &pages.by {
            PagesBy::Number { page, total } => ("page", page, "total", total),
            PagesBy::Token { token, next } => ("token", token, "next", next),
            PagesBy::Offset { offset, total } => ("offset", offset, "total", total),
        };
        self.line(["by", by, &member.name, kind(member)]);
        self.list(word, way);
        if let Some(size) = &pages.size {
            self.line(["size", &size.name, kind(size)]);
        }
        self.option("default_size", pages.default_size);
        self.list("items", &pages.items);
    }
}

fn kind(member: &PageMember) -> &'static str {
    if member.is_text { "text" } else { "number" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(write: impl FnOnce(&mut Text)) -> String {
        let mut text = Text(String::new());
        write(&mut text);
        text.0.replace(INDENT, "|")
    }

    #[test]
    fn pages_have_a_line_for_each_thing_said() {
        let member = |name: &str, is_text| PageMember {
            name: name.to_owned(),
            is_text,
        };
        let way = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let pages = |by, size, default_size, items| Pages {
            by,
            size,
            default_size,
            items,
        };
        let by_page = PagesBy::Number {
            page: member("No", false),
            total: way(&["Page", "Total"]),
        };
        let by_token = PagesBy::Token {
            token: member("Token", true),
            next: way(&["Next"]),
        };
        let by_offset = PagesBy::Offset {
            offset: member("Skip", true),
            total: Vec::new(),
        };
        let table = [
            (
                pages(
                    by_page,
                    Some(member("Size", true)),
                    Some(7),
                    way(&["Page", "Items"]),
                ),
                "|by page No number|total Page Total|size Size text|default_size 7|items Page Items",
            ),
            (
                pages(by_token, Some(member("Size", false)), None, way(&["Items"])),
                "|by token Token text|next Next|size Size number|items Items",
            ),
            (
                pages(by_offset, None, None, Vec::new()),
                "|by offset Skip text",
            ),
        ];
        for (pages, expected) in table {
            assert_eq!(shown(|text| text.pages(&pages)), expected);
        }
    }

    #[test]
    fn a_list_without_words_has_no_line() {
        let codes = ["A", "it's"];
        assert_eq!(
            shown(|text| text.list("passing", &codes)),
            "|passing A it's"
        );
        assert_eq!(shown(|text| text.list("passing", &codes[..0])), "");
    }

    #[test]
    fn what_a_literal_cannot_hold_is_escaped() {
        let odd = "a\"b\\c\u{202e}d";
        assert_eq!(shown(|text| text.line([odd])), r#"|a\"b\\c\u{202e}d"#);
    }
}
