//! Spec -> YAML files, as a person would write them.
//!
//! In: a product, from either front door. Out: its files, which the loader reads back as the very same product.
//! What this folder writes, `parse` reads: a word that one of them learns, the other has to learn too.

mod constraints;
mod examples;
mod field;
mod operation;
mod print;
mod product;
mod rules;
mod scalar;
mod tree;

use std::collections::BTreeSet;

use crate::file_name;
use crate::spec::{Operation, Product};

/// A file of a product, named within the folder of the product version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct File {
    /// Its name.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: String,
    /// Whether it is about one operation, and not about what all share.
    pub(crate) is_operation: bool,
}

/// The files of a product version: `product.yaml`, `schemas.yaml`, and those of the wanted operations. What a file is
/// called does not depend on what is wanted.
pub(crate) fn files(product: &Product, is_wanted: impl Fn(&Operation) -> bool) -> Vec<File> {
    let mut files = vec![file("product", "product", &product::product(product))];
    if !product.schemas.is_empty() {
        files.push(file("schemas", "schemas", &product::schemas(product)));
    }
    let names = product.operations.iter();
    let names = file_names(names.map(|operation| operation.name.value.as_str()));
    let operations = product.operations.iter().zip(names);
    for (operation, name) in operations.filter(|(operation, _)| is_wanted(operation)) {
        files.push(file(&name, "operation", &operation::operation(operation)));
    }
    files
}

fn file(name: &str, schema: &str, root: &tree::Map<'_>) -> File {
    let head = format!("# yaml-language-server: $schema=../../schema/{schema}.schema.json\n");
    File {
        name: format!("{name}.yaml"),
        text: head + &print::document(root),
        is_operation: schema == "operation",
    }
}

/// What the files of operations are called: by their names, with a number where a disk without capitals would
/// take two for one, and none that a disk refuses.
fn file_names<'s>(operations: impl Iterator<Item = &'s str>) -> Vec<String> {
    let mut taken: BTreeSet<String> = ["product", "schemas"].map(str::to_owned).into();
    let mut names = Vec::new();
    for operation in operations {
        let stem = file_name::portable(operation);
        let mut name = stem.to_string();
        let mut number = 1;
        while !taken.insert(name.to_ascii_lowercase()) {
            number += 1;
            name = format!("{stem}.{number}");
        }
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests;
