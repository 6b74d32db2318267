//! Trees to the typed spec.
//!
//! In: the loaded files. Out: [`Spec`], and a finding for every problem of shape. The tables of `grammar`
//! judge a tree (`shape`), then the builders read what is there and skip what was already reported.

mod bounds;
mod constraints;
mod field;
mod json;
mod operation;
mod pages;
mod product;
mod read;
mod rules;
mod shape;

#[cfg(test)]
pub(crate) use json::quote;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::file_name;
use crate::grammar::format::OPERATION_NAME;
use crate::grammar::{DOCUMENTS, Wants};
use crate::load::{Node, Source, Sources};
use crate::spec::{At, Operation, Product, Schemas, Shared, Spec};

/// Reads all files; a folder with a `product.yaml` is one product version.
pub(crate) fn parse(sources: &Sources, diagnostics: &mut Diagnostics) -> Spec {
    let mut folders: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
    for (index, source) in sources.files().enumerate() {
        let (folder, file) = split(&source.name);
        let folder = folders.entry(folder).or_default();
        let place = At {
            file: u32::try_from(index).expect("load numbered the files"),
            node: 0,
        };
        if let Some((earlier, other)) = folder.names.insert(stem(file), (place, file)) {
            diagnostics
                .error(
                    "repeated-file",
                    place,
                    format!("`{other}` and `{file}` are one file by two names"),
                )
                .help("keep one of the two")
                .label(earlier, "the other one");
            continue;
        }
        match stem(file) {
            "product" => folder.product = Some(source),
            "schemas" => folder.schemas = Some(source),
            _ => folder.operations.push((place, source)),
        }
    }
    let products = folders
        .iter()
        .filter_map(|(name, folder)| folder.parse(name, diagnostics));
    let mut spec = Spec {
        products: products.collect(),
    };
    spec.products.sort_by(|a, b| key(a).cmp(&key(b)));
    for pair in spec
        .products
        .windows(2)
        .filter(|pair| key(&pair[0]) == key(&pair[1]))
    {
        let (code, version) = key(&pair[1]);
        diagnostics
            .error(
                "repeated-product",
                pair[1].code.at,
                format!("{code} {version} is described in two folders"),
            )
            .help("merge the two folders")
            .label(pair[0].code.at, "first described here");
    }
    spec
}

fn key(product: &Product) -> (&str, &str) {
    (&product.code.value, &product.version.value)
}

/// The files of one folder.
#[derive(Default)]
struct Folder<'s> {
    product: Option<&'s Source>,
    schemas: Option<&'s Source>,
    operations: Vec<(At, &'s Source)>,
    /// All files by their names without `.yaml` or `.yml`.
    names: BTreeMap<&'s str, (At, &'s str)>,
}

impl Folder<'_> {
    fn parse(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<Product> {
        let product = self
            .product
            .and_then(|source| root(source, "product", diagnostics))
            .and_then(product::product);
        let schemas = match self.schemas {
            Some(source) => {
                root(source, "schemas", diagnostics).map(|root| schemas(root, diagnostics))
            }
            None => Some(Schemas::default()),
        };
        let mut operations = Vec::new();
        for (_, source) in &self.operations {
            if let Some(root) = root(source, "operation", diagnostics) {
                operations.extend(operation(root, source, diagnostics));
            }
        }
        operations.sort_by(|a, b| a.name.value.cmp(&b.name.value));
        if self.product.is_none()
            && let Some((at, _)) = self.operations.first()
        {
            diagnostics
                .error("missing-product", *at, format!("there is no `product.yaml` in `{name}`"))
                .help("write one that says product, version, style and endpoints; the keys are in specs/README.md");
        }
        let Some(product) = product else {
            diagnostics.left_out();
            return None;
        };
        check_folder(&product, name, diagnostics);
        // Without its schemas every reference would be a finding of its own; that the file could not be read
        // is one already.
        Some(Product {
            schemas: schemas?,
            operations,
            ..product
        })
    }
}

/// The tree of a file, once its shape has been judged.
fn root<'s>(source: &'s Source, document: &str, diagnostics: &mut Diagnostics) -> Option<&'s Node> {
    let root = source.root.as_ref().ok()?;
    let wants: &Wants = DOCUMENTS
        .iter()
        .find(|(name, _)| *name == document)
        .map(|(_, wants)| *wants)?;
    shape::check(root, wants, shape::FILE, diagnostics);
    Some(root)
}

/// The shared schemas.
fn schemas(root: &Node, diagnostics: &mut Diagnostics) -> Schemas {
    let entries = field::unique(root).into_iter();
    let schemas = entries.filter_map(|(name, value)| {
        Some(Shared {
            name: read::spanned(name)?,
            field: field::field(value, name.at, diagnostics),
        })
    });
    Schemas::new(schemas.collect())
}

/// An operation, which is named like its file.
fn operation(root: &Node, source: &Source, diagnostics: &mut Diagnostics) -> Option<Operation> {
    let operation = operation::operation(root, diagnostics)?;
    let (_, file) = split(&source.name);
    let name = &operation.name;
    if operation_of(file) != file_name::portable(&name.value) && OPERATION_NAME.accepts(&name.value)
    {
        diagnostics
            .error(
                "misnamed-file",
                name.at,
                format!("the file `{file}` describes the operation `{}`", name.value),
            )
            .help(format!(
                "name the file `{}.yaml`",
                file_name::portable(&name.value)
            ));
    }
    Some(operation)
}

/// A product version lies in `<product>/<version>`.
fn check_folder(product: &Product, folder: &str, diagnostics: &mut Diagnostics) {
    let (parent, version) = split(folder);
    let (_, code) = split(parent);
    if parent.is_empty() {
        return;
    }
    let said = file_name::portable(&product.version.value);
    if version != said {
        diagnostics
            .error(
                "misplaced-product",
                product.version.at,
                format!(
                    "version `{}` lies in a folder called `{version}`",
                    product.version.value
                ),
            )
            .help(format!("name the folder `{said}`"));
    }
    let product_code = product.code.value.to_lowercase();
    let said = file_name::portable(&product_code);
    if code != said {
        diagnostics
            .error(
                "misplaced-product",
                product.code.at,
                format!("product `{product_code}` lies in a folder called `{code}`"),
            )
            .help(format!("name the folder `{said}`"));
    }
}

/// A file's name without `.yaml` or `.yml`.
fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// The operation that a file describes by its name. Beside one whose name differs in capitals alone a file has a
/// number: `GetThing.2.yaml` is about `GetThing`.
pub(crate) fn operation_of(file: &str) -> &str {
    let stem = stem(file);
    match stem.rsplit_once('.') {
        Some((name, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => stem,
    }
}

/// Folder and file of a path.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once(['/', '\\']).unwrap_or(("", path))
}

#[cfg(test)]
mod tests;
