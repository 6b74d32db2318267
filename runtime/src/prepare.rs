//! From a request to a signed HTTP request.
//!
//! In: the table of an operation, a request, and everything that comes from outside: endpoint,
//! credentials, time, nonce. Out: an [`http::Request`] that is ready to send. No input or output happens
//! here, so every front end and every test can share it.

mod body;
mod headers;
mod protocol;

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, USER_AGENT};
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderName, HeaderValue, Method, Uri};

use self::headers::Headers;
pub use self::headers::OWNED_HEADERS;
use self::protocol::Protocol;
use crate::credentials::{Credentials, CredentialsKind};
use crate::depth::{TOO_DEEP, too_deep};
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::form::{Pairs, encode_pairs, pairs};
use crate::hook::AddedHeaders;
use crate::masking::{Masked, Secrets, carries_secrets};
use crate::model::Model;
use crate::path;
use crate::printable::Printable;
use crate::schema::{ApiStyle, OperationFacts, Place};
use crate::sign::{Parts, is_signed, payload_hash, sign};

/// What a request takes from outside.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Context<'a> {
    /// Where to send it.
    pub endpoint: &'a Endpoint,
    /// Who signs it. Operations for anonymous callers need none.
    pub credentials: Option<&'a Credentials>,
    /// The time now; the service refuses a request that is a quarter of an hour off.
    pub now: SystemTime,
    /// A text that no other request carries.
    pub nonce: &'a str,
    /// The header `user-agent`.
    pub user_agent: &'a str,
    /// Which attempt it is, when it is not the first.
    pub repeat: Option<Repeat>,
    /// Headers besides those of the request and the protocol.
    pub headers: Option<&'a AddedHeaders>,
}

/// What the service is told about an attempt that is not the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat {
    /// How many attempts there were before.
    pub attempts: u32,
    /// How long was waited before this one.
    pub delay: Duration,
}

impl<'a> Context<'a> {
    /// Without credentials and user agent.
    pub fn new(endpoint: &'a Endpoint, now: SystemTime, nonce: &'a str) -> Self {
        Context {
            endpoint,
            credentials: None,
            now,
            nonce,
            user_agent: "",
            repeat: None,
            headers: None,
        }
    }

    /// Signed with these.
    #[must_use]
    pub fn with_credentials(mut self, credentials: &'a Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// With this user agent.
    #[must_use]
    pub fn with_user_agent(mut self, user_agent: &'a str) -> Self {
        self.user_agent = user_agent;
        self
    }

    /// As an attempt that is not the first: the headers `x-acs-retry-attempts` and `x-acs-retry-delay` say so.
    #[must_use]
    pub fn with_repeat(mut self, repeat: Repeat) -> Self {
        self.repeat = Some(repeat);
        self
    }

    /// With these headers besides.
    #[must_use]
    pub fn with_headers(mut self, headers: &'a AddedHeaders) -> Self {
        self.headers = Some(headers);
        self
    }
}

/// Encodes and signs a request. It does not validate.
///
/// # Errors
///
/// [`ErrorKind::InvalidRequest`] with every value that cannot be used in host, path or headers, or for a
/// request that is nested too deeply, and [`ErrorKind::Credentials`] if there are none and the operation
/// needs them, and [`ErrorKind::Config`] for headers that cannot be added.
pub fn prepare(
    info: &OperationFacts<'_>,
    request: &dyn Model,
    context: &Context<'_>,
) -> Result<http::Request<Bytes>, Error> {
    encode(info, request, context).map_err(|error| error.with_operation(info))
}

fn encode(
    info: &OperationFacts<'_>,
    request: &dyn Model,
    context: &Context<'_>,
) -> Result<http::Request<Bytes>, Error> {
    let signer = signer(info, context)?;
    if let Some(path) = too_deep(request) {
        return Err(invalid(format!("{} {TOO_DEEP}", Printable(&path))));
    }
    let mut problems = Vec::new();
    let protocol = Protocol::new(info, signer, context);
    let target = Target::new(info, request, &protocol, Secrets::Show, &mut problems);
    let host = headers::host(request, context.endpoint.authority(), &mut problems);
    let mut headers = Headers::from_fields(request, &mut problems);
    let body = body::write(info, request, Secrets::Show, &mut problems);
    if !problems.is_empty() {
        return Err(invalid(problems.join("\n")));
    }

    headers.set(HOST, &host);
    headers.set_if_absent(USER_AGENT, context.user_agent);
    if let Some(content_type) = body.content_type {
        headers.set_if_absent(CONTENT_TYPE, content_type);
    }
    headers.set(acs("x-acs-action"), info.name);
    headers.set(acs("x-acs-version"), info.version);
    protocol.headers(context, &mut headers);
    let hash = protocol.is_signed().then(|| payload_hash(&body.bytes));
    if let Some(hash) = &hash {
        headers.set(acs("x-acs-content-sha256"), hash);
    }
    if let Some(added) = context.headers {
        headers.add(added)?;
    }
    if let Some(hash) = &hash {
        authorize(info, signer, &target, hash, &mut headers);
    }

    let mut http = http::Request::new(body.bytes);
    *http.method_mut() = method(info)?;
    *http.uri_mut() = uri(context.endpoint.scheme(), &host, &target.path_and_query)?;
    *http.headers_mut() = headers.finish()?;
    if carries_secrets(request) {
        let target = Target::new(info, request, &protocol, Secrets::Mask, &mut problems);
        http.extensions_mut().insert(Masked {
            path_and_query: target.path_and_query,
            body: body::write(info, request, Secrets::Mask, &mut problems).bytes,
        });
    }
    Ok(http)
}

fn signer<'c>(
    info: &OperationFacts<'_>,
    context: &Context<'c>,
) -> Result<CredentialsKind<'c>, Error> {
    match context.credentials {
        _ if info.anonymous => Ok(CredentialsKind::Anonymous),
        Some(credentials) => usable(credentials.kind()),
        None => Err(Error::new(
            ErrorKind::Credentials,
            "no credentials to sign with: this operation is not for anonymous callers",
        )),
    }
}

