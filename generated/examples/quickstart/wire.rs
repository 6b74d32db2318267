//! A look at the wire between client and endpoint.
//!
//! In: a signed request. Out: the answer of the real transport; on the way the request is kept so that
//! it can be printed, and changed if the example is asked to tamper with it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use alicloud::{BoxFuture, Bytes, HyperTransport, Transport, TransportBody, TransportError, http};

use crate::tamper::Part;

/// The default transport with a window. Clones look at the same wire.
#[derive(Clone)]
pub(crate) struct Wire {
    transport: HyperTransport,
    tamper: Option<Part>,
    seen: Arc<Mutex<Option<Seen>>>,
}

/// A request as the client signed it and as it was sent.
#[derive(Clone)]
pub(crate) struct Seen {
    pub(crate) signed: http::Request<Bytes>,
    pub(crate) sent: http::Request<Bytes>,
}

impl Wire {
    /// A wire that changes this part of every request, or nothing.
    pub(crate) fn new(tamper: Option<Part>) -> Self {
        Wire {
            transport: HyperTransport::new(Duration::from_secs(5)),
            tamper,
            seen: Arc::default(),
        }
    }

    /// The latest request.
    pub(crate) fn seen(&self) -> Option<Seen> {
        self.seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Transport for Wire {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<TransportBody>, TransportError>> {
        let signed = request.clone();
        let sent = self
            .tamper
            .map_or(request.clone(), |part| part.change(request));
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(Seen {
            signed,
            sent: sent.clone(),
        });
        self.transport.send(sent)
    }
}
