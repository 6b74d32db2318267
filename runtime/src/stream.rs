//! Answers that come piece by piece: bytes, and server-sent events.
//!
//! In: the head of a success and a body that is still to come. Out: its pieces, each within the limit on
//! silence; there is no limit on the whole. Dropping a stream closes its connection.

mod byte_stream;
mod event;
mod events;
mod events_call;

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::response::Parts;
use http_body::Body;

pub use self::byte_stream::ByteStream;
pub use self::event::Event;
pub use self::events::Events;
pub use self::events_call::{EventsCall, EventsFuture};
use crate::boxed::BoxFuture;
use crate::envelope::header_request_id;
use crate::error::{Called, Error};
use crate::timeout::Elapsed;
use crate::timer::Timer;
use crate::transport::{TURN, TransportBody};
use crate::unfinished::{after_head, broken_off, silent};

/// The answer of a success: its head, and the rest of its body.
pub(crate) struct Incoming {
    operation: Called,
    parts: Parts,
    request_id: Option<String>,
    /// `None` once it has ended or failed, so that the connection is not held any longer.
    body: Option<TransportBody>,
    silence: Option<(Arc<dyn Timer>, Duration)>,
    /// Runs while the next piece is waited for.
    sleep: Option<BoxFuture<'static, ()>>,
    /// How many frames came since others had their turn.
    frames: usize,
    /// How many attempts it took until the head came.
    attempts: u32,
}

impl Incoming {
    pub(crate) fn new(
        operation: Called,
        parts: Parts,
        body: TransportBody,
        silence: Option<(Arc<dyn Timer>, Duration)>,
    ) -> Self {
        Incoming {
            operation,
            request_id: header_request_id(&parts.headers).map(str::to_owned),
            parts,
            body: Some(body),
            silence,
            sleep: None,
            frames: 0,
            attempts: 1,
        }
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The next piece, never an empty one. After an error and after the end there is none. Frames without
    /// bytes are silence, and a body that is always ready does not keep others from their turn.
    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(None);
        };
        loop {
            if self.frames == TURN {
                self.frames = 0;
                context.waker().wake_by_ref();
                break;
            }
            let Poll::Ready(frame) = Pin::new(&mut *body).poll_frame(context) else {
                break;
            };
            self.frames += 1;
            let data = match frame {
                Some(Ok(frame)) => frame.into_data().unwrap_or_default(),
                Some(Err(error)) => {
                    return Poll::Ready(Some(Err(self.failed(broken_off(error)))));
                }
                None => {
                    (self.body, self.sleep) = (None, None);
                    return Poll::Ready(None);
                }
            };
            if !data.is_empty() {
                self.sleep = None;
                return Poll::Ready(Some(Ok(data)));
            }
        }
        let Some((timer, duration)) = &self.silence else {
            return Poll::Pending;
        };
        let duration = *duration;
        let sleep = self
            .sleep
            .get_or_insert_with(|| sleep(timer.clone(), duration));
        let slept = sleep.as_mut().poll(context);
        slept.map(|()| Some(Err(self.failed(silent(Elapsed(duration))))))
    }

    /// At least so many bytes are still to come.
    fn announced(&self) -> u64 {
        let body = self.body.as_ref();
        body.map_or(0, |body| body.size_hint().lower())
    }

    /// Ends the stream with an error.
    fn failed(&mut self, error: Error) -> Error {
        (self.body, self.sleep) = (None, None);
        after_head(error, &self.operation, &self.parts).with_attempts(self.attempts)
    }
}

fn sleep(timer: Arc<dyn Timer>, duration: Duration) -> BoxFuture<'static, ()> {
    Box::pin(async move { timer.sleep(duration).await })
}

#[cfg(test)]
mod tests;
