//! The client of STS that the runtime assumes roles with is what the generator makes of the specs today. A
//! difference is written there, and fails the test once.

use alicloud_codegen::Builder;
use alicloud_tests::golden::Differences;
use alicloud_tests::scratch::root;

#[test]
fn the_client_in_the_runtime_is_fresh() {
    let text = Builder::new()
        .specs(root().join("specs"))
        .operations(["sts:AssumeRole", "sts:AssumeRoleWithOIDC"])
        .generate()
        .expect("the specs are in order");
    let mut differences = Differences::default();
    let path = root().join("runtime/src/credentials/sts/generated.rs");
    differences.compare(&path, &text);
    differences.finish();
}
