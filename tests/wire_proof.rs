//! The wire runner: metadata and vectors in, requests and reasons out.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use alicloud_tests::judgement::judge;
use alicloud_tests::scratch;
use alicloud_tests::vectors::{self, id};
use alicloud_tests::wire::Wire;
use serde_json::{Value, json};

/// What the generated types have no form for: a required list that is missing, and members that are newer than the
/// metadata.
const NO_REQUEST: [&str; 3] = [
    "aiworkspace.CreateWorkspaceResource.no-body-members",
    "emr-serverless-spark.CreateWorkspace.empty",
    "emr-serverless-spark.CreateWorkspace.full-current",
];

#[test]
fn one_bad_vector_does_not_take_the_others_along() {
    let folder = tempfile::tempdir().expect("the temporary folder can be written");
    let good = [
        "cs.ModifyClusterTags.array",
        "sts.AssumeRole.policy",
        "sts.AssumeRole.sts",
    ];
    for name in good {
        write(folder.path(), name, &vector(name));
    }
    let changed = |name: &str, member: &str, value: Value| {
        let mut vector = vector("sts.AssumeRole.policy");
        vector["id"] = name.into();
        vector[member] = value;
        write(folder.path(), name, &vector);
    };
    changed("bad-endpoint", "endpoint", json!("a/b"));
    changed("bad-operation", "operation", json!("AssumeNothing"));
    changed("bad-product", "product", json!("nothing"));
    changed("bad-version", "version", json!("v0"));
    changed(
        "bad-input",
        "input",
        json!({ "RoleArn": 1, "RoleSessionName": "b", "Newer": true }),
    );
    changed("twice", "id", json!("sts.AssumeRole.policy"));
    fs::write(folder.path().join("torn.json"), "{").expect("the file can be written");

    let metadata = Path::new(env!("CARGO_MANIFEST_DIR")).join("wire/metadata");
    let (requests, lines) = run(&metadata, folder.path(), "wire-of-bad-vectors");
    let sent: Vec<&str> = requests.keys().map(String::as_str).collect();
    assert_eq!(sent, good, "{lines}");
    for name in good {
        assert_eq!(
            judge(&vector(name), &Wire::captured(&requests[name])),
            [""; 0],
            "{name}"
        );
    }
    for (name, reason) in [
        ("bad-endpoint", "a/b"),
        ("bad-input", "RoleArn"),
        ("bad-input", "Newer"),
        ("bad-operation", "AssumeNothing"),
        ("bad-product", "no metadata of the product `nothing`"),
        ("bad-version", "only of: 2015-04-01"),
        ("torn", "is no JSON"),
        ("twice", "sts.AssumeRole.policy"),
    ] {
        let start = format!("no request: {name}: ");
        let line = lines.lines().find_map(|line| line.strip_prefix(&start));
        assert!(
            line.is_some_and(|line| line.contains(reason)),
            "{name}: {lines}"
        );
    }
    assert!(lines.ends_with("3 requests of 10 vectors\n"), "{lines}");
}

#[test]
fn every_vector_goes_out_of_the_metadata_as_the_official_sdks_send_it() {
    let Some(metadata) = std::env::var_os("ALICLOUD_METADATA") else {
        println!("skipped: ALICLOUD_METADATA names no folder of metadata");
        return;
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/requests");
    let (requests, lines) = run(Path::new(&metadata), &folder, "wire-of-all-vectors");
    let mut missing = Vec::new();
    let mut wrong = Vec::new();
    for vector in vectors::all("requests") {
        match requests.get(id(&vector)) {
            None => missing.push(id(&vector).to_owned()),
            Some(request) => {
                let found = judge(&vector, &Wire::captured(request)).into_iter();
                wrong.extend(found.map(|line| format!("{}: {line}", id(&vector))));
            }
        }
    }
    assert_eq!(missing, NO_REQUEST, "{lines}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn vector(name: &str) -> Value {
    vectors::json(&format!("requests/{name}.json"))
}

fn write(folder: &Path, name: &str, vector: &Value) {
    let path = folder.join(format!("{name}.json"));
    fs::write(path, vector.to_string()).expect("the file can be written");
}

/// Runs the program as a user does. Gives the requests, and what it prints.
fn run(metadata: &Path, vectors: &Path, crates: &str) -> (BTreeMap<String, Value>, String) {
    let folder = tempfile::tempdir().expect("the temporary folder can be written");
    let out = folder.path().join("requests.json");
    let output = Command::new(env!("CARGO_BIN_EXE_wire"))
        .arg("--metadata")
        .arg(metadata)
        .arg("--vectors")
        .arg(vectors)
        .arg("--out")
        .arg(&out)
        .arg("--keep")
        .arg(scratch::target().join(crates))
        .output()
        .expect("the program can be started");
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{lines}{said}");
    let text = fs::read_to_string(&out).expect("the requests are written");
    (
        serde_json::from_str(&text).expect("the requests are JSON"),
        lines,
    )
}
