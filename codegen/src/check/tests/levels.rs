//! How deep types may go.

use super::{HEAD, findings, operation, product};

/// Schemas that lead from one to the next, with `link` around the reference.
fn chain(length: usize, link: impl Fn(String) -> String) -> Vec<String> {
    let mut schemas: String = (1..length)
        .map(|index| {
            format!(
                "S{}: {}\n",
                index - 1,
                link(format!("{{ $ref: S{index} }}"))
            )
        })
        .collect();
    schemas.push_str(&format!("S{}: {{ type: string }}\n", length - 1));
    let operation = format!("{HEAD}GET /\nresponse: {{ fields: {{ A: {{ $ref: S0 }} }} }}\n");
    findings(&[
        ("product", product("ROA", "")),
        ("schemas", schemas),
        ("Op", operation),
    ])
}

#[test]
fn types_end_before_the_compiler_gives_up() {
    let nested = |depth: usize| {
        operation(&format!(
            "GET /\nresponse: {}string{}\n",
            "{ type: list, items: ".repeat(depth),
            " }".repeat(depth)
        ))
    };
    let alias = |reference| reference;
    let structure = |reference| format!("{{ fields: {{ A: {reference} }} }}");
    let found = [
        nested(32),
        nested(33),
        nested(110),
        chain(32, alias),
        chain(33, alias),
        // As long as a file may make it: neither the stack nor patience may end first.
        chain(6_000, alias),
        chain(20_000, structure),
    ];
    let found: Vec<usize> = found.iter().map(Vec::len).collect();
    assert_eq!(found, [0, 1, 1, 0, 1, 1, 1]);
    let [finding] = &nested(33)[..] else {
        panic!("there is one finding");
    };
    assert!(finding.starts_with("error[too-deep]: the type goes more than 32 levels deep"));
}

#[test]
fn types_that_refer_to_themselves_are_not_deep() {
    let round = "A: { fields: { B: { $ref: B }, C: { type: list, items: { $ref: A } } } }\nB: { fields: { A: { $ref: A } } }\n";
    let operation = format!("{HEAD}GET /\nresponse: {{ fields: {{ A: {{ $ref: A }} }} }}\n");
    let found = findings(&[
        ("product", product("ROA", "")),
        ("schemas", round.to_owned()),
        ("Op", operation),
    ]);
    assert_eq!(found, Vec::<String>::new());
}
