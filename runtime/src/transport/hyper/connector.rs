//! A connection to a host, straight or through a proxy.
//!
//! In: the address of a request. Out: a stream of bytes on which hyper speaks TLS or HTTP with the host, or plain
//! HTTP with the proxy that passes requests on. All streams are of one type, so that TLS is compiled once.

use std::error::Error;
use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::Uri;
use http::uri::Scheme;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use tower_service::Service;

use crate::boxed::BoxFuture;
use crate::transport::Proxy;

type BoxError = Box<dyn Error + Send + Sync>;

/// Connects over TCP, to the host or to its proxy.
#[derive(Clone)]
pub(super) struct Connector {
    tcp: HttpConnector,
    proxied: Option<Box<Proxied>>,
}

/// The proxy, and how it is reached: over TLS if its address says so.
#[derive(Clone)]
struct Proxied {
    proxy: Proxy,
    to_proxy: HttpsConnector<Connector>,
}

impl Connector {
    /// Straight to every host.
    pub(super) fn straight(tcp: HttpConnector) -> Self {
        Connector { tcp, proxied: None }
    }

    /// Through this proxy, to which `to_proxy` connects.
    pub(super) fn through(
        proxy: Proxy,
        tcp: HttpConnector,
        to_proxy: HttpsConnector<Connector>,
    ) -> Self {
        let proxied = Some(Box::new(Proxied { proxy, to_proxy }));
        Connector { tcp, proxied }
    }
}

impl Service<Uri> for Connector {
    type Response = Stream;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Stream, BoxError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let way = self.proxied.as_mut().and_then(|proxied| {
            let way = proxied.proxy.way(&uri)?.clone();
            Some((way, &mut proxied.to_proxy))
        });
        let Some((way, to_proxy)) = way else {
            let connecting = self.tcp.call(uri);
            return Box::pin(async move { Ok(Stream::new(connecting.await?, false)) });
        };
        let proxy = way.uri().clone();
        let failed =
            move |source: BoxError| -> BoxError { Box::new(Unreachable { proxy, source }) };
        if uri.scheme() == Some(&Scheme::HTTP) {
            let connecting = to_proxy.call(way.uri().clone());
            return Box::pin(async move {
                let stream = connecting.await.map_err(failed)?;
                Ok(Stream::new(stream, true))
            });
        }
        let mut tunnel = Tunnel::new(way.uri().clone(), to_proxy.clone());
        if let Some(authorization) = way.authorization() {
            tunnel = tunnel.with_auth(authorization.clone());
        }
        let connecting = tunnel.call(uri);
        Box::pin(async move {
            let stream = connecting.await.map_err(|error| failed(error.into()))?;
            Ok(Stream::new(stream, false))
        })
    }
}

/// There is no way through the proxy.
#[derive(Debug)]
pub(super) struct Unreachable {
    proxy: Uri,
    source: BoxError,
}

impl Unreachable {
    /// The proxy's host.
    pub(super) fn host(&self) -> &str {
        self.proxy.host().unwrap_or_default()
    }
}

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no connection through the proxy {}", self.proxy)
    }
}

impl Error for Unreachable {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

/// Bytes to and from a host or proxy.
pub(super) struct Stream {
    io: Box<dyn ReadWrite>,
    /// Whether the proxy reads the requests and passes them on.
    is_passed_on: bool,
}

trait ReadWrite: Read + Write + Send + Unpin {}

impl<T: Read + Write + Send + Unpin> ReadWrite for T {}

impl Stream {
    fn new(io: impl ReadWrite + 'static, is_passed_on: bool) -> Self {
        let io = Box::new(io);
        Stream { io, is_passed_on }
    }

    fn io(self: Pin<&mut Self>) -> Pin<&mut dyn ReadWrite> {
        Pin::new(&mut *self.get_mut().io)
    }
}

impl Connection for Stream {
    fn connected(&self) -> Connected {
        Connected::new().proxy(self.is_passed_on)
    }
}

impl Read for Stream {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        self.io().poll_read(context, buffer)
    }
}

impl Write for Stream {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.io().poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.io().poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.io().poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.io().poll_write_vectored(context, pieces)
    }
}
