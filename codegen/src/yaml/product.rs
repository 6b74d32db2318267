//! `product.yaml` and `schemas.yaml`.
//!
//! In: the head of a product and its shared structures. Out: the two files that the operations of a version stand
//! beside.

use super::field;
use super::tree::{Map, Yaml};
use crate::spec::{ApiStyle, EndpointRule, Endpoints, Product, RetryCodes};

/// What holds for the whole product version.
pub(super) fn product(product: &Product) -> Map<'_> {
    let mut map = Map::block();
    map.text("product", Some(&product.code.value));
    map.word("version", &product.version.value);
    map.word(
        "style",
        match product.style {
            ApiStyle::Roa => "ROA",
            ApiStyle::Rpc => "RPC",
        },
    );
    map.prose("title", product.title.as_deref());
    map.text("docs", product.docs.as_deref());
    map.put("endpoints", Yaml::Map(endpoints(&product.endpoints)));
    retry(&mut map, &product.retry);
    map
}

/// The codes under `retry` of a product or an operation, if there are any.
pub(super) fn retry<'s>(map: &mut Map<'s>, codes: &'s RetryCodes) {
    let mut lists = Map::default();
    lists.texts("passing", codes.passing.iter());
    lists.texts("throttling", codes.throttling.iter());
    if !lists.entries.is_empty() {
        map.put("retry", Yaml::Map(lists));
    }
}

fn endpoints(endpoints: &Endpoints) -> Map<'_> {
    let mut map = Map::default();
    map.word(
        "rule",
        match endpoints.rule {
            EndpointRule::Regional => "regional",
            EndpointRule::Central => "central",
        },
    );
    map.texts(
        "regions",
        endpoints.regions.iter().map(|region| &region.value),
    );
    let mut hosts = Map::block();
    for region in &endpoints.hosts {
        let mut of_region = Map::default();
        for (key, host) in [("public", &region.public), ("vpc", &region.vpc)] {
            of_region.text(key, host.as_ref().map(|host| host.value.as_str()));
        }
        hosts.put(&region.region.value, Yaml::Map(of_region));
    }
    if !hosts.entries.is_empty() {
        map.put("hosts", Yaml::Map(hosts));
    }
    map
}

/// Structures that several operations share.
pub(super) fn schemas(product: &Product) -> Map<'_> {
    let mut map = Map::block();
    for shared in product.schemas.iter() {
        map.put(&shared.name.value, Yaml::Map(field::shared(&shared.field)));
    }
    map
}
