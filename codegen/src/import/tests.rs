//! Imports into a folder, again and again.

mod folder;

use std::fs;
use std::path::Path;

use super::FileState::{Changed, Gone, GoneKept, Kept, KeptBehind, New, Overwritten, Unchanged};
use super::*;

/// Metadata of a product with these operations, each with a parameter of this type.
fn metadata(operations: &[(&str, &str)]) -> String {
    let apis = operations.iter().map(|(name, kind)| {
        format!(
            r##""{name}":{{"methods":["get"],"schemes":["https"],"parameters":[{{"name":"Id","in":"query","schema":{{"type":"{kind}","description":"An id."}}}}],"responses":{{"200":{{"schema":{{"$ref":"#/components/schemas/{name}Answer"}}}}}}}}"##
        )
    });
    let schemas = operations.iter().map(|(name, _)| {
        format!(
            r#""{name}Answer":{{"type":"object","properties":{{"RequestId":{{"type":"string"}}}}}}"#
        )
    });
    let list = |parts: Vec<String>| parts.join(",");
    format!(
        r#"{{"version":"1.0","info":{{"style":"RPC","product":"Demo","version":"2024-01-01"}},"components":{{"schemas":{{{}}}}},"apis":{{{}}}}}"#,
        list(schemas.collect()),
        list(apis.collect())
    )
}

/// A folder with metadata and specs.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Place(tempfile::tempdir().expect("a folder can be made"))
    }

    fn spec(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join("specs/demo/2024-01-01").join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.spec(name)).expect("the spec is there")
    }

    /// Edits a file by hand.
    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{text}");
        fs::write(self.spec(name), text.replace(from, to)).expect("it can be written");
    }

    fn importer(&self, operations: &[(&str, &str)]) -> Importer {
        let path = self.0.path().join("api-docs.json");
        fs::write(&path, metadata(operations)).expect("it can be written");
        Importer::new().metadata(path)
    }

    fn specs(&self) -> std::path::PathBuf {
        self.0.path().join("specs")
    }

    /// What an import of these operations does, file by file.
    fn import(&self, operations: &[(&str, &str)]) -> Vec<(String, FileState)> {
        let report = self.importer(operations).write(self.specs());
        states(&report.expect("it can be imported"))
    }
}

fn states(report: &ImportReport) -> Vec<(String, FileState)> {
    let files = report.files.iter();
    let files = files.filter(|file| !file.path.starts_with("schema/"));
    let name = |path: &str| {
        Path::new(path)
            .file_stem()
            .map(|name| name.to_string_lossy().into_owned())
    };
    files
        .map(|file| (name(&file.path).unwrap_or_default(), file.state))
        .collect()
}

fn all(names: &[&str], state: FileState) -> Vec<(String, FileState)> {
    names
        .iter()
        .map(|name| ((*name).to_owned(), state))
        .collect()
}

#[test]
fn untouched_files_follow_upstream_and_edited_ones_stay() {
    let place = Place::new();
    let first = [("A", "string"), ("B", "string"), ("C", "string")];
    let files = ["A", "B", "C", "product", "schemas"];
    assert_eq!(place.import(&first), all(&files, New));
    assert_eq!(place.import(&first), all(&files, Unchanged));

    place.edit("A.yaml", "summary: ", "summary: Ours, ");
    let edited = place.read("A.yaml");
    let next = [("A", "integer"), ("B", "integer"), ("C", "string")];
    let importer = place.importer(&next);
    let report = importer.compare(place.specs()).expect("it can be compared");
    assert_eq!(
        states(&report)[..3],
        [
            ("A".to_owned(), KeptBehind),
            ("B".to_owned(), Changed),
            ("C".to_owned(), Unchanged)
        ]
    );
    assert!(
        place.read("B.yaml").contains("type: string"),
        "nothing is written by comparing"
    );
    let changes = &report.files[0].changes;
    assert!(
        changes.len() == 2
            && changes[0].starts_with("- parameters.Id: {")
            && changes[1].contains("type: integer"),
        "{changes:?}"
    );
    assert!(!report.is_settled() && report.needs_a_look());

    // The same is said as often as it is so.
    for _ in 0..2 {
        assert_eq!(place.import(&next)[0].1, KeptBehind);
        assert_eq!(place.read("A.yaml"), edited);
        assert!(place.read("B.yaml").contains("type: integer"));
    }
    // Taken over by hand, it is settled.
    place.edit("A.yaml", "type: string", "type: integer");
    assert_eq!(place.import(&next)[0].1, Kept);
    assert_eq!(place.import(&next)[0].1, Kept);

    let forced = place.importer(&next).force(true).write(place.specs());
    assert_eq!(
        states(&forced.expect("it can be imported"))[0].1,
        Overwritten
    );
    assert_eq!(place.import(&next), all(&files, Unchanged));
}

