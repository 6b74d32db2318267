//! An answer of bytes, piece by piece.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use super::Incoming;
use crate::error::Error;
use crate::unfinished::too_large;

/// The bytes of an answer as they arrive: what [`Call::stream`](crate::Call::stream) gives.
///
/// A piece that does not come in time, or a connection that breaks, is an error and the end of the
/// stream: the bytes before it are not the whole answer. Dropping the stream closes the connection.
#[must_use = "the bytes come when they are asked for"]
pub struct ByteStream {
    incoming: Incoming,
    read: u64,
    max: Option<usize>,
}

impl ByteStream {
    pub(crate) fn new(incoming: Incoming) -> Self {
        ByteStream {
            incoming,
            read: 0,
            max: None,
        }
    }

    /// Ends the stream with [`ErrorKind::TooLarge`](crate::ErrorKind) before it gives more bytes than
    /// this. By default there is no limit.
    pub fn with_max_size(mut self, bytes: usize) -> Self {
        self.max = Some(bytes);
        self
    }

    /// HTTP status, always a success.
    pub fn status(&self) -> StatusCode {
        self.incoming.parts.status
    }

    /// Headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.incoming.parts.headers
    }

    /// Id of the request, which support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.incoming.request_id.as_deref()
    }

    /// The next piece, never an empty one; `None` at the end of the answer and after an error.
    ///
    /// # Errors
    ///
    /// The service was silent for too long, the connection broke, or the answer is larger than
    /// [`with_max_size`](ByteStream::with_max_size) allows.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        std::future::poll_fn(|context| self.poll_piece(context)).await
    }

    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        if let Err(error) = self.fits(self.incoming.announced()) {
            return Poll::Ready(Some(Err(error)));
        }
        let Some(piece) = ready!(self.incoming.poll_piece(context)) else {
            return Poll::Ready(None);
        };
        Poll::Ready(Some(piece.and_then(|piece| {
            self.fits(piece.len() as u64)?;
            self.read += piece.len() as u64;
            Ok(piece)
        })))
    }

    fn fits(&mut self, more: u64) -> Result<(), Error> {
        match self.max {
            Some(max) if self.read + more > max as u64 => {
                Err(self
                    .incoming
                    .failed(too_large("answer", max, "ByteStream::with_max_size")))
            }
            _ => Ok(()),
        }
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        self.poll_piece(context)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("read", &self.read)
            .finish_non_exhaustive()
    }
}
