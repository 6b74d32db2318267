//! A part of a product: only some operations, and what they need.
//!
//! In: a product, the names that the user gave, and the operations whose files are there already. Out: the product
//! with the schemas that these refer to; what is not imported is named so that it need not be there.

use std::collections::{BTreeSet, HashSet};

use crate::file_name;
use crate::spec::{Operation, Product, Type};

/// The operations that a user wants: `Operation`, `product:Operation` or `product/version:Operation`; none for all.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted(Vec<String>);

impl Wanted {
    pub(super) fn new(names: Vec<String>) -> Self {
        Wanted(names)
    }

    /// Whether everything is wanted.
    pub(super) fn is_all(&self) -> bool {
        self.0.is_empty()
    }

    /// The names as they were given.
    pub(super) fn names(&self) -> &[String] {
        &self.0
    }

    /// Whether an operation is wanted.
    pub(super) fn holds(&self, code: &str, version: &str, operation: &str) -> bool {
        self.is_all()
            || self
                .0
                .iter()
                .any(|wanted| is_named(wanted, code, version, operation))
    }

    /// Whether an operation of a product is wanted.
    pub(super) fn has(&self, product: &Product, operation: &Operation) -> bool {
        let (code, version) = (&product.code.value, &product.version.value);
        self.holds(code, version, &operation.name.value)
    }
}

fn is_named(wanted: &str, code: &str, version: &str, operation: &str) -> bool {
    let (of, name) = wanted.rsplit_once(':').unwrap_or(("", wanted));
    let (of_code, of_version) = of.split_once('/').unwrap_or((of, ""));
    name == operation
        && (of_code.is_empty() || of_code.eq_ignore_ascii_case(code))
        && (of_version.is_empty() || of_version == version)
}

/// Leaves out the schemas that nothing refers to of what is wanted or `there`, and names operations that are
/// neither by their product. Gives the wanted operations that poll one of these, with what they poll.
pub(super) fn narrow(
    product: &mut Product,
    wanted: &Wanted,
    there: &BTreeSet<String>,
) -> Vec<(String, String)> {
    if wanted.is_all() {
        return Vec::new();
    }
    let is_wanted: Vec<bool> = product
        .operations
        .iter()
        .map(|one| wanted.has(product, one))
        .collect();
    let stays: Vec<bool> = product
        .operations
        .iter()
        .map(|one| {
            wanted.has(product, one) || there.contains(&*file_name::portable(&one.name.value))
        })
        .collect();
    let reached: HashSet<String> = reached(product, &stays);
    product
        .schemas
        .retain(|shared| reached.contains(&shared.name.value));

    let operations = product.operations.iter().zip(&stays);
    let left_out: HashSet<String> = operations
        .filter(|(_, stays)| !**stays)
        .map(|(one, _)| one.name.value.clone())
        .collect();
    let prefix = format!("{}/{}:", product.code.value, product.version.value);
    let mut polled = Vec::new();
    for (operation, is_wanted) in product.operations.iter_mut().zip(is_wanted) {
        if let Some(polling) = &mut operation.polling
            && left_out.contains(&polling.operation.value)
        {
            if is_wanted {
                polled.push((
                    operation.name.value.clone(),
                    polling.operation.value.clone(),
                ));
            }
            polling.operation.value.insert_str(0, &prefix);
        }
    }
    polled
}

/// The names of all schemas that some operations refer to, through others too.
fn reached(product: &Product, stays: &[bool]) -> HashSet<String> {
    let operations = product.operations.iter().zip(stays);
    let operations = operations.filter(|(_, stays)| **stays);
    let fields =
        operations.flat_map(|(one, _)| one.request_fields().into_iter().chain(&one.response));
    let mut open: Vec<_> = fields.collect();
    let mut reached = HashSet::new();
    while let Some(field) = open.pop() {
        match &field.kind {
            Type::List(inner) | Type::Map(inner) => open.push(inner),
            Type::Structure(structure) => {
                open.extend(structure.members.iter().map(|member| &member.field));
            }
            Type::Ref(name) if reached.insert(name.value.clone()) => {
                open.extend(product.schemas.get(&name.value).map(|shared| &shared.field));
            }
            _ => {}
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::load::load;
    use crate::parse::parse;

    fn product() -> Product {
        let operation = |name: &str, tail: &str| {
            let text = format!("operation: {name}\nsummary: x\nhttp: GET /\n{tail}");
            (format!("p/v1/{name}.yaml"), text)
        };
        let schemas = "A: { fields: { B: { type: list, items: { $ref: B } } } }\nB: { fields: { A: { $ref: A } } }\nC: { fields: { D: string } }\n";
        let product = "product: p\nversion: v1\nstyle: ROA\nendpoints: { rule: regional }\n";
        let files = vec![
            ("p/v1/product.yaml".to_owned(), product.to_owned()),
            ("p/v1/schemas.yaml".to_owned(), schemas.to_owned()),
            operation(
                "Start",
                "response: { $ref: A }\npolling: { operation: Get }\n",
            ),
            operation("Get", "response: { $ref: C }\n"),
        ];
        let mut diagnostics = Diagnostics::default();
        let sources = load(files, &mut diagnostics);
        let mut spec = parse(&sources, &mut diagnostics);
        assert_eq!(diagnostics.render(&sources, false), "");
        spec.products.remove(0)
    }

    #[test]
    fn a_part_has_what_it_needs_and_no_more() {
        for (wanted, there, schemas, polling, is_told) in [
            (&[][..], &[][..], &["A", "B", "C"][..], "Get", false),
            (&["Start"], &[], &["A", "B"], "p/v1:Get", true),
            (&["Start"], &["Get"], &["A", "B", "C"], "Get", false),
            (
                &["p:Start", "p/v1:Get"],
                &[],
                &["A", "B", "C"],
                "Get",
                false,
            ),
            (&["Get"], &[], &["C"], "Get", false),
        ] {
            let mut product = product();
            let names = |names: &[&str]| {
                names
                    .iter()
                    .map(|&name| name.to_owned())
                    .collect::<Vec<_>>()
            };
            let wanted = Wanted::new(names(wanted));
            let polled = narrow(&mut product, &wanted, &names(there).into_iter().collect());
            assert_eq!(!polled.is_empty(), is_told);
            let left = product
                .schemas
                .iter()
                .map(|shared| shared.name.value.as_str());
            assert_eq!(left.collect::<Vec<_>>(), schemas);
            let start = product
                .operations
                .iter()
                .find(|one| one.name.value == "Start");
            let said = start.and_then(|one| one.polling.as_ref());
            assert_eq!(
                said.map(|said| said.operation.value.as_str()),
                Some(polling)
            );
        }
    }

    #[test]
    fn operations_are_wanted_by_any_of_their_names() {
        let product = product();
        for (name, known) in [
            ("Get", true),
            ("p:Get", true),
            ("P/v1:Get", true),
            ("p/v2:Get", false),
            ("q:Get", false),
            ("get", false),
        ] {
            let wanted = Wanted::new(vec![name.to_owned()]);
            let operations = product.operations.iter();
            let holds: Vec<bool> = operations.map(|one| wanted.has(&product, one)).collect();
            assert_eq!(holds, [known, false], "{name}");
        }
    }
}
