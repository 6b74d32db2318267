//! The module of an operation: request, answer, their types, and what the runtime must know.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Module, Options, ident, library, types};
use crate::rust::{Body, Operation, OperationInfo};

pub(super) fn module(operation: &Operation, options: &Options<'_>) -> Module {
    let (request, others) = operation.items.split_at(1);
    let mut items = library::items(request, options.from_json, true);
    items.push(implementation(operation));
    items.extend(library::items(others, options.from_json, false));
    Module {
        name: operation.module.clone(),
        source: Some(operation.source.clone()),
        feature: None,
        docs: operation.module_docs.clone(),
        children: Vec::new(),
        text: (options.print)(items),
    }
}

fn implementation(operation: &Operation) -> TokenStream {
    let request = ident(&operation.request);
    let output = types::ty(&operation.output);
    let name = &operation.name;
    let facts = facts(&operation.info);
    quote! {
        impl rt::Operation for #request {
            type Output = #output;
            const INFO: &'static rt::OperationInfo = &rt::OperationInfo {
                #(#facts,)*
                ..rt::OperationInfo::new(&super::PRODUCT, #name)
            };
        }
    }
}

/// The facts in which the operation differs from the usual.
fn facts(info: &OperationInfo) -> Vec<TokenStream> {
    let OperationInfo {
        http_method,
        path,
        anonymous,
        ..
    } = info;
    let kind = ident(info.kind);
    let mut facts = vec![
        quote!(method: #http_method),
        quote!(path: #path),
        quote!(kind: rt::Kind::#kind),
    ];
    match &info.body {
        Body::None => {}
        Body::Json(name) => facts.push(quote!(body: rt::Body::Json(#name))),
        Body::Xml { name, root } => {
            facts.push(quote!(body: rt::Body::Xml { name: #name, root: #root }));
        }
        Body::Form => facts.push(quote!(body: rt::Body::Form)),
        Body::Payload => facts.push(quote!(body: rt::Body::Payload)),
        Body::XmlPayload(root) => {
            facts.push(quote!(body: rt::Body::XmlPayload { root: #root }));
        }
    }
    facts.extend(
        info.ram_action
            .iter()
            .map(|action| quote!(ram_action: Some(#action))),
    );
    facts.extend(
        info.idempotency_token
            .iter()
            .map(|token| quote!(idempotency_token: Some(#token))),
    );
    if *anonymous {
        facts.push(quote!(anonymous: true));
    }
    facts.extend(info.page.iter().map(|page| quote!(page: Some(#page))));
    facts.extend(info.docs.iter().map(|docs| quote!(docs: Some(#docs))));
    facts
}
