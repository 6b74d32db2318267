//! Why there is no answer.

use std::error::Error;
use std::fmt;

/// Why there is no answer, or why its body broke off.
///
/// The kind decides what a caller may conclude: after [`timeout`](TransportError::timeout) and
/// [`broken`](TransportError::broken) the service may have acted on the request; after the others it has not seen it.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn Error + Send + Sync>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TransportErrorKind {
    Connect,
    ConnectTimeout,
    Timeout,
    Broken,
    Unusable,
    Untrusted,
}

impl TransportError {
    /// There was no connection: name resolution, refused, TLS. Nothing was sent, and trying again may help.
    pub fn connect(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::of(TransportErrorKind::Connect, source)
    }

    /// There was no connection in time. Nothing was sent.
    pub fn connect_timeout(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::of(TransportErrorKind::ConnectTimeout, source)
    }

    /// The answer did not come in time.
    pub fn timeout(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::of(TransportErrorKind::Timeout, source)
    }

    /// The connection broke, or what came is not HTTP.
    pub fn broken(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::of(TransportErrorKind::Broken, source)
    }

    /// This transport cannot work here at all, whatever is sent. Trying again does not help.
    pub fn unusable(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::of(TransportErrorKind::Unusable, source)
    }

    /// The server's certificate was refused, for this reason: nobody knows who answers there. Nothing was sent, and
    /// trying again does not help.
    pub fn untrusted(reason: impl Into<String>) -> Self {
        Self::of(TransportErrorKind::Untrusted, reason.into())
    }

    fn of(kind: TransportErrorKind, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        TransportError {
            kind,
            source: source.into(),
        }
    }

    /// Whether there was no connection, so that the service has not seen the request.
    pub fn is_connect(&self) -> bool {
        matches!(
            self.kind,
            TransportErrorKind::Connect | TransportErrorKind::ConnectTimeout
        )
    }

    /// Whether the transport cannot work at all.
    pub fn is_unusable(&self) -> bool {
        self.kind == TransportErrorKind::Unusable
    }

    /// Whether the server's certificate was refused.
    pub fn is_untrusted(&self) -> bool {
        self.kind == TransportErrorKind::Untrusted
    }

    pub(crate) fn into_source(self) -> Box<dyn Error + Send + Sync> {
        self.source
    }

    /// Whether something took too long.
    pub fn is_timeout(&self) -> bool {
        matches!(
            self.kind,
            TransportErrorKind::ConnectTimeout | TransportErrorKind::Timeout
        )
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection",
            TransportErrorKind::ConnectTimeout => "no connection in time",
            TransportErrorKind::Timeout => "no answer in time",
            TransportErrorKind::Broken => "the connection broke or the answer is not HTTP",
            TransportErrorKind::Unusable => "the transport cannot work here",
            TransportErrorKind::Untrusted => "the certificate of the server was refused",
        })
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}
