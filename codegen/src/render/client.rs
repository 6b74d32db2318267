//! The client of a product version, and what the runtime must know about the product.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{docs, ident, types};
use crate::rust::{Operation, ProductInfo, Type, Version};

pub(super) fn items(version: &Version) -> Vec<TokenStream> {
    let mut items = vec![quote!(
        use alicloud_core::rt;
    )];
    items.extend(version.operations.iter().map(re_export));
    items.push(product(&version.info));
    items.push(client(version));
    items
}

fn re_export(operation: &Operation) -> TokenStream {
    let module = ident(&operation.module);
    let request = ident(&operation.request);
    match &operation.output {
        Type::Local(response) => {
            let response = ident(response);
            quote!(pub use #module::{#request, #response};)
        }
        _ => quote!(pub use #module::#request;),
    }
}

fn product(info: &ProductInfo) -> TokenStream {
    let ProductInfo {
        code,
        version,
        regions,
        ..
    } = info;
    let style = ident(info.style);
    let endpoint = ident(info.endpoint);
    let hosts = info.hosts.iter().map(|hosts| {
        let region = &hosts.region;
        let public = types::option(&hosts.public);
        let vpc = types::option(&hosts.vpc);
        quote!(rt::RegionHosts { region: #region, public: #public, vpc: #vpc })
    });
    quote! {
        static PRODUCT: rt::ProductInfo = rt::ProductInfo {
            code: #code,
            version: #version,
            style: rt::ApiStyle::#style,
            endpoint: rt::EndpointRule::#endpoint,
            regions: &[#(#regions),*],
            hosts: &[#(#hosts),*],
        };
    }
}

fn client(version: &Version) -> TokenStream {
    let client_docs = docs(&version.client_docs);
    let methods = version.operations.iter().map(method);
    quote! {
        #client_docs
        #[derive(Clone, Debug)]
        pub struct Client {
            core: rt::Core,
        }

        impl Client {
            /// A client for the region, credentials and options of `config`.
            ///
            /// # Errors
            ///
            /// When the region or the endpoint of `config` cannot be used. Nothing is sent.
            pub fn new(config: &rt::Config) -> Result<Self, rt::Error> {
                let core = rt::Core::new(&PRODUCT, config)?;
                Ok(Client { core })
            }

            #(#methods)*
        }
    }
}

fn method(operation: &Operation) -> TokenStream {
    let method_docs = docs(&operation.method.docs);
    let name = ident(&operation.method.name);
    let module = ident(&operation.module);
    let request = ident(&operation.request);
    let alias = &operation.name;
    let deprecated = types::deprecated(&operation.method.deprecated);
    let call = ident(operation.method.call.ty);
    let by = ident(operation.method.call.by);
    let output = match &operation.output {
        Type::Local(response) => ident(response).into_token_stream(),
        other => types::outside(other, &quote!(#module::), &quote!(types::)),
    };
    quote! {
        #method_docs
        #[doc(alias = #alias)]
        #deprecated
        #[inline]
        pub fn #name<'a>(&'a self, request: &'a #request) -> rt::#call<'a, #output> {
            self.core.#by(request)
        }
    }
}
