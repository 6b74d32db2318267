//! What an import makes of the folder: names, links, and what stands beside the specs.

use super::*;

#[test]
fn editors_find_the_schemas_that_the_specs_name() {
    let place = Place::new();
    let operations = [("A", "string")];
    place.import(&operations);
    let schema = place.specs().join("schema/operation.schema.json");
    let head = place.read("A.yaml");
    assert!(
        head.starts_with("# yaml-language-server: $schema=../../schema/operation.schema.json\n")
    );
    let state = |force| {
        let importer = place.importer(&operations).force(force);
        let report = importer.write(place.specs()).expect("it can be imported");
        let mut files = report.files.iter();
        let file = files.find(|file| file.path == "schema/operation.schema.json");
        file.map(|file| file.state)
    };
    assert_eq!(state(false), Some(Unchanged));
    let text = fs::read_to_string(&schema).expect("it is there");
    fs::write(&schema, text.replace("\"type\"", "\"kind\"")).expect("it can be written");
    assert_eq!(state(false), Some(Changed), "it is of an older version");
    assert_eq!(fs::read_to_string(&schema).ok().as_deref(), Some(&*text));
    fs::write(&schema, "{}").expect("it can be written");
    assert_eq!(state(false), Some(Kept), "somebody else wrote it");
    assert_eq!(state(true), Some(Overwritten));
    fs::remove_file(&schema).expect("it is there");
    assert_eq!(state(false), Some(New));
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_refused() {
    let place = Place::new();
    let importer = place.importer(&[("A", "string")]);
    let outside = place.0.path().join("outside");
    fs::create_dir(&outside).expect("it can be made");
    for link in ["demo", "demo/2024-01-01", "schema"] {
        let path = place.specs().join(link);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("it can be made");
        std::os::unix::fs::symlink(&outside, &path).expect("it can be linked");
        let error = importer.write(place.specs()).expect_err("it is a link");
        assert!(
            error.to_string().contains(&*path.to_string_lossy()),
            "{error}"
        );
        assert_eq!(fs::read_dir(&outside).map(Iterator::count).ok(), Some(0));
        fs::remove_file(&path).expect("it is there");
    }
    importer.write(place.specs()).expect("there is no link");
}

#[test]
fn no_name_of_an_operation_keeps_it_from_being_written() {
    let place = Place::new();
    let long = "Describe".repeat(50);
    let names = ["Aux", "GetX", "GETx", "LPT1", "Schemas", "getX", &long];
    let report = place
        .importer(&names.map(|name| (name, "string")))
        .write(place.specs());
    report.expect("it can be imported");
    let mut found: Vec<String> = fs::read_dir(place.spec(""))
        .expect("it is there")
        .map(|entry| {
            entry
                .expect("it can be read")
                .file_name()
                .to_string_lossy()
                .to_ascii_lowercase()
        })
        .collect();
    found.sort();
    assert_eq!(found.len(), 10, "{found:?}");
    found.dedup();
    assert_eq!(found.len(), 10, "{found:?}");
    assert!(found.contains(&"aux_.yaml".to_owned()) && found.contains(&"lpt1_.yaml".to_owned()));
    assert!(found.iter().all(|name| name.len() < 240));
    let checked = crate::Builder::new().specs(place.specs()).check();
    assert_eq!(checked.expect("the specs are sound").operations, 7);
    let generated = crate::Builder::new().specs(place.specs()).generate();
    let generated = generated.expect("it can be generated");
    for module in ["aux_", "get_x", "get_x2", "ge_tx", "lpt1_", "schemas"] {
        assert!(
            generated.contains(&format!("pub mod {module} {{")),
            "{module}"
        );
    }
    // Under the same names again, also in part.
    let names = names.map(|name| (name, "string"));
    let report = place
        .importer(&names)
        .operations(["Aux"])
        .write(place.specs());
    let report = report.expect("it can be imported");
    assert!(report.is_settled(), "{report:?}");
}

#[test]
fn a_product_that_is_called_like_a_device_has_a_folder() {
    let place = Place::new();
    let path = place.0.path().join("api-docs.json");
    let text = metadata(&[("A", "string")]).replace("\"Demo\"", "\"Con\"");
    fs::write(&path, text).expect("it can be written");
    let importer = Importer::new().metadata(path);
    importer.write(place.specs()).expect("it can be imported");
    assert!(place.specs().join("con_/2024-01-01/A.yaml").exists());
    let report = importer.write(place.specs()).expect("it can be imported");
    assert!(report.is_settled(), "{report:?}");
    let generated = crate::Builder::new().specs(place.specs()).generate();
    let generated = generated.expect("it can be generated");
    assert!(generated.contains("pub mod con_ {") && generated.contains("\"con\""));
}
