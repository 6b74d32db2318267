//! Products and versions as modules.

use quote::quote;

use super::{FromJson, Module, client, enumeration, ident, operation, structure};
use crate::rust::{Item, Product, Version};

pub(super) fn product(product: &Product, from_json: FromJson) -> Module {
    let newest = ident(&product.newest);
    Module {
        name: product.module.clone(),
        source: None,
        feature: Some(product.feature.clone()),
        docs: product.docs.clone(),
        items: vec![quote!(pub use #newest::*;)],
        children: product
            .versions
            .iter()
            .map(|one| version(one, from_json))
            .collect(),
    }
}

fn version(version: &Version, from_json: FromJson) -> Module {
    let mut children: Vec<Module> = version
        .operations
        .iter()
        .map(|one| operation::module(one, &version.info, from_json))
        .collect();
    if !version.shared.is_empty() {
        children.push(Module {
            name: "types".to_owned(),
            source: Some(format!(
                "{}/{}/schemas.yaml",
                version.info.code, version.info.version
            )),
            feature: None,
            docs: vec!["Types that several operations share.".to_owned()],
            children: Vec::new(),
            items: items(&version.shared, from_json, true),
        });
    }
    Module {
        name: version.module.clone(),
        source: Some(format!("{}/{}", version.info.code, version.info.version)),
        feature: None,
        docs: version.docs.clone(),
        items: client::items(version),
        children,
    }
}

/// The items of a module that declares types.
pub(super) fn items(
    all: &[Item],
    from_json: FromJson,
    with_use: bool,
) -> Vec<proc_macro2::TokenStream> {
    let mut items = Vec::new();
    if with_use {
        items.push(quote!(
            use alicloud_core::rt;
        ));
    }
    for item in all {
        match item {
            Item::Structure(one) => items.extend(structure::items(one, from_json)),
            Item::Enumeration(one) => items.extend(enumeration::items(one)),
        }
    }
    items
}
