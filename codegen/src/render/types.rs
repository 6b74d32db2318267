//! Types and small literals as tokens.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::ident;
use crate::rust::{RetryCodes, Type};

/// A type, as written inside the module that declares its local types and imports `types`, if it has shared ones.
pub(super) fn ty(ty: &Type) -> TokenStream {
    match ty {
        Type::String => quote!(String),
        Type::Integer => quote!(i64),
        Type::Number => quote!(f64),
        Type::Boolean => quote!(bool),
        Type::Bytes => quote!(rt::Bytes),
        Type::Json => quote!(rt::Json),
        Type::Unit => quote!(()),
        Type::Vec(entry) => {
            let entry = self::ty(entry);
            quote!(Vec<#entry>)
        }
        Type::Map(value) => {
            let value = self::ty(value);
            quote!(::std::collections::BTreeMap<String, #value>)
        }
        Type::Option(value) => {
            let value = self::ty(value);
            quote!(Option<#value>)
        }
        Type::Box(value) => {
            let value = self::ty(value);
            quote!(Box<#value>)
        }
        Type::Local(name) => {
            let name = ident(name);
            quote!(#name)
        }
        Type::Shared(name) => {
            let name = ident(name);
            quote!(types::#name)
        }
        Type::Open(values) => {
            let values = self::ty(values);
            quote!(rt::Open<#values>)
        }
    }
}

/// Whether a type is made of shared ones.
pub(super) fn is_shared(ty: &Type) -> bool {
    match ty {
        Type::Vec(inner)
        | Type::Map(inner)
        | Type::Option(inner)
        | Type::Box(inner)
        | Type::Open(inner) => is_shared(inner),
        Type::Shared(_) => true,
        _ => false,
    }
}

pub(super) fn option<T: ToTokens>(value: &Option<T>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}

pub(super) fn deprecated(instead: &Option<String>) -> TokenStream {
    match instead {
        Some(note) => quote!(#[deprecated(note = #note)]),
        None => TokenStream::new(),
    }
}

/// The member `retry` of a table, if there are codes.
pub(super) fn retry(codes: &RetryCodes) -> Option<TokenStream> {
    let RetryCodes {
        passing,
        throttling,
    } = codes;
    if passing.is_empty() && throttling.is_empty() {
        return None;
    }
    Some(quote! {
        retry: rt::RetryCodes { passing: &[#(#passing),*], throttling: &[#(#throttling),*] }
    })
}
