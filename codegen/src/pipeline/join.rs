//! Product versions -> products: a module for each, with its versions in it.
//!
//! In: what the jobs gave, by product and version. Out: the tree of modules, in that order: which thread was faster
//! shows nowhere.

use super::GeneratedOperation;
use super::job::Outcome;
use crate::render::Module;

/// Puts together what the jobs gave, which is sorted by product and version.
pub(super) fn products(outcomes: Vec<Outcome>) -> (Vec<Module>, Vec<GeneratedOperation>) {
    let mut modules: Vec<Module> = Vec::new();
    let mut generated = Vec::new();
    for outcome in outcomes {
        generated.extend(outcome.generated);
        let Some(module) = outcome.module else {
            continue;
        };
        let same = |other: &&mut Module| other.name == module.name;
        match modules.last_mut().filter(same) {
            Some(product) => {
                // The newest version comes last: it is the one that the product re-exports.
                product.text = module.text;
                product.children.extend(module.children);
            }
            None => modules.push(module),
        }
    }
    (modules, generated)
}
