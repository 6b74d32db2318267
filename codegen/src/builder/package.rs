//! What a new crate has besides its sources: a manifest, and a readme that becomes its documentation.
//!
//! Both are written once and belong to people from then on, but for the features between the marks.

use std::fs;
use std::path::Path;

use super::core::absolute;
use crate::emit;
use crate::ident;
use crate::pipeline::Output;

/// Stands beside the manifest; the root of the sources includes it.
pub(super) const README: &str = "README.md";

/// With more products than this a program names those it uses: all of them take minutes to compile.
const FEW: usize = 8;

/// Names that cargo refuses, or that would stand for something else in the crate.
const RESERVED: &[&str] = &[
    "alicloud-core",
    "alloc",
    "core",
    "proc-macro",
    "std",
    "test",
];

/// The manifest of a new crate, without the products between its marks.
pub(super) fn manifest(folder: &Path, core: &str, output: &Output) -> String {
    let name = quoted(&name(folder));
    let rust = env!("CARGO_PKG_RUST_VERSION");
    let default = match output.modules.len() {
        0..=FEW => r#"["all-products", "transport"]"#,
        _ => r#"["transport"]"#,
    };
    let workspace = match is_inside_workspace(folder) {
        true => "\n# Stands alone inside the workspace around it.\n[workspace]\n",
        false => "",
    };
    format!(
        "\
[package]
name = {name}
version = \"0.1.0\"
edition = \"2024\"
rust-version = \"{rust}\"
publish = false
{workspace}
[features]
default = {default}
# The HTTPS transport; without it a client needs `Config::with_transport`.
transport = [\"alicloud-core/transport\"]
# Requests can be read from JSON, keyed by parameter name.
from_json = []
{}
{}

[dependencies]
alicloud-core = {{ {core}, default-features = false }}
",
        emit::BEGIN,
        emit::END
    )
}

/// The readme of a new crate.
pub(super) fn readme(folder: &Path, output: &Output) -> String {
    let mut text = String::from(
        "Clients of Alibaba Cloud, generated from its own metadata. Unofficial: not made or endorsed by Alibaba Cloud.\n\n",
    );
    text.push_str("| feature and module | versions | operations |\n| --- | --- | --- |\n");
    for product in &output.modules {
        let versions: Vec<&str> = product
            .children
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        let start = format!("{}::", product.name);
        let operations = output.generated.iter();
        let count = operations
            .filter(|one| one.request.starts_with(&start))
            .count();
        text.push_str(&format!(
            "| `{}` | `{}` | {count} |\n",
            product.name,
            versions.join("`, `")
        ));
    }
    text.push_str(
        "\nEach product is behind a cargo feature; `all-products` switches on all of them. ",
    );
    text.push_str("The newest version of a product stands\ndirectly in its module.\n");
    if let Some(first) = output.generated.first() {
        let parts: Vec<&str> = first.request.split("::").collect();
        if let [product, version, method, request] = parts[..] {
            let krate = name(folder).replace('-', "_");
            let kind = match output.modules.len() {
                0..=FEW => "no_run",
                _ => "ignore",
            };
            text.push_str(&format!(
                "
```{kind}
use {krate}::Config;
use {krate}::{product}::{version}::{{Client, {request}}};

# async fn example() -> Result<(), {krate}::Error> {{
let client = Client::new(&Config::from_env()?)?;
let answer = client.{method}(&{request}::default()).await?;
# drop(answer);
# Ok(())
# }}
```
"
            ));
        }
    }
    text
}

/// A name for the package after its folder.
fn name(folder: &Path) -> String {
    let folder = absolute(folder);
    let folder = folder.file_name().unwrap_or_default().to_string_lossy();
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || c == '_' {
            c
        } else {
            '-'
        }
    };
    let name: String = folder.chars().map(plain).collect();
    let name = name.trim_matches(['-', '_']);
    let is_taken =
        RESERVED.contains(&name) || ident::snake(name).is_none_or(|it| it.ends_with('_'));
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("alicloud-{name}")
    } else if is_taken {
        format!("{name}-client").trim_start_matches('-').to_owned()
    } else {
        name.to_owned()
    }
}

/// Whether cargo would look for the crate among the members of a workspace, and not find it.
fn is_inside_workspace(folder: &Path) -> bool {
    let folder = absolute(folder);
    for around in folder.ancestors().skip(1) {
        let Ok(manifest) = fs::read_to_string(around.join("Cargo.toml")) else {
            continue;
        };
        if manifest.lines().any(|line| line.trim() == "[workspace]") {
            let way = folder.strip_prefix(around).unwrap_or(&folder);
            let way = way.to_string_lossy().replace('\\', "/");
            let siblings = way
                .rsplit_once('/')
                .map_or("*".to_owned(), |(up, _)| format!("{up}/*"));
            return ![way, siblings]
                .iter()
                .any(|member| manifest.contains(&quoted(member)));
        }
    }
    false
}

/// Text as TOML writes it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_called_after_their_folders() {
        for (folder, expected) in [
            ("/x/ecs-client", "ecs-client"),
            ("/x/ecs client", "ecs-client"),
            ("/x/2024", "alicloud-2024"),
            ("/x/test", "test-client"),
            ("/x/fn", "fn-client"),
            ("/x/alicloud-core", "alicloud-core-client"),
            ("/x/名", "client"),
            ("/", "client"),
        ] {
            assert_eq!(name(Path::new(folder)), expected, "{folder}");
        }
    }

    #[test]
    fn a_crate_that_no_workspace_knows_stands_alone() {
        let root = tempfile::tempdir().expect("a folder can be made");
        let krate = root.path().join("crates/ecs");
        for (manifest, expected) in [
            ("[package]\nname = \"x\"\n", false),
            ("[workspace]\nmembers = [\"a\"]\n", true),
            ("[workspace]\nmembers = [\"crates/*\"]\n", false),
            ("[workspace]\nmembers = [\"crates/ecs\"]\n", false),
        ] {
            fs::write(root.path().join("Cargo.toml"), manifest).expect("it can be written");
            assert_eq!(is_inside_workspace(&krate), expected, "{manifest}");
        }
    }

    #[test]
    fn text_is_quoted_for_toml() {
        assert_eq!(quoted("a\"b\\c\n"), "\"a\\\"b\\\\c\\u000A\"");
    }
}
