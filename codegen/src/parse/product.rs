//! Builds a product from `product.yaml`.

use super::read;
use crate::load::Node;
use crate::spec::{ApiStyle, EndpointRule, Endpoints, Product, RegionHosts};

/// The product, without schemas and operations; `None` when a key that it needs is not there.
pub(super) fn product(root: &Node) -> Option<Product> {
    Some(Product {
        code: read::get_spanned(root, "product")?,
        version: read::get_spanned(root, "version")?,
        style: match read::get_text(root, "style")?.as_str() {
            "ROA" => ApiStyle::Roa,
            "RPC" => ApiStyle::Rpc,
            _ => return None,
        },
        title: read::get_text(root, "title"),
        docs: read::get_text(root, "docs"),
        endpoints: endpoints(read::get(root, "endpoints")?)?,
        schemas: Vec::new(),
        operations: Vec::new(),
    })
}

fn endpoints(node: &Node) -> Option<Endpoints> {
    let hosts = read::get(node, "hosts").map_or(&[][..], read::entries);
    let hosts = hosts.iter().filter_map(|(region, hosts)| {
        Some(RegionHosts {
            region: read::spanned(region)?,
            public: read::get_spanned(hosts, "public"),
            vpc: read::get_spanned(hosts, "vpc"),
        })
    });
    let regions = read::get(node, "regions").map_or(&[][..], read::list);
    Some(Endpoints {
        rule: match read::get_text(node, "rule")?.as_str() {
            "regional" => EndpointRule::Regional,
            "central" => EndpointRule::Central,
            _ => return None,
        },
        regions: regions.iter().filter_map(read::spanned).collect(),
        hosts: hosts.collect(),
    })
}
