//! What stands beside a decoded answer.
//!
//! In: the decoded answer and the HTTP answer it came in. Out: what support asks for, and the raw body. Behind a
//! trait object, so that a program that drops an answer does not compile what frees the headers.

use std::ops::Deref;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::envelope::{REQUEST_ID, header_request_id};
use crate::model::{Slot, Slots, Target};

/// What stands beside a decoded answer; clones share it.
#[derive(Clone)]
pub(crate) struct Beside(Arc<dyn Share>);

pub(crate) struct Facts {
    pub(crate) request_id: Option<String>,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) raw: Bytes,
}

trait Share: Send + Sync + UnwindSafe + RefUnwindSafe {
    fn facts(&self) -> &Facts;
}

impl Share for Facts {
    fn facts(&self) -> &Facts {
        self
    }
}

impl Beside {
    pub(crate) fn new(output: &mut dyn Slot, parts: http::response::Parts, raw: Bytes) -> Self {
        Beside(Arc::new(Facts {
            request_id: request_id(output, &parts.headers),
            status: parts.status,
            headers: parts.headers,
            raw,
        }))
    }
}

impl Deref for Beside {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        self.0.facts()
    }
}

/// Reads nothing but the member: what is filled stays as it is.
fn request_id(output: &mut dyn Slot, headers: &HeaderMap) -> Option<String> {
    let in_body = |name: &&str| match output.target() {
        Target::Model(model) => {
            let Slots { schema, mut slots } = model.fields_mut();
            let place = schema.fields.iter().position(|field| field.name == *name);
            place.and_then(|index| text(&mut *slots[index]))
        }
        Target::Json(json) => json.get(*name)?.as_str().map(str::to_owned),
        _ => None,
    };
    let mut found = REQUEST_ID.iter().filter_map(in_body);
    let found = found.find(|text| !text.is_empty());
    found.or_else(|| header_request_id(headers).map(str::to_owned))
}

fn text(slot: &mut dyn Slot) -> Option<String> {
    match slot.look() {
        Target::Text(text) => Some(text.clone()),
        _ => None,
    }
}
