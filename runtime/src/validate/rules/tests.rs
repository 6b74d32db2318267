use super::super::tests::{found, text, value};
use super::*;
use crate::fixture::Probe;
use crate::model::Value;
use crate::schema::{Check, Field};

type Fields = Vec<(Field, Box<dyn Value>)>;

fn with(rule: Rule, fields: Fields) -> Vec<String> {
    found(&Probe::with_rules(fields, vec![rule].leak()))
}

#[test]
fn when_on_a_field_that_is_not_set_is_false() {
    const RULE: Rule = Rule::new("r").require(&[&["B"]]).message("Why.");
    type Conditions = &'static [(Path, When)];
    let cases: [(Conditions, &str, bool); 6] = [
        (&[(&["A"], When::Is(&["x", "y"]))], "y", true),
        (&[(&["A"], When::Is(&["x", "y"]))], "z", false),
        (&[(&["A"], When::Is(&[""]))], "", false),
        (&[(&["A"], When::Set)], "", false),
        (&[(&["A"], When::Unset)], "", true),
        (
            &[(&["A"], When::Set), (&["A"], When::Is(&["x"]))],
            "y",
            false,
        ),
    ];
    for (when, a, fires) in cases {
        let fields: Fields = vec![(Field::new("A"), text(a)), (Field::new("B"), text(""))];
        let expected: &[&str] = if fires {
            &["B  must be set: Why  [r]"]
        } else {
            &[]
        };
        assert_eq!(with(RULE.when(when), fields), expected, "{when:?} {a}");
    }
}

fn resource(kind: &str, group: &str, quotas: &[&str]) -> Probe {
    let quota = |id: &&str| Probe::new(vec![(Field::new("Id"), text(id))]);
    Probe::new(vec![
        (Field::new("Kind"), text(kind)),
        (Field::new("Group"), text(group)),
        (
            Field::new("Quotas"),
            value(quotas.iter().map(quota).collect::<Vec<_>>()),
        ),
    ])
}

fn resources(option: &str, resources: Vec<Probe>) -> Fields {
    vec![
        (Field::body("Resources"), value(resources)),
        (Field::body("Option"), text(option)),
    ]
}

#[test]
fn a_demand_on_a_list_speaks_of_every_entry() {
    const RULE: Rule = Rule::new("r")
        .require(&[
            &["Resources[]", "Kind"],
            &["Resources[]", "Group"],
            &["Option"],
        ])
        .message("Why.")
        .when(&[(&["Option"], When::Is(&["Attach"]))]);
    let list = vec![resource("a", "", &[]), resource("", "g", &[])];
    assert_eq!(
        with(RULE, resources("Attach", list)),
        [
            "Resources[1].Kind  must be set: Why  [r]",
            "Resources[0].Group  must be set: Why  [r]",
        ]
    );
    assert!(with(RULE, resources("Other", vec![resource("", "", &[])])).is_empty());
    assert!(with(RULE, resources("Attach", Vec::new())).is_empty());
}

#[test]
fn paths_through_one_list_speak_of_the_same_entry() {
    const WHEN: &[(Path, When)] = &[(&["Resources[]", "Kind"], When::Is(&["m"]))];
    static RULES: &[Rule] = &[
        Rule::new("r")
            .require(&[&["Resources[]", "Group"]])
            .when(WHEN),
        Rule::new("r")
            .forbid(&[&["Resources[]", "Quotas[]", "Id"]])
            .when(WHEN),
    ];
    let list = vec![
        resource("x", "", &["q"]),
        resource("m", "", &["", "q"]),
        resource("m", "g", &[]),
    ];
    assert_eq!(
        found(&Probe::with_rules(resources("", list), RULES)),
        [
            "Resources[1].Group  must be set when Resources[1].Kind is m  [r]",
            r#"Resources[1].Quotas[1].Id  must not be set when Resources[1].Kind is m ("q")  [r]"#,
        ]
    );
}

