//! `alicloud-codegen import`, as a user runs it: what it prints, its exit codes, and that the specs it writes
//! generate what the metadata itself does.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use alicloud_codegen::{Builder, Importer};

const METADATA: &str = r#"{
  "version": "1.0",
  "info": { "style": "ROA", "product": "Demo", "version": "2024-01-01" },
  "apis": {
    "GetThing": {
      "summary": "Gets a thing.", "path": "/things/{Id}", "methods": ["get"], "schemes": ["https"],
      "parameters": [{ "name": "Id", "in": "path", "schema": { "type": "string", "required": true } }],
      "responses": { "200": { "schema": { "type": "object", "properties": { "Name": { "type": "string" } } } } }
    },
    "PutThing": {
      "summary": "Puts a thing.", "path": "/things", "methods": ["put"], "schemes": ["https"],
      "parameters": [{ "name": "Size", "in": "query", "schema": { "type": "integer", "maximum": "5" } }]
    }
  }
}"#;

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

/// A folder with metadata.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("the temporary folder can be made");
    fs::write(folder.path().join("api-docs.json"), METADATA).expect("it can be written");
    folder
}

fn replace(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("it is there");
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).expect("it can be written");
}

#[test]
fn every_file_is_listed_and_the_exit_code_says_whether_to_look() {
    let folder = folder();
    let import = ["import", "api-docs.json", "--out", "specs"];
    let check = [&import[..], &["--check"]].concat();
    let files = ["GetThing", "PutThing", "product"];
    let schemas = ["operation", "product", "schemas"];
    let new = files
        .map(|file| format!("new specs/demo/2024-01-01/{file}.yaml\n"))
        .concat()
        + &schemas
            .map(|name| format!("new specs/schema/{name}.schema.json\n"))
            .concat();

    let (code, out, _) = run(folder.path(), &check);
    assert_eq!(code, Some(1));
    assert!(
        out.starts_with(&new) && out.contains("without --check"),
        "{out}"
    );
    assert!(!folder.path().join("specs").exists());

    let (code, out, err) = run(folder.path(), &import);
    assert_eq!((code, out, &*err), (Some(0), new + "6 files: 6 new\n", ""));
    let (code, out, _) = run(folder.path(), &check);
    assert_eq!((code, &*out), (Some(0), "6 files: 6 unchanged\n"));
    let (code, out, _) = run(folder.path(), &["check"]);
    assert_eq!(
        (code, &*out),
        (Some(0), "1 product, 2 operations: no findings\n")
    );

    let spec = folder.path().join("specs/demo/2024-01-01/PutThing.yaml");
    replace(&spec, "Puts a thing.", "Puts a thing, perhaps.");
    replace(&folder.path().join("api-docs.json"), "\"5\"", "\"7\"");
    let (code, out, _) = run(folder.path(), &import);
    assert_eq!(code, Some(1));
    let expected = "kept specs/demo/2024-01-01/PutThing.yaml (edited by hand, and upstream changed)\n    - parameters.Size: { in: query, type: integer, range: ..=5 }\n    + parameters.Size: { in: query, type: integer, range: ..=7 }\n6 files: 1 kept, 5 unchanged\n";
    assert!(
        out.starts_with(expected) && out.contains("--force") && out.contains("--operations"),
        "{out}"
    );

    let other = [&import[..], &["--force", "--operations", "GetThing"]].concat();
    let (code, out, _) = run(folder.path(), &other);
    assert_eq!((code, &*out), (Some(0), "5 files: 5 unchanged\n"));
    let own = [&import[..], &["--force", "--operations", "PutThing"]].concat();
    let (code, out, _) = run(folder.path(), &own);
    assert_eq!(code, Some(0));
    assert!(out.starts_with("overwritten specs/"), "{out}");
}

