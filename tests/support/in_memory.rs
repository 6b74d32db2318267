//! A transport that sends nothing.
//!
//! In: the answers to give, in order. Out: those answers, and the requests that asked for them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use alicloud::{BoxFuture, Bytes, Transport, TransportBody, TransportError, http};

/// Gives prepared answers and keeps the requests. Clones share both.
#[derive(Clone, Debug, Default)]
pub struct InMemory(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    answers: VecDeque<http::Response<Bytes>>,
    requests: Vec<http::Request<Bytes>>,
}

impl InMemory {
    /// Gives these answers, one a request. A request after the last fails.
    pub fn answering(answers: impl IntoIterator<Item = http::Response<Bytes>>) -> Self {
        let answers = answers.into_iter().collect();
        InMemory(Arc::new(Mutex::new(State {
            answers,
            requests: Vec::new(),
        })))
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state(|state| state.requests.clone())
    }

    fn state<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Transport for InMemory {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<TransportBody>, TransportError>> {
        let answer = self.state(|state| {
            state.requests.push(request);
            state.answers.pop_front()
        });
        let answer = answer.map(|answer| answer.map(TransportBody::from));
        Box::pin(std::future::ready(answer.ok_or_else(|| {
            TransportError::broken("there is no answer left")
        })))
    }
}
