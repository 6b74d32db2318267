//! Enums: the documented values of an open set, and their texts.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Item, docs, ident, plain};
use crate::rust::Enumeration;

pub(super) fn items(enumeration: &Enumeration) -> Vec<Item> {
    match plain::enumeration(enumeration) {
        Some(text) => vec![Item::Text(text)],
        None => tokens(enumeration).map(Item::Tokens).into(),
    }
}

/// All of it as tokens.
pub(super) fn tokens(enumeration: &Enumeration) -> [TokenStream; 2] {
    let name = ident(&enumeration.name);
    let type_docs = docs(&enumeration.docs);
    let variants = || enumeration.variants.iter();
    let names: Vec<_> = variants().map(|variant| ident(&variant.name)).collect();
    let texts = variants().map(|variant| &variant.text);
    let variant_docs = variants().map(|variant| docs(&variant.docs));
    [
        quote! {
            #type_docs
            #[derive(Clone, Copy)]
            #[non_exhaustive]
            pub enum #name {
                #(#variant_docs #names,)*
            }
        },
        quote! {
            impl rt::Known for #name {
                const VALUES: &'static [(&'static str, Self)] = &[#((#texts, Self::#names)),*];
            }
        },
    ]
}
