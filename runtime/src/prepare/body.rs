//! The body of a request.
//!
//! In: the table of an operation and a request. Out: bytes and content type. A JSON or XML body is sent even
//! if no member is set; a whole-body parameter that is not set sends nothing, not even a content type.

use bytes::Bytes;

use crate::form::{encode_pairs, pairs};
use crate::json;
use crate::masking::{MASK, Secrets};
use crate::members::members;
use crate::model::{Model, Shape};
use crate::schema::{self, OperationFacts, Place};
use crate::xml;

const JSON: &str = "application/json; charset=utf-8";
const XML: &str = "application/xml";
const FORM: &str = "application/x-www-form-urlencoded";
const BYTES: &str = "application/octet-stream";

/// Bytes and how to announce them.
pub(super) struct Body {
    pub(super) bytes: Bytes,
    pub(super) content_type: Option<&'static str>,
}

pub(super) fn write(
    info: &OperationFacts<'_>,
    request: &dyn Model,
    secrets: Secrets,
    problems: &mut Vec<String>,
) -> Body {
    match info.body {
        schema::Body::None => Body {
            bytes: Bytes::new(),
            content_type: None,
        },
        schema::Body::Json(_) => Body {
            bytes: json::write_members(request, &|field| field.place == Place::Body, secrets)
                .into(),
            content_type: Some(JSON),
        },
        schema::Body::Xml { root, .. } => Body {
            bytes: xml::write_members(
                request,
                root,
                &|field| field.place == Place::Body,
                secrets,
                problems,
            )
            .into(),
            content_type: Some(XML),
        },
        schema::Body::Form => Body {
            bytes: encode_pairs(&pairs(request, Place::Form, secrets)).into(),
            content_type: Some(FORM),
        },
        schema::Body::Payload => payload(request, secrets, &mut |shape| match shape {
            // The caller's ready JSON text: quoting it again would make it a string.
            Shape::Text(text) => (Bytes::copy_from_slice(text.as_bytes()), JSON),
            Shape::Bytes(bytes) => (Bytes::copy_from_slice(bytes), BYTES),
            shape => (json::write(shape, secrets).into(), JSON),
        }),
        schema::Body::XmlPayload { root } => payload(request, secrets, &mut |shape| {
            (xml::write(shape, root, secrets, problems).into(), XML)
        }),
    }
}

/// The whole-body parameter as `write` writes it.
fn payload(
    request: &dyn Model,
    secrets: Secrets,
    write: &mut dyn FnMut(Shape<'_>) -> (Bytes, &'static str),
) -> Body {
    let payload = members(request).find(|(field, value)| {
        field.place == Place::Payload && !matches!(value.shape(), Shape::Unset)
    });
    let Some((field, value)) = payload else {
        return Body {
            bytes: Bytes::new(),
            content_type: None,
        };
    };
    let (bytes, content_type) = write(value.shape());
    let masked = field.sensitive && secrets == Secrets::Mask;
    Body {
        bytes: if masked {
            Bytes::from_static(MASK.as_bytes())
        } else {
            bytes
        },
        content_type: Some(content_type),
    }
}
