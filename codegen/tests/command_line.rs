//! The command line, as a user runs it: what it prints, and its exit codes.

use std::fs;
use std::path::Path;
use std::process::Command;

const PRODUCT: &str = "product: demo\nversion: v1\nstyle: ROA\nendpoints: { rule: regional }\n";
const OPERATION: &str = "operation: GetThing\nsummary: Gets a thing.\nhttp: GET /\n";
const MANIFEST: &str = "[features]\n# <products: written by alicloud-codegen>\n# </products>\n";

/// A folder with specs of one operation and a crate to generate into.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("the temporary folder can be made");
    write(folder.path(), "specs/demo/v1/product.yaml", PRODUCT);
    write(folder.path(), "specs/demo/v1/GetThing.yaml", OPERATION);
    write(folder.path(), "generated/Cargo.toml", MANIFEST);
    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("it can be made");
    fs::write(path, text).expect("it can be written");
}

/// Exit code, standard output and standard error.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_alicloud-codegen"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program was built");
    let text = |bytes| String::from_utf8(bytes).expect("it prints text");
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn check_says_how_much_it_read() {
    let folder = folder();
    let (code, out, err) = run(folder.path(), &["check"]);
    assert_eq!(
        (code, &*out, &*err),
        (Some(0), "1 product, 1 operation: no findings\n", "")
    );

    write(
        folder.path(),
        "specs/demo/v1/schemas.yaml",
        "Lost: { fields: { A: string } }\n",
    );
    let (code, out, err) = run(folder.path(), &["check"]);
    assert_eq!(
        (code, &*out),
        (Some(0), "1 product, 1 operation: no errors\n")
    );
    assert!(err.starts_with("warning[unused-schema]"), "{err}");
}

#[test]
fn only_what_writes_says_that_it_did_not() {
    let folder = folder();
    let broken = OPERATION.replace("GET /", "GET /{Id}");
    write(folder.path(), "specs/demo/v1/GetThing.yaml", &broken);

    let (code, _, err) = run(folder.path(), &["check"]);
    assert_eq!(code, Some(1));
    assert!(
        err.starts_with("error: the specs have 1 finding\n\n"),
        "{err}"
    );
    assert!(!err.contains("written"), "{err}");

    let (code, _, err) = run(folder.path(), &["generate"]);
    assert_eq!(code, Some(1));
    let expected = "error: the specs have 1 finding; nothing was written\n\n";
    assert!(err.starts_with(expected), "{err}");
}

#[test]
fn a_folder_without_specs_is_probably_the_wrong_one() {
    let empty = tempfile::tempdir().expect("the temporary folder can be made");
    let help = "run it at the root of the checkout, or give --specs DIR";
    for command in ["check", "generate"] {
        let (code, _, err) = run(empty.path(), &[command]);
        assert_eq!(code, Some(3), "{command}");
        assert!(err.contains(help), "{command}: {err}");
    }
    // The specs are there, the crate is not.
    write(empty.path(), "specs/demo/v1/product.yaml", PRODUCT);
    let (code, _, err) = run(empty.path(), &["generate"]);
    assert_eq!(code, Some(3));
    assert!(!err.contains(help), "{err}");
}

#[test]
fn one_file_is_written_once_and_its_warnings_are_shown() {
    let folder = folder();
    write(
        folder.path(),
        "specs/demo/v1/schemas.yaml",
        "Lost: { fields: { A: string } }\n",
    );
    for said in ["wrote out.rs\n", "out.rs is up to date\n"] {
        let (code, out, err) = run(folder.path(), &["generate", "--out", "out.rs"]);
        assert_eq!((code, &*out), (Some(0), said));
        assert!(err.starts_with("warning[unused-schema]"), "{err}");
    }
}

#[test]
fn some_operations_alone_never_replace_a_crate() {
    let folder = folder();
    let (code, ..) = run(folder.path(), &["generate"]);
    assert_eq!(code, Some(0));

    let chosen = ["generate", "--operations", "demo/v1:GetThing"];
    for (more, named) in [(&[][..], "--out"), (&["--crate", "generated"], "--crate")] {
        let (code, _, err) = run(folder.path(), &[&chosen, more].concat());
        assert_eq!(code, Some(2), "{more:?}");
        assert!(err.contains(named), "{err}");
    }
    let (code, out, _) = run(folder.path(), &[&chosen[..], &["--out", "out.rs"]].concat());
    assert_eq!((code, &*out), (Some(0), "wrote out.rs\n"));
}

#[test]
fn a_crate_is_compared_without_being_touched() {
    let folder = folder();
    let manifest = || fs::read_to_string(folder.path().join("generated/Cargo.toml"));
    let (code, out, _) = run(folder.path(), &["generate", "--check"]);
    assert_eq!(code, Some(1));
    assert!(out.contains("out of date: generated/src/lib.rs\n"), "{out}");
    assert_eq!(manifest().expect("it is there"), MANIFEST);

    assert_eq!(run(folder.path(), &["generate"]).0, Some(0));
    assert!(
        manifest()
            .expect("it is there")
            .contains("all-products = [\"demo\"]\ndemo = []\n")
    );
    let (code, out, _) = run(folder.path(), &["generate", "--check"]);
    assert_eq!((code, &*out), (Some(0), "generated is up to date\n"));
}
