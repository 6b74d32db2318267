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

#[test]
fn what_people_wrote_is_never_overwritten() {
    let folder = folder();
    let said = "alicloud-codegen did not write it";
    for (path, arguments) in [
        ("generated/src/lib.rs", &["generate"][..]),
        ("precious.rs", &["generate", "--out", "precious.rs"]),
    ] {
        write(folder.path(), path, "// precious\n");
        let (code, _, err) = run(folder.path(), arguments);
        assert_eq!(code, Some(3), "{path}");
        assert!(err.contains(path) && err.contains(said), "{err}");
        let kept = fs::read_to_string(folder.path().join(path)).expect("it is there");
        assert_eq!(kept, "// precious\n");
    }
    let manifest = fs::read_to_string(folder.path().join("generated/Cargo.toml"));
    assert_eq!(manifest.expect("it is there"), MANIFEST);
    assert!(!folder.path().join("generated/src/demo.rs").exists());
}

#[test]
fn a_place_that_is_taken_is_left_as_it_was() {
    let folder = folder();
    fs::create_dir(folder.path().join("out")).expect("it can be made");
    let (code, _, err) = run(folder.path(), &["generate", "--out", "out"]);
    assert_eq!(code, Some(3));
    assert!(err.contains("`out`"), "{err}");
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .expect("it is there")
        .map(|entry| entry.expect("it can be read").file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["generated", "out", "specs"]);
}

#[test]
fn a_manifest_that_cargo_would_refuse_is_not_written() {
    let folder = folder();
    let features = "[features]\ndefault = [\"demo\", \"transport\"]\ntransport = []\n";
    let manifest = MANIFEST.replace("[features]\n", features);
    write(folder.path(), "generated/Cargo.toml", &manifest);
    assert_eq!(run(folder.path(), &["generate"]).0, Some(0));
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).expect("it is there");
    let before = [read("generated/Cargo.toml"), read("generated/src/lib.rs")];

    // The only product becomes another, whose name is taken.
    for file in ["product.yaml", "GetThing.yaml"] {
        let text = read(&format!("specs/demo/v1/{file}"));
        let text = text.replace("product: demo", "product: transport");
        write(folder.path(), &format!("specs/transport/v1/{file}"), &text);
    }
    fs::remove_dir_all(folder.path().join("specs/demo")).expect("it can be removed");
    for arguments in [&["generate"][..], &["generate", "--check"]] {
        let (code, _, err) = run(folder.path(), arguments);
        assert_eq!(code, Some(1));
        let start = "error: the manifest has 2 findings; nothing was written\n\n";
        assert!(err.starts_with(start), "{err}");
        for part in [
            "error[lost-feature]: the product `demo` goes, and line 2 of `generated/Cargo.toml`",
            "take `\"demo\"` out of line 2",
            "error[repeated-feature]: line 3 of `generated/Cargo.toml`",
        ] {
            assert!(err.contains(part), "{err}");
        }
    }
    let after = [read("generated/Cargo.toml"), read("generated/src/lib.rs")];
    assert_eq!(after, before);
}

#[test]
fn a_manifest_without_marks_says_which_lines_to_add() {
    let folder = folder();
    write(folder.path(), "generated/Cargo.toml", "[features]\n");
    let (code, _, err) = run(folder.path(), &["generate"]);
    assert_eq!(code, Some(1));
    for line in MANIFEST.lines().skip(1) {
        assert!(err.contains(line), "{err}");
    }
    assert!(!folder.path().join("generated/src").exists());
}

const METADATA: &str = r#"{"version":"1.0","info":{"style":"RPC","product":"Post-Office","version":"2024-06-11"},
"apis":{"SendLetter":{"summary":"Sends a letter.","methods":["post"],"schemes":["https"],"security":[{"AK":[]}],
"parameters":[{"name":"To","in":"query","schema":{"type":"string","required":true}}],
"responses":{"200":{"schema":{"type":"object","properties":{"RequestId":{"type":"string"}}}}}}},
"endpoints":[{"regionId":"cn-hangzhou","endpoint":"post-office.cn-hangzhou.aliyuncs.com"}]}"#;

