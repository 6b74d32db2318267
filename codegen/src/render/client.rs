//! The client of a product version, and what the runtime must know about the product.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Item, docs, ident, library, types};
use crate::rust::{Operation, ProductInfo, Version};

pub(super) fn items(version: &Version) -> Vec<Item> {
    let mut items = vec![library::runtime()];
    items.extend(version.operations.iter().map(exports).map(Item::Tokens));
    items.extend([product(&version.info), client(version)].map(Item::Tokens));
    items
}

fn exports(operation: &Operation) -> TokenStream {
    let module = ident(&operation.module);
    let names = operation.exports.iter().map(|name| ident(name));
    quote!(pub use #module::{#(#names),*};)
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
    let hosts = (!info.hosts.is_empty()).then(|| {
        let hosts = info.hosts.iter().map(|hosts| {
            let region = &hosts.region;
            let public = types::option(&hosts.public);
            let vpc = types::option(&hosts.vpc);
            quote!(rt::RegionHosts::new(#region, #public, #vpc))
        });
        quote!(hosts: &[#(#hosts),*],)
    });
    let retry = types::retry(&info.retry).into_iter();
    quote! {
        static PRODUCT: rt::ProductInfo = rt::ProductInfo {
            regions: &[#(#regions),*],
            #hosts
            #(#retry,)*
            ..rt::ProductInfo::new(
                #code,
                #version,
                rt::ApiStyle::#style,
                rt::EndpointRule::#endpoint,
            )
        };
    }
}

fn client(version: &Version) -> TokenStream {
    let client_docs = docs(&version.client_docs);
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

            /// A call of an operation that has no method here, by its name in the documentation and with
            /// parameters by name and place.
            pub fn call(&self, operation: impl Into<String>) -> rt::ActionCall<'_> {
                self.core.action(operation)
            }
        }
    }
}
