//! The tree of an `api-docs.json` -> its mirror.
//!
//! In: a [`Json`] tree. Out: a [`Document`]. Every parameter, property, operation and component of the tree is in
//! the document, however odd its value is, so that nothing is lost without an entry in the ledger; whatever is of
//! another kind than the format says is read as well as it can be, and noted as an [`Oddity`].

mod api;
mod repeated;
mod schema;
mod value;

use super::document::{Document, Endpoint};
use crate::json::{Json, Members};
use value::{Odd, maps, named, object, text};

/// Reads a whole file; a tree that is no map reads as an empty document.
pub(crate) fn read<'d>(json: Json<'d>) -> Document<'d> {
    let mut document = Document::default();
    let mut odd = Vec::new();
    for (key, value) in object(json, "", &mut odd) {
        match &*key {
            "info" => {
                for (key, value) in object(value, "info", &mut odd) {
                    match &*key {
                        "style" => {
                            document.style = text(value, "style", &mut odd).unwrap_or_default()
                        }
                        "product" => {
                            document.product = text(value, "product", &mut odd).unwrap_or_default();
                        }
                        "version" => {
                            document.version = text(value, "version", &mut odd).unwrap_or_default();
                        }
                        _ => {}
                    }
                }
            }
            "components" => {
                for (key, value) in object(value, "components", &mut odd) {
                    if key == "schemas" {
                        document.schemas = named(value, "schemas", &mut odd, schema::schema);
                    }
                }
            }
            "apis" => document.apis = named(value, "apis", &mut odd, api::api),
            "endpoints" => {
                let entries = maps(value, "endpoints", &mut odd).into_iter();
                let within = &mut Vec::new();
                document.endpoints = entries.map(|entry| endpoint(entry, within)).collect();
                odd.extend(within.drain(..).map(|oddity| oddity.below("endpoints")));
            }
            "ram" => {
                for (key, value) in object(value, "ram", &mut odd) {
                    if key == "ramActions" {
                        document.ram_actions = api::named_ram_actions(value, &mut odd);
                    }
                }
            }
            _ => {}
        }
    }
    document.oddities = odd;
    document
}

fn endpoint<'d>(members: Members<'d>, odd: &mut Odd) -> Endpoint<'d> {
    let mut endpoint = Endpoint::default();
    for (key, value) in members {
        match &*key {
            "regionId" => endpoint.region = text(value, "regionId", odd).unwrap_or_default(),
            "endpoint" => endpoint.host = text(value, "endpoint", odd).unwrap_or_default(),
            "vpc" => endpoint.vpc = text(value, "vpc", odd),
            _ => {}
        }
    }
    endpoint
}
