//! Finds modules that would have the same name.
//!
//! In: the resolved model. Out: a finding for each pair. Wire names that differ in capitals or punctuation
//! alone can become one Rust name.

use std::collections::BTreeMap;

use super::operation;
use crate::diagnostic::Diagnostics;
use crate::ident;
use crate::model::Model;
use crate::spec::Spanned;

/// Reports products, versions of a product and operations of a version that share a module.
pub(super) fn check(model: &Model<'_>, diagnostics: &mut Diagnostics) {
    let mut products = Names::new("products");
    let mut versions: BTreeMap<&str, Names<'_>> = BTreeMap::new();
    for product in &model.products {
        let (code, version) = (&product.spec.code, &product.spec.version);
        products.claim(ident::snake(&code.value), code, diagnostics);
        let of_product = versions
            .entry(&code.value)
            .or_insert_with(|| Names::new("versions"));
        of_product.claim(Some(ident::version(&version.value)), version, diagnostics);
        let mut operations = Names::new("operations");
        for one in &product.operations {
            operations.claim(
                Some(operation::module(&one.name.value)),
                &one.name,
                diagnostics,
            );
        }
    }
}

/// The modules of one parent.
struct Names<'s> {
    what: &'static str,
    taken: BTreeMap<String, &'s Spanned>,
}

impl<'s> Names<'s> {
    fn new(what: &'static str) -> Self {
        Names {
            what,
            taken: BTreeMap::new(),
        }
    }

    /// Takes a name; what is called the same on the wire is the same thing.
    fn claim(&mut self, module: Option<String>, wire: &'s Spanned, diagnostics: &mut Diagnostics) {
        let Some(module) = module else { return };
        let Some(other) = self.taken.insert(module.clone(), wire) else {
            return;
        };
        if other.value == wire.value {
            return;
        }
        let (what, first, second) = (self.what, &other.value, &wire.value);
        diagnostics
            .error(
                "name-collision",
                wire.at,
                format!("the {what} `{first}` and `{second}` would both be the module `{module}`"),
            )
            .help("generate one of them: `Builder::operations` chooses")
            .label(other.at, "the other one");
    }
}
