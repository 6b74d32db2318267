//! A new operation is a new YAML file and nothing else.
//!
//! The checkout is copied, an invented operation is added to its specs, and `cargo run` of a program that calls
//! it does the rest: no line of Rust in the checkout is changed.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where its preparation fails"
)]

use std::fs;
use std::path::Path;

use alicloud_tests::scratch::{self, Scratch};

const SPEC: &str = "\
operation: ArchiveResources
summary: Archives resources of a workspace.
http: DELETE /api/v1/workspaces/{WorkspaceId}/archive
kind: write
parameters:
  WorkspaceId: { in: path, type: string, required: true, doc: Workspace to archive in. }
  ResourceType: { in: query, type: string, doc: Type of the resources., values: [MaxCompute, DLC] }
  GroupName: { in: query, type: string, doc: Group of the resources. }
response:
  fields: { RequestId: string, ResourceIds: { type: list, items: string } }
";

const PROGRAM: &str = r##"
use alicloud::aiworkspace::{Client, ArchiveResourcesRequest, archive_resources::ResourceType};
use alicloud::{BoxFuture, Bytes, Config, Credentials, Transport, TransportBody, TransportError, http};

struct Memory;

impl Transport for Memory {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<TransportBody>, TransportError>> {
        println!("sent {} {}", request.method(), request.uri());
        let answer = Bytes::from_static(br#"{"RequestId": "r-3", "ResourceIds": ["a", "b"]}"#);
        Box::pin(async { Ok(http::Response::new(TransportBody::from(answer))) })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), alicloud::Error> {
    let config = Config::new("cn-shanghai")
        .with_credentials(Credentials::access_key("id", "secret"))
        .with_transport(Memory);
    let client = Client::new(&config)?;
    let request = ArchiveResourcesRequest::new("7").resource_type(ResourceType::Dlc).group_name("g h");
    let removed = client.archive_resources(&request).await?;
    println!("removed {:?} ({:?})", removed.resource_ids, removed.request_id());
    Ok(())
}
"##;

#[test]
fn another_operation_needs_only_its_yaml() {
    let scratch = Scratch::new("checkout");
    let checkout = checkout(scratch.path());
    let before = hand_written(&checkout);
    let spec = checkout.join("specs/aiworkspace/2021-02-04/ArchiveResources.yaml");
    fs::write(&spec, SPEC).unwrap();

    let outcome = scratch::cargo(&checkout, &["run", "--offline", "--quiet", "-p", "caller"]);
    assert!(outcome.success, "{}", outcome.text);
    let sent = "sent DELETE https://aiworkspace.cn-shanghai.aliyuncs.com/api/v1/workspaces/7/archive?GroupName=g%20h&ResourceType=DLC";
    assert!(outcome.text.contains(sent), "{}", outcome.text);
    assert!(
        outcome.text.contains(r#"removed ["a", "b"] (Some("r-3"))"#),
        "{}",
        outcome.text
    );
    assert!(
        checkout
            .join("generated/src/aiworkspace/v2021_02_04/archive_resources.rs")
            .exists()
    );
    assert_eq!(
        hand_written(&checkout),
        before,
        "no line of hand-written Rust has changed"
    );

    // A bad spec stops the build and keeps the tree; without its spec the module is removed again.
    let tree = generated(&checkout);
    scratch::edit(&spec, "{WorkspaceId}", "{WorkspaceID}");
    let broken = scratch::cargo(
        &checkout,
        &["build", "--offline", "--quiet", "-p", "caller"],
    );
    assert!(!broken.success);
    assert!(
        broken
            .text
            .contains("--> specs/aiworkspace/2021-02-04/ArchiveResources.yaml:3:"),
        "{}",
        broken.text
    );
    assert_eq!(generated(&checkout), tree);
    fs::remove_file(&spec).unwrap();
    let removed = scratch::cargo(
        &checkout,
        &[
            "build",
            "--offline",
            "--quiet",
            "-p",
            "alicloud",
            "--features",
            "regenerate",
        ],
    );
    assert!(removed.success, "{}", removed.text);
    assert!(
        !checkout
            .join("generated/src/aiworkspace/v2021_02_04/archive_resources.rs")
            .exists()
    );
}

#[test]
fn a_new_product_gets_its_cargo_feature() {
    let scratch = Scratch::new("checkout");
    let checkout = checkout(scratch.path());
    let folder = checkout.join("specs/lending/2030-01-01");
    scratch::copy(
        &scratch::root().join("tests/build-rs/specs/lending/2030-01-01"),
        &folder,
    );

    let first = scratch::cargo(
        &checkout,
        &[
            "build",
            "--offline",
            "-p",
            "alicloud",
            "--features",
            "regenerate",
        ],
    );
    assert!(first.success, "{}", first.text);
    assert!(
        first.text.contains("run `cargo build` once more"),
        "{}",
        first.text
    );
    assert!(
        first.text.contains(r#"features = ["lending"]"#),
        "{}",
        first.text
    );
    assert!(!first.text.contains("unexpected `cfg`"), "{}", first.text);
    let manifest = fs::read_to_string(checkout.join("generated/Cargo.toml")).unwrap();
    assert!(manifest.contains("\nlending = []\n"), "{manifest}");
    let all = r#"all-products = ["aiworkspace", "ecs", "emr-serverless-spark", "lending", "sts"]"#;
    assert!(manifest.contains(all), "{manifest}");
    let second = scratch::cargo(
        &checkout,
        &[
            "check",
            "--offline",
            "-p",
            "alicloud",
            "--features",
            "regenerate,lending",
        ],
    );
    assert!(second.success, "{}", second.text);
    assert!(!second.text.contains("once more"), "{}", second.text);
}

/// A copy of the checkout without its tests, and with a program that calls the added operation.
fn checkout(folder: &Path) -> std::path::PathBuf {
    let checkout = folder.join("alicloud");
    for part in ["codegen", "runtime", "generated", "specs"] {
        scratch::copy(&scratch::root().join(part), &checkout.join(part));
    }
    for file in ["Cargo.toml", "Cargo.lock", "README.md"] {
        fs::copy(scratch::root().join(file), checkout.join(file)).unwrap();
    }
    scratch::edit(&checkout.join("Cargo.toml"), "\"tests\"]", "\"caller\"]");
    let caller = checkout.join("caller/src");
    fs::create_dir_all(&caller).unwrap();
    fs::write(caller.join("main.rs"), PROGRAM).unwrap();
    let manifest = "\
[package]
name = \"caller\"
version = \"0.1.0\"
edition = \"2024\"

[dependencies]
alicloud = { path = \"../generated\", features = [\"regenerate\"] }
tokio = { version = \"1\", features = [\"macros\", \"rt\"] }
";
    fs::write(checkout.join("caller/Cargo.toml"), manifest).unwrap();
    checkout
}

fn hand_written(checkout: &Path) -> Vec<(String, String)> {
    ["codegen", "runtime"]
        .iter()
        .flat_map(|part| rust_files(&checkout.join(part)))
        .collect()
}

fn generated(checkout: &Path) -> Vec<(String, String)> {
    rust_files(&checkout.join("generated/src"))
}

fn rust_files(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push((
                path.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
    }
    files.sort();
    files
}
