//! What the protocol adds to a request.
//!
//! In: the table of an operation, who signs, time and nonce. Out: parameters of the query and headers. Operations
//! for anonymous callers go by the protocols before V3, as they do in the official clients: RPC ones say in the
//! query what V3 says in headers, ROA ones have headers of their own.

use http::header::{ACCEPT, DATE};

use super::headers::Headers;
use super::{Context, acs};
use crate::credentials::CredentialsKind;
use crate::date::{http_date, timestamp};
use crate::schema::{ApiStyle, OperationFacts};

pub(super) struct Protocol {
    version: Version,
    /// What the protocol itself puts into the query.
    pub(super) query: Vec<(&'static str, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    V3,
    /// Unsigned, in the query.
    EarlyRpc,
    /// Unsigned, in headers.
    EarlyRoa,
}

impl Protocol {
    pub(super) fn new(
        info: &OperationFacts<'_>,
        signer: CredentialsKind<'_>,
        context: &Context<'_>,
    ) -> Self {
        let is_rpc = info.style == ApiStyle::Rpc;
        let version = match (info.anonymous, info.style) {
            (false, _) => Version::V3,
            (true, ApiStyle::Rpc) => Version::EarlyRpc,
            (true, ApiStyle::Roa) => Version::EarlyRoa,
        };
        let text = str::to_owned;
        let query = match signer {
            _ if version == Version::EarlyRpc => vec![
                ("Action", text(info.name)),
                ("Format", text("json")),
                ("SignatureNonce", text(context.nonce)),
                ("Timestamp", timestamp(context.now)),
                ("Version", text(info.version)),
            ],
            CredentialsKind::Anonymous if is_rpc => vec![("Format", text("json"))],
            CredentialsKind::Bearer { .. } if is_rpc => {
                vec![("SignatureType", text("BEARERTOKEN"))]
            }
            _ => Vec::new(),
        };
        Protocol { version, query }
    }

    /// Whether the hash of the body, and whatever proves who calls, are part of the protocol.
    pub(super) fn is_signed(&self) -> bool {
        self.version == Version::V3
    }

    pub(super) fn headers(&self, context: &Context<'_>, headers: &mut Headers) {
        match self.version {
            Version::V3 => {
                headers.set(acs("x-acs-date"), &timestamp(context.now));
            }
            Version::EarlyRoa => {
                headers.set(DATE, &http_date(context.now));
                headers.set(acs("x-acs-signature-method"), "HMAC-SHA1");
                headers.set(acs("x-acs-signature-version"), "1.0");
            }
            Version::EarlyRpc => return,
        }
        if let Some(repeat) = context.repeat {
            headers.set(acs("x-acs-retry-attempts"), &repeat.attempts.to_string());
            let delay = repeat.delay.as_millis().to_string();
            headers.set(acs("x-acs-retry-delay"), &delay);
        }
        headers.set_if_absent(ACCEPT, "application/json");
        headers.set(acs("x-acs-signature-nonce"), context.nonce);
    }
}
