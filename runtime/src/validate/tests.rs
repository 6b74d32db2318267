use std::collections::BTreeMap;

use super::*;
use crate::depth::testing::{accounts, lists};
use crate::fixture::{CREATE, Probe};
use crate::model::Value;
use crate::schema::{Bound, Bounds, Check};

pub(super) fn value(value: impl Value + 'static) -> Box<dyn Value> {
    Box::new(value)
}

pub(super) fn text(text: &str) -> Box<dyn Value> {
    value(text.to_owned())
}

pub(super) fn found(request: &Probe) -> Vec<String> {
    validate(&CREATE, request)
        .iter()
        .map(ToString::to_string)
        .collect()
}

pub(super) fn checked(check: Check, given: Box<dyn Value>) -> Vec<String> {
    let checks: &'static [Check] = vec![check].leak();
    found(&Probe::new(vec![(Field::new("F").checks(checks), given)]))
}

#[test]
fn constraints_hold_or_say_what_is_wrong() {
    const LENGTH: Check = Check::Length(Bounds::between(3, 28));
    const RANGE: Check = Check::Range(Bounds::between(Bound::Integer(1), Bound::Integer(60)));
    const VALUES: Check = Check::Values(&["MaxCompute", "ECS"]);
    const INNER_LISTS: Check = Check::Each(&[Check::Each(&[Check::Entries(Bounds::at_most(1))])]);
    let table: Vec<(Check, Box<dyn Value>, &str)> = vec![
        (LENGTH, text("中文字"), ""),
        (
            LENGTH,
            text("ab"),
            r#"F  is 2 characters long, must be 3 to 28 ("ab")  [length]"#,
        ),
        (LENGTH, text(""), ""),
        (LENGTH, value(None::<String>), ""),
        (
            Check::Bytes(Bounds::at_most(5)),
            text("中文"),
            r#"F  is 6 bytes long, must be at most 5 ("中文")  [bytes]"#,
        ),
        (
            Check::Bytes(Bounds::at_most(5)),
            value(bytes::Bytes::from_static(b"12345")),
            "",
        ),
        (
            Check::Entries(Bounds::at_most(1)),
            value(vec![1i64, 2]),
            "F  has 2 entries, must have at most 1  [entries]",
        ),
        (
            Check::Entries(Bounds::at_least(2)),
            value(Vec::<i64>::new()),
            "",
        ),
        (
            Check::Entries(Bounds::between(1, 1)),
            value(BTreeMap::from([("a".to_owned(), 1i64)])),
            "",
        ),
        (RANGE, value(60i64), ""),
        (RANGE, value(61i64), r#"F  must be 1 to 60 ("61")  [range]"#),
        (
            RANGE,
            value(0.5f64),
            r#"F  must be 1 to 60 ("0.5")  [range]"#,
        ),
        (RANGE, text("7"), ""),
        (RANGE, text("70"), r#"F  must be 1 to 60 ("70")  [range]"#),
        (
            RANGE,
            text("many"),
            r#"F  must be 1 to 60 ("many")  [range]"#,
        ),
        (
            Check::Range(Bounds::at_most(Bound::Integer(i64::MAX))),
            value(i64::MAX),
            "",
        ),
        (Check::Pattern("[a-z]+|[0-9]+"), text("ab"), ""),
        (
            Check::Pattern("[a-z]+|[0-9]+"),
            text("ab1"),
            r#"F  must match the pattern [a-z]+|[0-9]+ ("ab1")  [pattern]"#,
        ),
        (
            Check::Pattern("[a-z]+"),
            text("ab\n"),
            r#"F  must match the pattern [a-z]+ ("ab\n")  [pattern]"#,
        ),
        (Check::Contains("[a-z]"), text("1a2"), ""),
        (
            Check::Contains("[a-z]"),
            text("12"),
            r#"F  must contain a match of [a-z] ("12")  [pattern]"#,
        ),
        (Check::Prefix(&["a", "b"]), text("bc"), ""),
        (
            Check::Prefix(&["a", "b"]),
            text("c"),
            r#"F  must start with a or b ("c")  [prefix]"#,
        ),
        (
            Check::NotPrefix(&["http://"]),
            text("http://x"),
            r#"F  must not start with http:// ("http://x")  [not_prefix]"#,
        ),
        (VALUES, text("ECS"), ""),
        (
            VALUES,
            text("maxcompute"),
            r#"F  must be MaxCompute or ECS ("maxcompute"), did you mean "MaxCompute"?  [values]"#,
        ),
        (
            Check::Values(&["1", "2"]),
            value(3i64),
            r#"F  must be 1 or 2 ("3")  [values]"#,
        ),
        (Check::Values(&["true"]), value(true), ""),
        (
            Check::Each(&[VALUES, Check::Set]),
            value(vec!["ECS".to_owned(), "A".to_owned(), String::new()]),
            "F[1]  must be MaxCompute or ECS (\"A\")  [values]\nF[2]  must be set  [required]",
        ),
        (
            INNER_LISTS,
            value(vec![vec![vec![1i64], vec![1, 2]]]),
            "F[0][1]  has 2 entries, must have at most 1  [entries]",
        ),
        (
            Check::Each(&[VALUES]),
            value(vec!["ECS".to_owned(), String::new(), "X".to_owned()]),
            r#"F[2]  must be MaxCompute or ECS ("X")  [values]"#,
        ),
    ];
    for (check, given, expected) in table {
        assert_eq!(checked(check, given).join("\n"), expected, "{check:?}");
    }
}

#[test]
fn a_pattern_that_does_not_compile_demands_nothing() {
    assert_eq!(
        checked(Check::Pattern("("), text("x")),
        Vec::<String>::new()
    );
}

#[test]
fn required_wants_a_value_that_is_not_empty() {
    let required = Field::new("F").required();
    let table: Vec<(Box<dyn Value>, &str)> = vec![
        (text("a"), ""),
        (value(Some(0i64)), ""),
        (value(false), ""),
        (value(Probe::new(Vec::new())), ""),
        (text(""), "F  must be set  [required]"),
        (value(None::<i64>), "F  must be set  [required]"),
        (
            value(Vec::<String>::new()),
            "F  is empty, must have entries  [required]",
        ),
    ];
    for (given, expected) in table {
        assert_eq!(
            found(&Probe::new(vec![(required, given)])).join("\n"),
            expected
        );
    }
}

#[test]
fn numbers_that_json_cannot_carry_are_violations() {
    let request = Probe::new(vec![(Field::new("F"), value(f64::NAN))]);
    assert_eq!(
        found(&request),
        [r#"F  must be a finite number ("NaN")  [finite]"#]
    );
    let request = Probe::new(vec![(Field::new("F"), value(vec![1.0, f64::INFINITY]))]);
    assert_eq!(
        found(&request),
        [r#"F[1]  must be a finite number ("inf")  [finite]"#]
    );
}

#[test]
fn structures_are_checked_wherever_they_stand() {
    let inner =
        |text: &str| Probe::new(vec![(Field::new("Id").required(), value(text.to_owned()))]);
    let request = Probe::new(vec![
        (Field::body("One"), value(inner(""))),
        (Field::body("Absent"), value(None::<Probe>)),
        (Field::body("Many"), value(vec![inner("x"), inner("")])),
        (
            Field::body("Map"),
            value(BTreeMap::from([("k".to_owned(), vec![inner("")])])),
        ),
    ]);
    let paths: Vec<String> = validate(&CREATE, &request)
        .iter()
        .map(|found| found.path.clone())
        .collect();
    assert_eq!(paths, ["One.Id", "Many[1].Id", "Map.k[0].Id"]);
}

#[test]
fn a_request_that_is_nested_too_deeply_is_not_looked_at_further() {
    let request = Probe::new(vec![
        (Field::body("Unset").required(), text("")),
        (Field::body("Deep"), value(accounts(1500))),
        (Field::body("Json"), value(lists(2000))),
    ]);
    let violations = validate(&CREATE, &request);
    assert_eq!(violations.len(), 1);
    let violation = violations.iter().next().unwrap();
    assert_eq!(violation.rule, "depth");
    assert!(violation.path.starts_with("Deep.Parent."), "{violation}");
    assert!(!violations.to_string().contains("except"), "{violations}");
}

#[test]
fn many_violations_are_counted_rather_than_listed() {
    let entries = |count| {
        let entry = || Probe::new(vec![(Field::new("Id").required(), text(""))]);
        let list: Vec<Probe> = std::iter::repeat_with(entry).take(count).collect();
        validate(
            &CREATE,
            &Probe::new(vec![(Field::body("Many"), value(list))]),
        )
        .to_string()
    };
    assert!(!entries(50).contains("more"));
    let many = entries(1050);
    assert!(many.starts_with("demo Create: 1050 violations"), "{many}");
    assert!(
        many.contains("Many[49].Id") && !many.contains("Many[50]"),
        "{many}"
    );
    assert!(many.contains("\n  ... and 1000 more\n"), "{many}");
}

#[test]
fn a_key_from_the_request_is_printed_harmlessly() {
    let inner = Probe::new(vec![(Field::new("Id").required(), text(""))]);
    let map = BTreeMap::from([("a\u{1b}\n".to_owned(), inner)]);
    let violations = validate(&CREATE, &Probe::new(vec![(Field::body("Map"), value(map))]));
    let violation = violations.iter().next().unwrap();
    assert_eq!(violation.path, "Map.a\u{1b}\n.Id");
    for shown in [violation.to_string(), violations.to_string()] {
        assert!(shown.contains(r"Map.a\u{1b}\n.Id"), "{shown}");
    }
}

#[test]
fn unique_by_reports_each_repetition() {
    let tag = |key: &str| Probe::new(vec![(Field::new("Key"), value(key.to_owned()))]);
    let tags = vec![tag("a"), tag("b"), tag(""), tag("a"), tag("")];
    assert_eq!(
        checked(Check::UniqueBy("Key"), value(tags)),
        [r#"F[3].Key  repeats that of entry 0 ("a")  [unique_by]"#]
    );
}

#[test]
fn sensitive_values_and_facts_about_them_are_not_shown() {
    const CHECKS: &[Check] = &[
        Check::Length(Bounds::at_least(8)),
        Check::Values(&["canary-1"]),
    ];
    let secret = Probe::new(vec![(Field::new("F").checks(CHECKS), text("canary"))]);
    let request = Probe::new(vec![(Field::new("S").sensitive(), value(secret))]);
    assert_eq!(
        found(&request),
        [
            "S.F  must be at least 8 characters long  [length]",
            "S.F  must be canary-1  [values]",
        ]
    );
}

#[test]
fn advice_is_reported_but_no_reason_to_refuse() {
    let request = Probe::new(vec![(
        Field::new("F").advice(&[Check::Values(&["a"])]),
        text("b"),
    )]);
    let violations = validate(&CREATE, &request);
    assert_eq!(violations.len(), 1);
    assert!(violations.into_result().is_ok());
}

#[test]
fn the_policy_decides_what_happens() {
    let request = || Probe::new(vec![(Field::new("F").required(), text(""))]);
    let apply = |policy: Validation| policy.apply(&CREATE, &request()).map(|found| found.len());
    assert!(apply(Validation::Enforce).is_err());
    assert_eq!(apply(Validation::Enforce.except(["required"])).unwrap(), 0);
    assert!(apply(Validation::Enforce.except(["length"])).is_err());
    assert_eq!(apply(Validation::Warn).unwrap(), 1);
    assert_eq!(apply(Validation::Off).unwrap(), 0);
}

#[test]
fn the_error_lists_everything_and_the_way_past() {
    const LENGTH: &[Check] = &[Check::Length(Bounds::between(3, 28))];
    let request = Probe::new(vec![
        (Field::new("Name").checks(LENGTH), text("ab")),
        (Field::new("EnvironmentType").required(), text("")),
    ]);
    assert_eq!(
        validate(&CREATE, &request)
            .into_result()
            .unwrap_err()
            .to_string(),
        "demo Create: 2 violations, nothing was sent\n  \
           Name             is 2 characters long, must be 3 to 28 (\"ab\")  [length]\n  \
           EnvironmentType  must be set  [required]\n\
         Checked against the page of 2025-10-20. If the service has since relaxed a rule: \
         .with_validation(Validation::Enforce.except([\"length\", \"required\"])), or Warn, or Off."
    );
}
