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
