//! Finds modules that would have the same name, or one that cargo or the generator has a use for.
//!
//! In: the resolved model. Out: a finding for each pair and each such name. Wire names that differ in capitals
//! or punctuation alone can become one Rust name.

use std::collections::BTreeMap;

use super::operation;
use crate::diagnostic::Diagnostics;
use crate::ident;
use crate::model::Product;
use crate::spec::{At, Spanned};

/// Names that no product can have in a crate, and why.
const RESERVED: &[(&str, &str)] = &[
    ("all-products", "the feature that stands for all products"),
    ("alicloud-core", "the crate that generated code stands on"),
    ("bin", "the folder of programs"),
    ("default", "the feature that cargo switches on by itself"),
    ("lib", "the root of the crate"),
    ("main", "the root of a program"),
];

/// Reports operations of a product version that share a module.
pub(super) fn check(product: &Product<'_>, diagnostics: &mut Diagnostics) {
    let mut operations = Names::new("operations");
    let mut types = Names::new("operations").of_types();
    for one in &product.operations {
        let module = operation::module(operation::called(one));
        if operations.claim(Some(module), &one.name, diagnostics) {
            let request = operation::type_name(operation::called(one), "Request");
            types.claim(Some(request), &one.name, diagnostics);
        }
    }
}

/// Reports products, and versions of a product, that share a module. In: code and version of each.
pub(crate) fn check_products<'s>(
    all: impl IntoIterator<Item = &'s (Spanned, Spanned)>,
    diagnostics: &mut Diagnostics,
) {
    let mut products = Names::new("products");
    let mut versions: BTreeMap<&str, Names<'_>> = BTreeMap::new();
    let mut seen: BTreeMap<(&str, &str), At> = BTreeMap::new();
    for (code, version) in all {
        if let Some(other) = seen.insert((&code.value, &version.value), code.at) {
            let name = format!("{}/{}", code.value, version.value);
            diagnostics
                .error(
                    "repeated-product",
                    code.at,
                    format!("`{name}` was read twice"),
                )
                .help("give each version of a product once, as specs or as metadata")
                .label(other, "the other one");
            continue;
        }
        reserved(code, diagnostics);
        products.claim(ident::module(&code.value), code, diagnostics);
        let of_product = versions
            .entry(&code.value)
            .or_insert_with(|| Names::new("versions"));
        of_product.claim(Some(ident::version(&version.value)), version, diagnostics);
    }
}

fn reserved(code: &Spanned, diagnostics: &mut Diagnostics) {
    let module = ident::snake(&code.value);
    let reserved = RESERVED
        .iter()
        .find(|(name, _)| ident::snake(name) == module);
    if let Some((name, what)) = reserved {
        let message = format!(
            "the product `{}` would have the name of {what}, `{name}`",
            code.value
        );
        diagnostics
            .error("reserved-name", code.at, message)
            .help("no crate can hold this product: take it out of the specs");
    }
}

/// The modules of one parent, or the types that stand beside them.
struct Names<'s> {
    what: &'static str,
    result: &'static str,
    taken: BTreeMap<String, &'s Spanned>,
}

impl<'s> Names<'s> {
    fn new(what: &'static str) -> Self {
        Names {
            what,
            result: "module",
            taken: BTreeMap::new(),
        }
    }

    fn of_types(self) -> Self {
        Names {
            result: "type",
            ..self
        }
    }

    /// Takes a name; what is called the same on the wire is the same thing. Gives whether it was free.
    fn claim(
        &mut self,
        name: Option<String>,
        wire: &'s Spanned,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let Some(name) = name else { return true };
        let Some(other) = self.taken.insert(name.clone(), wire) else {
            return true;
        };
        if other.value == wire.value {
            return true;
        }
        let (what, result) = (self.what, self.result);
        let (first, second) = (&other.value, &wire.value);
        diagnostics
            .error(
                "name-collision",
                wire.at,
                format!("the {what} `{first}` and `{second}` would both be the {result} `{name}`"),
            )
            .help(match what {
                "operations" => "give one of them a `rust_name`",
                _ => "generate one of them: `Builder::operations` chooses",
            })
            .label(other.at, "the other one");
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::load;
    use crate::model::Origin;
    use crate::parse::parse;
    use crate::resolve::{Selection, resolve};

    /// The titles of the findings about operations, each written `product/version:Operation`.
    fn findings(operations: &[&str]) -> Vec<String> {
        let mut files = std::collections::BTreeMap::new();
        for one in operations {
            let (folder, name) = one.split_once(':').expect("a folder and a name");
            let (product, version) = folder.split_once('/').expect("a product and a version");
            let head = format!("product: {product}\nversion: {version}\n");
            let text = format!("{head}style: ROA\nendpoints: {{ rule: regional }}\n");
            files.insert(format!("{folder}/product.yaml"), text);
            let text = format!("operation: {name}\nsummary: x\nhttp: GET /\n");
            files.insert(format!("{folder}/{name}.yaml"), text);
        }
        let mut diagnostics = Diagnostics::default();
        let spec = parse(
            &load(files.into_iter().collect(), &mut diagnostics),
            &mut diagnostics,
        );
        let products = spec.products.iter();
        let heads: Vec<_> = products
            .map(|one| (one.code.clone(), one.version.clone()))
            .collect();
        check_products(&heads, &mut diagnostics);
        for product in &spec.products {
            let model = resolve(product, Origin::Specs, &Selection::All);
            check(&model.expect("it has operations"), &mut diagnostics);
        }
        let found = diagnostics.sorted().into_iter();
        found.map(|finding| finding.message.clone()).collect()
    }

    #[test]
    fn names_that_become_one_are_found() {
        for (operations, expected) in [
            (
                ["demo/v1:GetX", "demo/v1:Get_X"],
                "the operations `GetX` and `Get_X` would both be the module `get_x`",
            ),
            (
                ["demo/v1:createX", "demo/v1:CreateX"],
                "the operations `CreateX` and `createX` would both be the module `create_x`",
            ),
            (
                ["demo/v1:Get1x", "demo/v1:Get_1x"],
                "the operations `Get1x` and `Get_1x` would both be the type `Get1xRequest`",
            ),
            (
                ["demo/1.0:Get", "demo/1-0:Get"],
                "the versions `1-0` and `1.0` would both be the module `v1_0`",
            ),
            (
                ["demo/v1:Get", "demo/1:Get"],
                "the versions `1` and `v1` would both be the module `v1`",
            ),
            (
                ["a-b/v1:Get", "a--b/v1:Get"],
                "the products `a--b` and `a-b` would both be the module `a_b`",
            ),
        ] {
            assert_eq!(findings(&operations), [expected]);
        }
        let apart = ["a-b/v1:Get", "ab/v1:Get", "ab/v2:Get", "ab/v2:GetX"];
        assert!(findings(&apart).is_empty());
    }

    #[test]
    fn names_of_cargo_and_the_runtime_are_found() {
        for (name, _) in RESERVED {
            let found = findings(&[&format!("{name}/v1:Get")]);
            assert!(
                matches!(&found[..], [one] if one.starts_with(&format!("the product `{name}`"))),
                "{found:?}"
            );
        }
        let free = [
            "types/v1:Types",
            "rt/v1:Rt",
            "transport/v1:New",
            "cen/v1:Lib",
        ];
        assert!(findings(&free).is_empty());
    }
}
