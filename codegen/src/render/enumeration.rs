//! Open enums.

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
pub(super) fn tokens(enumeration: &Enumeration) -> [TokenStream; 4] {
    let name = ident(&enumeration.name);
    let type_docs = docs(&enumeration.docs);
    let variants: Vec<_> = enumeration
        .variants
        .iter()
        .map(|variant| ident(&variant.name))
        .collect();
    let texts: Vec<_> = enumeration
        .variants
        .iter()
        .map(|variant| &variant.text)
        .collect();
    let variant_docs = enumeration
        .variants
        .iter()
        .map(|variant| docs(&variant.docs));
    [
        quote! {
            #type_docs
            #[derive(Clone, Debug, PartialEq, Eq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variant_docs #variants,)*
                /// A value that the page does not document, as it stands on the wire.
                Other(String),
            }
        },
        quote! {
            impl #name {
                /// The text on the wire.
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#variants => #texts,)*
                        Self::Other(text) => text,
                    }
                }
            }
        },
        quote! {
            impl From<&str> for #name {
                fn from(text: &str) -> Self {
                    match text {
                        #(#texts => Self::#variants,)*
                        other => Self::Other(other.to_owned()),
                    }
                }
            }
        },
        quote!(alicloud_core::open_enum!(#name);),
    ]
}
