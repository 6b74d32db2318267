//! Keeps `src/` in step with `../specs` in a checkout; everywhere else it does nothing.
//!
//! The feature `regenerate` is switched on by the workspace's own tests and examples. A program that
//! depends on this crate leaves it off, and then neither builds nor locks the generator.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "regenerate")]
    regenerate();
}

#[cfg(feature = "regenerate")]
fn regenerate() {
    let specs = std::path::Path::new("../specs");
    if !specs.exists() {
        return;
    }
    println!("cargo::rerun-if-changed=../specs");
    match alicloud_codegen::Builder::new()
        .specs(specs)
        .write_crate(".")
    {
        Ok(report) => {
            report
                .warnings
                .lines()
                .for_each(|line| println!("cargo::warning={line}"));
            if report.features_changed {
                // Cargo has read the features already.
                println!("cargo::warning=the set of products changed; run `cargo build` once more");
            }
        }
        Err(error) => {
            eprintln!("error: {error}");
            std::process::exit(1);
        }
    }
}
