fn main() -> Result<(), alicloud_codegen::Error> {
    alicloud_codegen::Builder::new()
        .specs("specs")
        .metadata("api-docs.json")
        .operations(["lending:LendBook", "post-office:SendLetter"])
        .compile()
}
