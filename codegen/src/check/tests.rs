//! The findings of meaning, each with its text; the real specs; and text that means nothing.

mod levels;
mod partial;
mod rules;

use std::path::Path;

use proptest::prelude::*;

use super::check;
use crate::diagnostic::Diagnostics;
use crate::load::load;
use crate::parse::parse;

const HEAD: &str = "operation: Op\nsummary: Does it.\nhttp: ";

fn product(style: &str, endpoints: &str) -> String {
    format!("product: p\nversion: v1\nstyle: {style}\nendpoints: {{ rule: regional{endpoints} }}\n")
}

fn render(files: Vec<(String, String)>) -> String {
    let mut diagnostics = Diagnostics::default();
    let sources = load(files, &mut diagnostics);
    let spec = parse(&sources, &mut diagnostics);
    check(&spec, &mut diagnostics);
    diagnostics.render(&sources, false)
}

/// The first line and the help of every finding.
fn findings(files: &[(&str, String)]) -> Vec<String> {
    let files = files
        .iter()
        .map(|(name, text)| (format!("p/v1/{name}.yaml"), text.clone()))
        .collect();
    let text = render(files);
    let mut found: Vec<String> = Vec::new();
    for line in text.lines() {
        match line.trim_start().split_once(": ") {
            Some((head, _)) if head.starts_with("error[") || head.starts_with("warning[") => {
                found.push(line.to_owned())
            }
            Some(("= help", help)) => {
                let last = found.last_mut().expect("a title comes first");
                last.push_str(&format!(" ? {help}"));
            }
            _ => {}
        }
    }
    found
}

fn operation(rest: &str) -> Vec<String> {
    findings(&[
        ("product", product("ROA", "")),
        ("Op", format!("{HEAD}{rest}")),
    ])
}

fn body(fields: &str, rule: &str) -> Vec<String> {
    operation(&format!(
        "POST /\nbody:\n  fields: {{ {fields} }}\n  rules: [{rule}]\n"
    ))
}

#[test]
fn paths_and_places() {
    for (rest, expected) in [
        (
            "GET /{A}",
            "error[missing-parameter]: the placeholder `{A}` has no path parameter ? add `A` to `parameters`, with `in: path`",
        ),
        (
            "GET /{A}\nparameters: { A: { in: query, type: string } }",
            "error[missing-parameter]: the placeholder `{A}` has no path parameter ? write `in: path` for `A`",
        ),
        (
            "GET /{A}/{A}\nparameters: { A: { in: path, type: string } }",
            "error[repeated-placeholder]: the placeholder `{A}` stands twice in the path ? give the two different names",
        ),
        (
            "GET /\nparameters: { A: { in: path, type: string } }",
            "error[missing-placeholder]: the path parameter `A` has no place in the path ? write `{A}` where it goes, or another `in`",
        ),
        (
            "GET /{A",
            "error[bad-path]: the path `/{A` has a `{` that is not closed ? a placeholder is written `{Name}`",
        ),
        (
            "GET //a.b/c",
            "error[bad-path]: the path `//a.b/c` starts with two slashes ? write one slash: what stands behind two would be taken for a host",
        ),
        (
            "GET /a/.%2E/b",
            "error[bad-path]: the path `/a/.%2E/b` has the segment `.%2E` ? write the path that is meant, without dot segments",
        ),
        (
            "GET /{A}\nparameters: { A: { in: path, type: list, items: string } }",
            "error[bad-place]: `A` is a list, which cannot travel in a path ? a path or host takes a single value: text, a number or a boolean",
        ),
        (
            "GET /\nparameters: { A: { in: query, type: string, style: json } }",
            "error[misplaced-style]: `A` is text, and `style` says how lists and structures are written ? remove `style`",
        ),
        (
            "GET /\nparameters: { A: { in: query, type: list, items: json, style: simple } }",
            "error[misplaced-style]: the entries of `A` are no single values, so `simple` cannot join them ? use `json` or `flat`",
        ),
        (
            "GET /\nparameters: { 'a:b': { in: header, type: string } }",
            "error[bad-name]: `a:b` is no name of a header ? a header's name holds letters, digits and hyphens",
        ),
        (
            "POST /\nparameters: { A: { in: form, type: string } }\nbody: { type: json }",
            "error[form-and-body]: a request cannot carry a form and another body ? write all of it as `in: form`, or all of it under `body`",
        ),
        (
            "POST /\nparameters: { body: { in: query, type: string } }\nbody: { fields: { A: string } }",
            "error[ambiguous-name]: the parameter `body` has the name of the body, and both are read from JSON by their names ? give the body another `name`, which never travels",
        ),
        (
            "POST /\nparameters: { All: { in: query, type: string } }\nbody: { name: All, type: json }",
            "error[ambiguous-name]: the parameter `All` has the name of the body, and both are read from JSON by their names ? give the body another `name`, which never travels",
        ),
        (
            "POST /\nidempotency_token: Token\nbody: { fields: { Tokens: string } }",
            "error[unknown-field]: there is no field `Token` ? did you mean `Tokens`?",
        ),
    ] {
        assert_eq!(operation(rest), [expected], "{rest}");
    }
    let rpc = findings(&[
        ("product", product("RPC", "")),
        ("Op", format!("{HEAD}POST /a\n")),
    ]);
    assert_eq!(
        rpc,
        ["error[rpc-path]: the path of an RPC operation is `/`, found `/a` ? write `http: POST /`"]
    );
}

