//! Structures: declaration, constructor and setters, and how the runtime reaches their fields.

use proc_macro2::TokenStream;
use quote::quote;

use super::table::Schema;
use super::{FromJson, Item, docs, ident, plain, table, types};
use crate::rust::{Argument, By, Decoded, Field, Structure, Type};

pub(super) fn items(structure: &Structure, from_json: FromJson) -> Vec<Item> {
    let parts = parts(structure, from_json).into_iter();
    let items = parts.map(|part| match part.text {
        Some(text) => Item::Text(text),
        None => Item::Tokens((part.tokens)()),
    });
    items.filter(|item| !item.is_empty()).collect()
}

/// A part of a structure.
pub(super) struct Part<'s> {
    /// Its text; `None` where a line may need breaking.
    pub text: Option<String>,
    /// The same as tokens.
    pub tokens: Box<dyn Fn() -> TokenStream + 's>,
}

/// All of it, in order; what a structure has no need of is empty.
pub(super) fn parts(structure: &Structure, from_json: FromJson) -> [Part<'_>; 6] {
    fn part<'s>(text: Option<String>, tokens: impl Fn() -> TokenStream + 's) -> Part<'s> {
        Part {
            text,
            tokens: Box::new(tokens),
        }
    }
    let writing = move || writing(structure, from_json).unwrap_or_default();
    [
        part(plain::declaration(structure), || declaration(structure)),
        part(plain::methods(structure), || {
            methods(structure).unwrap_or_default()
        }),
        // Nothing stands beside a table that is a text; the others are few.
        part(table::is_text(structure).then(String::new), || {
            table::item(structure).unwrap_or_default()
        }),
        part(plain::reading(structure), || {
            reading(structure).unwrap_or_default()
        }),
        part(plain::writing(structure, from_json), writing),
        part(plain::printing(structure), || printing(structure)),
    ]
}

fn declaration(structure: &Structure) -> TokenStream {
    let name = ident(&structure.name);
    let type_docs = docs(&structure.docs);
    let non_exhaustive = (!structure.built_by_users).then(|| quote!(#[non_exhaustive]));
    let fields = structure.fields.iter().map(|field| {
        let field_docs = docs(&field.docs);
        let name = ident(&field.name);
        let ty = types::ty(&field.ty);
        quote!(#field_docs pub #name: #ty)
    });
    quote! {
        #type_docs
        #[derive(Clone, Default)]
        #non_exhaustive
        pub struct #name {
            #(#fields,)*
        }
    }
}

fn methods(structure: &Structure) -> Option<TokenStream> {
    let new = (!structure.new.is_empty()).then(|| constructor(structure));
    let setters: Vec<_> = structure.fields.iter().filter_map(setter).collect();
    if new.is_none() && setters.is_empty() {
        return None;
    }
    let name = ident(&structure.name);
    Some(quote! {
        impl #name {
            #new
            #(#setters)*
        }
    })
}

fn constructor(structure: &Structure) -> TokenStream {
    let new_docs = docs(std::slice::from_ref(&structure.new_docs));
    let required: Vec<&Field> = structure
        .new
        .iter()
        .map(|index| &structure.fields[*index])
        .collect();
    let names: Vec<_> = required.iter().map(|field| ident(&field.name)).collect();
    let arguments = required.iter().map(|field| argument(&field.argument));
    let values = required.iter().map(|field| value(field, &field.argument));
    let rest = (required.len() < structure.fields.len()).then(|| quote!(..Self::default()));
    quote! {
        #new_docs
        #[inline]
        pub fn new(#(#names: #arguments),*) -> Self {
            Self {
                #(#names: #values,)*
                #rest
            }
        }
    }
}

fn setter(field: &Field) -> Option<TokenStream> {
    let setter = ident(field.setter.as_ref()?);
    let name = ident(&field.name);
    let setter_docs = docs(&[format!("Sets the member `{}`.", field.name)]);
    let deprecated = types::deprecated(&field.deprecated);
    let argument = argument(&field.argument);
    let value = value(field, &field.argument);
    Some(quote! {
        #setter_docs
        #deprecated
        #[inline]
        #[must_use]
        pub fn #setter(mut self, #name: #argument) -> Self {
            self.#name = #value;
            self
        }
    })
}

fn argument(taken: &Argument) -> TokenStream {
    let ty = types::ty(unboxed(&taken.ty));
    match (taken.by, &taken.ty) {
        (By::Value, _) => ty,
        (By::Entries, Type::Vec(entry)) => {
            let entry = types::ty(entry);
            quote!(impl IntoIterator<Item = impl Into<#entry>>)
        }
        (By::Into | By::Entries, _) => quote!(impl Into<#ty>),
    }
}

fn value(field: &Field, taken: &Argument) -> TokenStream {
    let name = ident(&field.name);
    let mut value = match taken.by {
        By::Value => quote!(#name),
        By::Into => quote!(#name.into()),
        By::Entries => quote!(rt::list(#name)),
    };
    if matches!(taken.ty, Type::Box(_)) {
        value = quote!(Box::new(#value));
    }
    if matches!(field.ty, Type::Option(_)) {
        quote!(Some(#value))
    } else {
        value
    }
}

fn unboxed(ty: &Type) -> &Type {
    match ty {
        Type::Box(inner) => inner,
        other => other,
    }
}

fn reading(structure: &Structure) -> Option<TokenStream> {
    if !structure.encoded {
        return None;
    }
    let name = ident(&structure.name);
    let (function, schema) = Schema::of_reading(structure).tokens(false);
    let fields = structure.fields.iter().map(|field| ident(&field.name));
    Some(quote! {
        impl rt::Model for #name {
            #[inline]
            fn fields(&self) -> rt::Values<'_> {
                #function(#schema, [#(&self.#fields),*])
            }
        }
    })
}

fn writing(structure: &Structure, from_json: FromJson) -> Option<TokenStream> {
    let gate = match (structure.decoded, from_json) {
        (Decoded::Always, _) | (Decoded::FromJson, FromJson::Yes) => TokenStream::new(),
        (Decoded::FromJson, FromJson::Feature) => quote!(#[cfg(feature = "from_json")]),
        (Decoded::FromJson, FromJson::No) => return None,
    };
    let name = ident(&structure.name);
    let (function, schema) = Schema::of_writing(structure).tokens(true);
    let fields = structure.fields.iter().map(|field| ident(&field.name));
    Some(quote! {
        #gate
        impl rt::ModelMut for #name {
            #[inline]
            fn fields_mut(&mut self) -> rt::Slots<'_> {
                #function(#schema, [#(&mut self.#fields),*])
            }
        }
    })
}

fn printing(structure: &Structure) -> TokenStream {
    let name = ident(&structure.name);
    let debug = ident(plain::debug(structure));
    quote! {
        impl ::std::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                rt::#debug(self, f)
            }
        }
    }
}
