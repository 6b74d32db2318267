//! Does every `$ref` lead somewhere, is every shared schema used, and does every type end?

use std::collections::HashSet;

use super::scope::fields;
use crate::diagnostic::{Diagnostics, nearest};
use crate::lookup::is_untold;
use crate::spec::{Field, Product, Spanned, Type};

pub(super) fn check(product: &Product, diagnostics: &mut Diagnostics) {
    let names = || {
        product
            .schemas
            .iter()
            .map(|shared| shared.name.value.as_str())
    };
    let mut used = HashSet::new();
    for field in fields(product) {
        let Type::Ref(name) = &field.kind else {
            continue;
        };
        if is_untold(&field.kind) {
            continue;
        }
        used.insert(name.value.as_str());
        if !names().any(|known| known == name.value) {
            let message = format!("`schemas.yaml` has no schema `{}`", name.value);
            let problem = diagnostics.error("unknown-ref", name.at, message);
            problem.help(match nearest(&name.value, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "add `{}` to `schemas.yaml`, or write the structure in place",
                    name.value
                ),
            });
        }
    }
    // A file that could not be read may be the one that uses it.
    let whole = !diagnostics.has_errors();
    for shared in &product.schemas {
        let name = &shared.name;
        if whole && !used.contains(name.value.as_str()) {
            diagnostics
                .warning(
                    "unused-schema",
                    name.at,
                    format!("nothing refers to the schema `{}`", name.value),
                )
                .help("remove it, or refer to it by `$ref`");
        }
        if comes_back(product, name) {
            diagnostics
                .error(
                    "endless-type",
                    name.at,
                    format!(
                        "the schema `{}` consists of itself and nothing else",
                        name.value
                    ),
                )
                .help("put a structure with `fields` in between");
        }
    }
}

/// Whether references, lists and maps alone lead from a schema back to it.
fn comes_back(product: &Product, name: &Spanned) -> bool {
    let mut next = name.value.as_str();
    for _ in &product.schemas {
        let Some(shared) = product
            .schemas
            .iter()
            .find(|shared| shared.name.value == next)
        else {
            return false;
        };
        match last(&shared.field) {
            Some(to) if to.value == name.value => return true,
            Some(to) => next = &to.value,
            None => return false,
        }
    }
    false
}

/// The reference at the end of lists and maps.
fn last(field: &Field) -> Option<&Spanned> {
    match &field.kind {
        Type::Ref(name) => Some(name),
        Type::List(entry) | Type::Map(entry) => last(entry),
        _ => None,
    }
}
