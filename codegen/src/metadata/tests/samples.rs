//! Draws what was read from sentences, for a person to judge: see `../prose/PRECISION.md`.
//!
//! `ALICLOUD_METADATA=DIR SEED=1 KIND=values COUNT=100 cargo test -p alicloud-codegen --lib samples -- --ignored --nocapture`

use super::catalogue::files;
use super::*;
use crate::metadata::document::{Document, Named, Schema};
use crate::metadata::prose::{self, Source};
use crate::spec::{Condition, Member, Operation, Rule, Spanned, Then, Type};

/// A setting of the run.
fn setting(name: &str, otherwise: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| otherwise.to_owned())
}

#[test]
#[ignore = "prints samples for a person to judge"]
fn samples_to_judge() {
    let kind = setting("KIND", "values");
    let mut all = Vec::new();
    let mut tally = prose::Tally::default();
    for file in files() {
        let text = std::fs::read_to_string(file).expect("the catalogue can be read");
        let mut diagnostics = Diagnostics::default();
        if kind == "rules" {
            let import = import(0, "api-docs.json", &text, &mut diagnostics);
            let name = &import.ledger.product;
            for operation in import
                .product
                .iter()
                .flat_map(|product| &product.operations)
            {
                rules(
                    &format!("{name} {}", operation.name.value),
                    operation,
                    &mut all,
                );
            }
            tally.add(&import.ledger.told);
        } else if let Some(document) = open("api-docs.json", json::read(&text), &mut diagnostics) {
            schemas(&document, &kind, &mut all);
        }
    }
    println!("{} of {kind} in all; {tally:?}", all.len());
    let mut seed: u64 = setting("SEED", "1").parse().expect("SEED is a number");
    let count: usize = setting("COUNT", "100").parse().expect("COUNT is a number");
    for number in 1..=count.min(all.len()) {
        // Numbers as of SplitMix64, which needs nothing but additions and multiplications.
        seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let index = (mixed ^ (mixed >> 31)) % all.len() as u64;
        println!("{number}. {}", all.swap_remove(index as usize));
    }
}

/// What was read from the descriptions of all schemas of a document.
fn schemas(document: &Document<'_>, kind: &str, all: &mut Vec<String>) {
    for (name, api) in &document.apis {
        let place = format!("{} {name}", document.product);
        for parameter in &api.parameters {
            schema(
                &format!("{place} {}", parameter.name),
                &parameter.schema,
                kind,
                all,
            );
        }
        for answer in api
            .responses
            .iter()
            .filter_map(|(_, answer)| answer.schema.as_ref())
        {
            schema(&format!("{place} answer"), answer, kind, all);
        }
    }
    named(
        &format!("{} component", document.product),
        &document.schemas,
        kind,
        all,
    );
}

fn named(place: &str, schemas: &Named<'_, Schema<'_>>, kind: &str, all: &mut Vec<String>) {
    for (name, inner) in schemas {
        schema(&format!("{place}.{name}"), inner, kind, all);
    }
}

fn schema(place: &str, schema: &Schema<'_>, kind: &str, all: &mut Vec<String>) {
    let told = prose::told(schema, &mut prose::Tally::default());
    let values = told
        .values
        .as_ref()
        .filter(|values| (values.source == Source::Titles) == (kind == "titles"));
    let found = match kind {
        "values" | "titles" => values.map(|values| format!("{:?}", values.values)),
        "ranges" => told.range.map(|range| format!("{range:?}")),
        "units" => told.unit.clone(),
        "defaults" => told.default.clone(),
        _ => None,
    };
    if let Some(found) = found {
        let titles = &schema.value_titles;
        let text = format!(
            "{:?} titles {titles:?} example {:?}",
            schema.description, schema.example
        );
        all.push(format!("{place}\n    {text}\n    => {found}"));
    }
    for (key, inner) in [("items", &schema.items), ("map", &schema.map_values)] {
        if let Some(inner) = inner {
            self::schema(&format!("{place}.{key}"), inner, kind, all);
        }
    }
    if let Some(properties) = &schema.properties {
        named(place, properties, kind, all);
    }
}

/// The rules of an operation and of the structures in its request.
fn rules(place: &str, operation: &Operation, all: &mut Vec<String>) {
    let members = operation.members();
    show(place, &operation.rules, &members, all);
    for field in operation.request_fields() {
        inside(place, &field.kind, all);
    }
}

fn inside(place: &str, kind: &Type, all: &mut Vec<String>) {
    match kind {
        Type::List(entry) | Type::Map(entry) => inside(place, &entry.kind, all),
        Type::Structure(structure) => {
            let members: Vec<&Member> = structure.members.iter().collect();
            show(place, &structure.rules, &members, all);
            for member in members {
                inside(place, &member.field.kind, all);
            }
        }
        _ => {}
    }
}

fn show(place: &str, rules: &[Rule], members: &[&Member], all: &mut Vec<String>) {
    for rule in rules {
        let mut named = Vec::new();
        let mut words = |paths: &[Spanned]| {
            named.extend(paths.iter().map(|path| path.value.clone()));
            paths
                .iter()
                .map(|path| path.value.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let mut text = format!("{}:", rule.id.value);
        for (path, condition) in &rule.when {
            text += &match condition {
                Condition::Is(values) => {
                    let values: Vec<&str> =
                        values.iter().map(|value| value.value.as_str()).collect();
                    format!(" when {} is {}", path.value, values.join("|"))
                }
                Condition::Present => format!(" when {} is set", path.value),
                Condition::Absent => format!(" when {} is not set", path.value),
            };
        }
        for then in &rule.then {
            text += &match then {
                Then::Require(paths) => format!(" require {}", words(paths)),
                Then::AtLeastOne(paths) => format!(" at least one of {}", words(paths)),
                Then::ExactlyOne(paths) => format!(" exactly one of {}", words(paths)),
                Then::AtMostOne(paths) => format!(" at most one of {}", words(paths)),
                other => format!(" {other:?}"),
            };
        }
        named.extend(rule.when.iter().map(|(path, _)| path.value.clone()));
        let docs = members
            .iter()
            .filter(|member| named.contains(&member.name.value));
        let docs: Vec<String> = docs
            .map(|member| format!("{}: {:?}", member.name.value, member.field.doc))
            .collect();
        all.push(format!(
            "{place}\n    {}\n    => {text}",
            docs.join("\n    ")
        ));
    }
}
