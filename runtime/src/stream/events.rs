//! The events of an answer.
//!
//! Only decoding is generic; reading and taking apart are compiled once.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use super::{Event, Incoming};
use crate::error::Error;
use crate::events::{EventParser, EventTooLarge, RawEvent};
use crate::operation::Output;
use crate::unfinished::too_large;

/// The events of an answer as they arrive: what awaiting an [`EventsCall`](crate::EventsCall) gives.
///
/// An event that does not come in time, a connection that breaks, or an event that is larger than
/// [`Config::with_max_response_size`](crate::Config::with_max_response_size) is an error and the end of the
/// stream. An event whose data cannot be decoded is neither: see [`Event`]. Dropping the stream closes the
/// connection.
#[must_use = "events come when they are asked for"]
pub struct Events<T> {
    raw: RawEvents,
    data: PhantomData<fn() -> T>,
}

/// The events before they are decoded.
struct RawEvents {
    incoming: Incoming,
    parser: EventParser,
    /// What is left of the last piece.
    piece: Bytes,
    max: usize,
}

impl RawEvents {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<RawEvent, Error>>> {
        loop {
            let mut rest = &self.piece[..];
            let found = self.parser.read(&mut rest);
            let taken = self.piece.len() - rest.len();
            self.piece.advance(taken);
            match found {
                Ok(Some(event)) => return Poll::Ready(Some(Ok(event))),
                Ok(None) => {}
                Err(EventTooLarge { max }) => {
                    self.abandon();
                    let error = too_large("event", max, "Config::with_max_response_size");
                    return Poll::Ready(Some(Err(self.incoming.failed(error))));
                }
            }
            match ready!(self.incoming.poll_piece(context)) {
                Some(Ok(piece)) => self.piece = piece,
                Some(Err(error)) => {
                    self.abandon();
                    return Poll::Ready(Some(Err(error)));
                }
                None => return Poll::Ready(self.parser.end().map(Ok)),
            }
        }
    }

    /// Forgets an event that will never be whole.
    fn abandon(&mut self) {
        self.parser = EventParser::new(self.max);
        self.piece.clear();
    }
}

impl<T> Events<T> {
    pub(super) fn new(incoming: Incoming, max: usize) -> Self {
        Events {
            raw: RawEvents {
                incoming,
                parser: EventParser::new(max),
                piece: Bytes::new(),
                max,
            },
            data: PhantomData,
        }
    }

    /// HTTP status, always a success.
    pub fn status(&self) -> StatusCode {
        self.raw.incoming.parts.status
    }

    /// Headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.raw.incoming.parts.headers
    }

    /// Id of the request, which support asks for: from the header `x-acs-request-id`. Some services say it
    /// in their events instead.
    pub fn request_id(&self) -> Option<&str> {
        self.raw.incoming.request_id.as_deref()
    }
}

impl<T: Output> Events<T> {
    /// The next event; `None` at the end of the answer and after an error. Giving up the future loses
    /// nothing: the next one goes on where it stopped.
    ///
    /// # Errors
    ///
    /// The service was silent for too long, the connection broke, or an event is too large.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        std::future::poll_fn(|context| self.poll_event(context)).await
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        let event = ready!(self.raw.poll(context));
        let incoming = &self.raw.incoming;
        Poll::Ready(event.map(|raw| raw.map(|raw| Event::new(incoming, raw))))
    }
}

impl<T: Output> Stream for Events<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(context)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events")
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .finish_non_exhaustive()
    }
}
