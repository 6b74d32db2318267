//! A connection to a host, straight or through a proxy.
//!
//! In: the address of a request. Out: a stream of bytes on which hyper speaks TLS or HTTP with the host, or plain
//! HTTP with the proxy that passes requests on.

use std::error::Error;
use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::Uri;
use http::uri::Scheme;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;

use crate::boxed::BoxFuture;
use crate::transport::Proxy;

type BoxError = Box<dyn Error + Send + Sync>;

/// Connects over TCP, to the host or to its proxy.
#[derive(Clone)]
pub(super) struct Connector {
    straight: HttpConnector,
    /// To a proxy, which may be reached over TLS itself.
    to_proxy: HttpsConnector<HttpConnector>,
    proxy: Option<Proxy>,
}

impl Connector {
    pub(super) fn new(
        straight: HttpConnector,
        to_proxy: HttpsConnector<HttpConnector>,
        proxy: Option<Proxy>,
    ) -> Self {
        Connector {
            straight,
            to_proxy,
            proxy,
        }
    }
}

impl Service<Uri> for Connector {
    type Response = Stream;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Stream, BoxError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.to_proxy.poll_ready(context)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let Some(way) = self.proxy.as_ref().and_then(|proxy| proxy.way(&uri)) else {
            let connecting = self.straight.call(uri);
            return Box::pin(async move { Ok(Stream::new(connecting.await?.into(), false)) });
        };
        let proxy = way.uri().clone();
        let failed =
            move |source: BoxError| -> BoxError { Box::new(Unreachable { proxy, source }) };
        if uri.scheme() == Some(&Scheme::HTTP) {
            let connecting = self.to_proxy.call(way.uri().clone());
            return Box::pin(async move {
                let stream = connecting.await.map_err(failed)?;
                Ok(Stream::new(stream, true))
            });
        }
        let mut tunnel = Tunnel::new(way.uri().clone(), self.to_proxy.clone());
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
struct Unreachable {
    proxy: Uri,
    source: BoxError,
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
    io: MaybeHttpsStream<TokioIo<TcpStream>>,
    /// Whether the proxy reads the requests and passes them on.
    is_passed_on: bool,
}

impl Stream {
    fn new(io: MaybeHttpsStream<TokioIo<TcpStream>>, is_passed_on: bool) -> Self {
        Stream { io, is_passed_on }
    }
}

impl Connection for Stream {
    fn connected(&self) -> Connected {
        self.io.connected().proxy(self.is_passed_on)
    }
}

impl Read for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_read(context, buffer)
    }
}

impl Write for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write_vectored(context, pieces)
    }
}
