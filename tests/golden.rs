//! Generated code of small specs, one feature each: `golden/<feature>/expected.rs` is what a reader reviews;
//! of the obstacle course of names, which is long, `expected.txt` holds the names.
//!
//! A change of the generator shows as a difference of these files. All of them compile, without a warning
//! of compiler, Clippy or rustdoc, and nothing that stands in a spec becomes a test of the documentation.

use std::path::Path;

use alicloud_tests::golden::{Differences, builder, folders, name};
use alicloud_tests::probe::{manifest, write};
use alicloud_tests::scratch::{Scratch, cargo, copy, root};

/// Features that are about names alone: of their output only the names are kept, since nobody reads it all.
const OUTLINED: &[&str] = &["names"];

#[test]
fn every_feature_is_generated_as_expected() {
    let mut differences = Differences::default();
    for feature in folders("golden") {
        let text = generate(&feature, &feature.join("specs"));
        if OUTLINED.contains(&name(&feature).as_str()) {
            differences.compare(&feature.join("expected.txt"), &outline(&text));
        } else {
            differences.compare(&feature.join("expected.rs"), &text);
        }
    }
    differences.finish();
}

/// The lines that declare a module, a type, a field, a variant or a table.
fn outline(text: &str) -> String {
    let declares = |line: &&str| {
        let line = line.trim_start();
        let is_method = line.starts_with("pub fn ");
        let is_variant = line.ends_with(',')
            && line.starts_with(|c: char| c.is_ascii_uppercase())
            && !line.contains(' ');
        (line.starts_with("pub ") && !is_method) || line.starts_with("static ") || is_variant
    };
    text.lines()
        .filter(declares)
        .map(|line| format!("{line}\n"))
        .collect()
}

#[test]
fn the_same_specs_give_the_same_bytes_anywhere() {
    for feature in folders("golden") {
        let elsewhere = Scratch::new("another place");
        copy(&feature.join("specs"), elsewhere.path());
        let first = generate(&feature, &feature.join("specs"));
        assert_eq!(
            first,
            generate(&feature, &feature.join("specs")),
            "{}: a second run",
            name(&feature)
        );
        assert_eq!(
            first,
            generate(&feature, elsewhere.path()),
            "{}: another folder",
            name(&feature)
        );
        assert!(
            !first.contains(&*root().to_string_lossy()),
            "{}: the output names the folder",
            name(&feature)
        );
    }
}

/// All in one crate, and so in one test: each step needs the one before.
#[test]
fn all_output_compiles_without_a_warning() {
    let scratch = Scratch::new("golden");
    manifest(scratch.path(), "golden");
    write(&scratch.path().join("src/lib.rs"), &library(scratch.path()));
    write(&scratch.path().join("src/main.rs"), &program());

    succeeds(scratch.path(), &["check", "--quiet", "--offline"]);
    if cargo(scratch.path(), &["clippy", "--version"]).success {
        succeeds(
            scratch.path(),
            &["clippy", "--quiet", "--offline", "--", "-D", "warnings"],
        );
    }
    succeeds(
        scratch.path(),
        &["doc", "--quiet", "--offline", "--no-deps"],
    );
    let tests = succeeds(scratch.path(), &["test", "--doc", "--offline"]);
    assert!(
        tests.contains("running 0 tests"),
        "text of a spec became a test:\n{tests}"
    );
}

/// Writes all output and gives the root of a crate that holds it.
fn library(folder: &Path) -> String {
    let mut text = "//! Golden output.\n\n#![deny(warnings, missing_docs, rustdoc::all)]\n#![forbid(unsafe_code)]\n".to_owned();
    for feature in folders("golden") {
        let module = name(&feature).replace('-', "_");
        let generated = generate(&feature, &feature.join("specs"));
        write(&folder.join(format!("src/{module}.rs")), &generated);
        text.push_str(&format!(
            "\n/// Feature {module}.\n#[rustfmt::skip]\npub mod {module};\n"
        ));
    }
    text
}

/// A program that has all of it in private modules and uses none, as one with a `build.rs` may.
fn program() -> String {
    let modules = folders("golden").into_iter().map(|feature| {
        let module = name(&feature).replace('-', "_");
        format!("\nmod {module} {{\n    include!(\"{module}.rs\");\n}}\n")
    });
    format!(
        "//! A user.\n\n#![deny(warnings)]\n{}\nfn main() {{}}\n",
        modules.collect::<String>()
    )
}

fn generate(feature: &Path, specs: &Path) -> String {
    builder(feature, specs)
        .generate()
        .unwrap_or_else(|error| panic!("{}: {error}", name(feature)))
}

fn succeeds(folder: &Path, arguments: &[&str]) -> String {
    let outcome = cargo(folder, arguments);
    assert!(
        outcome.success,
        "cargo {} fails on the golden output:\n{}",
        arguments.join(" "),
        outcome.text
    );
    outcome.text
}
