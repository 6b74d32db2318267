//! How pages are walked: the member `pages` of an operation's table.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ident;
use crate::rust::{PageMember, Pages, PagesBy};

pub(super) fn table(pages: &Pages) -> TokenStream {
    let by = match &pages.by {
        PagesBy::Number { page, total } => {
            let page = member(page);
            quote!(Number { page: #page, total: &[#(#total),*] })
        }
        PagesBy::Token { token, next } => {
            let token = member(token);
            quote!(Token { token: #token, next: &[#(#next),*] })
        }
        PagesBy::Offset { offset, total } => {
            let offset = member(offset);
            quote!(Offset { offset: #offset, total: &[#(#total),*] })
        }
    };
    let size = match &pages.size {
        Some(size) => {
            let size = member(size);
            quote!(Some(#size))
        }
        None => quote!(None),
    };
    let items = &pages.items;
    let default_size = match pages.default_size.map(Literal::u32_unsuffixed) {
        Some(count) => quote!(Some(#count)),
        None => quote!(None),
    };
    quote! {
        pages: Some(&rt::PageInfo {
            by: rt::PageBy::#by,
            size: #size,
            default_size: #default_size,
            items: &[#(#items),*],
        })
    }
}

fn member(member: &PageMember) -> TokenStream {
    let kind = ident(if member.is_text { "text" } else { "number" });
    let name = &member.name;
    quote!(rt::PageMember::#kind(#name))
}
