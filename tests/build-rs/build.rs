fn main() -> Result<(), alicloud_codegen::Error> {
    alicloud_codegen::Builder::new()
        .specs("specs")
        .operations(["lending:LendBook"])
        .compile()
}
