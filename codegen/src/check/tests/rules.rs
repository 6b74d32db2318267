//! The findings about rules.

use super::{body, findings, operation, product};

const FIELDS: &str = "T: { type: string, values: [One, Two] }, N: integer, S: string, R: { type: string, required: true }, \
    L: { type: list, items: { fields: { X: string, Y: string } } }, K: { type: list, items: { fields: { X: string } } }, \
    O: { fields: { X: string } }, J: json, D: timestamp, Names: { type: list, items: string, required: true }";

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
            "error[unknown-field]: `J` is free JSON, and no path leads into it ? a rule speaks of fields beside it, and of fields inside these",
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
            "ordered: [N, O]",
            "error[wrong-type-of-field]: `ordered` compares numbers or texts, and `O` is a structure ? name two fields of the type `integer`, `number`, `string` or `timestamp`",
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
        { id: b, requires: { S: [N, T] } }, { id: c, all_or_none: [S, N] }, { id: d, ordered: [N, S] }, \
        { id: e, ordered: [D, D2] }, { id: f, when: { 'Names[]': absent }, then: { require: [N] } }";
    let fields = format!("{FIELDS}, D2: timestamp");
    assert_eq!(body(&fields, sound), Vec::<String>::new());
}

#[test]
fn rule_ids_are_unique_over_an_operation_with_its_structures() {
    let rule = "{ id: a, at_most_one: [X, Y] }";
    let structure = format!("{{ fields: {{ X: string, Y: string }}, rules: [{rule}] }}");
    let expected = [
        "error[repeated-rule]: two rules are called `a` ? give each rule of the operation a name of its own, those inside its structures too",
    ];
    for fields in [
        format!("P: {structure}, X: string, Y: string"),
        format!("P: {{ type: list, items: {structure} }}, X: string, Y: string"),
    ] {
        assert_eq!(body(&fields, rule), expected, "{fields}");
    }
    assert_eq!(
        body(&format!("P: {structure}, Q: {structure}"), ""),
        expected
    );

    // What two operations or schemas call the same is never in one call's way to the other.
    let operation = |name: &str| {
        format!(
            "operation: {name}\nsummary: x\nhttp: POST /\nbody: {{ fields: {{ P: {structure}, S: {{ $ref: S }} }} }}\n"
        )
    };
    let files = [
        ("product", product("ROA", "")),
        ("A", operation("A")),
        ("B", operation("B")),
        ("schemas", format!("S: {structure}")),
    ];
    assert_eq!(findings(&files), Vec::<String>::new());
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
        [
            "error[repeated-rule]: two rules are called `a` ? give each rule of the operation a name of its own, those inside its structures too"
        ]
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
