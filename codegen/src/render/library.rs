//! Products and versions as modules.

use quote::quote;

use super::{Item, Module, Options, Piece, client, enumeration, ident, operation, structure};
use crate::rust::{self, Product, Version};

pub(super) fn product(product: &Product, options: &Options<'_>) -> Module {
    let newest = ident(&product.version.module);
    Module {
        name: product.module.clone(),
        source: None,
        feature: Some(product.feature.clone()),
        docs: product.docs.clone(),
        text: (options.print)(vec![Item::Tokens(quote!(pub use #newest::*;))]),
        types: Vec::new(),
        children: vec![version(&product.version, options)],
    }
}

fn version(version: &Version, options: &Options<'_>) -> Module {
    let mut children: Vec<Module> = version
        .operations
        .iter()
        .map(|one| operation::module(one, &version.info, options))
        .collect();
    if !version.shared.is_empty() {
        children.push(Module {
            name: "types".to_owned(),
            source: Some(version.shared_source.clone()),
            feature: None,
            docs: vec!["Types that several operations share.".to_owned()],
            children: Vec::new(),
            text: (options.print)(vec![runtime()]),
            types: types(&version.shared, options),
        });
    }
    Module {
        name: version.module.clone(),
        source: Some(version.source.clone()),
        feature: None,
        docs: version.docs.clone(),
        text: (options.print)(client::items(version)),
        types: Vec::new(),
        children,
    }
}

/// What every module of types begins with.
pub(super) fn runtime() -> Item {
    Item::Tokens(quote!(
        use alicloud_core::rt;
    ))
}

/// Types, each with what belongs to it.
pub(super) fn types(all: &[rust::Item], options: &Options<'_>) -> Vec<Piece> {
    let piece = |item: &rust::Item| match item {
        rust::Item::Structure(one) => Piece {
            name: one.name.clone(),
            text: (options.print)(structure::items(one, options.from_json)),
        },
        rust::Item::Enumeration(one) => Piece {
            name: one.name.clone(),
            text: (options.print)(enumeration::items(one)),
        },
    };
    all.iter().map(piece).collect()
}
