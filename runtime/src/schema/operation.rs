//! Tables about operations.
//!
//! In: what generated code, or a call by name, knows of an operation. Out: how it is sent.

use std::cell::RefCell;
use std::sync::{LazyLock, Mutex};

use super::interned::{All, Read, interned};
use super::{ApiStyle, PageInfo, ProductInfo, facts};
use crate::retry::RetryCodes;

/// What the runtime must know about an operation that a table describes.
pub type OperationInfo = OperationFacts<'static>;

/// What the runtime must know about an operation. The texts that a generic call brings live as long
/// as the call.
#[derive(Debug, Clone, Copy)]
pub struct OperationFacts<'a> {
    /// Code of the product it belongs to.
    pub product: &'static str,
    /// Version of the product's API.
    pub version: &'static str,
    /// Style of the product's API.
    pub style: ApiStyle,
    /// Name of the operation, the value of `x-acs-action`.
    pub name: &'a str,
    /// HTTP method.
    pub method: &'a str,
    /// Path template; `{Name}` stands for the path parameter of that name.
    pub path: &'a str,
    /// What kind of body the request has.
    pub body: Body,
    /// Whether the operation only reads.
    pub kind: Kind,
    /// RAM action that a caller must be allowed.
    pub ram_action: Option<&'static str>,
    /// Parameter that makes repeating the call safe.
    pub idempotency_token: Option<&'static str>,
    /// Codes that mean that trying again helps, those of the product among them.
    pub retry: RetryCodes,
    /// How its pages are walked, if it lists something page by page.
    pub pages: Option<&'static PageInfo>,
    /// Whether the call goes unsigned.
    pub anonymous: bool,
    /// Date of the documentation page that the spec was written from: `2025-10-20`.
    pub page: Option<&'static str>,
    /// Address of that page.
    pub docs: Option<&'static str>,
}

impl<'a> OperationFacts<'a> {
    /// A write without a body; the rest is set by struct update.
    pub const fn new(product: &'static ProductInfo, name: &'a str) -> Self {
        OperationFacts {
            product: product.code,
            version: product.version,
            style: product.style,
            name,
            method: "POST",
            path: "/",
            body: Body::None,
            kind: Kind::Write,
            ram_action: None,
            idempotency_token: None,
            retry: product.retry,
            pages: None,
            anonymous: false,
            page: None,
            docs: None,
        }
    }
}

/// The operation that a text describes, read once.
pub(crate) fn operation(text: &'static str) -> &'static OperationInfo {
    thread_local! {
        static MINE: RefCell<Read<OperationInfo>> = RefCell::default();
    }
    static ALL: All<OperationInfo> = LazyLock::new(Mutex::default);
    interned(text, &MINE, &ALL, facts::read)
}

/// What kind of body a request has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// None: no body and no content type.
    None,
    /// A JSON object of the `Place::Body` fields; `{}` when none is set. The text is the name the
    /// body parameter has in documentation and `from_json`.
    Json(&'static str),
    /// An XML document of the `Place::Body` fields.
    Xml {
        /// Name that the body parameter has in documentation and `from_json`.
        name: &'static str,
        /// Name of the root element.
        root: &'static str,
    },
    /// A form of the `Place::Form` fields.
    Form,
    /// The one `Place::Payload` field: JSON, text, or bytes by its shape; nothing when it is not set.
    Payload,
    /// The one `Place::Payload` field, a structure or a map, as an XML document; nothing when it is not set.
    XmlPayload {
        /// Name of the root element.
        root: &'static str,
    },
}

/// Whether an operation may be repeated blindly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It only reads.
    Read,
    /// It changes something, or nobody knows.
    Write,
}
