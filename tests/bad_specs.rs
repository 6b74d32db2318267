//! Bad specs and what the generator says about them: `bad-specs/<case>/expected.txt` is what a reader reviews.
//!
//! Each line that a finding should point at ends in `#! code`, once for each finding. So a case also says
//! that every problem of the run is shown, and where, whatever its text becomes.

use std::fs;
use std::path::{Path, PathBuf};

use alicloud_codegen::{Builder, Error, ErrorKind};
use alicloud_tests::golden::{Differences, builder, folders, name};
use alicloud_tests::probe::write;
use alicloud_tests::scratch::Scratch;

#[test]
fn every_case_is_reported_as_expected() {
    let mut differences = Differences::default();
    for case in folders("bad-specs") {
        differences.compare(&case.join("expected.txt"), &findings(&case));
    }
    differences.finish();
}

#[test]
fn every_problem_is_reported_where_it_is() {
    let mut wrong = String::new();
    for case in folders("bad-specs") {
        let mut marked = Vec::new();
        marks(&specs(&case), &specs(&case), &mut marked);
        for finding in places(&findings(&case)) {
            match marked.iter().position(|mark| *mark == finding) {
                Some(index) => drop(marked.swap_remove(index)),
                None => wrong.push_str(&format!("{}: no mark for {finding}\n", name(&case))),
            }
        }
        marked
            .iter()
            .for_each(|mark| wrong.push_str(&format!("{}: not found: {mark}\n", name(&case))));
    }
    assert!(
        wrong.is_empty(),
        "the findings and the marks `#!` differ:\n{wrong}"
    );
}

#[test]
fn nothing_is_written_for_a_bad_spec() {
    for case in folders("bad-specs")
        .iter()
        .filter(|case| builder(case, &specs(case)).check().is_err())
    {
        let place = Scratch::new("kept");
        let kept = [
            ("alicloud.rs", "old"),
            ("Cargo.toml", "old"),
            ("src/lib.rs", "old"),
        ];
        kept.iter()
            .for_each(|(path, text)| write(&place.path().join(path), text));

        assert!(
            builder(case, &specs(case))
                .write_file(place.path().join("alicloud.rs"))
                .is_err(),
            "{}",
            name(case)
        );
        assert!(
            builder(case, &specs(case))
                .write_crate(place.path())
                .is_err(),
            "{}",
            name(case)
        );

        for (path, text) in kept {
            let now = fs::read_to_string(place.path().join(path)).expect("the file is there");
            assert_eq!(now, text, "{}: {path}", name(case));
        }
        assert_eq!(
            fs::read_dir(place.path())
                .expect("the folder is there")
                .count(),
            3,
            "{}",
            name(case)
        );
    }
}

#[test]
fn a_folder_without_specs_is_no_empty_client() {
    let empty = Scratch::new("empty");
    let said = Builder::new()
        .specs(empty.path())
        .generate()
        .expect_err("nothing to generate")
        .to_string();
    assert!(
        said.contains("product.yaml") && said.contains("empty"),
        "{said}"
    );

    let missing = empty.path().join("missing");
    let said = Builder::new()
        .specs(&missing)
        .generate()
        .expect_err("nothing to read")
        .to_string();
    assert!(said.contains("missing"), "{said}");

    let said = Builder::new()
        .generate()
        .expect_err("no folder")
        .to_string();
    assert!(said.contains(".specs("), "{said}");
}

/// The folder of the specs: the case itself, unless options stand beside it.
fn specs(case: &Path) -> PathBuf {
    let below = case.join("specs");
    if below.exists() {
        below
    } else {
        case.to_owned()
    }
}

/// What the generator says, with paths below the folder of the case.
fn findings(case: &Path) -> String {
    let folder = format!("{}/", specs(case).display());
    let said = match builder(case, &specs(case)).check() {
        Ok(report) => report.warnings,
        Err(error) => rendered(&error),
    };
    said.replace(&folder, "")
}

fn rendered(error: &Error) -> String {
    match error.kind() {
        ErrorKind::Findings { rendered, .. } => rendered.clone(),
        _ => format!("{error}\n"),
    }
}

/// Code and place of each finding: `unknown-key demo/2024-01-01/GetThing.yaml:3`. A finding about the run as
/// a whole has no place.
fn places(rendered: &str) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    let mut open: Option<&str> = None;
    for line in rendered.lines() {
        let title = line
            .strip_prefix("error[")
            .or_else(|| line.strip_prefix("warning["));
        if let Some((code, _)) = title.and_then(|title| title.split_once("]: ")) {
            open = Some(code);
        }
        let Some(place) = line.trim_start().strip_prefix("--> ") else {
            continue;
        };
        let place = place.rsplit_once(':').map_or(place, |(line, _)| line);
        places.extend(open.take().map(|code| format!("{code} {place}")));
    }
    places
}

/// Code and place of each mark.
fn marks(folder: &Path, case: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            marks(&path, case, found);
            continue;
        }
        let text = fs::read_to_string(&path).expect("the file can be read");
        let below = path
            .strip_prefix(case)
            .expect("the file is in the case")
            .display()
            .to_string();
        if !below.contains('/') {
            continue;
        }
        for (index, line) in text.lines().enumerate() {
            let codes = line.split_once("#! ").map_or("", |(_, codes)| codes);
            found.extend(
                codes
                    .split_whitespace()
                    .map(|code| format!("{code} {below}:{}", index + 1)),
            );
        }
    }
}
