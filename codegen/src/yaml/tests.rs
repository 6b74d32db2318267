//! What is written is read back as what it was, and writing it again gives the same bytes.

use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Diagnostics;
use crate::load::load;
use crate::parse::parse;
use crate::spec::{Product, Spec};

/// The spec of some files, which must have no errors.
fn read(files: Vec<(String, String)>) -> Spec {
    let mut diagnostics = Diagnostics::default();
    let sources = load(files, &mut diagnostics);
    let spec = parse(&sources, &mut diagnostics);
    assert!(
        !diagnostics.has_errors(),
        "{}",
        diagnostics.render(&sources, false)
    );
    spec
}

/// A product as text, without the places of its parts.
pub(crate) fn shown(product: &Product) -> String {
    let Product {
        code,
        version,
        style,
        title,
        docs,
        endpoints,
        retry,
        schemas,
        operations,
    } = product;
    let head = (code, version, style, title, docs, endpoints, retry);
    let all = format!("{head:#?}\n{:#?}\n{operations:#?}", &schemas[..]);
    let mut out = String::new();
    let mut rest = all.as_str();
    while let Some((before, after)) = rest.split_once("At {") {
        out.push_str(before);
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    out + rest
}

/// Files of a product where the loader looks for them.
fn placed(product: &Product) -> Vec<(String, String)> {
    let folder = format!("{}/{}", product.code.value, product.version.value);
    let files = files(product, |_| true).into_iter();
    files
        .map(|file| (format!("{folder}/{}", file.name), file.text))
        .collect()
}

/// Writes a product, reads it back, and writes it again.
fn round(product: &Product) -> Vec<(String, String)> {
    let first = placed(product);
    let again = read(first.clone());
    let [again] = again.products.as_slice() else {
        panic!("one product was written")
    };
    let (before, after) = (shown(product), shown(again));
    for (before, after) in before.lines().zip(after.lines()) {
        assert_eq!(before, after, "{first:#?}");
    }
    assert_eq!(before.len(), after.len());
    assert_eq!(placed(again), first);
    first
}

/// All specs of the repository: folders that hold `<product>/<version>/product.yaml`.
fn folders(below: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(below).expect("a folder of the repository");
    for entry in entries {
        let path = entry.expect("an entry of it").path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "bad-specs") {
            if path.join("product.yaml").exists() {
                found.push(path);
            } else {
                folders(&path, found);
            }
        }
    }
}

#[test]
fn every_spec_of_the_repository_is_written_as_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for place in ["specs", "tests/specs", "tests/golden", "tests/build-rs"] {
        folders(&root.join(place), &mut found);
    }
    assert!(found.len() > 30, "{found:?}");
    for folder in found {
        let part = |path: &Path| {
            path.file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        };
        let product = part(folder.parent().expect("the folder of the product"));
        let name = format!("{product}/{}", part(&folder));
        let entries = std::fs::read_dir(&folder).expect("its files");
        let files = entries.map(|entry| {
            let path = entry.expect("one of them").path();
            let text = std::fs::read_to_string(&path).expect("its text");
            (format!("{name}/{}", part(&path)), text)
        });
        let mut files: Vec<_> = files.collect();
        files.sort();
        let spec = read(files);
        assert_eq!(spec.products.len(), 1, "{}", folder.display());
        round(&spec.products[0]);
    }
}

const PRODUCT: &str = "product: p\nversion: v1\nstyle: ROA\nendpoints: { rule: regional }\n";

/// A product of one operation, written by hand.
fn product(operation: &str) -> Product {
    let files = [("product", PRODUCT), ("Op", operation)];
    let files = files.map(|(name, text)| (format!("p/v1/{name}.yaml"), text.to_owned()));
    read(files.to_vec()).products.remove(0)
}

