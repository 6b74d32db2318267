//! What carries a request to the service and the answer back.
//!
//! In: a signed request. Out: status, headers and a body that arrives piece by piece; the client above
//! collects it with limits on size and time. Replace it to record, to replay or to use another stack.

mod body;
mod collect;
mod error;
#[cfg(feature = "transport")]
mod hyper;
#[cfg(feature = "transport")]
mod proxy;
#[cfg(feature = "transport")]
mod roots;
#[cfg(test)]
pub(crate) mod testing;

use std::sync::Arc;

use bytes::Bytes;

pub use self::body::TransportBody;
pub(crate) use self::collect::{CollectError, TURN, collect};
pub use self::error::TransportError;
#[cfg(feature = "transport")]
pub use self::hyper::HyperTransport;
#[cfg(feature = "transport")]
pub use self::proxy::Proxy;
#[cfg(feature = "transport")]
pub use self::roots::RootCertificates;
use crate::boxed::BoxFuture;

/// Sends a request and hands the answer back.
///
/// An implementation sends the request as it is, byte for byte: method, path and query, every header,
/// the body. It follows no redirect, because the signature covers host and path, and a redirect could
/// carry the token of the caller to a stranger. It repeats nothing. It bounds connecting; the client
/// bounds everything else.
///
/// ```
/// use alicloud_core::{BoxFuture, Bytes, Transport, TransportBody, TransportError, http};
///
/// /// Answers every call with the same JSON, for tests.
/// struct Fixed(&'static str);
///
/// impl Transport for Fixed {
///     fn send(
///         &self,
///         _request: http::Request<Bytes>,
///     ) -> BoxFuture<'_, Result<http::Response<TransportBody>, TransportError>> {
///         let answer = http::Response::new(TransportBody::from(self.0));
///         Box::pin(std::future::ready(Ok(answer)))
///     }
/// }
/// ```
pub trait Transport: Send + Sync {
    /// Sends `request` and waits for status and headers of the answer. An answer of any status is
    /// `Ok`. Dropping the future gives the request up.
    ///
    /// # Errors
    ///
    /// Why there is no answer; see [`TransportError`] for which kind to choose.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<TransportBody>, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<TransportBody>, TransportError>> {
        (**self).send(request)
    }
}
