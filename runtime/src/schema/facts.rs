//! What the runtime must know about an operation, as generated code writes it.
//!
//! In: a text. Out: the [`OperationInfo`] that calls go by. As with the tables of structures, a text is one constant
//! for the compiler.
//!
//! The first line has product code, version, style and name of the operation, the second its method and path, the
//! third `read` or `write`. What else is to be said has a line each:
//!
//! ```text
//! cr 2018-12-01 rpc ListTags
//! POST /
//! read
//! body json body
//! ram cr:ListTags
//! token ClientToken
//! passing Busy Locked
//! throttling TooFast
//! by page PageNo number
//! total Page TotalCount
//! size PageSize text
//! default_size 50
//! items Page Tags
//! anonymous
//! page 2025-10-20
//! docs https://example.com/
//! ```
//!
//! `by page`, `by token` or `by offset` says how pages are walked; the way to a member of an answer has the names of
//! all structures on it.
//!
//! The generator of one version writes for the runtime of the same. A word that changes what is sent is never just
//! added: the constant gets another name with it, so that a runtime that does not know the word does not compile.

use super::{ApiStyle, Body, Kind, OperationInfo, PageBy, PageInfo, PageMember};
use crate::retry::RetryCodes;

/// What the text says.
pub(super) fn read(text: &'static str) -> OperationInfo {
    let mut lines = text.lines().map(str::trim_start);
    let mut words = lines.next().unwrap_or_default().split(' ');
    let mut word = || words.next().unwrap_or_default();
    let (product, version, style, name) = (word(), word(), word(), word());
    debug_assert!(["roa", "rpc"].contains(&style), "{text}: an unknown style");
    let (method, path) = lines
        .next()
        .and_then(|line| line.split_once(' '))
        .unwrap_or_default();
    let mut info = OperationInfo {
        product,
        version,
        style: match style {
            "rpc" => ApiStyle::Rpc,
            _ => ApiStyle::Roa,
        },
        name,
        method,
        path,
        body: Body::None,
        kind: Kind::Write,
        ram_action: None,
        idempotency_token: None,
        retry: RetryCodes::NONE,
        pages: None,
        anonymous: false,
        page: None,
        docs: None,
    };
    let mut pages = Pages::default();
    for line in lines {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "read" => info.kind = Kind::Read,
            "write" => {}
            "body" => info.body = body(rest),
            "ram" => info.ram_action = Some(rest),
            "token" => info.idempotency_token = Some(rest),
            "passing" => info.retry.passing = names(rest),
            "throttling" => info.retry.throttling = names(rest),
            "anonymous" => info.anonymous = true,
            "page" => info.page = Some(rest),
            "docs" => info.docs = Some(rest),
            "by" => pages.by = rest.split_once(' '),
            "next" | "total" => pages.way = names(rest),
            "size" => pages.size = Some(member(rest)),
            "default_size" => pages.default_size = rest.parse().ok(),
            "items" => pages.items = names(rest),
            _ => debug_assert!(false, "{text}: an unknown line"),
        }
    }
    info.pages = pages.info().map(|pages| &*Box::leak(Box::new(pages)));
    info
}

#[derive(Default)]
struct Pages {
    by: Option<(&'static str, &'static str)>,
    /// To the token or to the number of all entries.
    way: &'static [&'static str],
    size: Option<PageMember>,
    default_size: Option<u32>,
    items: &'static [&'static str],
}

impl Pages {
    fn info(self) -> Option<PageInfo> {
        let (word, rest) = self.by?;
        let by = match word {
            "page" => PageBy::Number {
                page: member(rest),
                total: self.way,
            },
            "token" => PageBy::Token {
                token: member(rest),
                next: self.way,
            },
            "offset" => PageBy::Offset {
                offset: member(rest),
                total: self.way,
            },
            _ => return None,
        };
        Some(PageInfo {
            by,
            size: self.size,
            default_size: self.default_size,
            items: self.items,
        })
    }
}

