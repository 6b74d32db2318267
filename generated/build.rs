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
    if !std::path::Path::new("../specs").exists() {
        return;
    }
    println!("cargo::rerun-if-changed=../specs");
    // From the root of the checkout, so that findings name files as they are seen from there.
    let report = std::env::set_current_dir("..")
        .map_err(|error| format!("the root of the checkout cannot be entered: {error}"))
        .and_then(|()| {
            alicloud_codegen::Builder::new()
                .specs("specs")
                .write_crate("generated")
                .map_err(|error| error.to_string())
        });
    match report {
        Ok(report) => say(&report),
        Err(error) => {
            eprintln!("error: {error}");
            std::process::exit(1);
        }
    }
}

/// Tells cargo what it could not know when it read the manifest.
#[cfg(feature = "regenerate")]
fn say(report: &alicloud_codegen::Report) {
    report
        .warnings
        .lines()
        .for_each(|line| println!("cargo::warning={line}"));
    for product in &report.products {
        println!("cargo::rustc-check-cfg=cfg(feature, values({product:?}))");
    }
    if !report.new_products.is_empty() {
        println!(
            "cargo::warning=new products: name those you use, features = {:?}, where you depend on alicloud, and run `cargo build` once more",
            report.new_products
        );
    } else if report.features_changed {
        println!("cargo::warning=the set of products changed; run `cargo build` once more");
    }
}
