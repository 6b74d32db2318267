//! The findings of meaning, each with its text; the real specs; and text that means nothing.

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
            "error[bad-region]: an entry of `regions` must be a region such as `cn-hangzhou`, found `A`",
        ),
        (
            ", hosts: { a: {} }",
            "error[empty-exception]: the exception for `a` names no host ? add `public` or `vpc`, or remove the region from `hosts`",
        ),
        (
            ", hosts: { a: { public: 'https://x.y' } }",
            "error[bad-host]: `public` must be a host name such as `ecs.aliyuncs.com`, found `https://x.y` ? write the name alone: no scheme, no port, no path",
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

const FIELDS: &str = "T: { type: string, values: [One, Two] }, N: integer, S: string, R: { type: string, required: true }, \
    L: { type: list, items: { fields: { X: string, Y: string } } }, K: { type: list, items: { fields: { X: string } } }, \
    O: { fields: { X: string } }, J: json";

#[test]
fn rules() {
    for (rule, expected) in [
        (
            "when: { S: present }, then: { require: [Q] }",
            "error[unknown-field]: there is no field `Q` ? a rule speaks of fields beside it, and of fields inside these",
        ),
        (
            "when: { O.Z: present }, then: { require: [S] }",
            "error[unknown-field]: there is no field `Z` in `O` ? a rule speaks of fields beside it, and of fields inside these",
        ),
        (
            "when: { L.X: present }, then: { require: [S] }",
            "error[unknown-field]: `L` is a list, so the path must say which entries it means ? write `L[].X`",
        ),
        (
            "when: { 'O[].X': present }, then: { require: [S] }",
            "error[unknown-field]: `O` is no list, so `[]` has nothing to stand for ? write `O.X`",
        ),
        (
            "when: { J.X: present }, then: { require: [S] }",
            "error[unknown-field]: `J` is free JSON, and rules cannot look into it ? a rule speaks of fields beside it, and of fields inside these",
        ),
        (
            "when: { 'L[].X': present }, then: { require: ['K[].X'] }",
            "error[two-lists]: the rule `a` speaks of entries of two different lists ? paths through one list speak of the same entry; entries of two lists cannot be paired",
        ),
        (
            "when: { T: one }, then: { require: [S] }",
            "error[undocumented-value]: `one` is not a documented value of `T` ? did you mean `One`?",
        ),
        (
            "when: { T: Three }, then: { require: [S] }",
            "error[undocumented-value]: `Three` is not a documented value of `T` ? the documented values are: One, Two",
        ),
        (
            "when: { S: present }, then: { fields: { T: { values: [Tow] } } }",
            "error[undocumented-value]: `Tow` is not a documented value of `T` ? did you mean `Two`?",
        ),
        (
            "when: { S: present }, then: { fields: { T: {} } }",
            "error[bad-rule]: the rule demands nothing of `T` ? add a constraint such as `values: [..]`, or use `require` or `forbid`",
        ),
        (
            "when: { N: x }, then: { require: [S] }",
            "error[bad-value]: the value `x` is not an integer, as `N` is ? such a rule never applies: write a value of the field's type",
        ),
        (
            "when: { L: x }, then: { require: [S] }",
            "error[wrong-type-of-field]: `L` is a list, which cannot equal a value ? write `L[]` to speak of each entry, or use `present` or `absent`",
        ),
        (
            "when: { R: absent }, then: { require: [S] }",
            "error[dead-rule]: the rule `a` never applies: `R` is required, so it is never absent ? remove the rule, or `required`",
        ),
        (
            "when: { O: absent, O.X: present }, then: { require: [S] }",
            "error[dead-rule]: the rule `a` never applies: `O.X` lies in `O`, which is absent ? remove one of the two conditions",
        ),
        (
            "when: { S: present }, then: { require: [N], forbid: [N] }",
            "error[contradiction]: the rule `a` requires and forbids `N` ? keep one of the two",
        ),
        (
            "when: { S: present }, then: { forbid: [R] }",
            "error[contradiction]: the rule `a` forbids `R`, which is required ? remove `required`, or say in `when` what cannot be",
        ),
        (
            "when: { S: absent }, then: { require: [S] }",
            "error[contradiction]: the rule `a` can only be broken: it applies when `S` is absent and then requires it ? a rule must leave a way to meet it: mend `when` or `then`",
        ),
        (
            "when: { S: x }, then: { forbid: [S] }",
            "error[contradiction]: the rule `a` can only be broken: it applies when `S` is set and then forbids it ? a rule must leave a way to meet it: mend `when` or `then`",
        ),
        (
            "when: { T: One }, then: { fields: { T: { values: [Two] } } }",
            "error[contradiction]: the rule `a` can only be broken: it applies when `T` has a value that it then does not allow ? a rule must leave a way to meet it: mend `when` or `then`",
        ),
        (
            "ordered: [N, S]",
            "error[wrong-type-of-field]: `ordered` compares numbers, and `S` is text ? name two fields of the type `integer` or `number`",
        ),
        (
            "exactly_one: [S]",
            "error[bad-rule]: a rule that counts fields needs at least two ? add the others; a single field that must be set is `required: true`",
        ),
        (
            "exactly_one: [S, S]",
            "error[repeated-entry]: the field `S` is listed twice ? keep one of the two",
        ),
    ] {
        assert_eq!(
            body(FIELDS, &format!("{{ id: a, {rule} }}")),
            [expected],
            "{rule}"
        );
    }
    let sound = "{ id: a, when: { T: One, 'L[]': present, S: x }, then: { require: ['L[].X', N], forbid: [S] } }, \
        { id: b, requires: { S: [N, T] } }, { id: c, all_or_none: [S, N] }";
    assert_eq!(body(FIELDS, sound), Vec::<String>::new());
}

#[test]
fn rules_side_by_side() {
    let rule =
        |id: &str, then: &str| format!("{{ id: {id}, when: {{ S: x }}, then: {{ {then} }} }}");
    let twice = format!(
        "{}, {}",
        rule("a", "require: [N]"),
        rule("a", "require: [T]")
    );
    assert_eq!(
        body(FIELDS, &twice),
        ["error[repeated-rule]: two rules are called `a` ? give each rule a name of its own"]
    );
    let opposed = format!(
        "{}, {}",
        rule("a", "require: [N]"),
        rule("b", "forbid: [N]")
    );
    assert_eq!(
        body(FIELDS, &opposed),
        [
            "error[contradiction]: the rule `b` forbids `N`, which `a` requires in the same case ? keep one of the two"
        ]
    );
    assert_eq!(
        body(FIELDS, &rule("length", "require: [N]")),
        [
            "error[bad-name]: a rule cannot be called `length`, which names a constraint ? say what the rule is about: `attach-needs`"
        ]
    );
    let both = operation(
        "POST /{A}\nparameters: { A: { in: path, type: string } }\nbody: { fields: { A: string, B: string } }\nrules: [{ id: a, at_most_one: [A, B] }]",
    );
    assert_eq!(
        both,
        [
            "error[ambiguous-field]: `A` is both a parameter and a body member ? a rule cannot tell the two apart: say it in `doc`"
        ]
    );
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
