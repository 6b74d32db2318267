//! Can every header parameter be sent?

use std::collections::HashMap;

use crate::diagnostic::Diagnostics;
use crate::spec::{Member, Operation, Place, Product};

/// Headers that carry the protocol itself, as the runtime keeps them: it refuses a parameter of such a name.
const OWNED: &[&str] = &[
    "authorization",
    "connection",
    "content-length",
    "host",
    "transfer-encoding",
    "user-agent",
    "x-acs-accesskey-id",
    "x-acs-action",
    "x-acs-bearer-token",
    "x-acs-content-sha256",
    "x-acs-credentials-provider",
    "x-acs-date",
    "x-acs-security-token",
    "x-acs-signature-nonce",
    "x-acs-signature-type",
    "x-acs-version",
];

pub(super) fn check(product: &Product, diagnostics: &mut Diagnostics) {
    for operation in &product.operations {
        one(operation, diagnostics);
    }
}

fn one(operation: &Operation, diagnostics: &mut Diagnostics) {
    let is_header = |member: &&Member| {
        let place = member.place.as_ref();
        place.is_some_and(|place| place.value == Place::Header)
    };
    let mut first = HashMap::new();
    for member in operation.parameters.iter().filter(is_header) {
        let name = &member.name;
        let lower = name.value.to_ascii_lowercase();
        if OWNED.contains(&lower.as_str()) {
            let message = format!(
                "the header `{}` carries the protocol, and no parameter can take its place",
                name.value
            );
            diagnostics
                .error("owned-header", name.at, message)
                .help("leave it out: the client sets it");
        }
        if let Some(before) = first.insert(lower, name) {
            let message = format!(
                "`{}` and `{}` are one header: capitals make no difference",
                before.value, name.value
            );
            diagnostics
                .error("repeated-header", name.at, message)
                .help("keep one of the two")
                .label(before.at, "the other one");
        }
    }
}