#[test]
fn a_misspelt_place_is_one_finding_and_hides_no_other() {
    let rest = "GET /{A}\nparameters: { A: { in: pth, type: string, length: 2..=1 } }";
    assert_eq!(
        operation(rest),
        [
            "error[bad-word]: `in` must be `path`, `query`, `header`, `host` or `form`, found `pth` ? did you mean `path`?",
            "error[empty-range]: `length` allows nothing: its start is above its end ? write the smaller end first",
        ]
    );
}

#[test]
fn endpoints() {
    for (endpoints, expected) in [
        (
            ", regions: [a, a]",
            "error[repeated-entry]: the region `a` is listed twice ? keep one of the two",
        ),
        (
            ", regions: [A]",
            "error[bad-region]: an entry of `regions` must be a region such as `cn-hangzhou`, found `A` ? write `a`",
        ),
        (
            ", hosts: { a: {} }",
            "error[empty-exception]: the exception for `a` names no host ? add `public` or `vpc`, or remove the region from `hosts`",
        ),
        (
            ", hosts: { a: { public: 'https://x.y' } }",
            "error[bad-host]: `public` must be a host name such as `ecs.aliyuncs.com`, found `https://x.y` ? write the name alone: no scheme, no port, no path; at most 63 characters between dots, 253 in all",
        ),
    ] {
        assert_eq!(
            findings(&[("product", product("ROA", endpoints))]),
            [expected],
            "{endpoints}"
        );
    }
}

#[test]
fn references() {
    let refer =
        |name: &str| format!("{HEAD}POST /\nbody: {{ fields: {{ A: {{ $ref: {name} }} }} }}\n");
    for (schemas, name, expected) in [
        (
            "Resource: { fields: { A: string } }",
            "Resorce",
            "error[unknown-ref]: `schemas.yaml` has no schema `Resorce` ? did you mean `Resource`?",
        ),
        (
            "A: { $ref: B }\nB: { type: list, items: { $ref: A } }",
            "A",
            "error[endless-type]: the schema `A` consists of itself and nothing else ? put a structure with `fields` in between",
        ),
        (
            "A: { fields: { A: string } }\nB: { fields: { A: string } }",
            "A",
            "warning[unused-schema]: nothing refers to the schema `B` ? remove it, or refer to it by `$ref`",
        ),
    ] {
        let files = [
            ("product", product("ROA", "")),
            ("schemas", schemas.to_owned()),
            ("Op", refer(name)),
        ];
        assert_eq!(findings(&files)[..1], [expected], "{schemas}");
    }
    let tree = "Tree: { fields: { Leaves: { type: list, items: { $ref: Tree } } } }";
    let files = [
        ("product", product("ROA", "")),
        ("schemas", tree.to_owned()),
        ("Op", refer("Tree")),
    ];
    assert!(findings(&files).is_empty());
}

