//! Names of inline types, and what is declared once.

use super::lower;
use crate::diagnostic::Diagnostics;
use crate::load::load;
use crate::model::Origin;
use crate::parse::parse;
use crate::resolve::{Selection, resolve};
use crate::rust::Item;

const PRODUCT: &str = "product: demo\nversion: v1\nstyle: ROA\nendpoints: { rule: regional }\n";

/// An operation without its head.
fn operation(name: &str, rest: &str) -> (String, String) {
    let text = format!("operation: {name}\nsummary: x\nhttp: POST /\n{rest}");
    (format!("demo/v1/{name}.yaml"), text)
}

/// The types of the only product, each written `module: Type`, and the codes of the findings.
fn types_of(files: &[(String, String)]) -> (Vec<String>, Vec<&'static str>) {
    let mut files = files.to_vec();
    files.push(("demo/v1/product.yaml".to_owned(), PRODUCT.to_owned()));
    files.sort();
    let mut diagnostics = Diagnostics::default();
    let spec = parse(&load(files, &mut diagnostics), &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.sorted());
    let model = resolve(&spec.products[0], Origin::Specs, &Selection::All);
    let product = lower(&model.expect("it has operations"), &mut diagnostics);
    let version = product.version;
    let operations = version.operations.iter();
    let modules = operations.map(|one| (one.module.as_str(), &one.items));
    let mut names = Vec::new();
    for (module, items) in modules.chain([("types", &version.shared)]) {
        names.extend(items.iter().map(|item| match item {
            Item::Structure(one) => format!("{module}: {}", one.name),
            Item::Enumeration(one) => format!("{module}: {}", one.name),
        }));
    }
    let found = diagnostics.sorted();
    (names, found.iter().map(|finding| finding.code).collect())
}

/// The types that an operation declares besides its request.
fn declared(fields: &str) -> Vec<String> {
    let rest = format!("body: {{ fields: {{ {fields} }} }}\n");
    let (names, found) = types_of(&[operation("Get", &rest)]);
    assert!(found.is_empty(), "{found:?}");
    let names = names.iter().filter_map(|name| name.strip_prefix("get: "));
    names.skip(1).map(str::to_owned).collect()
}

#[test]
fn what_makes_no_difference_to_a_program_is_declared_once() {
    for (first, second) in [
        ("{ fields: { X: string } }", "{ fields: { X: string } }"),
        (
            "{ doc: One., fields: { X: { type: string, doc: a, example: b } } }",
            "{ fields: { X: { type: string, doc: c, example: d } } }",
        ),
        (
            "{ type: list, items: { fields: { X: { fields: { Y: integer } } } } }",
            "{ type: map, items: { fields: { X: { fields: { Y: integer } } } } }",
        ),
        (
            "{ type: string, values: { a: One. } }",
            "{ type: string, required: true, values: { a: Two. } }",
        ),
        (
            "{ name: S, fields: { X: string } }",
            "{ name: S, fields: { X: string } }",
        ),
        (
            "{ fields: { X: string, Y: string }, rules: [{ id: r, at_most_one: [X, Y] }] }",
            "{ fields: { X: string, Y: string }, rules: [{ id: r, at_most_one: [X, Y] }] }",
        ),
    ] {
        let alone = declared(&format!("A: {first}")).len();
        let both = declared(&format!("A: {first}, B: {second}"));
        assert_eq!(both.len(), alone, "{both:?}");
    }
}

#[test]
fn any_other_difference_makes_two_types() {
    let first = "{ fields: { X: { type: string }, Y: string } }";
    for second in [
        "{ fields: { x: { type: string }, Y: string } }",
        "{ fields: { Y: string, X: { type: string } } }",
        "{ fields: { X: { type: integer }, Y: string } }",
        "{ fields: { X: { type: timestamp }, Y: string } }",
        "{ fields: { X: { type: list, items: string }, Y: string } }",
        "{ fields: { X: { type: map, items: string }, Y: string } }",
        "{ fields: { X: { type: string, required: true }, Y: string } }",
        "{ fields: { X: { type: string, sensitive: true }, Y: string } }",
        "{ fields: { X: { type: string, length: ..=3 }, Y: string } }",
        "{ fields: { X: { type: string, pattern: a }, Y: string } }",
        "{ fields: { X: { type: string, deprecated: Gone. }, Y: string } }",
        "{ fields: { X: { type: string, rust_name: z }, Y: string } }",
        "{ fields: { X: { type: string }, Y: string }, rules: [{ id: r, at_most_one: [X, Y] }] }",
        "{ name: S, fields: { X: { type: string }, Y: string } }",
        "{ fields: { X: { type: string }, Y: string, Z: string } }",
    ] {
        let both = declared(&format!("A: {first}, B: {second}"));
        assert_eq!(both.len(), 2, "{second}: {both:?}");
    }
    for (first, second) in [
        ("values: [a]", "values: [b]"),
        ("values: [a]", "values: [a, b]"),
        ("values: { a: { rust_name: B } }", "values: [a]"),
    ] {
        let fields = format!("A: {{ type: string, {first} }}, B: {{ type: string, {second} }}");
        assert_eq!(declared(&fields).len(), 2, "{fields}");
    }
}

