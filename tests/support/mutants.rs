//! The specs of the documented operations, each with one demand taken away.
//!
//! All of them go through the generator at once, as a product each, and into one program that prints what
//! it finds in every input: what a compiler needs a minute for is done once.

use std::fs;
use std::path::Path;

use alicloud::Json;
use serde_yaml::Value;

use crate::cases::{OPERATIONS, cases, tree};
use crate::demands::{Demand, demands};
use crate::probe::{manifest, write};
use crate::scratch::{Scratch, cargo, root};

/// A spec that lacks one demand, or none.
#[derive(Debug)]
pub struct Mutant {
    /// Index of the operation in [`OPERATIONS`].
    pub operation: usize,
    /// What it lacks.
    pub lacks: Option<Demand>,
    spec: Value,
}

/// What a mutant finds in one case.
#[derive(Debug)]
pub struct Finding {
    /// Index of the mutant.
    pub mutant: usize,
    /// Index of the case among those of the operation.
    pub case: usize,
    /// `path rule` of every violation, sorted.
    pub violations: Vec<String>,
}

/// Every operation as it is, and without each of its demands.
pub fn mutants() -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (operation, (folder, name)) in OPERATIONS.iter().enumerate() {
        let spec = tree(&format!("specs/{folder}/{name}.yaml"));
        mutants.push(Mutant {
            operation,
            lacks: None,
            spec: spec.clone(),
        });
        for demand in demands(&spec) {
            let spec = demand.removed_from(&spec);
            mutants.push(Mutant {
                operation,
                lacks: Some(demand),
                spec,
            });
        }
    }
    mutants
}

/// What each mutant finds in each case of its operation.
///
/// # Panics
///
/// When the generator, the compiler or the program fails.
pub fn run(mutants: &[Mutant]) -> Vec<Finding> {
    let scratch = Scratch::new("mutants");
    write_specs(mutants, &scratch.path().join("specs"));
    write_crate(mutants, scratch.path());
    let outcome = cargo(scratch.path(), &["run", "--quiet", "--offline"]);
    assert!(outcome.success, "the mutants do not run:\n{}", outcome.text);
    outcome
        .text
        .lines()
        .filter(|line| line.starts_with('['))
        .map(finding)
        .collect()
}

fn finding(line: &str) -> Finding {
    let parts: Json = line
        .parse()
        .unwrap_or_else(|error| panic!("{line}: {error}"));
    let number = |index: usize| {
        parts[index]
            .as_u64()
            .and_then(|number| usize::try_from(number).ok())
    };
    let texts = parts[2].as_array().map(|list| {
        list.iter()
            .filter_map(Json::as_str)
            .map(str::to_owned)
            .collect()
    });
    match (number(0), number(1), texts) {
        (Some(mutant), Some(case), Some(violations)) => Finding {
            mutant,
            case,
            violations,
        },
        _ => panic!("the program of the mutants printed {line}"),
    }
}

fn write_specs(mutants: &[Mutant], folder: &Path) {
    for (index, mutant) in mutants.iter().enumerate() {
        let (source, operation) = OPERATIONS[mutant.operation];
        let mut product = tree(&format!("specs/{source}/product.yaml"));
        product["product"] = Value::from(module(index));
        let version = product["version"]
            .as_str()
            .unwrap_or_else(|| panic!("{source}: the version is text"))
            .to_owned();
        let place = folder.join(module(index)).join(version);
        write(&place.join("product.yaml"), &yaml(&product));
        write(
            &place.join(format!("{operation}.yaml")),
            &yaml(&mutant.spec),
        );
        let shared = root().join("specs").join(source).join("schemas.yaml");
        if let Ok(text) = fs::read_to_string(shared) {
            write(&place.join("schemas.yaml"), &text);
        }
    }
}

fn write_crate(mutants: &[Mutant], folder: &Path) {
    let generated = alicloud_codegen::Builder::new()
        .specs(folder.join("specs"))
        .from_json(true)
        .generate();
    let generated =
        generated.unwrap_or_else(|error| panic!("the mutants cannot be generated:\n{error}"));
    write(&folder.join("src/generated.rs"), &generated);
    let inputs = |name: &str| {
        Json::from(
            cases(name)
                .into_iter()
                .map(|case| case.input)
                .collect::<Vec<_>>(),
        )
    };
    let inputs = Json::from(
        OPERATIONS
            .iter()
            .map(|(_, name)| inputs(name))
            .collect::<Vec<_>>(),
    );
    write(&folder.join("src/inputs.json"), &inputs.to_string());
    write(&folder.join("src/main.rs"), &program(mutants));
    manifest(folder, "mutants");
}

fn program(mutants: &[Mutant]) -> String {
    let calls = mutants.iter().enumerate().map(|(index, mutant)| {
        let (module, operation) = (module(index), mutant.operation);
        let name = OPERATIONS[operation].1;
        format!("    run::<generated::{module}::{name}Request>({index}, &inputs[{operation}]);\n")
    });
    let calls: String = calls.collect();
    format!(
        r#"#[allow(dead_code)]
#[rustfmt::skip]
mod generated;

use alicloud_core::{{Json, Operation, from_json, rt::ModelMut}};

fn main() {{
    let inputs: Json = include_str!("inputs.json").parse().expect("the test wrote JSON");
{calls}}}

fn run<R: Operation + ModelMut + Default>(mutant: usize, inputs: &Json) {{
    for (case, input) in inputs.as_array().into_iter().flatten().enumerate() {{
        let mut found: Vec<String> = match from_json::<R>(input).map(|request| request.validate()) {{
            Ok(Ok(())) => Vec::new(),
            Ok(Err(found)) => found.iter().map(|one| format!("{{}} {{}}", one.path, one.rule)).collect(),
            Err(error) => vec![format!("cannot be read: {{error}}")],
        }};
        found.sort();
        println!("{{}}", Json::from(vec![Json::from(mutant), Json::from(case), Json::from(found)]));
    }}
}}
"#
    )
}

/// The product of a mutant, and its module.
fn module(index: usize) -> String {
    format!("m{index:03}")
}

fn yaml(tree: &Value) -> String {
    serde_yaml::to_string(tree).expect("a tree can be written")
}
