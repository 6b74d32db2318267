//! Keys from a server of one's own.

use std::fmt;

use bytes::Bytes;
use http::Uri;
use http::header::HOST;

use super::cache::Cache;
use super::common::{kept, outside};
use super::fetch::fetch;
use super::{Credentials, CredentialsError, Surroundings, metadata};

/// Asks an address for temporary keys: `GET`, answered with JSON as the metadata service of ECS gives it:
/// `Code` (`Success`), `AccessKeyId`, `AccessKeySecret`, `SecurityToken`, `Expiration`.
///
/// Plain `http://` is allowed, for a helper on this machine: everyone on the way reads the keys. It is
/// asked without a proxy, redirects are not followed, an answer has 2 seconds and at most 64 KiB. The keys
/// are kept and renewed as [`CachedCredentials`](super::CachedCredentials) describes.
///
/// ```
/// use alicloud_core::{Config, UriCredentials};
///
/// let helper = UriCredentials::new("http://127.0.0.1:4000/credentials");
/// let config = Config::new("cn-hangzhou").with_credentials(helper);
/// # let _ = config;
/// ```
pub struct UriCredentials {
    uri: String,
    surroundings: Surroundings,
    cache: Cache,
}

impl UriCredentials {
    /// Asks this address.
    pub fn new(uri: impl Into<String>) -> Self {
        UriCredentials {
            uri: uri.into(),
            surroundings: Surroundings::new(),
            cache: Cache::default(),
        }
    }

    outside!();

    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let uri: Uri = self.uri.parse().map_err(|_| no_address())?;
        let is_http = matches!(uri.scheme_str(), Some("http" | "https"));
        let authority = uri.authority().filter(|_| is_http);
        let authority = authority.ok_or_else(no_address)?.as_str();
        // User information is not sent along by HTTP clients, and would be shown.
        if authority.contains('@') {
            return Err(no_address());
        }
        // The path and the query may be secrets.
        let what = format!("the credentials URI at {authority}");
        let request = http::Request::builder()
            .uri(&uri)
            .header(HOST, authority)
            .body(Bytes::new())
            .map_err(|_| no_address())?;
        let body = fetch(&self.surroundings, request).await;
        let body = body.map_err(|error| error.within(&what))?;
        let keys = metadata::read(&body).map_err(|error| error.within(&what))?;
        Ok(keys.from("credential_uri"))
    }
}

fn no_address() -> CredentialsError {
    CredentialsError::new(
        "the credentials URI is no http:// or https:// address with a host and without user information",
    )
}

kept!(UriCredentials);

impl fmt::Debug for UriCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UriCredentials")
    }
}