#[test]
fn what_upstream_drops_goes_and_what_was_removed_by_hand_stays_away() {
    let place = Place::new();
    place.import(&[
        ("A", "string"),
        ("B", "string"),
        ("C", "string"),
        ("D", "string"),
    ]);
    place.edit("B.yaml", "summary: ", "summary: Ours, ");
    fs::remove_file(place.spec("D.yaml")).expect("it is there");
    fs::write(place.spec("Mine.yaml"), "# by hand\n").expect("it can be written");
    let states = place.import(&[("C", "string"), ("D", "string")]);
    let expected = [
        ("A", Gone),
        ("B", GoneKept),
        ("C", Unchanged),
        ("D", Kept),
        ("product", Unchanged),
        ("schemas", Changed),
    ];
    assert_eq!(
        states,
        expected.map(|(name, state)| (name.to_owned(), state))
    );
    assert!(!place.spec("A.yaml").exists() && place.spec("B.yaml").exists());
    assert!(!place.spec("D.yaml").exists() && place.spec("Mine.yaml").exists());
}

#[test]
fn what_no_import_wrote_is_never_overwritten() {
    let place = Place::new();
    fs::create_dir_all(place.spec("")).expect("a folder can be made");
    fs::write(place.spec("A.yml"), "operation: A\n").expect("it can be written");
    let report = place.importer(&[("A", "string")]).write(place.specs());
    let report = report.expect("it can be imported");
    assert_eq!(states(&report)[0], ("A".to_owned(), KeptBehind));
    assert!(report.files[0].path.ends_with("A.yml") && !report.files[0].was_imported);
    assert!(!place.spec("A.yaml").exists());
    assert_eq!(place.read("A.yml"), "operation: A\n");
}

#[test]
fn a_part_is_imported_beside_what_is_there() {
    let place = Place::new();
    let upstream = [("A", "string"), ("B", "string"), ("C", "string")];
    let some = |names: &[&str]| {
        let importer = place.importer(&upstream).operations(names.to_vec());
        importer.write(place.specs())
    };
    let report = some(&["demo:A"]).expect("it can be imported");
    assert_eq!(states(&report), all(&["A", "product", "schemas"], New));
    assert!(!place.read("schemas.yaml").contains("BAnswer"));

    let report = some(&["B"]).expect("it can be imported");
    let expected = [("B", New), ("product", Unchanged), ("schemas", Changed)];
    assert_eq!(
        states(&report),
        expected.map(|(name, state)| (name.to_owned(), state))
    );
    let schemas = place.read("schemas.yaml");
    assert!(
        schemas.contains("AAnswer") && schemas.contains("BAnswer") && !schemas.contains("CAnswer")
    );

    let error = some(&["B", "Bee"]).expect_err("there is no such operation");
    assert!(
        error
            .to_string()
            .contains("the metadata has no operation `Bee`"),
        "{error}"
    );
}

#[test]
fn nothing_is_written_when_anything_is_wrong() {
    let place = Place::new();
    let importer = place.importer(&[("A", "string")]);
    let other = place.0.path().join("other.json");
    for (text, said) in [
        ("{", "cannot be read as JSON"),
        (&*metadata(&[("A", "string")]), "described in two files"),
    ] {
        fs::write(&other, text).expect("it can be written");
        let error = importer.clone().metadata(&other).write(place.specs());
        let error = error.expect_err(said).to_string();
        assert!(
            error.contains(said)
                && error.starts_with("the metadata has 1 finding; nothing was written"),
            "{error}"
        );
        assert!(!place.specs().exists());
        if text.len() > 1 {
            let files = ["api-docs.json", "other.json"].map(|name| place.0.path().join(name));
            assert!(
                files
                    .iter()
                    .all(|file| error.contains(&*file.to_string_lossy())),
                "{error}"
            );
        }
    }
    fs::write(&other, b"{\n\xff").expect("it can be written");
    let error = importer.clone().metadata(&other).write(place.specs());
    let error = error.expect_err("it is no UTF-8");
    let source = std::error::Error::source(&error).map(ToString::to_string);
    assert!(
        source
            .is_some_and(|source| source.contains("line 2") && source.contains("save it as UTF-8")),
        "{error}"
    );
    fs::write(place.specs(), "a file where a folder is needed").expect("it can be written");
    assert!(importer.write(place.specs()).is_err());
}

#[test]
fn some_operations_can_be_overwritten_and_nothing_beside_them() {
    let place = Place::new();
    let first = [("A", "string"), ("B", "string")];
    place.import(&first);
    for name in ["A.yaml", "B.yaml"] {
        place.edit(name, "summary: ", "summary: Ours, ");
    }
    place.edit("product.yaml", "product: demo", "product: demo # Ours");
    place.edit("schemas.yaml", "RequestId", "RequestID");
    let shared = place.read("schemas.yaml");
    let next = [("A", "integer"), ("B", "integer")];
    let importer = place.importer(&next).force(true).operations(["A"]);
    let report = importer.write(place.specs()).expect("it can be imported");
    let expected = [("A", Overwritten), ("product", Kept), ("schemas", Kept)];
    assert_eq!(
        states(&report),
        expected.map(|(name, state)| (name.to_owned(), state))
    );
    assert!(
        place.read("A.yaml").contains("type: integer") && !place.read("A.yaml").contains("Ours")
    );
    assert!(place.read("B.yaml").contains("Ours"));
    assert_eq!(place.read("schemas.yaml"), shared);
    let left: Vec<FileState> = place
        .import(&next)
        .into_iter()
        .map(|(_, state)| state)
        .collect();
    assert_eq!(left, [Unchanged, KeptBehind, Kept, Kept]);
}
