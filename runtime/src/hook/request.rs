//! A signed request as hooks may see it.

use std::fmt;

use bytes::Bytes;
use http::Method;

use crate::curl::{RequestExt, masked_header, masked_url};

/// A request that is about to be sent. What it shows has the signature, tokens and fields that the documentation
/// marks as secret replaced by `***`.
pub struct SignedRequest<'a>(&'a http::Request<Bytes>);

impl<'a> SignedRequest<'a> {
    pub(crate) fn new(request: &'a http::Request<Bytes>) -> Self {
        SignedRequest(request)
    }

    /// The HTTP method.
    pub fn method(&self) -> &'a Method {
        self.0.method()
    }

    /// Scheme, host, path and query.
    pub fn url(&self) -> String {
        masked_url(self.0)
    }

    /// Names and values of the headers.
    pub fn headers(&self) -> impl Iterator<Item = (&'a str, String)> {
        let headers = self.0.headers().iter();
        headers.map(|(name, value)| (name.as_str(), masked_header(name.as_str(), value)))
    }

    /// How many bytes the body has.
    pub fn body_size(&self) -> usize {
        self.0.body().len()
    }

    /// The whole request, as [`RequestExt::to_curl`] shows it.
    pub fn to_curl(&self) -> String {
        self.0.to_curl()
    }
}

impl fmt::Debug for SignedRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedRequest")
            .field("method", self.method())
            .field("host", &self.0.uri().host())
            .field("body_size", &self.body_size())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;
    use crate::masking::Masked;

    #[test]
    fn what_is_secret_is_masked_wherever_it_stands() {
        let mut request = http::Request::put("https://user.example.com/a?Key=canary")
            .header("x-acs-security-token", "canary")
            .header("authorization", "ACS3 Credential=id,Signature=canary")
            .header("x-note", "shown")
            .body(Bytes::from_static(b"{\"Password\":\"canary\"}"))
            .unwrap();
        let mut secret = HeaderValue::from_static("canary");
        secret.set_sensitive(true);
        request.headers_mut().insert("x-key", secret);
        request.extensions_mut().insert(Masked {
            path_and_query: "/a?Key=***".to_owned(),
            body: Bytes::from_static(b"{\"Password\":\"***\"}"),
        });
        let seen = SignedRequest::new(&request);
        assert_eq!(seen.method(), Method::PUT);
        assert_eq!(seen.url(), "https://user.example.com/a?Key=***");
        assert_eq!(seen.body_size(), 21);
        let headers: Vec<_> = seen.headers().collect();
        assert!(headers.contains(&("x-note", "shown".to_owned())));
        let all = format!("{headers:?} {seen:?} {}", seen.to_curl());
        assert!(!all.contains("canary") && all.contains("***"), "{all}");
    }
}
