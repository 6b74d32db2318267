//! Model -> Rust, still as data: every identifier, type, sentence and box is final afterwards.
//!
//! In: a resolved product version. Out: a `rust::Product` that `render` prints without a decision. Findings are
//! about names alone: two wire names that become one Rust name, or a name that leaves nothing usable.

mod checks;
mod docs;
mod enumeration;
mod modules;
mod operation;
mod paged;
mod pages;
mod prose;
mod rules;
mod scope;
mod sentences;
mod shapes;
mod shared;
mod structure;
mod types;

use crate::diagnostic::Diagnostics;
use crate::ident;
use crate::model::{Origin, Product};
use crate::rust::{self, ProductInfo, RegionHosts, RetryCodes, Version};
use crate::spec::{self, ApiStyle, EndpointRule};
pub(crate) use modules::check_products;

/// Lowers a resolved product version.
pub(crate) fn lower(source: &Product<'_>, diagnostics: &mut Diagnostics) -> rust::Product {
    modules::check(source, diagnostics);
    let code = &source.spec.code.value;
    let title = source.spec.title.as_deref();
    let mut docs = vec![format!("{}.", title.map_or(code.clone(), prose::text))];
    if let Some(url) = &source.spec.docs {
        docs.extend([
            String::new(),
            format!("Documentation: {}", prose::link(url)),
        ]);
    }
    rust::Product {
        feature: code.clone(),
        module: ident::module(code).expect("a product code has only letters, digits and dashes"),
        docs,
        version: version(source, diagnostics),
    }
}

/// The file that a part of a product version was made from, below the folder of the input.
fn source_of(product: &Product<'_>, file: &str) -> String {
    let (code, version) = (&product.spec.code.value, &product.spec.version.value);
    match product.origin {
        Origin::Specs => format!("{code}/{version}{file}"),
        Origin::Metadata => format!("{code}/{version}/api-docs.json"),
    }
}

fn version(source: &Product<'_>, diagnostics: &mut Diagnostics) -> Version {
    let spec = source.spec;
    let title = spec
        .title
        .as_deref()
        .map_or(spec.code.value.clone(), prose::text);
    let names = shared::names(source, diagnostics);
    let mut version = Version {
        module: ident::version(&spec.version.value),
        source: source_of(source, ""),
        shared_source: source_of(source, "/schemas.yaml"),
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
            .map(|operation| operation::lower(source, &names, operation, diagnostics))
            .collect(),
        shared: shared::lower(source, &names, diagnostics),
    };
    paged::add(source, &mut version);
    version
}

fn info(source: &Product<'_>) -> ProductInfo {
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
        retry: retry([&spec.retry]),
    }
}

/// The codes of all tables, each once.
fn retry<const N: usize>(tables: [&spec::RetryCodes; N]) -> RetryCodes {
    let texts = |codes: fn(&spec::RetryCodes) -> &[spec::Spanned]| {
        let mut texts: Vec<String> = Vec::new();
        for code in tables.iter().copied().flat_map(codes) {
            if !texts.contains(&code.value) {
                texts.push(code.value.clone());
            }
        }
        texts
    };
    RetryCodes {
        passing: texts(|codes| &codes.passing),
        throttling: texts(|codes| &codes.throttling),
    }
}

#[cfg(test)]
mod tests;
