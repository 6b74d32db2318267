//! Generates the clients of `specs/`, which only the tests have.

fn main() -> Result<(), alicloud_codegen::Error> {
    alicloud_codegen::Builder::new()
        .specs("specs")
        .from_json(true)
        .compile()
}
