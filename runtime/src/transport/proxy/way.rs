//! Where a proxy is, and who asks it.
//!
//! In: the address of a proxy as a person writes it. Out: where to connect, and the header with user and password.

use base64::prelude::{BASE64_STANDARD, Engine};
use http::Uri;
use http::header::HeaderValue;
use http::uri::{Parts, PathAndQuery, Scheme};
use percent_encoding::percent_decode_str;

use crate::error::Error;

/// The way to a host through a proxy.
#[derive(Clone)]
pub(in crate::transport) struct Way {
    uri: Uri,
    authorization: Option<HeaderValue>,
}

impl Way {
    /// Through the proxy at `address`, which `what` names in errors: it holds a password, so it is not repeated.
    pub(super) fn to(what: &str, address: &str) -> Result<Self, Error> {
        let (scheme, rest) = match address.split_once("://") {
            Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
            None => ("http".to_owned(), address),
        };
        let known = match scheme.as_str() {
            "http" => Some(Scheme::HTTP),
            "https" => Some(Scheme::HTTPS),
            _ => None,
        };
        let problem = match known.map(|scheme| Self::through(scheme, rest)) {
            Some(Some(way)) => return Ok(way),
            None if scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                format!("begins with {scheme}://, a kind of proxy that is not known here")
            }
            _ => "is no address".to_owned(),
        };
        Err(Error::config(format!(
            "{what} {problem}: write `http://host:port` or `http://user:password@host:port`, with `%40` for an `@` in \
             the password, `%3A` for `:`, `%2F` for `/` and `%25` for `%`"
        )))
    }

    fn through(scheme: Scheme, rest: &str) -> Option<Self> {
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let (user, host) = match rest.split_once('@') {
            Some((user, host)) => (Some(user), host),
            None => (None, rest),
        };
        // What is left is a host and a port, or it is refused.
        if host.contains(['@', '/', '?', '#'])
            || user.is_some_and(|user| user.contains(['/', '?', '#']))
        {
            return None;
        }
        let mut parts = Parts::default();
        parts.scheme = Some(scheme);
        parts.authority = Some(host.parse().ok()?);
        parts.path_and_query = Some(PathAndQuery::from_static("/"));
        let uri = Uri::from_parts(parts).ok()?;
        // Whatever stands behind a colon must be a port; the colons of IPv6 are in brackets.
        let is_port_lost = uri.port().is_none() && host.rsplit(']').next()?.contains(':');
        if uri.host()?.is_empty() || is_port_lost {
            return None;
        }
        Some(Way {
            uri,
            authorization: user.map(basic),
        })
    }

    /// Where the proxy is, without user and password.
    pub(in crate::transport) fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The header `proxy-authorization`.
    pub(in crate::transport) fn authorization(&self) -> Option<&HeaderValue> {
        self.authorization.as_ref()
    }
}

/// The header for `user:password` with `%` escapes.
fn basic(user: &str) -> HeaderValue {
    let (user, password) = user.split_once(':').unwrap_or((user, ""));
    let plain = |text| percent_decode_str(text).collect::<Vec<u8>>();
    let pair = [plain(user), plain(password)].join(&b':');
    let mut value = HeaderValue::try_from(format!("Basic {}", BASE64_STANDARD.encode(pair)))
        .expect("base64 is printable ASCII");
    value.set_sensitive(true);
    value
}