#[test]
fn the_report_is_json_and_alone_on_the_standard_output() {
    let folder = folder();
    let (code, out, err) = run(
        folder.path(),
        &["import", "api-docs.json", "--report", "json"],
    );
    assert_eq!((code, &*err), (Some(0), ""));
    let read: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
    let operations = serde_json::json!({ "seen": 2, "generated": 2, "refused": 0 });
    assert_eq!(read["total"]["operations"], operations);
    assert_eq!(read["products"][0]["product"], "demo/2024-01-01");
    assert_eq!(read["products"][0]["fields"]["seen"], 3);

    let more = [
        "import",
        "api-docs.json",
        "--report",
        "json",
        "--out",
        "specs",
    ];
    let (code, again, err) = run(folder.path(), &more);
    assert_eq!((code, again), (Some(0), out));
    assert!(err.ends_with("6 files: 6 new\n"), "{err}");
}

#[test]
fn what_cannot_be_imported_is_said_and_nothing_is_written() {
    let folder = folder();
    fs::write(folder.path().join("other.json"), "[]").expect("it can be written");
    for (arguments, code, said) in [
        (&["import", "api-docs.json"][..], 2, "--out"),
        (&["import", "--out", "specs"], 2, "METADATA"),
        (
            &["import", "nowhere.json", "--out", "specs"],
            3,
            "nowhere.json",
        ),
        (&["import", "other.json", "--out", "specs"], 1, "other.json"),
        (
            &[
                "import",
                "api-docs.json",
                "--out",
                "specs",
                "--operations",
                "GetThink",
            ],
            1,
            "did you mean `GetThing`?",
        ),
    ] {
        let (found, _, err) = run(folder.path(), arguments);
        assert_eq!(found, Some(code), "{err}");
        assert!(err.contains(said), "{err}");
        assert!(!folder.path().join("specs").exists());
    }
}

/// The text that is generated from metadata, and from the specs that an import of it writes.
fn both_ways(metadata: &Path) -> [String; 2] {
    let specs = tempfile::tempdir().expect("the temporary folder can be made");
    let import = Importer::new().metadata(metadata).write(specs.path());
    import.expect("it can be imported");
    let direct = Builder::new().metadata(metadata).generate();
    let edited = Builder::new().specs(specs.path()).generate();
    [direct, edited].map(|text| text.expect("it can be generated"))
}

#[test]
fn specs_generate_what_the_metadata_does() {
    let folder = folder();
    let [direct, edited] = both_ways(&folder.path().join("api-docs.json"));
    assert!(direct.contains("GetThingRequest"));
    assert_eq!(direct, edited);
}

/// Where the catalogue is, if it is at hand.
fn catalogue() -> Option<PathBuf> {
    let folder = std::env::var_os("ALICLOUD_METADATA").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: ALICLOUD_METADATA is not set");
    }
    folder
}

#[test]
#[ignore = "takes minutes: cargo test --release -p alicloud-codegen --test import -- --ignored --nocapture"]
fn specs_of_all_the_catalogue_generate_what_the_metadata_does() {
    let Some(folder) = catalogue() else { return };
    let below = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        paths
    };
    let versions = below(&folder)
        .into_iter()
        .flat_map(|product| below(&product));
    let files = versions.map(|version| version.join("api-docs.json"));
    let (mut same, mut refused, mut different) = (0, 0, Vec::new());
    for file in files.filter(|file| file.exists()) {
        let account = Importer::new().metadata(&file).account();
        if account.is_err_and(|error| error.to_string().contains("there is nothing to import")) {
            refused += 1;
            continue;
        }
        let [direct, edited] = both_ways(&file);
        match direct == edited {
            true => same += 1,
            false => different.push(file),
        }
    }
    println!("{same} product versions the same, {refused} refused by name");
    assert!(different.is_empty(), "{different:?}");
}

/// Small products of the catalogue; all of it is what a release is tried with.
#[test]
fn specs_of_the_catalogue_generate_what_the_metadata_does() {
    let Some(folder) = catalogue() else { return };
    for product in [
        "sts/2015-04-01",
        "emr-serverless-spark/2023-08-08",
        "fc/2023-03-30",
    ] {
        let metadata = folder.join(product).join("api-docs.json");
        if !metadata.exists() {
            println!("skipped: the metadata has no {product}");
            continue;
        }
        let [direct, edited] = both_ways(&metadata);
        for (direct, edited) in direct.lines().zip(edited.lines()) {
            assert_eq!(direct, edited, "{product}");
        }
        assert_eq!(direct.len(), edited.len(), "{product}");
    }
}