#[test]
fn a_condition_on_entries_may_demand_something_outside_once() {
    const RULE: Rule = Rule::new("r")
        .check(&["Option"], &[Check::Values(&["Attach"])])
        .message("Attach only.")
        .when(&[(&["Resources[]", "Kind"], When::Is(&["m"]))]);
    let two = || vec![resource("m", "", &[]), resource("m", "", &[])];
    assert_eq!(
        with(RULE, resources("Atach", two())),
        [r#"Option  must be Attach: Attach only ("Atach"), did you mean "Attach"?  [r]"#,]
    );
    assert!(with(RULE, resources("Attach", two())).is_empty());
    assert!(
        with(RULE, resources("", two())).is_empty(),
        "a check holds for what is not set"
    );
}

#[test]
fn rules_of_a_nested_structure_are_judged_there() {
    static RULES: &[Rule] = &[Rule::new("r")
        .all_or_none(&[&["A"], &["B"]])
        .message("Why.")];
    let inner = |a: &str, b: &str| {
        Probe::with_rules(
            vec![(Field::new("A"), text(a)), (Field::new("B"), text(b))],
            RULES,
        )
    };
    let list = vec![inner("x", "y"), inner("", ""), inner("", "y")];
    let request = Probe::new(vec![(Field::body("L"), value(list))]);
    assert_eq!(
        found(&request),
        ["L[2].A  must be set, because B is: all or none of A and B: Why  [r]"]
    );
}

#[test]
fn counting_rules_count_what_is_set() {
    const ABC: &[Path] = &[&["A"], &["B"], &["C"]];
    let table: Vec<(Then, [&str; 3], &[&str])> = vec![
        (Then::ExactlyOne(ABC), ["x", "", ""], &[]),
        (
            Then::ExactlyOne(ABC),
            ["", "", ""],
            &["A  exactly one of A, B and C must be set, none is  [r]"],
        ),
        (
            Then::ExactlyOne(ABC),
            ["x", "", "y"],
            &[r#"C  cannot be set beside A: exactly one of A, B and C must be ("y")  [r]"#],
        ),
        (
            Then::AtLeastOne(ABC),
            ["", "", ""],
            &["A  at least one of A, B and C must be set  [r]"],
        ),
        (Then::AtLeastOne(ABC), ["", "x", "y"], &[]),
        (Then::AtMostOne(ABC), ["", "", ""], &[]),
        (
            Then::AtMostOne(ABC),
            ["", "x", "y"],
            &[r#"C  cannot be set beside B: at most one of A, B and C may be ("y")  [r]"#],
        ),
        (Then::AllOrNone(ABC), ["x", "y", "z"], &[]),
        (
            Then::AllOrNone(ABC),
            ["", "y", ""],
            &[
                "A  must be set, because B is: all or none of A, B and C  [r]",
                "C  must be set, because B is: all or none of A, B and C  [r]",
            ],
        ),
    ];
    for (then, [a, b, c], expected) in table {
        let fields: Fields = vec![
            (Field::new("A"), text(a)),
            (Field::new("B"), text(b)),
            (Field::new("C"), text(c)),
        ];
        assert_eq!(
            with(
                Rule {
                    then,
                    ..Rule::new("r")
                },
                fields
            ),
            expected,
            "{then:?} {a:?} {b:?} {c:?}"
        );
    }
}

#[test]
fn an_empty_list_excuses_only_what_lies_in_it() {
    const RULE: Rule = Rule::new("r").at_least_one(&[&["Option"], &["Resources[]", "Kind"]]);
    assert_eq!(
        with(RULE, resources("", Vec::new())),
        ["Option  at least one of Option and Resources[].Kind must be set  [r]"]
    );
    const INSIDE: Rule =
        Rule::new("r").exactly_one(&[&["Resources[]", "Kind"], &["Resources[]", "Group"]]);
    assert!(with(INSIDE, resources("", Vec::new())).is_empty());
    assert_eq!(
        with(
            INSIDE,
            resources("", vec![resource("a", "", &[]), resource("a", "b", &[])])
        )
        .len(),
        1
    );
}

#[test]
fn ordered_compares_numbers_and_numbers_in_text() {
    const RULE: Rule = Rule::new("r").ordered(&["A"], &["B"]);
    type Pair = [Box<dyn Value>; 2];
    let table: Vec<(Pair, &str)> = vec![
        ([value(1i64), value(1i64)], ""),
        (
            [value(2i64), value(1i64)],
            r#"A  must not exceed B (1) ("2")  [r]"#,
        ),
        ([value(2i64), value(None::<i64>)], ""),
        (
            [text("2030-02-01T00:00:00Z"), text("2030-01-01T00:00:00Z")],
            r#"A  must not exceed B (2030-01-01T00:00:00Z) ("2030-02-01T00:00:00Z")  [r]"#,
        ),
        ([text("2030-01-01"), text("2030-01-01")], ""),
        (
            [text("10"), text("9")],
            r#"A  must not exceed B (9) ("10")  [r]"#,
        ),
        (
            [value(1.5f64), value(1i64)],
            r#"A  must not exceed B (1) ("1.5")  [r]"#,
        ),
        ([text("x"), value(1i64)], ""),
    ];
    for ([a, b], expected) in table {
        let fields = vec![(Field::new("A"), a), (Field::new("B"), b)];
        assert_eq!(with(RULE, fields).join("\n"), expected);
    }
}

#[test]
fn without_a_message_the_condition_that_applied_is_named() {
    const RULE: Rule = Rule::new("r").require(&[&["Resources[]", "Group"]]).when(&[
        (&["Option"], When::Set),
        (&["Resources[]", "Kind"], When::Is(&["m", "n"])),
    ]);
    let list = vec![resource("x", "", &[]), resource("n", "", &[])];
    assert_eq!(
        with(RULE, resources("Attach", list)),
        ["Resources[1].Group  must be set when Option is set and Resources[1].Kind is n  [r]"]
    );
}

#[test]
fn a_rule_shows_no_secret_whoever_calls_it_one() {
    static RULES: &[Rule] = &[
        Rule::new("check").check(&["S", "A"], &[Check::Values(&["x"])]),
        Rule::new("forbid").forbid(&[&["S", "A"]]),
        Rule::new("ordered").ordered(&["S", "A"], &["B"]),
        Rule::new("reverse").ordered(&["B"], &["S", "A"]),
        Rule::new("when")
            .require(&[&["C"]])
            .when(&[(&["S", "A"], When::Is(&["7"]))]),
    ];
    let shown = |structure: Field, member: Field, b: &str| {
        let inner = Probe::new(vec![(member, text("7"))]);
        let fields: Fields = vec![
            (structure, value(inner)),
            (Field::new("B"), text(b)),
            (Field::new("C"), text("")),
        ];
        found(&Probe::with_rules(fields, RULES))
    };
    let (structure, member) = (Field::new("S"), Field::new("A"));
    for (structure, member) in [
        (structure.sensitive(), member),
        (structure, member.sensitive()),
    ] {
        assert_eq!(
            shown(structure, member, "6"),
            [
                "S.A  must be x  [check]",
                "S.A  must not be set  [forbid]",
                "S.A  must not exceed B  [ordered]",
                "C  must be set when S.A has a certain value  [when]",
            ]
        );
        assert_eq!(
            shown(structure, member, "8")[2],
            r#"B  must not exceed S.A ("8")  [reverse]"#
        );
    }
    assert_eq!(
        shown(structure, member, "6"),
        [
            r#"S.A  must be x ("7")  [check]"#,
            r#"S.A  must not be set ("7")  [forbid]"#,
            r#"S.A  must not exceed B (6) ("7")  [ordered]"#,
            "C  must be set when S.A is 7  [when]",
        ]
    );
}

#[test]
fn a_condition_reads_as_what_it_is() {
    const RULE: Rule = Rule::new("r").require(&[&["B"]]);
    type Conditions = &'static [(Path, When)];
    let table: [(Conditions, &str, &str); 3] = [
        (&[(&["A"], When::Is(&["x"]))], "x", "A is x"),
        (&[(&["A"], When::Set)], "x", "A is set"),
        (&[(&["A"], When::Unset)], "", "A is not set"),
    ];
    for (when, a, expected) in table {
        let fields: Fields = vec![(Field::new("A"), text(a)), (Field::new("B"), text(""))];
        assert_eq!(
            with(RULE.when(when), fields),
            [format!("B  must be set when {expected}  [r]")]
        );
    }
}

#[test]
fn what_is_no_number_is_compared_as_text_or_not_at_all() {
    const RULE: Rule = Rule::new("r").ordered(&["A"], &["B"]);
    type Pair = [Box<dyn Value>; 2];
    let table: Vec<(Pair, bool)> = vec![
        ([text("b"), text("a")], true),
        ([text("a"), text("b")], false),
        ([text("a"), text("a")], false),
        ([value(true), value(false)], false),
        ([text("b"), value(1i64)], false),
        ([text(""), text("a")], false),
        ([text("a"), text("")], false),
    ];
    for (index, ([a, b], breaks)) in table.into_iter().enumerate() {
        let fields = vec![(Field::new("A"), a), (Field::new("B"), b)];
        assert_eq!(!with(RULE, fields).is_empty(), breaks, "{index}");
    }
}
