//! The findings of shape, each with its text, and what well-shaped files become.

use super::*;
use crate::load::load;
use crate::spec::{BodyContent, Bounds, Check, Condition, Then, Type};

const PRODUCT: &str = "product: p\nversion: v1\nstyle: ROA\nendpoints: { rule: regional }\n";
const HEAD: &str = "operation: Op\nsummary: Does it.\nhttp: GET /\n";

fn run(files: &[(&str, &str)]) -> (Spec, String) {
    let mut diagnostics = Diagnostics::default();
    let files = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    let sources = load(files, &mut diagnostics);
    let spec = parse(&sources, &mut diagnostics);
    (spec, diagnostics.render(&sources, false))
}

/// The findings of an operation with `tail`, each as code, line, column, message and help.
fn findings(tail: &str) -> Vec<String> {
    let (_, text) = run(&[
        ("p/v1/product.yaml", PRODUCT),
        ("p/v1/Op.yaml", &format!("{HEAD}{tail}")),
    ]);
    let lines = text.lines().filter(|line| {
        let line = line.trim_start();
        line.starts_with("error")
            || line.starts_with("warning")
            || line.starts_with("-->")
            || line.starts_with("= help")
    });
    let mut found: Vec<String> = Vec::new();
    for line in lines {
        match line.trim_start() {
            head if head.starts_with("error") || head.starts_with("warning") => {
                found.push(head.to_owned())
            }
            part => {
                let part = part
                    .replace("--> p/v1/Op.yaml:", "@")
                    .replace("= help: ", "? ");
                let last = found.last_mut().expect("a title comes first");
                last.push_str(&format!(" {part}"));
            }
        }
    }
    found
}

