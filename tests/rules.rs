//! The rules of both pages: what the cases of `rules/` expect, that a case stands behind each rule, and that
//! the tables of `rules/README.md` leave none out.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;

use alicloud::aiworkspace::CreateWorkspaceResourceRequest;
use alicloud::emr_serverless_spark::CreateWorkspaceRequest;
use alicloud::{Json, Operation as _};
use alicloud_tests::cases::{OPERATIONS, cases, tree, violations};
use alicloud_tests::demands::demands;
use alicloud_tests::mutants::{Mutant, mutants, run};
use alicloud_tests::scratch::root;

#[test]
fn requests_to_add_a_resource() {
    every_case_is_as_expected(
        CreateWorkspaceResourceRequest::info().name,
        violations::<CreateWorkspaceResourceRequest>,
    );
}

#[test]
fn requests_to_create_a_workspace() {
    every_case_is_as_expected(
        CreateWorkspaceRequest::info().name,
        violations::<CreateWorkspaceRequest>,
    );
}

fn every_case_is_as_expected(operation: &str, violations: impl Fn(&Json) -> Vec<String>) {
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    for case in cases(operation) {
        let found = violations(&case.input);
        if found != case.expected {
            wrong.push(format!(
                "{}\n  expected {:?}\n  found    {found:?}",
                case.name, case.expected
            ));
        }
        assert!(
            names.insert(case.name.clone()),
            "two cases are called {:?}",
            case.name
        );
    }
    assert!(
        wrong.is_empty(),
        "cases of {operation}:\n{}",
        wrong.join("\n")
    );
}

/// A rule that no case misses when it is gone is a rule that nobody has looked at.
#[test]
fn every_rule_is_missed_when_it_is_gone() {
    let mutants = mutants();
    let killed = killed(&mutants);
    let is_rule = |mutant: &Mutant| mutant.lacks.as_ref().is_some_and(|demand| !demand.is_part);
    let rules = mutants.iter().filter(|mutant| is_rule(mutant)).count();
    let missed = killed
        .iter()
        .filter(|index| is_rule(&mutants[**index]))
        .count();
    // Past the capture of the test harness: this line is the result.
    writeln!(std::io::stdout(), "{rules} rules, {missed} killed").expect("standard output is open");

    let survivors: Vec<String> = mutants
        .iter()
        .enumerate()
        .filter(|(index, _)| !killed.contains(index))
        .filter_map(|(_, mutant)| {
            let name = &mutant.lacks.as_ref()?.name;
            Some(format!("{}: {name}", OPERATIONS[mutant.operation].1))
        })
        .collect();
    assert!(
        survivors.is_empty(),
        "no case misses these when they are gone; add one to tests/rules:\n{}",
        survivors.join("\n")
    );
}

/// The mutants of which a case notices that something is missing.
fn killed(mutants: &[Mutant]) -> BTreeSet<usize> {
    let cases: Vec<_> = OPERATIONS.iter().map(|(_, name)| cases(name)).collect();
    let mut killed = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for finding in run(mutants) {
        let mutant = &mutants[finding.mutant];
        let case = &cases[mutant.operation][finding.case];
        assert!(
            seen.insert((finding.mutant, finding.case)),
            "a case ran twice"
        );
        if finding.violations != case.expected {
            let found = &finding.violations;
            assert!(
                mutant.lacks.is_some(),
                "{}: the spec as it is gives {found:?}",
                case.name
            );
            killed.insert(finding.mutant);
        }
    }
    let all: usize = mutants
        .iter()
        .map(|mutant| cases[mutant.operation].len())
        .sum();
    assert_eq!(seen.len(), all, "every mutant went through every case");
    killed
}

#[test]
fn the_tables_and_the_specs_name_the_same_rules() {
    let readme =
        fs::read_to_string(root().join("tests/rules/README.md")).expect("the tables can be read");
    for (folder, operation) in OPERATIONS {
        let in_spec: BTreeSet<String> = demands(&tree(&format!("specs/{folder}/{operation}.yaml")))
            .into_iter()
            .filter(|demand| !demand.is_part)
            .map(|demand| demand.name)
            .collect();
        let in_table = table(&readme, operation);
        let missing: Vec<_> = in_spec.difference(&in_table).collect();
        assert!(
            missing.is_empty(),
            "the table of {operation} does not name {missing:?}"
        );
        let unknown: Vec<_> = in_table.difference(&in_spec).collect();
        assert!(
            unknown.is_empty(),
            "the spec of {operation} does not hold {unknown:?}"
        );
    }
}

/// The rules that the table of an operation names.
fn table(readme: &str, operation: &str) -> BTreeSet<String> {
    let section = readme
        .split("\n## ")
        .find(|section| section.lines().next() == Some(operation));
    let section = section.unwrap_or_else(|| panic!("README.md has a section {operation}"));
    let rows = section.lines().filter(|line| line.starts_with('|')).skip(2);
    let mut named = BTreeSet::new();
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [_, who] = cells[..] else {
            panic!("a row has two cells: {row}")
        };
        if who.starts_with("Left to the service, because ")
            || who.starts_with("A fact without a check: ")
        {
            continue;
        }
        let rules: Vec<&str> = who.split('`').skip(1).step_by(2).collect();
        assert!(!rules.is_empty(), "a row names a rule or a reason: {row}");
        named.extend(rules.into_iter().map(str::to_owned));
    }
    named
}
