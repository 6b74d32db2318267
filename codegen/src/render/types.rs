//! Types and small literals as tokens.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::ident;
use crate::rust::Type;

/// A type, as written inside the module that declares its local types.
pub(super) fn ty(ty: &Type) -> TokenStream {
    outside(ty, &TokenStream::new(), &quote!(super::types::))
}

/// A type, as written elsewhere: `local` and `shared` are the ways to its modules.
pub(super) fn outside(ty: &Type, local: &TokenStream, shared: &TokenStream) -> TokenStream {
    let inner = |inner: &Type| outside(inner, local, shared);
    match ty {
        Type::String => quote!(String),
        Type::Integer => quote!(i64),
        Type::Number => quote!(f64),
        Type::Boolean => quote!(bool),
        Type::Bytes => quote!(rt::Bytes),
        Type::Json => quote!(rt::Json),
        Type::Unit => quote!(()),
        Type::Vec(entry) => {
            let entry = inner(entry);
            quote!(Vec<#entry>)
        }
        Type::Map(value) => {
            let value = inner(value);
            quote!(::std::collections::BTreeMap<String, #value>)
        }
        Type::Option(value) => {
            let value = inner(value);
            quote!(Option<#value>)
        }
        Type::Box(value) => {
            let value = inner(value);
            quote!(Box<#value>)
        }
        Type::Local(name) => {
            let name = ident(name);
            quote!(#local #name)
        }
        Type::Shared(name) => {
            let name = ident(name);
            quote!(#shared #name)
        }
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
