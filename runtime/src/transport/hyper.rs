//! HTTP/1.1 over TLS: hyper and rustls.
//!
//! In: a request with an absolute address. Out: the answer. Certificates are checked against the roots
//! of Mozilla that are compiled in, or those that the program gives, with the cryptography of ring; whatever
//! provider the program has installed for rustls is neither used nor changed.

mod connector;

use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::header::PROXY_AUTHORIZATION;
use http::uri::Scheme;
use http_body_util::Full;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::{HttpConnector, capture_connection};
use hyper_util::rt::TokioExecutor;

use self::connector::Connector;
use super::{Proxy, RootCertificates, Transport, TransportBody, TransportError};
use crate::boxed::BoxFuture;
use crate::timeout::Limit;
use crate::timer::{Timer, TokioTimer};

/// Shorter than the servers keep a silent connection, so that a call seldom meets one that is closing.
const POOL_IDLE: Duration = Duration::from_secs(30);

/// The default [`Transport`]: HTTP/1.1 over rustls, connections kept for 30 seconds after their last
/// use. It needs a tokio runtime; without one every call fails with a message that says so.
///
/// It follows no redirect, and uses a proxy only when it is given one, whatever the environment says. Clones share
/// connections.
#[derive(Clone)]
#[cfg_attr(docsrs, doc(cfg(feature = "transport")))]
pub struct HyperTransport {
    client: Client<HttpsConnector<Connector>, Full<Bytes>>,
    connect_timeout: Option<Duration>,
    proxy: Option<Proxy>,
    roots: RootCertificates,
    timer: Arc<dyn Timer>,
}

impl HyperTransport {
    /// A transport that gives a connection up when name resolution, TCP and TLS together have taken
    /// longer than `connect_timeout`; `None` leaves that to the operating system.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use alicloud_core::{Config, HyperTransport};
    ///
    /// let transport = HyperTransport::new(Duration::from_secs(2));
    /// let config = Config::new("cn-hangzhou").with_transport(transport);
    /// # let _ = config;
    /// ```
    pub fn new(connect_timeout: impl Into<Option<Duration>>) -> Self {
        let (connect_timeout, roots) = (connect_timeout.into(), RootCertificates::default());
        HyperTransport {
            client: client(connect_timeout, None, &roots),
            connect_timeout,
            proxy: None,
            roots,
            timer: Arc::new(TokioTimer),
        }
    }

    /// The same transport through a proxy. Its connections are its own.
    #[must_use]
    pub fn with_proxy(mut self, proxy: Proxy) -> Self {
        self.client = client(self.connect_timeout, Some(&proxy), &self.roots);
        self.proxy = Some(proxy);
        self
    }

    /// The same transport, which believes servers whose certificates lead to these roots. Its connections are its
    /// own.
    #[must_use]
    pub fn with_root_certificates(mut self, roots: RootCertificates) -> Self {
        self.client = client(self.connect_timeout, self.proxy.as_ref(), &roots);
        self.roots = roots;
        self
    }

    /// The same transport with another timer for the connect timeout.
    #[must_use]
    pub fn with_timer(mut self, timer: impl Timer + 'static) -> Self {
        self.timer = Arc::new(timer);
        self
    }

    async fn exchange(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<TransportBody>, TransportError> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(TransportError::unusable(
                "there is no tokio runtime: await the call inside one, or give `Config::with_transport` another transport",
            ));
        }
        let mut request = request.map(Full::new);
        self.introduce(&mut request);
        let mut connection = capture_connection(&mut request);
        let mut response = pin!(self.client.request(request));
        let mut connected = pin!(connection.wait_for_connection_metadata());
        let until_connected =
            std::future::poll_fn(|context| match response.as_mut().poll(context) {
                Poll::Ready(answer) => Poll::Ready(Some(answer)),
                Poll::Pending => connected.as_mut().poll(context).map(|_| None),
            });
        let limit = Limit::new(Some(&*self.timer), self.connect_timeout);
        let answer = match limit.wait(until_connected).await {
            Ok(Some(answer)) => answer,
            Ok(None) => response.await,
            Err(elapsed) => return Err(TransportError::connect_timeout(elapsed)),
        };
        match answer {
            Ok(answer) => Ok(answer.map(TransportBody::new)),
            Err(error) if error.is_connect() => Err(TransportError::connect(error)),
            Err(error) => Err(TransportError::broken(error)),
        }
    }

    /// Tells a proxy that passes the request on who asks. Through a tunnel the host would read it.
    fn introduce(&self, request: &mut http::Request<Full<Bytes>>) {
        if request.uri().scheme() != Some(&Scheme::HTTP) {
            return;
        }
        let way = self
            .proxy
            .as_ref()
            .and_then(|proxy| proxy.way(request.uri()));
        if let Some(authorization) = way.and_then(|way| way.authorization()) {
            let headers = request.headers_mut();
            headers.insert(PROXY_AUTHORIZATION, authorization.clone());
        }
    }
}

impl Transport for HyperTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<TransportBody>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport")
            .field("connect_timeout", &self.connect_timeout)
            .field("proxy", &self.proxy)
            .field("roots", &self.roots)
            .finish_non_exhaustive()
    }
}

fn client(
    connect_timeout: Option<Duration>,
    proxy: Option<&Proxy>,
    roots: &RootCertificates,
) -> Client<HttpsConnector<Connector>, Full<Bytes>> {
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    // Splits the time between the addresses of a host, so that a dead one leaves time for the next.
    tcp.set_connect_timeout(connect_timeout);
    let tls = tls(roots);
    // Plain HTTP is allowed here because `Endpoint` and `Proxy` alone decide about it.
    let over = |connector: Connector| {
        HttpsConnectorBuilder::new()
            .with_tls_config(tls.clone())
            .https_or_http()
            .enable_http1()
            .wrap_connector(connector)
    };
    let straight = Connector::straight(tcp.clone());
    let connector = match proxy {
        None => over(straight),
        Some(proxy) => over(Connector::through(proxy.clone(), tcp, over(straight))),
    };
    Client::builder(TokioExecutor::new())
        .pool_idle_timeout(POOL_IDLE)
        .pool_timer(hyper_util::rt::TokioTimer::new())
        .build(connector)
}

fn tls(roots: &RootCertificates) -> rustls::ClientConfig {
    rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("ring has cipher suites for TLS 1.2 and 1.3")
        .with_root_certificates(roots.store())
        .with_no_client_auth()
}

#[cfg(test)]
mod tests;
