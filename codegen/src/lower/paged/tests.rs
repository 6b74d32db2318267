//! Which lists can be walked, and what their entries are.

use super::*;
use crate::diagnostic::Diagnostics;
use crate::load::load;
use crate::model::Origin;
use crate::parse::parse;
use crate::resolve::{Selection, resolve};

const PRODUCT: &str = "product: demo\nversion: v1\nstyle: ROA\nendpoints: { rule: regional }\n";
const SCHEMAS: &str = "\
Thing: { fields: { Id: string } }
Answer: { fields: { Next: string, Data: { fields: { Things: { type: list, items: { name: Inner, fields: { Id: string } } } } }, More: { type: list, items: { $ref: Thing } } } }
Size: { type: string, values: [\"10\", \"20\"] }
";

/// How a list is walked: `number Page/text of Total, Size/number in Data Things: Inner`; `-` if it is not.
fn walked(pages: &str, parameters: &str, response: &str) -> String {
    let operation = format!(
        "operation: ListThings\nsummary: x\nhttp: GET /\nkind: read\npages: {{ {pages} }}\nparameters: {{ {parameters} }}\nresponse: {response}\n"
    );
    let files = [
        ("ListThings", operation.as_str()),
        ("product", PRODUCT),
        ("schemas", SCHEMAS),
    ];
    let files = files.map(|(name, text)| (format!("demo/v1/{name}.yaml"), text.to_owned()));
    let mut diagnostics = Diagnostics::default();
    let spec = parse(&load(files.to_vec(), &mut diagnostics), &mut diagnostics);
    crate::check::check(&spec, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.sorted());
    let model = resolve(&spec.products[0], Origin::Specs, &Selection::All);
    let model = model.expect("it has operations");
    let version = crate::lower::lower(&model, &mut diagnostics).version;
    let [operation] = version.operations.as_slice() else {
        panic!("there is one operation");
    };
    let call = &operation.method.call;
    let Some(pages) = &operation.info.pages else {
        assert_eq!((call.ty, call.by), ("Call", "call"));
        return "-".to_owned();
    };
    assert_eq!((call.ty, call.by), ("PagedCall", "paged"));
    let member = |member: &PageMember| {
        let kind = if member.is_text { "text" } else { "number" };
        format!("{}/{kind}", member.name)
    };
    let by = match &pages.by {
        PagesBy::Number { page, total } => {
            format!("number {} of {}", member(page), total.join(" "))
        }
        PagesBy::Token { token, next } => {
            format!("token {} from {}", member(token), next.join(" "))
        }
        PagesBy::Offset { offset, total } => {
            format!("offset {} of {}", member(offset), total.join(" "))
        }
    };
    let size = pages.size.as_ref().map_or("-".to_owned(), member);
    let items = match &call.items {
        Some(Type::Local(name)) => format!("{}: {name}", pages.items.join(" ")),
        Some(Type::Shared(name)) => format!("{}: types::{name}", pages.items.join(" ")),
        Some(other) => format!("{}: {other:?}", pages.items.join(" ")),
        None => "-".to_owned(),
    };
    format!("{by}, {size} in {items}")
}

#[test]
fn lists_whose_end_can_be_told_are_walked() {
    let thing = "{ type: list, items: { $ref: Thing } }";
    let number = "Page: { in: query, type: integer }, Size: { in: query, $ref: Size }";
    let token = "Token: { in: query, type: string }";
    for (pages, parameters, response, expected) in [
        (
            "by: number, page: Page, size: Size, total: Total, items: Things",
            number,
            format!("{{ fields: {{ Total: string, Things: {thing} }} }}"),
            "number Page/number of Total, Size/text in Things: types::Thing",
        ),
        (
            "by: number, page: Page, items: Data.Things",
            "Page: { in: query, type: string }",
            "{ fields: { Data: { fields: { Things: { type: list, items: { name: Mine, fields: { Id: string } } } } } } }".to_owned(),
            "number Page/text of , - in Data Things: Mine",
        ),
        (
            "by: offset, offset: Page, size: Size, items: Data.Things",
            number,
            "{ $ref: Answer }".to_owned(),
            "offset Page/number of , Size/text in Data Things: types::Inner",
        ),
        (
            "by: token, token: Token, next: Next, items: More",
            token,
            "{ $ref: Answer }".to_owned(),
            "token Token/text from Next, - in More: types::Thing",
        ),
        (
            "by: token, token: Token, next: Next, items: Names",
            token,
            "{ fields: { Next: integer, Names: { type: list, items: string } } }".to_owned(),
            "token Token/text from Next, - in Names: String",
        ),
        (
            "by: token, token: Token, next: Next",
            token,
            "{ $ref: Answer }".to_owned(),
            "token Token/text from Next, - in -",
        ),
        // Without entries there is no telling the last page.
        (
            "by: number, page: Page, size: Size, total: Total",
            number,
            format!("{{ fields: {{ Total: string, Things: {thing} }} }}"),
            "-",
        ),
        // Nobody would know a secret for one.
        (
            "by: number, page: Page, items: Keys",
            number,
            "{ fields: { Keys: { type: list, items: string, sensitive: true } } }".to_owned(),
            "-",
        ),
        (
            "by: token, token: Token, next: Next",
            token,
            "{ fields: { Next: { in: header, type: string } } }".to_owned(),
            "-",
        ),
    ] {
        assert_eq!(
            walked(pages, parameters, &response),
            expected,
            "{pages} {response}"
        );
    }
}

#[test]
fn a_member_inside_another_is_out_of_reach() {
    let pages = "by: number, page: Filter.Page, items: Things";
    let parameters = "Filter: { in: query, style: json, fields: { Page: integer } }";
    let response = "{ fields: { Things: { type: list, items: string } } }";
    assert_eq!(walked(pages, parameters, response), "-");
}
