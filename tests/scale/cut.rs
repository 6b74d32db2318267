//! The generated crate, cut into one crate per product version.
//!
//! The files are copied as they are; around them stands only a `lib.rs` that names the module, and the lints of
//! this workspace, so that a warning here is a warning there.

use std::fs;
use std::path::{Path, PathBuf};

use alicloud_tests::scratch;

use crate::Failure;
use crate::tree::Tree;

/// The member that depends on what all others depend on, and holds nothing.
pub(crate) const WARM: &str = "warm";

/// One product version of the generated crate.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    /// `ecs`, a module.
    pub(crate) product: String,
    /// `v2014_05_26`, a module.
    pub(crate) module: String,
    /// `ecs-v2014_05_26`, a package.
    pub(crate) krate: String,
    pub(crate) operations: usize,
    /// Its files, relative to the sources of the generated crate.
    pub(crate) files: Vec<String>,
}

/// A workspace of such crates.
#[derive(Debug)]
pub(crate) struct Space {
    pub(crate) folder: PathBuf,
    pub(crate) versions: Vec<Version>,
}

impl Space {
    /// Where a crate stands.
    pub(crate) fn of(&self, version: &Version) -> PathBuf {
        self.folder.join(&version.krate)
    }
}

/// The product versions of a generated crate, by name.
pub(crate) fn versions(tree: &Tree) -> Result<Vec<Version>, Failure> {
    let mut versions = Vec::new();
    for (path, text) in &tree.files {
        let Some((product, module)) = module_of(path) else {
            continue;
        };
        let inside = format!("{product}/{module}/");
        let mut files = vec![path.clone()];
        let below = tree.files.range(inside.clone()..);
        let below = below.take_while(|(path, _)| path.starts_with(&inside));
        let mut operations = count(text);
        for (path, text) in below {
            operations += count(text);
            files.push(path.clone());
        }
        versions.push(Version {
            krate: format!("{product}-{module}"),
            product: product.to_owned(),
            module: module.to_owned(),
            operations,
            files,
        });
    }
    if versions.is_empty() {
        return Err(format!("{} holds no product version", tree.root.display()).into());
    }
    Ok(versions)
}

/// `ecs/v2014_05_26.rs` is one; `ecs.rs` and `ecs/v2014_05_26/run_instances.rs` are none.
fn module_of(path: &str) -> Option<(&str, &str)> {
    let (product, file) = path.split_once('/')?;
    let module = file.strip_suffix(".rs")?;
    (!module.contains('/')).then_some((product, module))
}

fn count(text: &str) -> usize {
    text.matches("impl rt::Operation for ").count()
}

/// Writes the workspace.
pub(crate) fn write(folder: &Path, tree: &Tree, versions: &[Version]) -> Result<Space, Failure> {
    let core = scratch::root().join("runtime");
    let core = format!("alicloud-core = {{ path = {core:?}, default-features = false }}");
    workspace(folder, versions, &core)?;
    warm(folder, "\n[dependencies]\nalicloud-core.workspace = true\n")?;
    for version in versions {
        let krate = folder.join(&version.krate);
        let manifest = format!(
            "{}\n[features]\nfrom_json = []\n\n[dependencies]\nalicloud-core.workspace = true\n\n[lints]\nworkspace = true\n",
            package(&version.krate)
        );
        put(&krate.join("Cargo.toml"), &manifest)?;
        let lib = format!(
            "//! {}.\n\n#[rustfmt::skip]\npub mod {};\n",
            version.krate, version.module
        );
        put(&krate.join("src/lib.rs"), &lib)?;
        for path in &version.files {
            put(
                &krate.join("src").join(inside(version, path)),
                &tree.files[path],
            )?;
        }
    }
    Ok(Space {
        folder: folder.to_owned(),
        versions: versions.to_vec(),
    })
}

/// The path of a file below the sources of its crate.
pub(crate) fn inside<'p>(version: &Version, path: &'p str) -> &'p str {
    path.strip_prefix(&version.product)
        .and_then(|rest| rest.strip_prefix('/'))
        .unwrap_or(path)
}

/// Empties a folder and writes the root manifest of a workspace over it.
pub(crate) fn workspace(
    folder: &Path,
    versions: &[Version],
    dependencies: &str,
) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let members: Vec<String> = versions
        .iter()
        .map(|version| version.krate.as_str())
        .chain([WARM])
        .map(|name| format!("{name:?}"))
        .collect();
    let lints = "[workspace.lints.rust]\nmissing_docs = \"warn\"\nunsafe_code = \"forbid\"\nunreachable_pub = \"warn\"\n";
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[workspace.dependencies]\n{dependencies}\n\n{lints}",
        members.join(", ")
    );
    put(&folder.join("Cargo.toml"), &manifest)?;
    // The same versions of the same dependencies as this workspace.
    fs::copy(
        scratch::root().join("Cargo.lock"),
        folder.join("Cargo.lock"),
    )?;
    Ok(())
}

/// Writes the member [`WARM`].
pub(crate) fn warm(folder: &Path, dependencies: &str) -> Result<(), Failure> {
    put(
        &folder.join(WARM).join("Cargo.toml"),
        &format!("{}{dependencies}", package(WARM)),
    )?;
    put(&folder.join(WARM).join("src/lib.rs"), "//! Nothing.\n")
}

/// The first lines of a member's manifest.
pub(crate) fn package(name: &str) -> String {
    format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n"
    )
}

/// Writes a file and the folders above it.
pub(crate) fn put(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()).into())
}