/// Refuses what can only end as a wrong signature: a key that is empty, or was read together with the
/// line break behind it.
fn usable(kind: CredentialsKind<'_>) -> Result<CredentialsKind<'_>, Error> {
    let parts: &[(&str, &str)] = match kind {
        CredentialsKind::AccessKey { id, secret } => {
            &[("access key id", id), ("access key secret", secret)]
        }
        CredentialsKind::Sts { id, secret, token } => &[
            ("access key id", id),
            ("access key secret", secret),
            ("security token", token),
        ],
        CredentialsKind::Bearer { token } => &[("bearer token", token)],
        CredentialsKind::Anonymous => &[],
    };
    for (name, text) in parts {
        let fault = match text.trim() {
            "" => "is empty",
            trimmed if trimmed.len() < text.len() => "begins or ends in white space",
            _ => continue,
        };
        return Err(Error::new(
            ErrorKind::Credentials,
            format!("the {name} {fault}: look at where it is read"),
        ));
    }
    Ok(kind)
}

/// Path and query, plain for the signer and encoded for the wire.
struct Target {
    path: String,
    query: Pairs,
    path_and_query: String,
}

impl Target {
    fn new(
        info: &OperationFacts<'_>,
        request: &dyn Model,
        protocol: &Protocol,
        secrets: Secrets,
        problems: &mut Vec<String>,
    ) -> Self {
        let (path, mut query) = path::fill(info.path, request, secrets, problems);
        query.extend(pairs(request, Place::Query, secrets));
        for (name, value) in &protocol.query {
            if query.iter().any(|(other, _)| other == name) {
                problems.push(format!(
                    "{name} would replace a parameter of the protocol: leave it unset"
                ));
            }
            query.push(((*name).to_owned(), value.clone()));
        }
        query.sort();
        let mut path_and_query = path.clone();
        if !query.is_empty() {
            path_and_query.push('?');
            path_and_query.push_str(&encode_pairs(&query));
        }
        Target {
            path,
            query,
            path_and_query,
        }
    }
}

fn authorize(
    info: &OperationFacts<'_>,
    signer: CredentialsKind<'_>,
    target: &Target,
    hash: &str,
    headers: &mut Headers,
) {
    let (id, secret) = match signer {
        CredentialsKind::Anonymous => return,
        CredentialsKind::Bearer { token } => {
            headers.set_secret(acs("x-acs-bearer-token"), token);
            if info.style == ApiStyle::Roa {
                headers.set(acs("x-acs-signature-type"), "BEARERTOKEN");
            }
            return;
        }
        CredentialsKind::AccessKey { id, secret } => (id, secret),
        CredentialsKind::Sts { id, secret, token } => {
            headers.set(acs("x-acs-accesskey-id"), id);
            headers.set_secret(acs("x-acs-security-token"), token);
            (id, secret)
        }
    };
    let query: Vec<(&str, &str)> = target
        .query
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let signed: Vec<(&str, &str)> = headers.iter().filter(|(name, _)| is_signed(name)).collect();
    let parts = Parts {
        method: info.method,
        path: &target.path,
        query: &query,
        headers: &signed,
        payload_hash: hash,
    };
    let authorization = sign(&parts, id, secret).authorization;
    headers.set_secret(AUTHORIZATION, &authorization);
}

/// The request is at fault, though it may break no rule of its page.
fn invalid(what: String) -> Error {
    Error::new(ErrorKind::InvalidRequest, what)
}

fn acs(name: &'static str) -> HeaderName {
    HeaderName::from_static(name)
}

fn method(info: &OperationFacts<'_>) -> Result<Method, Error> {
    let method = info.method.to_ascii_uppercase();
    Method::from_bytes(method.as_bytes())
        .map_err(|error| Error::config(format!("{method} is no HTTP method")).with_source(error))
}

fn uri(scheme: &str, host: &str, path_and_query: &str) -> Result<Uri, Error> {
    let build = || -> Result<Uri, http::Error> {
        let mut parts = http::uri::Parts::default();
        parts.scheme = Some(Scheme::try_from(scheme)?);
        parts.authority = Some(Authority::try_from(host)?);
        parts.path_and_query = Some(PathAndQuery::try_from(path_and_query)?);
        Ok(Uri::from_parts(parts)?)
    };
    build().map_err(|error| {
        let length = path_and_query.len();
        invalid(format!(
            "{scheme}://{host} with a path and query of {length} bytes is no address; at most 65534 bytes fit"
        ))
        .with_source(error)
    })
}

/// A header value, which is bytes: whatever is neither a control character nor a line break.
fn header_value(text: &str) -> Result<HeaderValue, http::header::InvalidHeaderValue> {
    HeaderValue::from_bytes(text.as_bytes())
}

#[cfg(test)]
mod tests;