#[test]
fn metadata_becomes_a_whole_crate() {
    let folder = tempfile::tempdir().expect("the temporary folder can be made");
    write(folder.path(), "api-docs.json", METADATA);
    let generate = [
        "generate",
        "--metadata",
        "api-docs.json",
        "--crate",
        "my letters",
    ];
    let (code, out, err) = run(folder.path(), &generate);
    assert_eq!((code, &*err), (Some(0), ""));
    for path in [
        "Cargo.toml",
        "README.md",
        "src/lib.rs",
        "src/post_office/v2024_06_11/send_letter.rs",
    ] {
        assert!(out.contains(&format!("wrote my letters/{path}\n")), "{out}");
    }
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).expect("it is there");
    let manifest = read("my letters/Cargo.toml");
    for line in [
        "name = \"my-letters\"\n",
        "default = [\"all-products\", \"transport\"]\n",
        "post-office = []\n",
        concat!(
            "alicloud-core = { version = \"",
            env!("CARGO_PKG_VERSION"),
            "\", default-features = false }\n"
        ),
    ] {
        assert!(manifest.contains(line), "{manifest}");
    }
    assert!(read("my letters/README.md").contains("use my_letters::Config;\n"));

    // What people make of the manifest and the readme stays.
    write(folder.path(), "my letters/README.md", "Mine.\n");
    let mine = manifest.replace("0.1.0", "0.2.0");
    write(folder.path(), "my letters/Cargo.toml", &mine);
    let (code, out, _) = run(folder.path(), &generate);
    assert_eq!((code, &*out), (Some(0), "my letters is up to date\n"));
    assert_eq!(read("my letters/Cargo.toml"), mine);

    let (code, out, _) = run(
        folder.path(),
        &[&generate[..], &["--timings", "--threads", "1"]].concat(),
    );
    assert_eq!(code, Some(0));
    for phase in ["1 operations", "import", "print", "write"] {
        assert!(out.contains(phase), "{out}");
    }
}

#[test]
fn the_runtime_comes_from_where_one_says() {
    let folder = tempfile::tempdir().expect("the temporary folder can be made");
    write(folder.path(), "api-docs.json", METADATA);
    write(
        folder.path(),
        "checkout/runtime/Cargo.toml",
        "[package]\nname = \"alicloud-core\"\n",
    );
    let generate = ["generate", "--metadata", "api-docs.json", "--crate"];
    for (krate, said, expected) in [
        (
            "a",
            Some("checkout/runtime"),
            "path = \"../checkout/runtime\"",
        ),
        (
            "b",
            Some("https://example.com/sdk.git"),
            "git = \"https://example.com/sdk.git\"",
        ),
        ("c", Some("0.1"), "version = \"0.1\""),
        (
            "d",
            None,
            concat!("version = \"", env!("CARGO_PKG_VERSION"), "\""),
        ),
    ] {
        let core = said.map_or(vec![], |said| vec!["--core", said]);
        let (code, _, err) = run(folder.path(), &[&generate[..], &[krate], &core].concat());
        assert_eq!(code, Some(0), "{err}");
        let manifest = fs::read_to_string(folder.path().join(krate).join("Cargo.toml"));
        let line = format!("alicloud-core = {{ {expected}, default-features = false }}");
        assert!(manifest.expect("it is there").contains(&line), "{line}");
    }
    // From inside a checkout, its own runtime.
    let inside = folder.path().join("checkout/deep");
    fs::create_dir(&inside).expect("it can be made");
    let (code, ..) = run(
        &inside,
        &[
            "generate",
            "--metadata",
            "../../api-docs.json",
            "--crate",
            "x",
        ],
    );
    assert_eq!(code, Some(0));
    let manifest = fs::read_to_string(inside.join("x/Cargo.toml")).expect("it is there");
    assert!(
        manifest.contains("alicloud-core = { path = \"../../runtime\","),
        "{manifest}"
    );

    let (code, _, err) = run(
        folder.path(),
        &[&generate[..], &["e", "--core", "nowhere"]].concat(),
    );
    assert_eq!(code, Some(2));
    assert!(err.contains("`nowhere` holds no `alicloud-core`"), "{err}");
    assert!(!folder.path().join("e").exists());
}

#[test]
fn metadata_needs_a_place_for_what_is_generated() {
    let folder = tempfile::tempdir().expect("the temporary folder can be made");
    write(folder.path(), "api-docs.json", METADATA);
    let (code, _, err) = run(folder.path(), &["generate", "--metadata", "api-docs.json"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("--crate"), "{err}");

    write(folder.path(), "x/src/lib.rs", "// mine\n");
    let (code, _, err) = run(
        folder.path(),
        &["generate", "--metadata", "api-docs.json", "--crate", "x"],
    );
    assert_eq!(code, Some(3));
    assert!(err.contains("alicloud-codegen did not write it"), "{err}");
    assert!(!folder.path().join("x/Cargo.toml").exists());

    let some = [
        "generate",
        "--metadata",
        "api-docs.json",
        "--operations",
        "post-office:SendLetter",
        "--crate",
        "y",
    ];
    assert_eq!(run(folder.path(), &some).0, Some(0));
}
