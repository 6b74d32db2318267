//! Where the metadata of a product version is.

use std::fs;
use std::path::{Path, PathBuf};

/// Name of the file in the folder of a version.
const FILE: &str = "api-docs.json";

/// `<product>/<version>/api-docs.json`, whatever the capitals of product and version; the newest version when none
/// is named.
pub(crate) fn locate(
    folder: &Path,
    product: &str,
    version: Option<&str>,
) -> Result<PathBuf, String> {
    let names = names(folder);
    let found = find(&names, product)
        .ok_or_else(|| format!("there is no metadata of the product `{product}`"))?;
    let versions = self::names(&folder.join(found));
    let newest = versions.last().map(String::as_str).unwrap_or_default();
    let version = version.unwrap_or(newest);
    let there = find(&versions, version).ok_or_else(|| {
        let all = versions.join(", ");
        format!("there is no metadata of `{product}` in version `{version}`, only of: {all}")
    })?;
    let file = folder.join(found).join(there).join(FILE);
    if file.is_file() {
        Ok(file)
    } else {
        Err(format!("the folder of `{product}/{there}` holds no {FILE}"))
    }
}

/// What a folder holds, sorted; nothing when it cannot be read.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}

/// This name, else the first that differs in capitals alone.
fn find<'n>(names: &'n [String], name: &str) -> Option<&'n String> {
    let exact = names.iter().find(|there| *there == name);
    exact.or_else(|| names.iter().find(|there| there.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_found_whatever_its_capitals() {
        let folder = tempfile::tempdir().expect("the temporary folder can be written");
        for path in [
            "demo/2024-01-01",
            "demo/V1.0",
            "Upper/2023-01-01",
            "other/v1",
        ] {
            let version = folder.path().join(path);
            fs::create_dir_all(&version).expect("the folder can be written");
            if !path.starts_with("other") {
                fs::write(version.join(FILE), "{}").expect("the file can be written");
            }
        }
        let found = |product, version: &str| {
            let version = Some(version).filter(|version| !version.is_empty());
            let found = locate(folder.path(), product, version)?;
            let found = found
                .strip_prefix(folder.path())
                .expect("it is below the folder");
            Ok::<String, String>(found.display().to_string())
        };
        for (product, version, expected) in [
            ("demo", "2024-01-01", Ok("demo/2024-01-01/api-docs.json")),
            ("UPPER", "2023-01-01", Ok("Upper/2023-01-01/api-docs.json")),
            ("demo", "", Ok("demo/V1.0/api-docs.json")),
            ("Demo", "v1.0", Ok("demo/V1.0/api-docs.json")),
            (
                "none",
                "v1",
                Err("there is no metadata of the product `none`"),
            ),
            (
                "demo",
                "2025",
                Err("there is no metadata of `demo` in version `2025`, only of: 2024-01-01, V1.0"),
            ),
            (
                "other",
                "v1",
                Err("the folder of `other/v1` holds no api-docs.json"),
            ),
        ] {
            let expected = expected.map(str::to_owned).map_err(str::to_owned);
            assert_eq!(found(product, version), expected, "{product}/{version}");
        }
    }
}
