//! Where requests go instead of to the server that they are for.
//!
//! In: another address. Out: a transport.

use std::sync::atomic::{AtomicBool, Ordering};

use alicloud::{BoxFuture, Bytes, HyperTransport, Transport, TransportBody, TransportError, http};
use alicloud_tests::faults::clock::{CONNECT, Clock};
use tokio::net::TcpListener;

/// An address on which nobody listens.
pub(crate) async fn deserted() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("the loopback interface has free ports");
    let address = listener.local_addr().expect("it is bound");
    address.to_string()
}

/// Sends requests to another address: all of them, or the first.
pub(crate) struct Detour {
    address: String,
    is_on: AtomicBool,
    ever: bool,
    hyper: HyperTransport,
}

impl Detour {
    pub(crate) fn new(clock: &Clock, address: String, ever: bool) -> Self {
        Detour {
            address,
            is_on: AtomicBool::new(true),
            ever,
            hyper: HyperTransport::new(CONNECT).with_timer(clock.clone()),
        }
    }
}

impl Transport for Detour {
    fn send(
        &self,
        mut request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<TransportBody>, TransportError>> {
        if self.is_on.swap(self.ever, Ordering::Relaxed) {
            let path = request
                .uri()
                .path_and_query()
                .map_or("/", |path| path.as_str());
            let uri = format!("http://{}{path}", self.address);
            *request.uri_mut() = uri.parse().expect("an address and a path are a URI");
        }
        self.hyper.send(request)
    }
}
