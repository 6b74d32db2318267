//! Is every region listed once, and does every exception say something?

use std::collections::HashMap;

use crate::diagnostic::Diagnostics;
use crate::spec::Product;

pub(super) fn check(product: &Product, diagnostics: &mut Diagnostics) {
    let mut first = HashMap::new();
    for region in &product.endpoints.regions {
        if let Some(before) = first.insert(&region.value, region.at) {
            diagnostics
                .error(
                    "repeated-entry",
                    region.at,
                    format!("the region `{}` is listed twice", region.value),
                )
                .help("keep one of the two")
                .label(before, "first listed here");
        }
    }
    for hosts in &product.endpoints.hosts {
        if hosts.public.is_none() && hosts.vpc.is_none() {
            let region = &hosts.region.value;
            diagnostics
                .error(
                    "empty-exception",
                    hosts.region.at,
                    format!("the exception for `{region}` names no host"),
                )
                .help("add `public` or `vpc`, or remove the region from `hosts`");
        }
    }
}
