//! What cannot be told is one finding: it hides no other, and leads to no other.

use super::{HEAD, findings, operation, product, render};

#[test]
fn a_type_that_cannot_be_told_hides_nothing_and_leads_to_nothing() {
    let rest = "POST /{WorkspaceID}\nidempotency_token: B\nparameters:
  WorkspaceId: { in: path, type: sting, length: 3, style: json }
body:
  fields:
    A: { type: array, items: string, entries: 3, unique_by: Key, name: Things }
    B: { type: lsit }
    C: { doc: x }
    D: { type: list, items: { feilds: { E: string } } }
    E: list
  rules:
    - { id: a, when: { 'A[].Key': present, B.X: 3, 'D[].E': absent }, then: { fields: { C: { length: 3 } } } }
    - { id: b, ordered: [B, C] }
";
    assert_eq!(
        operation(rest),
        [
            "error[missing-parameter]: the placeholder `{WorkspaceID}` has no path parameter ? did you mean `{WorkspaceId}`?",
            "error[missing-placeholder]: the path parameter `WorkspaceId` has no place in the path ? write `{WorkspaceId}` where it goes, or another `in`",
            "error[bad-word]: `type` must be `string`, `integer`, `number`, `boolean`, `timestamp`, `bytes`, `list`, `map`, `structure` or `json`, found `sting` ? did you mean `string`?",
            "error[bad-word]: `type` must be `string`, `integer`, `number`, `boolean`, `timestamp`, `bytes`, `list`, `map`, `structure` or `json`, found `array` ? did you mean `list`?",
            "error[bad-word]: `type` must be `string`, `integer`, `number`, `boolean`, `timestamp`, `bytes`, `list`, `map`, `structure` or `json`, found `lsit` ? did you mean `list`?",
            "error[missing-key]: the type is not said: neither `type` nor `fields` nor `$ref` ? a structure has `fields`; for one without known members use `type: map` with `items: json`",
            "error[unknown-key]: `feilds` is not a key of a field ? did you mean `fields`?",
            "error[missing-key]: a list needs the key `items` ? `items` says what the entries are: a type such as `items: string`, or a map with keys",
        ]
    );
}

#[test]
fn a_body_that_cannot_be_told_may_have_any_member() {
    let rest =
        "POST /\nidempotency_token: Token\nbody: { type: strcture, fields: { Token: string } }
rules: [{ id: a, at_most_one: [Token, Other] }]\n";
    assert_eq!(
        operation(rest),
        [
            "error[bad-word]: `type` must be `string`, `integer`, `number`, `boolean`, `timestamp`, `bytes`, `list`, `map`, `structure` or `json`, found `strcture` ? did you mean `structure`?"
        ]
    );
}

#[test]
fn a_bad_request_line_or_style_hides_no_other_finding() {
    assert_eq!(
        operation("POST\nbody: { fields: { A: { type: string, length: 2..=1 } } }"),
        [
            "error[bad-http]: `http` must be a method and a path such as `GET /api/v1/workspaces/{WorkspaceId}`, found `POST` ? write the method in capitals, one space and the path from its first slash; RPC operations have the path `/`",
            "error[empty-range]: `length` allows nothing: its start is above its end ? write the smaller end first",
        ]
    );
    let found = findings(&[
        ("product", product("REST", "")),
        ("Op", format!("{HEAD}GET /{{A}}\n")),
    ]);
    assert_eq!(
        found,
        [
            "error[bad-word]: `style` must be `ROA` or `RPC`, found `REST` ? did you mean `ROA`?",
            "error[missing-parameter]: the placeholder `{A}` has no path parameter ? add `A` to `parameters`, with `in: path`",
        ]
    );
}

#[test]
fn what_could_not_be_read_is_said() {
    let more = "more findings may follow once these are mended";
    let render = |files: &[(&str, String)]| {
        let files = files.iter();
        render(
            files
                .map(|(name, text)| (format!("p/v1/{name}.yaml"), text.clone()))
                .collect(),
        )
    };
    let sound = ("product", product("ROA", ""));
    for files in [
        vec![sound.clone(), ("Op", "a: [\n".to_owned())],
        vec![sound.clone(), ("schemas", "a: [\n".to_owned())],
        vec![("Op", format!("{HEAD}GET /\n"))],
        vec![("product", "version: v1\n".to_owned())],
    ] {
        assert!(render(&files).contains(more), "{files:?}");
    }
    let told = [sound, ("Op", format!("{HEAD}GET /{{A}}\nkind: x\n"))];
    assert!(!render(&told).contains(more));
}
