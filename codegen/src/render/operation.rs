//! The module of an operation: request, answer, their types, and what the runtime must know.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Item, Module, Options, docs, facts, ident, library, types};
use crate::rust::{self, Operation, ProductInfo};

pub(super) fn module(
    operation: &Operation,
    product: &ProductInfo,
    options: &Options<'_>,
) -> Module {
    let (request, others) = operation.items.split_at(1);
    let around = match has_shared(operation) {
        true => quote!(
            use super::{Client, types};
        ),
        false => quote!(
            use super::Client;
        ),
    };
    let mut text = (options.print)(vec![library::runtime(), Item::Tokens(around)]);
    for request in library::types(request, options) {
        text.push('\n');
        text.push_str(&request.text);
    }
    let end = [implementation(operation, product), method(operation)].map(Item::Tokens);
    text.push('\n');
    text.push_str(&(options.print)(end.into()));
    Module {
        name: operation.module.clone(),
        source: Some(operation.source.clone()),
        feature: None,
        docs: operation.module_docs.clone(),
        children: Vec::new(),
        text,
        types: library::types(others, options),
    }
}

/// Whether the module names shared types.
fn has_shared(operation: &Operation) -> bool {
    let items = operation.items.iter();
    let structures = items.filter_map(|item| match item {
        rust::Item::Structure(structure) => Some(structure),
        rust::Item::Enumeration(_) => None,
    });
    let mut fields = structures.flat_map(|structure| &structure.fields);
    types::is_shared(&operation.output) || fields.any(|field| types::is_shared(&field.ty))
}

/// The method stands with its request, not in one long list of all.
fn method(operation: &Operation) -> TokenStream {
    let method_docs = docs(&operation.method.docs);
    let name = ident(&operation.method.name);
    let request = ident(&operation.request);
    let alias = &operation.name;
    let deprecated = types::deprecated(&operation.method.deprecated);
    let call = ident(operation.method.call.ty);
    let by = ident(operation.method.call.by);
    let output = types::ty(&operation.output);
    let items = operation.method.call.items.as_ref().map(|items| {
        let items = types::ty(items);
        quote!(, #items)
    });
    quote! {
        impl Client {
            #method_docs
            #[doc(alias = #alias)]
            #deprecated
            #[inline]
            pub fn #name<'a>(&'a self, request: &'a #request) -> rt::#call<'a, #output #items> {
                self.core.#by(request)
            }
        }
    }
}

fn implementation(operation: &Operation, product: &ProductInfo) -> TokenStream {
    let request = ident(&operation.request);
    let output = types::ty(&operation.output);
    let facts = facts::text(operation, product);
    quote! {
        impl rt::Operation for #request {
            type Output = #output;
            const INFO: &'static str = #facts;
        }
    }
}
