//! Which operations are wanted.

use crate::diagnostic::Diagnostics;
use crate::spec::{Operation, Product, Spec};

/// The operations that a run generates.
#[derive(Debug, Clone, Default)]
pub(crate) enum Selection {
    /// All that the specs hold.
    #[default]
    All,
    /// Only these: `product:Operation`.
    Only(Vec<String>),
}

/// The products with their wanted operations; products without any are left out.
pub(super) fn select<'s>(
    spec: &'s Spec,
    wanted: &Selection,
    diagnostics: &mut Diagnostics,
) -> Vec<(&'s Product, Vec<&'s Operation>)> {
    if let Selection::Only(names) = wanted {
        report_unknown(spec, names, diagnostics);
    }
    let is_wanted = |product: &Product, operation: &Operation| match wanted {
        Selection::All => true,
        Selection::Only(names) => names.contains(&full_name(product, operation)),
    };
    spec.products
        .iter()
        .map(|product| {
            (
                product,
                product
                    .operations
                    .iter()
                    .filter(|op| is_wanted(product, op))
                    .collect::<Vec<_>>(),
            )
        })
        .filter(|(_, operations)| !operations.is_empty())
        .collect()
}

fn full_name(product: &Product, operation: &Operation) -> String {
    format!("{}:{}", product.code.value, operation.name.value)
}

fn report_unknown(spec: &Spec, names: &[String], diagnostics: &mut Diagnostics) {
    let known: Vec<String> = spec
        .products
        .iter()
        .flat_map(|product| product.operations.iter().map(|op| full_name(product, op)))
        .collect();
    for name in names.iter().filter(|name| !known.contains(name)) {
        let nearest = known
            .iter()
            .max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
        let help = match nearest {
            Some(nearest) => {
                format!("operations are named `product:Operation`; the nearest is `{nearest}`")
            }
            None => "the specs hold no operation at all".to_owned(),
        };
        diagnostics
            .error(
                "unknown-operation",
                None,
                format!("no spec describes the wanted operation `{name}`"),
            )
            .help(help);
    }
}
