//! The workspaces of the same models as plain serde derives.

use crate::Failure;
use crate::arguments::Arguments;
use crate::cut::{self, Space, Version, inside, package, put};
use crate::serde_peer::{self, Style};

const DEPENDENCIES: &str = "\
serde = { version = \"1\", features = [\"derive\"] }
serde_json = \"1\"";

/// Writes it in one style, from the files of ours.
pub(crate) fn write(
    arguments: &Arguments,
    ours: &Space,
    versions: &[Version],
    style: Style,
) -> Result<Space, Failure> {
    let folder = arguments.work.join(match style {
        Style::Models => "serde-models",
        Style::Clients => "serde-clients",
    });
    cut::workspace(&folder, versions, DEPENDENCIES)?;
    let dependencies = "\n[dependencies]\nserde.workspace = true\nserde_json.workspace = true\n";
    cut::warm(&folder, dependencies)?;
    for version in versions {
        let krate = folder.join(&version.krate);
        put(
            &krate.join("Cargo.toml"),
            &format!("{}{dependencies}", package(&version.krate)),
        )?;
        put(
            &krate.join("src/lib.rs"),
            &format!("pub mod {};\n", version.module),
        )?;
        for path in &version.files {
            let path = inside(version, path);
            let text = std::fs::read_to_string(ours.of(version).join("src").join(path))?;
            let peer = serde_peer::file(&text, style)
                .map_err(|error| format!("{}/{path}: {error}", version.krate))?;
            put(&krate.join("src").join(path), &peer)?;
        }
    }
    Ok(Space {
        folder,
        versions: versions.to_vec(),
    })
}
