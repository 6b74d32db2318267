//! Hand-written code decides nothing by the name of an operation.
//!
//! In: the names of all specs, and the code of the runtime and the generator without its comments, its
//! tests and the examples in its messages. Out: every line that says such a name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use alicloud_tests::scratch::root;

#[test]
fn hand_written_code_names_no_operation() {
    let names = names();
    assert!(names.contains("CreateWorkspaceResource") && names.contains("describe_regions"));
    let mut files = vec![root().join("generated/build.rs")];
    for folder in ["runtime/src", "codegen/src"] {
        collect(&root().join(folder), "rs", &mut files);
    }
    assert!(files.len() > 100, "{} files", files.len());
    let found: Vec<String> = files
        .iter()
        .filter(|path| !is_test(path) && !is_client(path))
        .flat_map(|path| {
            let text = fs::read_to_string(path).expect("the code can be read");
            let found = named(&text, &names).into_iter();
            let found: Vec<_> = found
                .map(|(line, name)| format!("{}:{line}: {name}", path.display()))
                .collect();
            found
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_name_is_found_in_code_and_nowhere_else() {
    let names = BTreeSet::from(["RunIt".to_owned(), "run_it".to_owned()]);
    let text = "//! RunIt\nif name == \"RunIt\" { client.run_it() } // RunIt\nlet help = \"such as `RunIt`\";\n\
                let run_items = RunItNow;\n#[cfg(test)]\nmod tests { RunIt }\n";
    let found = named(text, &names);
    assert_eq!(found, [(2, "RunIt".to_owned()), (2, "run_it".to_owned())]);
    assert_eq!(snake("AssumeRoleWithOIDC"), "assume_role_with_oidc");
}

/// Every line that says a name, with the name.
fn named(text: &str, names: &BTreeSet<String>) -> Vec<(usize, String)> {
    let code = text.lines().enumerate();
    let code = code.take_while(|(_, line)| line.trim() != "#[cfg(test)]");
    code.flat_map(|(index, line)| {
        let line = without_examples(line.split("//").next().unwrap_or_default());
        let words = line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        let found = words.filter(|word| names.contains(*word));
        found
            .map(|word| (index + 1, word.to_owned()))
            .collect::<Vec<_>>()
    })
    .collect()
}

/// What a message gives as an example stands in backticks.
fn without_examples(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join(" ")
}

/// The names of all operations, as they are on the wire and as methods.
fn names() -> BTreeSet<String> {
    let mut specs = Vec::new();
    collect(&root().join("specs"), "yaml", &mut specs);
    collect(&root().join("tests/specs"), "yaml", &mut specs);
    let names = specs.iter().filter_map(|path| path.file_stem()?.to_str());
    let names = names.filter(|name| !["product", "schemas"].contains(name));
    names
        .flat_map(|name| [name.to_owned(), snake(name)])
        .collect()
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    let mut was_lower = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && was_lower {
            out.push('_');
        }
        was_lower = !c.is_ascii_uppercase();
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// The generated client of STS inside the runtime, and what calls it to assume roles.
fn is_client(path: &Path) -> bool {
    let client = root().join("runtime/src/credentials/sts");
    path.with_extension("").starts_with(client)
}

/// Code that only tests use.
fn is_test(path: &Path) -> bool {
    let names = ["tests", "testing", "fixture"];
    path.with_extension("")
        .components()
        .any(|part| names.iter().any(|name| part.as_os_str() == *name))
}

fn collect(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            collect(&path, extension, files);
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
}
