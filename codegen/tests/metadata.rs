//! Generating from metadata, with small made-up files.

use std::fs;
use std::path::Path;

use alicloud_codegen::{Builder, Report};

/// Metadata of a product with one operation `Name`.
fn document(product: &str, version: &str, name: &str) -> String {
    format!(
        r#"{{"version":"1.0","info":{{"style":"RPC","product":"{product}","version":"{version}"}},
"apis":{{"{name}":{{"summary":"Does something.","methods":["post"],"schemes":["https"],"security":[{{"AK":[]}}],
"parameters":[{{"name":"Kind","in":"query","schema":{{"type":"string","required":true,"enum":["a","b"]}}}},
{{"name":"Tags","in":"query","style":"flat","schema":{{"type":"array","items":{{"type":"object","properties":{{"Key":{{"type":"string"}}}}}}}}}}],
"responses":{{"200":{{"schema":{{"type":"object","properties":{{"RequestId":{{"type":"string"}},
"Found":{{"type":"array","items":{{"type":"object","properties":{{"Key":{{"type":"string"}}}}}}}}}}}}}}}}}}}},
"endpoints":[{{"regionId":"cn-hangzhou","endpoint":"{product}.cn-hangzhou.aliyuncs.com"}}]}}"#
    )
}

fn put(folder: &Path, product: &str, version: &str, name: &str) {
    let file = folder.join(format!("{product}/{version}/api-docs.json"));
    fs::create_dir_all(file.parent().expect("a file has a folder")).expect("it can be made");
    fs::write(file, document(product, version, name)).expect("it can be written");
}

/// Three products, one of them in two versions.
fn catalogue() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("the temporary folder can be made");
    for (product, version, name) in [
        ("Post-Office", "20240611", "SendLetter"),
        ("post-office", "2025-01-01", "SendLetter"),
        ("loop", "1_0.b", "GoRound"),
        ("Zoo", "2030-01-01", "FeedLion"),
    ] {
        put(folder.path(), product, version, name);
    }
    folder
}

fn operations(report: &Report) -> Vec<String> {
    let all = report.generated.iter();
    let name = |product: &str, version: &str, name: &str| format!("{product}/{version}:{name}");
    all.map(|one| name(&one.product, &one.version, &one.name))
        .collect()
}

#[test]
fn the_number_of_threads_and_the_order_of_the_input_show_nowhere() {
    let folder = catalogue();
    let builder = || Builder::new().metadata(folder.path());
    let text = builder().threads(1).generate().expect("it is generated");
    for threads in [2, 3, 16] {
        assert_eq!(
            builder()
                .threads(threads)
                .generate()
                .expect("it is generated"),
            text
        );
    }
    let parts = ["Zoo", "post-office", "loop", "Post-Office"];
    let builder = parts.iter().fold(Builder::new(), |builder, part| {
        builder.metadata(folder.path().join(part))
    });
    assert_eq!(builder.generate().expect("it is generated"), text);
    assert!(
        text.contains("pub mod r#loop") || text.contains("pub mod loop_"),
        "{text}"
    );
}

#[test]
fn products_stand_in_order_and_export_their_newest_version() {
    let folder = catalogue();
    let report = Builder::new()
        .metadata(folder.path())
        .check()
        .expect("it has no errors");
    assert_eq!(report.products, ["loop", "post-office", "zoo"]);
    let expected = [
        "loop/1_0.b:GoRound",
        "post-office/20240611:SendLetter",
        "post-office/2025-01-01:SendLetter",
        "zoo/2030-01-01:FeedLion",
    ];
    assert_eq!(operations(&report), expected);
    let request = "post_office::v20240611::send_letter::SendLetterRequest";
    assert_eq!(report.generated[1].request, request);
    let text = Builder::new()
        .metadata(folder.path())
        .generate()
        .expect("it is generated");
    assert!(text.contains("pub use v2025_01_01::*;"), "{text}");
    assert!(!text.contains("pub use v20240611::*;"), "{text}");
}

#[test]
fn of_other_products_only_the_beginning_is_read() {
    let folder = catalogue();
    let zoo = folder.path().join("Zoo/2030-01-01/api-docs.json");
    let text = fs::read_to_string(&zoo).expect("it can be read");
    fs::write(&zoo, &text[..text.len() / 2]).expect("it can be written");
    let builder = || Builder::new().metadata(folder.path());
    let broken = builder()
        .check()
        .expect_err("a file is cut off")
        .to_string();
    assert!(broken.contains("Zoo/2030-01-01/api-docs.json"), "{broken}");

    // Capitals of a product make no difference.
    for (name, expected) in [
        ("Loop:GoRound", &["loop/1_0.b:GoRound"][..]),
        (
            "POST-OFFICE/20240611:SendLetter",
            &["post-office/20240611:SendLetter"],
        ),
        (
            "post-office:SendLetter",
            &[
                "post-office/20240611:SendLetter",
                "post-office/2025-01-01:SendLetter",
            ],
        ),
    ] {
        let report = builder().operations([name]).check().expect(name);
        assert_eq!(operations(&report), expected);
    }
    let unknown = builder().operations(["loop:GoRoand"]).check();
    let unknown = unknown.expect_err("there is no such operation").to_string();
    assert!(
        unknown.contains("the nearest is `loop:GoRound`"),
        "{unknown}"
    );
}

#[test]
fn findings_say_where_they_are() {
    let folder = tempfile::tempdir().expect("the temporary folder can be made");
    put(folder.path(), "Default", "1", "FeedLion");
    let file = folder.path().join("Default/1/api-docs.json");
    let refused = Builder::new().metadata(&file).check();
    let refused = refused
        .expect_err("cargo has a use for the name")
        .to_string();
    let place = format!("--> {}: default\n", file.display());
    assert!(refused.contains(&place), "{refused}");

    // The same as specs and as metadata.
    let specs = folder.path().join("specs/zoo/1");
    fs::create_dir_all(&specs).expect("it can be made");
    let product = "product: zoo\nversion: '1'\nstyle: ROA\nendpoints: { rule: regional }\n";
    let operation = "operation: FeedBear\nsummary: x\nhttp: GET /\n";
    for (name, text) in [("product", product), ("FeedBear", operation)] {
        fs::write(specs.join(format!("{name}.yaml")), text).expect("it can be written");
    }
    fs::write(&file, document("zoo", "1", "FeedLion")).expect("it can be written");
    let both = || {
        Builder::new()
            .specs(folder.path().join("specs"))
            .metadata(&file)
    };
    let twice = both().check().expect_err("it is there twice").to_string();
    assert!(
        twice.contains("error[repeated-product]: `zoo/1` was read twice"),
        "{twice}"
    );
    fs::write(&file, document("zoo", "2", "FeedLion")).expect("it can be written");
    let report = both().check().expect("they are two versions");
    assert_eq!(operations(&report), ["zoo/1:FeedBear", "zoo/2:FeedLion"]);
}

#[test]
fn products_with_protocols_of_their_own_are_named() {
    let folder = tempfile::tempdir().expect("the temporary folder can be made");
    put(folder.path(), "Oss", "2019-05-17", "PutObject");
    put(folder.path(), "zoo", "1", "FeedLion");
    let report = Builder::new()
        .metadata(folder.path())
        .check()
        .expect("it has no errors");
    assert_eq!(operations(&report), ["zoo/1:FeedLion"]);
    assert!(
        report.warnings.contains("warning[product-refused]"),
        "{}",
        report.warnings
    );
}
