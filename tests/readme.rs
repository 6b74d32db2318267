//! The program of the README, compiled as a reader would: its manifest, its `main.rs`.

use std::fs;

use alicloud_tests::scratch::{self, Scratch};

#[test]
fn the_program_of_the_readme_compiles() {
    let readme = fs::read_to_string(scratch::root().join("README.md")).unwrap();
    let scratch = Scratch::new("readme");
    let dependencies = block(&readme, "toml");
    let from_git = "git = \"file:///path/to/this/checkout\"";
    assert!(
        dependencies.contains(from_git),
        "the README installs from a checkout:\n{dependencies}"
    );
    let from_path = format!("path = {:?}", scratch::root().join("generated"));
    let manifest = format!(
        "[package]\nname = \"reader\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n{}",
        dependencies.replace(from_git, &from_path)
    );
    fs::write(scratch.path().join("Cargo.toml"), manifest).unwrap();
    fs::copy(
        scratch::root().join("Cargo.lock"),
        scratch.path().join("Cargo.lock"),
    )
    .unwrap();
    fs::create_dir(scratch.path().join("src")).unwrap();
    fs::write(scratch.path().join("src/main.rs"), block(&readme, "rust")).unwrap();

    let outcome = scratch::cargo(scratch.path(), &["check", "--offline"]);
    assert!(outcome.success, "{}", outcome.text);
    assert!(!outcome.text.contains("warning"), "{}", outcome.text);
}

#[test]
fn the_commands_of_the_readme_are_the_commands_of_ci() {
    let readme = fs::read_to_string(scratch::root().join("README.md")).unwrap();
    let ci = fs::read_to_string(scratch::root().join(".ci/run")).unwrap();
    let commands: Vec<&str> = block(&readme, "sh")
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .collect();
    assert_eq!(commands.len(), 2);
    for command in commands {
        assert!(ci.contains(command), "CI runs `{command}`");
    }
}

#[test]
fn the_readme_shows_an_error_as_it_is_printed() {
    use alicloud::Operation;
    use alicloud::aiworkspace::CreateWorkspaceResourceRequest;
    use alicloud::aiworkspace::create_workspace_resource::{CreationOption, EnvType, Resource};

    let request = CreateWorkspaceResourceRequest::new(
        "12345",
        [Resource::new("my-project", EnvType::from("live"), "12345")],
    )
    .option(CreationOption::Attach);
    let printed = request.validate().unwrap_err().to_string();
    let readme = fs::read_to_string(scratch::root().join("README.md")).unwrap();
    assert_eq!(block(&readme, "text").trim_end(), printed.trim_end());
}

/// The first code block of a language.
fn block<'t>(text: &'t str, language: &str) -> &'t str {
    let start = format!("```{language}\n");
    let (_, rest) = text
        .split_once(&start)
        .unwrap_or_else(|| panic!("the README has a {language} block"));
    rest.split_once("```")
        .map(|(block, _)| block)
        .unwrap_or(rest)
}
