//! The generator in somebody else's `build.rs`: `build-rs/` is their crate.
//!
//! It is copied to a folder with a space in its name, built, called, edited, built again, and broken.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where its preparation fails"
)]

use std::fs;
use std::path::Path;

use alicloud_tests::scratch::{self, Scratch};

#[test]
fn a_crate_generates_its_own_client_and_follows_its_specs() {
    let scratch = Scratch::new("some where");
    let krate = scratch.path().join("library desk");
    scratch::copy(&scratch::root().join("tests/build-rs"), &krate);
    let manifest = krate.join("Cargo.toml");
    scratch::edit(
        &manifest,
        "../../",
        &format!("{}/", scratch::root().display()),
    );
    fs::copy(scratch::root().join("Cargo.lock"), krate.join("Cargo.lock")).unwrap();

    let first = run(&krate);
    assert!(first.success, "{}", first.text);
    assert!(
        first.text.contains("due 2030-02-01 (r-1)"),
        "{}",
        first.text
    );
    let asked = r#"asked PUT https://lending.cn-hangzhou.aliyuncs.com/shelves/a%2Fb/books/9780000000 {"Reader":"Ada","Days":14}"#;
    assert!(first.text.contains(asked), "{}", first.text);
    // One of its products comes from metadata.
    let asked = "asked POST https://post-office.cn-hangzhou.aliyuncs.com/?";
    assert!(first.text.contains(asked), "{}", first.text);
    for part in ["Isbn", "[length]", "Days", "[range]"] {
        assert!(
            first.text.contains(part),
            "the refusal names {part}: {}",
            first.text
        );
    }

    // An edited spec is picked up by the next build, with nothing else said to cargo.
    let spec = krate.join("specs/lending/2030-01-01/LendBook.yaml");
    scratch::edit(&spec, "range: 1..=30", "range: 1..=31");
    let second = run(&krate);
    assert!(second.success, "{}", second.text);
    assert!(
        !second.text.contains("[range]"),
        "31 days are allowed now: {}",
        second.text
    );

    // A broken spec stops the build with its place, and leaves the output as it was.
    let generated = output(&krate);
    let before = fs::read_to_string(&generated).unwrap();
    assert!(
        !before.contains("BurnBook") && !before.contains("BurnLetter"),
        "an operation that was not asked for is not generated"
    );
    scratch::edit(&spec, "type: integer", "typo: integer");
    let third = run(&krate);
    assert!(!third.success);
    assert!(
        third
            .text
            .contains("specs/lending/2030-01-01/LendBook.yaml:11:13"),
        "{}",
        third.text
    );
    assert!(
        third.text.contains("unknown-key") && third.text.contains("help:"),
        "{}",
        third.text
    );
    for noise in ["stack backtrace", "panicked at", "RUST_BACKTRACE"] {
        assert!(!third.text.contains(noise), "no {noise}: {}", third.text);
    }
    assert_eq!(fs::read_to_string(&generated).unwrap(), before);
}

fn run(krate: &Path) -> scratch::Outcome {
    scratch::cargo(krate, &["run", "--offline", "--quiet"])
}

/// The newest `alicloud.rs` that the crate's build script wrote.
fn output(krate: &Path) -> std::path::PathBuf {
    let build = scratch::target().join("debug/build");
    let mut found: Vec<_> = fs::read_dir(build)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("library-desk-"))
        })
        .map(|path| path.join("out/alicloud.rs"))
        .filter(|path| path.exists())
        .collect();
    found.sort_by_key(|path| fs::metadata(path).and_then(|data| data.modified()).ok());
    found
        .pop()
        .unwrap_or_else(|| panic!("{} has a generated file", krate.display()))
}
