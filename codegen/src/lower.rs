//! Model -> Rust, still as data: every identifier, type, sentence and box is final afterwards.
//!
//! In: the resolved model. Out: a `rust::Library` that `render` prints without a decision. Findings are
//! about names alone: two wire names that become one Rust name, or a name that leaves nothing usable.

mod checks;
mod docs;
mod enumeration;
mod modules;
mod operation;
mod pages;
mod prose;
mod rules;
mod scope;
mod sentences;
mod structure;
mod types;

use crate::diagnostic::Diagnostics;
use crate::ident;
use crate::model::{self, Model};
use crate::rust::{Item, Library, Product, ProductInfo, RegionHosts, Version};
use crate::spec::{ApiStyle, EndpointRule};
use scope::{Direction, Scope};

/// Lowers a resolved model.
pub(crate) fn lower(model: &Model<'_>, diagnostics: &mut Diagnostics) -> Library {
    modules::check(model, diagnostics);
    let mut products: Vec<Product> = Vec::new();
    for source in &model.products {
        let version = version(source, diagnostics);
        let code = &source.spec.code.value;
        match products
            .last_mut()
            .filter(|product| product.feature == *code)
        {
            Some(product) => {
                // The model is sorted by version.
                product.newest = version.module.clone();
                product.versions.push(version);
            }
            None => products.push(product(source, version)),
        }
    }
    Library { products }
}

fn product(source: &model::Product<'_>, version: Version) -> Product {
    let code = &source.spec.code.value;
    let mut lines = vec![format!(
        "{}.",
        source
            .spec
            .title
            .as_deref()
            .map_or(code.clone(), prose::text)
    )];
    if let Some(url) = &source.spec.docs {
        lines.extend([
            String::new(),
            format!("Documentation: {}", prose::link(url)),
        ]);
    }
    Product {
        feature: code.clone(),
        module: ident::snake(code)
            .expect("parse accepts only letters, digits and dashes in a product code"),
        docs: lines,
        newest: version.module.clone(),
        versions: vec![version],
    }
}

fn version(source: &model::Product<'_>, diagnostics: &mut Diagnostics) -> Version {
    let spec = source.spec;
    let title = spec
        .title
        .as_deref()
        .map_or(spec.code.value.clone(), prose::text);
    Version {
        module: ident::version(&spec.version.value),
        docs: vec![format!("Version {} of {title}.", spec.version.value)],
        info: info(source),
        client_docs: vec![
            format!("Client of {title}, version {}.", spec.version.value),
            String::new(),
            "Cheap to clone; all clones share connections. Every method gives a call that is sent when it".to_owned(),
            "is awaited.".to_owned(),
        ],
        operations: source
            .operations
            .iter()
            .map(|operation| operation::lower(source, operation, diagnostics))
            .collect(),
        shared: shared(source, diagnostics),
    }
}

fn info(source: &model::Product<'_>) -> ProductInfo {
    let spec = source.spec;
    ProductInfo {
        code: spec.code.value.clone(),
        version: spec.version.value.clone(),
        style: match spec.style {
            ApiStyle::Roa => "Roa",
            ApiStyle::Rpc => "Rpc",
        },
        endpoint: match spec.endpoints.rule {
            EndpointRule::Regional => "Regional",
            EndpointRule::Central => "Central",
        },
        regions: spec
            .endpoints
            .regions
            .iter()
            .map(|region| region.value.clone())
            .collect(),
        hosts: spec
            .endpoints
            .hosts
            .iter()
            .map(|hosts| RegionHosts {
                region: hosts.region.value.clone(),
                public: hosts.public.as_ref().map(|host| host.value.clone()),
                vpc: hosts.vpc.as_ref().map(|host| host.value.clone()),
            })
            .collect(),
    }
}

fn shared(source: &model::Product<'_>, diagnostics: &mut Diagnostics) -> Vec<Item> {
    let mut scope = Scope::new(source, diagnostics, true);
    for shared in source
        .shared
        .iter()
        .filter(|shared| types::is_type(shared.field))
    {
        scope.reserve_shared(shared.field, types::shared_name(shared));
    }
    for shared in &source.shared {
        let direction = match (shared.in_requests, shared.in_responses) {
            (true, true) => Direction::Both,
            (true, false) => Direction::Request,
            _ => Direction::Response,
        };
        types::declare(
            &mut scope,
            shared.field,
            &types::shared_name(shared),
            direction,
        );
    }
    scope.into_items()
}
