//! Requests and answers, and how their pages are walked.

use super::super::tests::nowhere;
use super::*;
use crate::diagnostic::Diagnostics;
use crate::load::load;
use crate::parse::parse;

const PRODUCT: &str = "product: p\nversion: v1\nstyle: RPC\nendpoints: { rule: regional }\n";
const SCHEMAS: &str = "Answer: { fields: { Total: integer, Users: { type: list, items: { $ref: User } } } }\nUser: { fields: { Id: string } }\n";

/// Pages as a line: `number PageNumber of TotalCount, PageSize in Users`; `-` for what there is not.
fn walked(name: &str, request: &[&str], answer: &str) -> String {
    let request: Vec<String> = request
        .iter()
        .map(|member| match member.split_once(' ') {
            Some((name, kind)) => format!("{name}: {{ in: query, type: {kind} }}"),
            None => format!("{member}: {{ in: query, type: integer }}"),
        })
        .collect();
    let operation = format!(
        "operation: {name}\nsummary: Does it.\nhttp: POST /\nparameters: {{ {} }}\nresponse: {answer}\n",
        request.join(", ")
    );
    let files = [
        ("product", PRODUCT),
        ("schemas", SCHEMAS),
        (name, &operation),
    ];
    let files = files
        .map(|(name, text)| (format!("p/v1/{name}.yaml"), text.to_owned()))
        .to_vec();
    let mut diagnostics = Diagnostics::default();
    let sources = load(files, &mut diagnostics);
    let spec = parse(&sources, &mut diagnostics);
    assert_eq!(diagnostics.render(&sources, false), "");
    let product = &spec.products[0];
    let Some(pages) = pages(&product.operations[0], &product.schemas, nowhere) else {
        return "none".to_owned();
    };
    let shown = |text: Option<Spanned>| text.map_or("-".to_owned(), |text| text.value);
    let by = match pages.by {
        PagesBy::Number { page, total } => format!("number {} of {}", page.value, shown(total)),
        PagesBy::Token { token, next } => format!("token {} from {}", token.value, next.value),
        PagesBy::Offset { offset, total } => format!("offset {} of {}", offset.value, shown(total)),
    };
    let count = pages
        .default_size
        .map(|count| format!(" ({})", count.value));
    let size = shown(pages.size) + &count.unwrap_or_default();
    format!("{by}, {size} in {}", shown(pages.items))
}

#[test]
fn names_of_the_request_and_the_answer_tell_the_way() {
    for (request, answer, expected) in [
        (
            &["PageNumber", "PageSize"][..],
            "{ fields: { TotalCount: integer, Regions: { fields: { Region: { type: list, items: { fields: { Id: string } } } } } } }",
            "number PageNumber of TotalCount, PageSize in Regions.Region",
        ),
        (
            &["PageNo string", "PageSize string"],
            "{ fields: { Data: { fields: { Total: string, List: { type: list, items: { fields: { Id: string } } }, Errors: { type: list, items: string } } } } }",
            "number PageNo of Data.Total, PageSize in Data.List",
        ),
        (
            &["CurrentPage", "PageSize"],
            "{ fields: { PageInfo: { fields: { TotalCount: integer } }, Users: { type: list, items: { fields: { Id: string } } } } }",
            "number CurrentPage of PageInfo.TotalCount, PageSize in Users",
        ),
        (
            &["PageNumber", "PageSize", "NextToken string", "MaxResults"],
            "{ fields: { NextToken: string, TotalCount: integer, Keys: { type: list, items: string } } }",
            "token NextToken from NextToken, MaxResults (10) in Keys",
        ),
        (
            &[
                "PageNumber",
                "PageSize",
                "NextToken string",
                "MaxResults integer, range: ..=50",
            ],
            "{ fields: { NextToken: string, Keys: { type: list, items: string } } }",
            "token NextToken from NextToken, MaxResults (50) in Keys",
        ),
        (
            &[
                "PageNumber",
                "NextToken string",
                "MaxResults integer, range: 200..=500",
            ],
            "{ fields: { NextToken: string, Keys: { type: list, items: string } } }",
            "token NextToken from NextToken, MaxResults (200) in Keys",
        ),
        (
            &[
                "PageNumber",
                "PageSize",
                "NextToken string",
                "MaxResults integer, default: 30",
            ],
            "{ fields: { NextToken: string, Keys: { type: list, items: string } } }",
            "token NextToken from NextToken, MaxResults (30) in Keys",
        ),
        // Nothing would tell the service to give a token.
        (
            &["CurrentPage", "PageSize", "NextToken string"],
            "{ fields: { NextToken: string, Users: { type: list, items: { $ref: User } } } }",
            "number CurrentPage of -, PageSize in Users",
        ),
        (
            &["page", "nextToken string"],
            "{ fields: { nextToken: string, Users: { type: list, items: { $ref: User } } } }",
            "token nextToken from nextToken, - in Users",
        ),
        (
            &["PageNumber", "PageSize", "NextToken string"],
            "{ fields: { TotalCount: integer, Users: { type: list, items: { $ref: User } } } }",
            "number PageNumber of TotalCount, PageSize in Users",
        ),
        (
            &["pageToken string"],
            "{ fields: { nextPageToken: string } }",
            "token pageToken from nextPageToken, - in -",
        ),
        (
            &["Token string", "MaxResults"],
            "{ fields: { NextToken: string } }",
            "token Token from NextToken, MaxResults in -",
        ),
        (
            &["Token string", "MaxResults"],
            "{ fields: { Token: string } }",
            "none",
        ),
        (
            &["page", "size"],
            "{ $ref: Answer }",
            "number page of Total, size in Users",
        ),
        (
            &["Offset", "Limit"],
            "{ $ref: Answer }",
            "offset Offset of Total, Limit in Users",
        ),
        (
            &["PageNumber", "PageSize"],
            "{ fields: { Users: { type: list, items: { fields: { Id: string } } } } }",
            "number PageNumber of -, PageSize in Users",
        ),
        (
            &["PageNumber", "PageSize"],
            "{ fields: { Total: integer, A: { type: list, items: { $ref: User } }, B: { type: list, items: { $ref: User } } } }",
            "number PageNumber of Total, PageSize in -",
        ),
    ] {
        assert_eq!(
            walked("ListUsers", request, answer),
            expected,
            "{request:?} {answer}"
        );
    }
}

#[test]
fn what_is_not_certain_is_left_out() {
    let users = "{ type: list, items: { $ref: User } }";
    for (name, request, answer) in [
        (
            "ListUsers",
            &["PageNumber"][..],
            format!("{{ fields: {{ Total: integer, Users: {users} }} }}"),
        ),
        (
            "ListUsers",
            &["PageSize"],
            format!("{{ fields: {{ Total: integer, Users: {users} }} }}"),
        ),
        (
            "ListUsers",
            &["PageNumber", "PageSize"],
            format!("{{ fields: {{ A: {users}, B: {users} }} }}"),
        ),
        (
            "ListUsers",
            &["PageNumber", "PageSize"],
            "{ fields: { Id: string } }".to_owned(),
        ),
        ("ListUsers", &["PageNumber", "PageSize"], users.to_owned()),
        (
            "ListUsers",
            &["NextToken json"],
            format!("{{ fields: {{ NextToken: json, Users: {users} }} }}"),
        ),
        (
            "UpdateUsers",
            &["NextToken string"],
            format!("{{ fields: {{ NextToken: string, Users: {users} }} }}"),
        ),
    ] {
        assert_eq!(
            walked(name, request, &answer),
            "none",
            "{name} {request:?} {answer}"
        );
    }
}