#[test]
fn constraints() {
    for (field, expected) in [
        (
            "type: integer, length: 1",
            "error[misplaced-constraint]: `length` has no meaning on an integer ? `range` bounds a number",
        ),
        (
            "type: string, entries: 1",
            "error[misplaced-constraint]: `entries` has no meaning on text ? `length` counts the characters of a text",
        ),
        (
            "type: boolean, range: 1",
            "error[misplaced-constraint]: `range` has no meaning on a boolean ? `range` bounds an integer, a number, or a number written as text",
        ),
        (
            "type: list, items: string, pattern: a",
            "error[misplaced-constraint]: `pattern` has no meaning on a list ? put it into `items` to speak of each entry",
        ),
        (
            "type: string, length: 5..=3",
            "error[empty-range]: `length` allows nothing: its start is above its end ? write the smaller end first",
        ),
        (
            "type: number, range: 0.5..=0.25",
            "error[empty-range]: `range` allows nothing: its start is above its end ? write the smaller end first",
        ),
        (
            "type: string, values: [a, a]",
            "error[repeated-entry]: the value `a` is listed twice ? keep one of the two",
        ),
        (
            "type: integer, values: [1, x]",
            "error[bad-value]: the value `x` is not an integer ? list values of the field's type, or change its type",
        ),
        (
            "type: string, values: [ab, c], length: 2",
            "error[contradiction]: the documented value `c` is not allowed by `length` ? mend one of the two",
        ),
        (
            "type: list, items: { fields: { Key: string } }, unique_by: key",
            "error[unknown-field]: the entries have no member `key` ? did you mean `Key`?",
        ),
        (
            "type: list, items: string, unique_by: Key",
            "error[misplaced-constraint]: `unique_by` compares a member of structures, and the entries are text ? remove `unique_by`",
        ),
    ] {
        assert_eq!(
            body(&format!("A: {{ {field} }}"), ""),
            [expected],
            "{field}"
        );
    }
    for pattern in ["(?<!a)b", "a)|(b", "\\p{Han}"] {
        let found = body(&format!("A: {{ type: string, pattern: '{pattern}' }}"), "");
        assert!(
            found.len() == 1
                && found[0].starts_with("error[bad-pattern]: the pattern cannot be used: "),
            "{found:?}"
        );
    }
}

#[test]
fn a_bad_pattern_is_shown_where_it_is_written() {
    let files = [
        ("product", product("ROA", "")),
        (
            "Op",
            format!(
                "{HEAD}POST /\nbody: {{ fields: {{ A: {{ type: string, pattern: '(a' }} }} }}\n"
            ),
        ),
    ];
    let text = render(
        files
            .map(|(name, text)| (format!("p/v1/{name}.yaml"), text))
            .into(),
    );
    assert!(text.contains("--> p/v1/Op.yaml:4:47"), "{text}");
}

#[test]
fn the_committed_specs_are_sound() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut files = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the specs are readable") {
            let path = entry.expect("the specs are readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "yaml")
            {
                let text = std::fs::read_to_string(&path).expect("the specs are text");
                files.push((path.display().to_string(), text));
            }
        }
    }
    assert!(files.len() >= 4);
    assert_eq!(render(files), "");
}

/// Pieces of specs, so that arbitrary text gets past the first line.
const PIECES: &[&str] = &[
    "operation: ",
    "http: GET /{A}",
    "parameters:",
    "body: ",
    "fields: ",
    "rules: ",
    "when: ",
    "then: ",
    "A",
    "A: ",
    "\n",
    "\n  ",
    "\n    ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "type: ",
    "list",
    "items: ",
    "string",
    "&a ",
    "*a",
    "!t ",
    "<<: ",
    "'",
    "\"",
    "|\n",
    "#",
    "~",
    "1..=",
    "..",
    "9999999999999999999999",
    "values: ",
    "$ref: ",
    "require: ",
    "id: a",
    "\t",
    "é",
    "\u{feff}",
    "---\n",
    "? ",
];

proptest! {
    #[test]
    fn arbitrary_text_never_panics(text in "\\PC*") {
        render(vec![("p/v1/Op.yaml".to_owned(), text.clone()), ("p/v1/product.yaml".to_owned(), text)]);
    }

    #[test]
    fn pieces_of_specs_never_panic(picks in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = picks.iter().map(|pick| PIECES[*pick]).collect();
        let files = ["p/v1/Op", "p/v1/schemas"].map(|name| (format!("{name}.yaml"), format!("{HEAD}GET /\n{text}")));
        let product = ("p/v1/product.yaml".to_owned(), product("ROA", ""));
        render(files.into_iter().chain([product]).collect());
    }
}
