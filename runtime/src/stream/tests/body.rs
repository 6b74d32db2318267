//! A body that does what a test says, step by step.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame};

/// What happens when the body is asked.
pub(super) enum Step {
    /// This comes.
    Piece(&'static [u8]),
    /// Nothing yet; asking again is worth while at once.
    Pause,
    /// Nothing, ever.
    Silence,
    /// The connection breaks.
    Break,
}

/// Takes its steps, then ends; says when it is dropped.
pub(super) struct Script {
    steps: &'static [Step],
    dropped: Arc<AtomicBool>,
}

impl Script {
    pub(super) fn new(steps: &'static [Step], dropped: Arc<AtomicBool>) -> Self {
        Script { steps, dropped }
    }
}

impl Body for Script {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, &'static str>>> {
        let Some((step, rest)) = self.steps.split_first() else {
            return Poll::Ready(None);
        };
        match step {
            Step::Silence => return Poll::Pending,
            _ => self.steps = rest,
        }
        match step {
            Step::Piece(bytes) => Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(bytes))))),
            Step::Break => Poll::Ready(Some(Err("cut off"))),
            Step::Pause | Step::Silence => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        self.dropped.store(true, Ordering::Relaxed);
    }
}