#[test]
fn findings_of_shape() {
    for (tail, expected) in [
        (
            "sumary: x",
            "error[unknown-key]: `sumary` is not a key of an operation @4:1 ? did you mean `summary`?",
        ),
        (
            "in: x",
            "error[unknown-key]: `in` is not a key of an operation @4:1 ? `in` is a key of a parameter",
        ),
        (
            "kind: read\nkind: write",
            "error[repeated-key]: `kind` is written twice in the file @5:1 ? keep one of the two",
        ),
        (
            "kind: get",
            "error[bad-word]: `kind` must be `read` or `write`, found `get` @4:7 ? did you mean `read`?",
        ),
        (
            "anonymous: yes",
            "error[wrong-type]: `anonymous` must be `true` or `false`, found the text `yes` @4:12 ? write it without quotes",
        ),
        (
            "doc: true",
            "error[wrong-type]: `doc` must be text, found `true` @4:6 ? quote it if it is meant as text",
        ),
        (
            "doc:",
            "error[wrong-type]: `doc` must be text, found nothing @4:5 ? write a value or remove `doc`",
        ),
        (
            "rules: { id: a }",
            "error[wrong-type]: `rules` must be a list, found a map @4:8 ? write a list",
        ),
        (
            "authorization: { level: get }",
            "error[missing-key]: `authorization` needs the key `action` @4:16 ? `action` takes a RAM action such as `ecs:RunInstances`: the action",
        ),
        (
            "source: { page: 2025-13-01 }",
            "error[bad-date]: `page` must be a date such as 2025-10-20, found `2025-13-01` @4:17 ? write year, month and day with two hyphens",
        ),
        (
            "body: { fields: { a b: string } }",
            "error[bad-name]: a key of `fields` must be a wire name, found `a b` @4:19 ? write the name exactly as the page does: letters, digits and `_ . - * $ @ : / + ~`",
        ),
        (
            "body: { fields: { A: { type: string, length: 3..28 } } }",
            "error[bad-range]: `length` must be a range of counts such as `3..=28`, `..=20`, `1..` or `5`, found `3..28` @4:46 ? both ends belong to the range: `3..=28`; either may be left out: `..=20`, `1..`",
        ),
        (
            "body: { fields: { A: { type: string, length: ..=99999999999999999999 } } }",
            "error[bad-range]: a number of this range does not fit into 64 bits @4:46 ? leave that end of the range open",
        ),
        (
            "body: { fields: { A: { type: string, values: [] } } }",
            "error[empty-list]: `values` is an empty list @4:46 ? write at least one entry or remove `values`",
        ),
        (
            "body: { fields: { A: object } }",
            "error[bad-word]: `A` must be `string`, `integer`, `number`, `boolean`, `timestamp`, `bytes`, `list`, `map`, `structure` or `json`, found `object` @4:22 ? did you mean `structure`?",
        ),
        (
            "body: { fields: { A: { doc: x } } }",
            "error[missing-key]: the type is not said: neither `type` nor `fields` nor `$ref` @4:22 ? a structure has `fields`; for one without known members use `type: map` with `items: json`",
        ),
        (
            "body: { fields: { A: list } }",
            "error[missing-key]: a list needs the key `items` @4:22 ? `items` says what the entries are: a type such as `items: string`, or a map with keys",
        ),
        (
            "body: { fields: { A: { type: string, items: string } } }",
            "error[misplaced-key]: `items` has no meaning on the type `string` @4:38 ? `items` belongs to the types `list` and `map`",
        ),
        (
            "response: { type: events }",
            "error[missing-key]: `events` need the key `items` @4:11 ? `items` says what each event holds: `fields`, or a type such as `items: json`",
        ),
        (
            "response: { type: events, items: json, fields: { A: string } }",
            "error[misplaced-key]: `fields` has no meaning on the type `events` @4:40 ? put it into `items`, which says what each event holds",
        ),
        (
            "body: { fields: { A: { $ref: X, type: string } } }",
            "error[misplaced-key]: `type` has no meaning beside `$ref` @4:33 ? a reference brings its type along",
        ),
        (
            "body: { fields: { A: { type: integer, name: X } } }",
            "error[misplaced-key]: `name` has no meaning here: only a structure or a text with `values` becomes a Rust type @4:39 ? use `rust_name` to name the field, or put `name` into `items` to name the entries",
        ),
        (
            "body: { length: ..=3, fields: { A: string } }",
            "error[misplaced-key]: `length` has no meaning on a body of `fields` @4:9 ? say it on the members it is about",
        ),
        (
            "body: { fields: { A: { type: string, source: { range: sdk } } } }",
            "error[unknown-fact]: `source` speaks of `range`, which is not said here @4:48 ? name keys that stand beside `source`",
        ),
        (
            "rules: [{ id: a }]",
            "error[bad-rule]: the rule `a` demands nothing @4:15 ? add `then` with `require`, `forbid` or `fields`, or one of the counting words such as `exactly_one`",
        ),
        (
            "rules: [{ id: a, then: { require: [A] } }]",
            "error[bad-rule]: the rule `a` has `then` but no `when` @4:15 ? add `when`; what always holds is said on the field itself: `required: true` or a constraint",
        ),
        (
            "rules: [{ id: a, ordered: [A, B, C] }]",
            "error[bad-rule]: `ordered` compares two fields, no more and no fewer @4:27 ? write `ordered: [Smaller, Larger]`, one rule for each pair",
        ),
        (
            "rules: [{ id: a, exactly_one: [A, 'B[0]'] }]",
            "error[bad-path]: an entry of `exactly_one` must be the path of a field such as `Resources[].Name`, found `B[0]` @4:35 ? `.` goes into a structure and `[]` stands for each entry of a list",
        ),
        (
            "? [a]\n: 1",
            "error[bad-key]: a key of the file is a list, and keys are text @4:3 ? quote the key if it is meant as text",
        ),
        (
            "<<: { a: 1 }",
            "error[merge-key]: merge keys (`<<`) have no meaning in a spec @4:1 ? write the keys out, or put a shared structure into `schemas.yaml`",
        ),
        (
            "examples: [{ response: { A: 1, A: 2 } }]",
            "error[repeated-key]: `A` is written twice in the map @4:32 ? keep one of the two",
        ),
    ] {
        assert_eq!(findings(tail), [expected], "{tail}");
    }
}

#[test]
fn a_misspelt_key_is_not_missing_as_well() {
    let files = [
        ("p/v1/product.yaml", PRODUCT),
        ("p/v1/Op.yaml", "operation: Op\nsumary: x\nhttp: GET /\n"),
    ];
    let (_, text) = run(&files);
    assert_eq!(text.matches("error").count(), 1, "{text}");
}

#[test]
fn a_finding_shows_the_line() {
    let (_, text) = run(&[
        ("p/v1/product.yaml", PRODUCT),
        ("p/v1/Op.yaml", &format!("{HEAD}kind: read\nkind: write\n")),
    ]);
    let expected = "\
error[repeated-key]: `kind` is written twice in the file
 --> p/v1/Op.yaml:5:1
  |
4 | kind: read
  | ---- first written here
5 | kind: write
  | ^^^^
  |
  = help: keep one of the two

";
    assert_eq!(text, expected);
}