#[test]
fn names_are_derived_from_the_wire_and_make_way() {
    let deep = (1..=5).fold("{ fields: { V: string } }".to_owned(), |inner, level| {
        format!("{{ fields: {{ L{level}: string, A: {inner} }} }}")
    });
    for (fields, expected) in [
        ("A: { fields: { V: string } }", &["A"][..]),
        (
            "As: { type: list, items: { type: list, items: { fields: { V: string } } } }",
            &["AsItem"],
        ),
        (
            "A: { fields: { V: string, C: { fields: { W: string } } } }, B: { fields: { C: { fields: { X: string } } } }",
            &["A", "C", "B", "BC"],
        ),
        (
            &format!("A: {deep}"),
            &["A", "AA", "AA2", "AA3", "AA4", "AA5"],
        ),
        (
            "Result: { fields: { V: string } }, A: { fields: { 7: { fields: { W: string } } } }",
            &["ResultType", "A", "Type7"],
        ),
        // The name that the spec gives comes later, and stands.
        (
            "A: { fields: { V: string } }, B: { name: A, fields: { W: string } }",
            &["GetRequestA", "A"],
        ),
        (
            "A: { type: string, values: [x] }, B: { name: A, type: string, values: [x] }",
            &["A"],
        ),
    ] {
        assert_eq!(declared(fields), expected, "{fields}");
    }
}

#[test]
fn names_stay_short() {
    let sentence = "CountOfAllTheThingsThatWereEverCountedInAnyRegion".repeat(8);
    let level = |inner: String, level| format!("{{ fields: {{ L{level}: string, A: {inner} }} }}");
    let deep = (1..=26).fold("{ fields: { V: string } }".to_owned(), level);
    let fields = format!("{sentence}: {{ fields: {{ V: integer }} }}, Deep: {deep}");
    let names = declared(&fields);
    assert_eq!(names.len(), 28);
    assert!(names.iter().all(|name| name.len() <= 60), "{names:?}");
}

#[test]
fn names_that_the_spec_gives_twice_are_found() {
    let fields = "A: { name: S, fields: { X: string } }, B: { name: S, fields: { Y: string } }";
    let rest = format!("body: {{ fields: {{ {fields} }} }}\n");
    let (_, found) = types_of(&[operation("Get", &rest)]);
    assert_eq!(found, ["name-collision"]);
}

#[test]
fn requests_and_answers_have_types_of_their_own() {
    let rest = "body: { fields: { A: { fields: { X: string, E: { type: string, values: [a] } } } } }\nresponse: { fields: { A: { fields: { X: string, E: { type: string, values: [a] } } } } }\n";
    let (names, found) = types_of(&[operation("Get", rest)]);
    let expected = [
        "get: GetRequest",
        "get: A",
        "get: E",
        "get: GetResponse",
        "get: GetResponseA",
    ];
    assert_eq!(
        (&names[..], &found[..]),
        (&expected.map(str::to_owned)[..], &[][..])
    );
}

#[test]
fn no_name_depends_on_another_operation() {
    let schemas = "First: { fields: { Tag: { fields: { K: string } }, Next: { fields: { Tag: { fields: { L: string } } } } } }\nSecond: { fields: { Tag: { fields: { K: string } }, Kind: { type: string, values: [a] } } }\nIPv6: { fields: { Z: string } }\nIpv6: { fields: { Y: string } }\n";
    let schemas = ("demo/v1/schemas.yaml".to_owned(), schemas.to_owned());
    let second = operation(
        "Get",
        "response: { fields: { S: { $ref: Second }, F: { $ref: Ipv6 }, G: { $ref: IPv6 } } }\n",
    );
    let first = operation("Ask", "response: { fields: { F: { $ref: First } } }\n");
    let (few, _) = types_of(&[schemas.clone(), second.clone()]);
    let (all, found) = types_of(&[schemas, second, first]);
    assert!(found.is_empty(), "{found:?}");
    assert!(few.iter().all(|name| all.contains(name)), "{few:?} {all:?}");
    let shared = |name: &&String| name.starts_with("types: ");
    let names: Vec<&str> = all.iter().filter(shared).map(|name| &name[7..]).collect();
    assert_eq!(
        names,
        [
            "First",
            "FirstTag",
            "FirstNext",
            "FirstNextTag",
            "Second",
            "SecondTag",
            "SecondKind",
            "Ipv6",
            "Ipv6_2"
        ]
    );
}

#[test]
fn thousands_of_types_with_one_name_take_no_time() {
    let fields: Vec<String> = (0..3000)
        .map(|n| format!("M{n}: {{ fields: {{ A: {{ fields: {{ V{n}: string }} }} }} }}"))
        .collect();
    let names = declared(&fields.join(", "));
    assert_eq!(names.len(), 6000);
    assert_eq!(names[5999], "M2999A");
}

#[test]
fn codes_of_operation_and_product_stand_once() {
    let codes = |codes: &[&str]| {
        let text = format!("{PRODUCT}retry: {{ passing: [{}] }}\n", codes.join(", "));
        let files = vec![("demo/v1/product.yaml".to_owned(), text)];
        let mut diagnostics = Diagnostics::default();
        let mut spec = parse(&load(files, &mut diagnostics), &mut diagnostics);
        spec.products.remove(0).retry
    };
    let (own, product) = (codes(&["A", "it's"]), codes(&["B", "A"]));
    let both = super::retry([&own, &product]);
    assert_eq!(both.passing, ["A", "it's", "B"]);
    assert!(both.throttling.is_empty());
}
