//! Transports in memory, for tests.

mod script;

use std::sync::{Arc, Mutex};

pub(crate) use self::script::{Line, Script};
use super::*;

/// Never answers.
pub(crate) struct Silent;

impl Transport for Silent {
    fn send(
        &self,
        _request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<TransportBody>, TransportError>> {
        Box::pin(std::future::pending())
    }
}

type Answer = Result<http::Response<TransportBody>, TransportError>;

/// Answers with what a function makes, and keeps the requests. Clones share them.
#[derive(Clone)]
pub(crate) struct Recorder {
    answer: Arc<dyn Fn() -> Answer + Send + Sync>,
    requests: Arc<Mutex<Vec<http::Request<Bytes>>>>,
}

impl Recorder {
    pub(crate) fn new(answer: impl Fn() -> Answer + Send + Sync + 'static) -> Self {
        Recorder {
            answer: Arc::new(answer),
            requests: Arc::default(),
        }
    }

    /// Answers with this status, a request id header, and this body.
    pub(crate) fn answering(status: u16, body: &'static str) -> Self {
        Self::new(move || {
            let builder = http::Response::builder()
                .status(status)
                .header("x-acs-request-id", "from-header");
            Ok(builder.body(TransportBody::from(body)).unwrap())
        })
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.requests.lock().unwrap().clone()
    }
}

impl Transport for Recorder {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Answer> {
        self.requests.lock().unwrap().push(request);
        Box::pin(std::future::ready((self.answer)()))
    }
}
