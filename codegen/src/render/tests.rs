//! What is printed straight away is what the printer makes of tokens.

use proc_macro2::TokenStream;

use super::{FromJson, Item, enumeration, plain, structure};
use crate::diagnostic::Diagnostics;
use crate::emit;
use crate::model::{Origin, Product};
use crate::resolve::{Selection, resolve};
use crate::spec::Spec;
use crate::{load, lower, metadata, parse, rust};

/// Compares all types of a product version, and gives how many parts were printed straight away and how many not.
fn compare(model: &Product<'_>) -> (usize, usize) {
    let version = lower::lower(model, &mut Diagnostics::default()).version;
    let operations = version.operations.iter().flat_map(|one| &one.items);
    let mut counts = (0, 0);
    let mut judge = |text: Option<String>, tokens: Vec<TokenStream>| match text {
        Some(text) => {
            let tokens = tokens.into_iter().map(Item::Tokens);
            assert_eq!(text, emit::items(tokens.collect()));
            counts.0 += 1;
        }
        None => counts.1 += 1,
    };
    for item in operations.chain(&version.shared) {
        match item {
            rust::Item::Structure(one) => {
                for from_json in [FromJson::No, FromJson::Yes, FromJson::Feature] {
                    for part in structure::parts(one, from_json) {
                        judge(part.text, vec![(part.tokens)()]);
                    }
                }
            }
            rust::Item::Enumeration(one) => {
                judge(plain::enumeration(one), enumeration::tokens(one).into());
            }
        }
    }
    counts
}

#[test]
fn types_of_every_width_are_printed_alike() {
    let mut fields = String::new();
    for width in 16..90 {
        let name = format!("N{}", "x".repeat(width));
        for (kind, rest) in [
            ("A", "type: string"),
            ("B", "type: integer, required: true, range: 1..=-2"),
            ("C", "type: number, range: 0.5.."),
            (
                "D",
                "type: list, items: { type: string, length: 1.. }, entries: ..=20",
            ),
            (
                "E",
                "type: string, sensitive: true, pattern: \"a\\\"b\\\\\\\\\"",
            ),
            (
                "F",
                "type: string, values: { \"x'y\": One., é: { rust_name: E } }, level: warn",
            ),
            ("G", "type: map, items: { type: list, items: integer }"),
        ] {
            let rest = rest
                .replace("1..=-2", "1..=2")
                .replace("0.5..", "0.5..=1.5");
            fields.push_str(&format!(
                "    S{kind}{width}: {{ doc: '', fields: {{ {name}: {{ {rest} }} }} }}\n"
            ));
        }
        fields.push_str(&format!(
            "    {name}: {{ fields: {{ A: string, {name}: json }} }}\n    C{name}: {{ fields: {{ A: {{ type: integer, range: 1..=2 }} }} }}\n"
        ));
        for (kind, rest) in [
            ("A", "type: string"),
            ("B", "type: integer"),
            ("C", "type: list, items: integer"),
        ] {
            let name = name.get(2..).unwrap_or("x");
            let required = format!("{{ {rest}, required: true }}");
            let three = [format!("{name}A"), format!("{name}B"), format!("{name}C")];
            for (many, more) in [
                (1, ""),
                (1, ", Z: string"),
                (2, ""),
                (3, ""),
                (3, ", Z: string"),
            ] {
                let all: Vec<String> = three[..many]
                    .iter()
                    .map(|one| format!("{one}: {required}"))
                    .collect();
                let names = format!("R{kind}{width}N{many}{}", more.len());
                fields.push_str(&format!(
                    "    {names}: {{ fields: {{ {}{more} }} }}\n",
                    all.join(", ")
                ));
            }
        }
        let value = "v".repeat(width);
        fields.push_str(&format!(
            "    V{width}: {{ type: string, values: [{value}, \"{value} \\\"\"] }}\n"
        ));
        let many: Vec<String> = (0..width / 8).map(|n| format!("M{n}: bytes")).collect();
        fields.push_str(&format!(
            "    Many{width}: {{ fields: {{ {} }} }}\n",
            many.join(", ")
        ));
    }
    let operation = format!(
        "operation: Get\nsummary: x\nhttp: POST /\nbody:\n  fields:\n{fields}response:\n  fields:\n{fields}"
    );
    let product = "product: demo\nversion: v1\nstyle: ROA\nendpoints: { rule: regional }\n";
    let files = [("product", product), ("Get", &operation)];
    let files = files.map(|(name, text)| (format!("demo/v1/{name}.yaml"), text.to_owned()));
    let mut diagnostics = Diagnostics::default();
    let spec = parse::parse(
        &load::load(files.into(), &mut diagnostics),
        &mut diagnostics,
    );
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.sorted());
    let model = resolve(&spec.products[0], Origin::Specs, &Selection::All);
    let (plain, printed) = compare(&model.expect("it has an operation"));
    assert!(plain > 1000 && printed > 1000, "{plain} {printed}");
}

/// The whole catalogue, where it is at hand: `ALICLOUD_METADATA` names its folder.
#[test]
#[ignore = "takes minutes without optimization"]
fn types_of_the_catalogue_are_printed_alike() {
    let Some(folder) = std::env::var_os("ALICLOUD_METADATA") else {
        println!("skipped: ALICLOUD_METADATA is not set");
        return;
    };
    let mut counts = (0, 0);
    let folders = |path: &std::path::Path| -> Vec<std::path::PathBuf> {
        let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect()
    };
    for version in folders(folder.as_ref())
        .iter()
        .flat_map(|path| folders(path))
    {
        let Ok(text) = std::fs::read_to_string(version.join("api-docs.json")) else {
            continue;
        };
        let mut diagnostics = Diagnostics::default();
        let product = metadata::import(0, "x", &text, &mut diagnostics).product;
        let spec = Spec {
            products: product.into_iter().collect(),
        };
        for product in &spec.products {
            let model = resolve(product, Origin::Metadata, &Selection::All);
            let (plain, printed) = model.map_or((0, 0), |model| compare(&model));
            counts = (counts.0 + plain, counts.1 + printed);
        }
    }
    println!("{} printed straight away, {} not", counts.0, counts.1);
}
