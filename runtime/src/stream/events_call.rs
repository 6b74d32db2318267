//! A call that is answered with events: options first, then awaited, or prepared without being sent.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::{Events, Incoming};
use crate::boxed::BoxFuture;
use crate::client::Core;
use crate::error::Error;
use crate::exchange::Exchange;
use crate::interpret::refuse_compression;
use crate::model::Model;
use crate::operation::Output;
use crate::options::typed_call;
use crate::schema::OperationFacts;

/// A call that has not been sent and that the service answers with a stream of events.
///
/// Await it to send it: the head of the answer gives [`Events`], an error status the ordinary [`Error`].
/// Dropping the future gives it up.
///
/// ```
/// use alicloud_core::{Error, EventsCall, Json};
///
/// async fn all(call: EventsCall<'_, Json>) -> Result<Vec<Json>, Error> {
///     let mut events = call.await?;
///     let mut data = Vec::new();
///     while let Some(event) = events.next().await {
///         let event = event?;
///         if event.raw() != "[DONE]" {
///             data.push(event.into_data()?);
///         }
///     }
///     Ok(data)
/// }
/// ```
#[must_use = "a call is sent when it is awaited"]
pub struct EventsCall<'a, T> {
    exchange: Exchange<'a>,
    data: PhantomData<fn() -> T>,
}

impl<'a, T> EventsCall<'a, T> {
    pub(crate) fn new(core: &'a Core, info: &'static str, request: &'a dyn Model) -> Self {
        EventsCall {
            exchange: Exchange::new(core, info, request),
            data: PhantomData,
        }
    }

    typed_call!();
}

impl<'a, T: Output> IntoFuture for EventsCall<'a, T> {
    type Output = Result<Events<T>, Error>;
    type IntoFuture = EventsFuture<'a, T>;

    fn into_future(self) -> EventsFuture<'a, T> {
        EventsFuture {
            info: self.exchange.info,
            max: self.exchange.max_size(),
            answer: self.exchange.open(),
            data: PhantomData,
        }
    }
}

impl<T> fmt::Debug for EventsCall<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventsCall")
            .field("operation", &self.exchange.info.name)
            .finish_non_exhaustive()
    }
}

/// A call for events on its way. It can move between threads.
#[must_use = "a call is sent when it is awaited"]
pub struct EventsFuture<'a, T> {
    answer: BoxFuture<'a, Result<Incoming, Error>>,
    info: &'a OperationFacts<'a>,
    max: usize,
    data: PhantomData<fn() -> T>,
}

impl<T: Output> Future for EventsFuture<'_, T> {
    type Output = Result<Events<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let incoming = ready!(self.answer.as_mut().poll(context));
        Poll::Ready(incoming.and_then(|incoming| {
            refuse_compression(&incoming.parts, b"").map_err(|error| {
                error
                    .with_operation(self.info)
                    .with_attempts(incoming.attempts)
            })?;
            Ok(Events::new(incoming, self.max))
        }))
    }
}

impl<T> fmt::Debug for EventsFuture<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventsFuture")
            .field("operation", &self.info.name)
            .finish_non_exhaustive()
    }
}
