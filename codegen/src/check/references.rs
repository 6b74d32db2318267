//! Does every `$ref` lead somewhere, and is every shared schema used?

use std::collections::HashSet;

use super::scope::fields;
use crate::diagnostic::{Diagnostics, nearest};
use crate::lookup::is_untold;
use crate::spec::{Product, Type};

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
        if product.schemas.get(&name.value).is_none() {
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
    for shared in product.schemas.iter() {
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
    }
}
