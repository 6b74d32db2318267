//! What came of an attempt.

use std::time::Duration;

use http::StatusCode;

use crate::error::Error;

/// How an attempt ended. Its `Debug` holds no value of the answer.
#[derive(Clone, Copy)]
pub struct AttemptEnd<'a> {
    pub(crate) status: Option<StatusCode>,
    pub(crate) request_id: Option<&'a str>,
    pub(crate) error: Option<&'a Error>,
    pub(crate) elapsed: Option<Duration>,
    pub(crate) next: Option<Duration>,
}

impl<'a> AttemptEnd<'a> {
    /// HTTP status of the answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// Id of the request, if the answer has one. That of a success is looked for in the headers alone.
    pub fn request_id(&self) -> Option<&'a str> {
        self.request_id
    }

    /// What went wrong; `None` for a success. [`Error::attempts`] counts this attempt.
    pub fn error(&self) -> Option<&'a Error> {
        self.error
    }

    /// How long the attempt took, from asking for credentials on; `None` if the client has no timer.
    pub fn elapsed(&self) -> Option<Duration> {
        self.elapsed
    }

    /// How long the call waits now before its next attempt; `None` if this was the last.
    pub fn next_in(&self) -> Option<Duration> {
        self.next
    }
}

impl std::fmt::Debug for AttemptEnd<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AttemptEnd")
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("error", &self.error.map(Error::kind))
            .field("elapsed", &self.elapsed)
            .field("next_in", &self.next)
            .finish()
    }
}
