//! A transport that does what a script says, one line a request.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use http_body::Frame;

use super::*;
use crate::timer::Timer;
use crate::timer::testing::VirtualTimer;

/// What becomes of a request.
#[derive(Clone, Copy)]
pub(crate) enum Line {
    /// An answer with this status, these headers, this body.
    Answer(u16, &'static [(&'static str, &'static str)], &'static str),
    /// The same, after so many seconds.
    Late(u64, u16, &'static str),
    /// No connection.
    Refused,
    /// The connection breaks before the answer.
    Reset,
    /// No answer ever.
    Silence,
    /// The head of an answer with this status, whose body breaks off.
    Cut(u16),
    /// The head of an answer with this status, whose body never comes.
    Stalled(u16),
}

/// Follows the script; its last line goes on for ever. Clones share it.
#[derive(Clone)]
pub(crate) struct Script {
    lines: Arc<Mutex<VecDeque<Line>>>,
    requests: Arc<Mutex<Vec<http::Request<Bytes>>>>,
    timer: VirtualTimer,
}

impl Script {
    pub(crate) fn new(timer: &VirtualTimer, lines: &[Line]) -> Self {
        Script {
            lines: Arc::new(Mutex::new(lines.iter().copied().collect())),
            requests: Arc::default(),
            timer: timer.clone(),
        }
    }

    /// The requests so far, those that found no connection among them.
    pub(crate) fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.requests.lock().unwrap().clone()
    }

    fn next(&self) -> Line {
        let mut lines = self.lines.lock().unwrap();
        match lines.len() {
            1 => lines[0],
            _ => lines.pop_front().expect("a script has a line"),
        }
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<TransportBody>, TransportError>> {
        self.requests.lock().unwrap().push(request);
        let line = self.next();
        Box::pin(async move {
            let answer = |status: u16, body| {
                let builder = http::Response::builder().status(status);
                builder.header("x-acs-request-id", "id").body(body).unwrap()
            };
            match line {
                Line::Answer(status, headers, body) => {
                    let mut answer = answer(status, TransportBody::from(body));
                    for (name, value) in headers {
                        answer.headers_mut().insert(*name, value.parse().unwrap());
                    }
                    Ok(answer)
                }
                Line::Late(seconds, status, body) => {
                    self.timer
                        .sleep(std::time::Duration::from_secs(seconds))
                        .await;
                    Ok(answer(status, TransportBody::from(body)))
                }
                Line::Refused => Err(TransportError::connect("refused")),
                Line::Reset => Err(TransportError::broken("reset")),
                Line::Silence => std::future::pending().await,
                Line::Cut(status) => Ok(answer(status, TransportBody::new(Cut))),
                Line::Stalled(status) => Ok(answer(status, TransportBody::new(Stalled))),
            }
        })
    }
}

/// A body that breaks off.
struct Cut;

impl http_body::Body for Cut {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(
        self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Poll::Ready(Some(Err("cut")))
    }
}

/// A body that never comes.
struct Stalled;

impl http_body::Body for Stalled {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Pending
    }
}
