//! What the runtime must know about an operation, as the text that its `schema/facts.rs` reads.
//!
//! In: an operation and its product. Out: one literal. A table of constants would be checked and evaluated for every
//! operation whenever the crate is compiled; a text is taken as it is.

use std::fmt::Display;

use proc_macro2::Literal;

use crate::rust::{Body, Operation, PageMember, Pages, PagesBy, ProductInfo};

/// What stands before each line but the first, so that the text is easy to read.
const INDENT: &str = "\n        ";

pub(super) fn text(operation: &Operation, product: &ProductInfo) -> Literal {
    let info = &operation.info;
    let mut text = Text("\"".to_owned());
    let style = product.style.to_lowercase();
    let head = [&product.code, &product.version, &style, &operation.name];
    text.words(head);
    text.line(&info.http_method, [&info.path]);
    text.line(&info.kind.to_lowercase(), [""; 0]);
    match &info.body {
        Body::None => {}
        Body::Json(name) => text.line("body", ["json", name]),
        Body::Xml { name, root } => text.line("body", ["xml", name, root]),
        Body::Form => text.line("body", ["form"]),
        Body::Payload => text.line("body", ["payload"]),
        Body::XmlPayload(root) => text.line("body", ["xml_payload", root]),
    }
    text.option("ram", info.ram_action.as_ref());
    text.option("token", info.idempotency_token.as_ref());
    let (own, all) = (&info.retry, &product.retry);
    text.list("passing", own.passing.iter().chain(&all.passing));
    text.list("throttling", own.throttling.iter().chain(&all.throttling));
    if let Some(pages) = &info.pages {
        text.pages(pages);
    }
    if info.anonymous {
        text.line("anonymous", [""; 0]);
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
            self.0.extend(word.as_ref().escape_debug());
        }
    }

    fn line(&mut self, word: &str, words: impl IntoIterator<Item = impl AsRef<str>>) {
        self.0.push_str(INDENT);
        self.0.push_str(word);
        for word in words {
            self.0.push(' ');
            self.words([word]);
        }
    }

    fn option(&mut self, word: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.line(word, [value.to_string()]);
        }
    }

    fn list<'t>(&mut self, word: &str, values: impl Iterator<Item = &'t String>) {
        let mut values = values.peekable();
        if values.peek().is_some() {
            self.line(word, values);
        }
    }

    fn pages(&mut self, pages: &Pages) {
        let (by, member, word, way) = match &pages.by {
            PagesBy::Number { page, total } => ("number", page, "total", total),
            PagesBy::Token { token, next } => ("token", token, "next", next),
            PagesBy::Offset { offset, total } => ("offset", offset, "total", total),
        };
        self.line("by", [by, &member.name, kind(member)]);
        self.list(word, way.iter());
        if let Some(size) = &pages.size {
            self.line("size", [&size.name, kind(size)]);
        }
        self.option("default_size", pages.default_size);
        self.list("items", pages.items.iter());
    }
}

fn kind(member: &PageMember) -> &'static str {
    if member.is_text { "text" } else { "number" }
}
