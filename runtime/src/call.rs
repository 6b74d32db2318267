//! One call: options first, then awaited, or prepared without being sent.
//!
//! In: a client and a request. Out: a response. Only the last step, decoding into the operation's
//! output, is generic: everything before it is compiled once for all operations.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;

use crate::client::Core;
use crate::error::Error;
use crate::exchange::{Exchange, Sending};
use crate::model::Model;
use crate::operation::Output;
use crate::options::typed_call;
use crate::response::Response;
use crate::stream::ByteStream;

/// A call that has not been sent. Await it to send it; dropping the future gives it up.
///
/// What fails and can safely be repeated is repeated: see [`RetryPolicy`](crate::RetryPolicy).
#[must_use = "a call is sent when it is awaited"]
pub struct Call<'a, T> {
    exchange: Exchange<'a>,
    output: PhantomData<fn() -> T>,
}

impl<'a, T> Call<'a, T> {
    pub(crate) fn new(core: &'a Core, info: &'static str, request: &'a dyn Model) -> Self {
        Self::of(Exchange::new(core, info, request))
    }

    pub(crate) fn of(exchange: Exchange<'a>) -> Self {
        Call {
            exchange,
            output: PhantomData,
        }
    }

    typed_call!();
}

impl Call<'_, Bytes> {
    /// Sends the call and gives the answer piece by piece, for bytes that are too many to collect.
    ///
    /// The limit of the whole call ends with the head of the answer: after that the service may take as
    /// long as it likes, as long as it is not silent for longer than the read timeout. The size has no
    /// limit unless [`ByteStream::with_max_size`] sets one.
    ///
    /// # Errors
    ///
    /// What keeps an answer from beginning, and everything that the service says with an error status.
    pub async fn stream(self) -> Result<ByteStream, Error> {
        self.exchange.open().await.map(ByteStream::new)
    }
}

impl<'a, T: Output> IntoFuture for Call<'a, T> {
    type Output = Result<Response<T>, Error>;
    type IntoFuture = CallFuture<'a, T>;

    fn into_future(self) -> CallFuture<'a, T> {
        CallFuture {
            sending: self.exchange.going(),
            output: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Call<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.exchange.info.name)
            .finish_non_exhaustive()
    }
}

/// A call on its way. It can move between threads.
#[must_use = "a call is sent when it is awaited"]
pub struct CallFuture<'a, T> {
    sending: Box<dyn Sending + 'a>,
    output: PhantomData<fn() -> T>,
}

impl<T: Output> Future for CallFuture<'_, T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if let Err(error) = ready!(self.sending.poll(context)) {
            return Poll::Ready(Err(error));
        }
        Poll::Ready(match self.sending.decode(Box::new(T::default())) {
            Ok(held) => Ok(Response::new(held)),
            Err(error) => Err(error),
        })
    }
}

impl<T> fmt::Debug for CallFuture<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallFuture")
            .field("operation", &self.sending.operation())
            .finish_non_exhaustive()
    }
}