#[test]
fn files_lie_where_they_say() {
    let op = HEAD.to_owned();
    for (files, expected) in [
        (
            vec![("p/v1/Op.yaml", op.as_str())],
            "error[missing-product]: there is no `product.yaml` in `p/v1`",
        ),
        (
            vec![("p/v1/product.yaml", PRODUCT), ("p/v1/Other.yaml", &op)],
            "error[misnamed-file]: the file `Other.yaml` describes the operation `Op`",
        ),
        (
            vec![("p/v2/product.yaml", PRODUCT)],
            "error[misplaced-product]: version `v1` lies in a folder called `v2`",
        ),
        (
            vec![("q/v1/product.yaml", PRODUCT)],
            "error[misplaced-product]: product `p` lies in a folder called `q`",
        ),
        (
            vec![
                ("a/p/v1/product.yaml", PRODUCT),
                ("b/p/v1/product.yaml", PRODUCT),
            ],
            "error[repeated-product]: p v1 is described in two folders",
        ),
    ] {
        let (_, text) = run(&files);
        assert!(text.contains(expected), "{text}");
        assert_eq!(text.matches("error[").count(), 1, "{text}");
    }
}

#[test]
fn a_broken_file_does_not_hide_the_others() {
    let (spec, text) = run(&[
        ("p/v1/A.yaml", "a: [\n"),
        ("p/v1/B.yaml", "operation: B\nsummary: x\nhttp: POST\n"),
        ("p/v1/Op.yaml", HEAD),
        ("p/v1/product.yaml", PRODUCT),
    ]);
    assert!(
        text.contains("error[yaml-syntax]") && text.contains("error[bad-http]"),
        "{text}"
    );
    assert_eq!(spec.products[0].operations.len(), 1);
}

#[test]
fn an_operation_is_read_in_full() {
    let tail = "kind: read
anonymous: true
parameters: { A: { in: header, type: list, items: string, style: simple } }
body:
  name: request
  required: true
  fields:
    S: { type: string, values: { x: The x., 1.10: { doc: y, source: sdk } }, level: warn, default: 1.10, source: { type: metadata } }
    M: { type: map, items: json, entries: 3 }
    P: { name: Pair, fields: { L: integer }, rules: [{ id: inner, at_least_one: [L, L] }] }
  rules: [{ id: outer, when: { S: [x, 1.10], M: absent }, then: { require: [M], fields: { S: { prefix: x } } } }]
response: { type: list, items: string }
errors: { E: Bad., F: { status: 404 } }
examples: [{ request: { A: [a], request: { S: x } } }]
";
    let (spec, text) = run(&[
        ("p/v1/product.yaml", PRODUCT),
        ("p/v1/Op.yaml", &format!("{HEAD}{tail}")),
    ]);
    assert_eq!(text, "");
    let operation = &spec.products[0].operations[0];
    let body = operation.body.as_ref().expect("a body");
    let BodyContent::Members(members) = &body.content else {
        panic!("{body:?}")
    };
    assert_eq!(
        (body.name.value.as_str(), body.required, members.len()),
        ("request", true, 3)
    );
    let sources = [("type", "metadata"), ("1.10", "sdk")]
        .map(|(key, origin)| (key.to_owned(), origin.to_owned()));
    assert_eq!(members[0].field.sources, sources);
    assert_eq!(
        members[0]
            .field
            .default
            .as_ref()
            .map(|text| text.value.as_str()),
        Some("1.10")
    );
    assert_eq!(
        members[1].field.checks[0].value,
        Check::Entries(Bounds {
            min: Some(3),
            max: Some(3)
        })
    );
    let Type::Structure(pair) = &members[2].field.kind else {
        panic!("{members:?}")
    };
    assert_eq!(pair.rules[0].id.value, "inner");
    let rule = &operation.rules[0];
    assert!(matches!(&rule.when[0].1, Condition::Is(values) if values[1].value == "1.10"));
    assert!(matches!(rule.when[1].1, Condition::Absent));
    assert!(matches!(
        &rule.then[..],
        [Then::Require(_), Then::Field(..)]
    ));
    assert!(matches!(
        operation.response.as_ref().map(|field| &field.kind),
        Some(Type::List(_))
    ));
    assert_eq!(operation.errors[1].status, Some(404));
    assert_eq!(
        operation.examples[0].request.as_deref(),
        Some(r#"{"A":["a"],"request":{"S":"x"}}"#)
    );
}
