//! A call on its way, whatever it gives.
//!
//! In: an exchange. Out: the answer decoded into any slot, once it is there. Behind a trait object, so that a
//! program that awaits a call compiles neither what is sent nor what frees it.

use std::task::{Context, Poll, ready};

use super::{Answer, Exchange};
use crate::boxed::BoxFuture;
use crate::error::Error;
use crate::operation::Whole;
use crate::response::Held;
use crate::schema::OperationFacts;

/// A call on its way.
pub(crate) trait Sending: Send {
    /// Whether the answer is there, or why there will be none.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Error>>;
    /// Decodes the answer that is there.
    fn decode(&mut self, output: Box<dyn Whole>) -> Result<Held, Error>;
    /// The name of the operation.
    fn operation(&self) -> &str;
}

struct Sent<'a> {
    info: &'a OperationFacts<'a>,
    answer: BoxFuture<'a, Result<Answer, Error>>,
    arrived: Option<Answer>,
}

impl<'a> Exchange<'a> {
    /// Sends it, once it is polled.
    #[inline(never)]
    pub(crate) fn going(self) -> Box<dyn Sending + 'a> {
        Box::new(Sent {
            info: self.info,
            answer: self.send(),
            arrived: None,
        })
    }
}

impl Sending for Sent<'_> {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.arrived = Some(ready!(self.answer.as_mut().poll(context))?);
        Poll::Ready(Ok(()))
    }

    fn decode(&mut self, output: Box<dyn Whole>) -> Result<Held, Error> {
        let answer = self.arrived.take();
        let answer = answer.expect("it is decoded once, after it came");
        answer.decode(self.info, output)
    }

    fn operation(&self) -> &str {
        self.info.name
    }
}