#[test]
fn a_file_looks_as_if_written_by_hand() {
    let text = r##"# yaml-language-server: $schema=../../schema/operation.schema.json
operation: Op
summary: "Does it: all of it."
doc: >-
  Further prose that a reader should know, which goes on for so long that one line does not hold it and it
  goes on in the next.
source: { page: 2025-10-20 }
http: POST /v1/{Id}
authorization: { action: ecs:Run, conditions: [a, "b:/c"] }
kind: write
pages: { by: number, page: Id, size: Size }
parameters:
  Id: { in: path, type: string, required: true, doc: "Number, as text.", example: "1" }
  Size: { in: query, type: integer, range: 1..=100, default: 10, example: "?" }
  Kind: { in: query, type: string, level: warn, values: { "1.10": Text., "true": {} } }
body:
  required: true
  fields:
    A: string
    B: { type: list, items: string }
    C: { name: C, fields: { D: string, E: json } }
    F:
      type: list
      doc: |-
        First line.

        * Second.
      items:
        name: F
        fields:
          G: { type: string, pattern: '[^\s"]+' }
          H: boolean
rules:
  - { id: a, when: { A: [present], B: present }, then: { require: [C], fields: { A: { length: ..=5 } } } }
response: bytes
errors:
  Gone: It is gone.
  Odd: { status: 404, doc: It is odd. }
examples:
  - request: { Id: "1", body: { A: 1.10, B: null, "a:b": [true, -0] } }
    response: {}
"##;
    let written = round(&product(text));
    assert_eq!(written[1].1, text);
}

#[test]
fn files_that_differ_in_capitals_alone_have_numbers() {
    let names = file_names(["GetX", "Getx", "Product", "getX"].into_iter());
    assert_eq!(names, ["GetX", "Getx.2", "Product.2", "getX.3"]);
    let mut spec = product("operation: Op\nsummary: x\nhttp: GET /\n");
    for name in ["OP", "Schemas"] {
        let mut other = product("operation: Op\nsummary: x\nhttp: GET /\n");
        let mut operation = other.operations.remove(0);
        operation.name.value = name.to_owned();
        spec.operations.push(operation);
    }
    spec.operations
        .sort_by(|a, b| a.name.value.cmp(&b.name.value));
    round(&spec);
}

/// Text of all sorts: words that YAML reads as something else, its signs, lines, controls, anything.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-z]{1,12}",
        2 => Just(" ".to_owned()),
        1 => "[-?:,\\[\\]{}#&*!|>'\"%@`~=<. \\\\]{1,3}",
        1 => "[ \n]{1,3}",
        1 => "[0-9+.eExo-]{1,4}",
        1 => proptest::sample::select(vec!["true", "null", "~", "no", ".inf", "---", "...", "? ", ": ", " #", "<<", "present"]).prop_map(str::to_owned),
        2 => any::<char>().prop_map(String::from),
        1 => "[é日本]{1,6}",
        1 => "[\\x00-\\x1f\\x7f-\\x9f\u{feff}\u{2028}\u{2029}\u{fffe}]",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Text without controls, as documented values are.
fn line() -> impl Strategy<Value = String> {
    text().prop_map(|text| {
        let kept = text.chars().filter(|c| *c >= ' ');
        kept.collect::<String>().replace("<<", "<")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_is_read_back(doc in text(), example in text(), values in proptest::collection::btree_map(line(), text(), 1..5), pattern in text()) {
        let mut product = product("operation: Op\nsummary: x\nhttp: GET /\nparameters: { A: { in: query, type: string, doc: d, values: { a: b }, pattern: p, example: e } }\nresponse: { fields: { B: { fields: { C: { type: list, doc: d, items: integer } } } } }\nerrors: { E: e }\nexamples: [{ request: {} }]\n");
        let operation = &mut product.operations[0];
        operation.summary = doc.clone();
        operation.doc = Some(example.clone());
        operation.errors[0].doc = Some(example.clone());
        let mut json = String::from("{");
        for (index, (key, value)) in values.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let quoted = |text: &str| {
                let mut out = String::new();
                crate::parse::quote(text, &mut out);
                out
            };
            json.push_str(&format!("{comma}{}:[{},1.0]", quoted(key), quoted(value)));
        }
        operation.examples[0].request = Some(json + "}");
        let field = &mut operation.parameters[0].field;
        field.doc = Some(doc);
        field.example = Some(example);
        for check in &mut field.checks {
            let at = check.at;
            check.value = match &check.value {
                crate::spec::Check::Values(_) => {
                    let documented = values.iter().map(|(text, doc)| crate::spec::DocumentedValue {
                        text: crate::spec::Spanned { value: text.clone(), at },
                        doc: Some(doc.clone()),
                        rust_name: None,
                    });
                    crate::spec::Check::Values(documented.collect())
                }
                _ => crate::spec::Check::Pattern(pattern.clone()),
            };
        }
        round(&product);
    }
}
