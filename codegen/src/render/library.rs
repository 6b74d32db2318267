//! Products and versions as modules.

use quote::quote;

use super::{FromJson, Module, Options, client, enumeration, ident, operation, structure};
use crate::rust::{Item, Product, Version};

pub(super) fn product(product: &Product, options: &Options<'_>) -> Module {
    let newest = ident(&product.version.module);
    Module {
        name: product.module.clone(),
        source: None,
        feature: Some(product.feature.clone()),
        docs: product.docs.clone(),
        text: (options.print)(vec![quote!(pub use #newest::*;)]),
        children: vec![version(&product.version, options)],
    }
}

fn version(version: &Version, options: &Options<'_>) -> Module {
    let mut children: Vec<Module> = version
        .operations
        .iter()
        .map(|one| operation::module(one, options))
        .collect();
    if !version.shared.is_empty() {
        children.push(Module {
            name: "types".to_owned(),
            source: Some(version.shared_source.clone()),
            feature: None,
            docs: vec!["Types that several operations share.".to_owned()],
            children: Vec::new(),
            text: (options.print)(items(&version.shared, options.from_json, true)),
        });
    }
    Module {
        name: version.module.clone(),
        source: Some(version.source.clone()),
        feature: None,
        docs: version.docs.clone(),
        text: (options.print)(client::items(version)),
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
