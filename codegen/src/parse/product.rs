//! Builds a product from `product.yaml`.
//!
//! In: the tree of a file. Out: a product without operations, or nothing where it does not say which product it is.

use super::read;
use crate::load::Node;
use crate::spec::{ApiStyle, EndpointRule, Endpoints, Product, RegionHosts, RetryCodes, Schemas};

/// The product, without schemas and operations; `None` when it cannot be told which one it is. What else cannot be
/// told has been reported, and stands as something that leads to no further finding.
pub(super) fn product(root: &Node) -> Option<Product> {
    Some(Product {
        code: read::get_spanned(root, "product")?,
        version: read::get_spanned(root, "version")?,
        style: match read::get_text(root, "style").as_deref() {
            Some("RPC") => ApiStyle::Rpc,
            _ => ApiStyle::Roa,
        },
        title: read::get_text(root, "title"),
        docs: read::get_text(root, "docs"),
        endpoints: endpoints(read::get(root, "endpoints")),
        retry: retry(root),
        schemas: Schemas::default(),
        operations: Vec::new(),
    })
}

/// The codes under `retry` of a product or an operation.
pub(super) fn retry(root: &Node) -> RetryCodes {
    let codes = |name| read::get(root, "retry").map_or(Vec::new(), |node| read::texts(node, name));
    RetryCodes {
        passing: codes("passing"),
        throttling: codes("throttling"),
    }
}

fn endpoints(node: Option<&Node>) -> Endpoints {
    let get = |name| node.and_then(|node| read::get(node, name));
    let hosts = get("hosts").map_or(&[][..], read::entries);
    let hosts = hosts.iter().filter_map(|(region, hosts)| {
        Some(RegionHosts {
            region: read::spanned(region)?,
            public: read::get_spanned(hosts, "public"),
            vpc: read::get_spanned(hosts, "vpc"),
        })
    });
    let regions = get("regions").map_or(&[][..], read::list);
    Endpoints {
        rule: match get("rule").and_then(read::text) {
            Some("central") => EndpointRule::Central,
            _ => EndpointRule::Regional,
        },
        regions: regions.iter().filter_map(read::spanned).collect(),
        hosts: hosts.collect(),
    }
}