fn body(words: &'static str) -> Body {
    let mut words = words.split(' ');
    let mut word = || words.next().unwrap_or_default();
    match word() {
        "json" => Body::Json(word()),
        "xml" => Body::Xml {
            name: word(),
            root: word(),
        },
        "form" => Body::Form,
        "payload" => Body::Payload,
        "xml_payload" => Body::XmlPayload { root: word() },
        _ => Body::None,
    }
}

fn member(words: &'static str) -> PageMember {
    match words.split_once(' ') {
        Some((name, "text")) => PageMember::text(name),
        Some((name, _)) => PageMember::number(name),
        None => PageMember::number(words),
    }
}

fn names(words: &'static str) -> &'static [&'static str] {
    let names: Vec<&str> = words.split(' ').collect();
    names.leak()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_says_something() {
        let lines = [
            ("POST /a/{B}/c", r#"method: "POST", path: "/a/{B}/c""#),
            ("read", "kind: Read"),
            ("body json body", r#"body: Json("body")"#),
            (
                "body xml body Root",
                r#"body: Xml { name: "body", root: "Root" }"#,
            ),
            ("body form", "body: Form"),
            ("body payload", "body: Payload"),
            (
                "body xml_payload Root",
                r#"body: XmlPayload { root: "Root" }"#,
            ),
            ("ram cr:List", r#"ram_action: Some("cr:List")"#),
            ("token Token", r#"idempotency_token: Some("Token")"#),
            ("passing A B", r#"passing: ["A", "B"]"#),
            ("throttling C", r#"throttling: ["C"]"#),
            ("anonymous", "anonymous: true"),
            ("page 2025-10-20", r#"page: Some("2025-10-20")"#),
            ("docs https://x/y?a=b", r#"docs: Some("https://x/y?a=b")"#),
            (
                "by page No text\ntotal A B\nsize Size number\ndefault_size 7\nitems C",
                r#"pages: Some(PageInfo { by: Number { page: PageMember { name: "No", is_text: true }, total: ["A", "B"] }, size: Some(PageMember { name: "Size", is_text: false }), default_size: Some(7), items: ["C"] })"#,
            ),
            (
                "by token Token text\nnext Next",
                r#"pages: Some(PageInfo { by: Token { token: PageMember { name: "Token", is_text: true }, next: ["Next"] }, size: None, default_size: None, items: [] })"#,
            ),
            (
                "by offset Skip number",
                r#"pages: Some(PageInfo { by: Offset { offset: PageMember { name: "Skip", is_text: false }, total: [] }, size: None, default_size: None, items: [] })"#,
            ),
        ];
        let usual = format!("{:?}", read("demo 2020-01-02 rpc Make\nPOST /\nwrite"));
        for (line, expected) in lines {
            let (second, line) = match line.starts_with("POST") {
                true => (line, "write"),
                false => ("POST /", line),
            };
            let text = format!("demo 2020-01-02 rpc Make\n        {second}\n        {line}");
            let found = format!("{:?}", read(text.leak()));
            assert!(found.contains(expected), "{line}: {found}");
            assert!(!usual.contains(expected), "{line}");
        }
    }

    #[test]
    fn the_first_line_names_the_operation() {
        let info = read("demo 2020-01-02 rpc Make\nPUT /a\nwrite");
        let OperationInfo {
            product,
            version,
            style,
            name,
            method,
            path,
            body,
            kind,
            ram_action,
            idempotency_token,
            retry: RetryCodes {
                passing,
                throttling,
            },
            pages,
            anonymous,
            page,
            docs,
        } = info;
        assert_eq!(read("demo 1 roa Make\nPUT /a\nwrite").style, ApiStyle::Roa);
        assert_eq!(
            (product, version, style, name),
            ("demo", "2020-01-02", ApiStyle::Rpc, "Make")
        );
        assert_eq!(
            (method, path, body, kind),
            ("PUT", "/a", Body::None, Kind::Write)
        );
        assert!(passing.is_empty() && throttling.is_empty() && pages.is_none() && !anonymous);
        assert_eq!([ram_action, idempotency_token, page, docs], [None; 4]);
    }
}
