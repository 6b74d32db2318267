//! What is told of an attempt while it runs: to `tracing`, and to the hooks of the program.
//!
//! In: which attempt it is, then what came of it. Out: a span, and the hooks' turns. Nothing here holds a value of
//! the request or the answer.

use std::time::{Duration, Instant};

use bytes::Bytes;
use http::StatusCode;
use http::response::Parts;
use tracing::{Span, field};

use super::Exchange;
use crate::envelope::header_request_id;
use crate::error::Error;
use crate::hook::{AddedHeaders, AttemptEnd, AttemptStart, Hooks, SignedRequest};
use crate::prepare::Repeat;
use crate::timer::Timer;

/// An attempt that somebody watches.
pub(crate) struct Observed<'a> {
    hooks: &'a Hooks,
    start: AttemptStart<'a>,
    span: Span,
    timer: Option<&'a dyn Timer>,
    began: Option<Instant>,
    elapsed: Option<Duration>,
    /// Whether the hooks know that it began.
    is_begun: bool,
}

impl Exchange<'_> {
    /// What is known of the attempt of this number before it begins.
    pub(crate) fn start(&self, number: u32, waited: Duration) -> AttemptStart<'_> {
        AttemptStart {
            info: self.info,
            region: &self.client.config.settings().region,
            number,
            waited,
        }
    }

    /// The attempt of this number begins.
    pub(crate) fn observe(&self, number: u32, repeat: Option<Repeat>) -> Observed<'_> {
        let settings = self.client.config.settings();
        let waited = repeat.map_or(Duration::ZERO, |repeat| repeat.delay);
        let timer = settings.timer.as_deref();
        Observed {
            hooks: &self.options.hooks,
            start: self.start(number, waited),
            span: tracing::info_span!(
                "alicloud.attempt",
                operation = self.info.name,
                region = settings.region,
                attempt = number,
                waited_ms = milliseconds(waited),
                status = field::Empty,
                request_id = field::Empty,
                error = field::Empty,
            ),
            timer,
            began: timer.map(|timer| timer.now()),
            elapsed: None,
            is_begun: false,
        }
    }
}

impl Observed<'_> {
    pub(crate) fn span(&self) -> &Span {
        &self.span
    }

    /// What the hooks add to the request.
    pub(crate) fn headers(&self) -> AddedHeaders {
        self.hooks.headers(&self.start)
    }

    /// The request is sent next.
    pub(crate) fn before(&mut self, request: &http::Request<Bytes>) {
        self.is_begun = true;
        self.hooks.before(&self.start, &SignedRequest::new(request));
    }

    /// The attempt has ended; `call` is the span around it.
    pub(crate) fn ended(&mut self, result: Result<&Parts, &Error>, call: &Span) {
        let now = self.timer.map(|timer| timer.now());
        self.elapsed = now
            .zip(self.began)
            .map(|(now, began)| now.saturating_duration_since(began));
        let (status, request_id) = head(result);
        for span in [&self.span, call] {
            if let Some(status) = status {
                span.record("status", status.as_u16());
            }
            if let Some(id) = request_id {
                span.record("request_id", id);
            }
        }
        if let Err(error) = result {
            self.span.record("error", field::debug(error.kind()));
        }
    }

    /// It is known what follows: another attempt after this time, or none.
    pub(crate) fn after(&self, result: Result<&Parts, &Error>, next: Option<Duration>) {
        if let (Err(error), Some(wait)) = (result, next) {
            tracing::debug!(
                parent: &self.span,
                error = field::debug(error.kind()),
                wait_ms = milliseconds(wait),
                "the attempt failed; another follows",
            );
        }
        if !self.is_begun {
            return;
        }
        let (status, request_id) = head(result);
        let end = AttemptEnd {
            status,
            request_id,
            error: result.err(),
            elapsed: self.elapsed,
            next,
        };
        self.hooks.after(&self.start, &end);
    }
}

/// Status and request id of the answer, if there was one.
fn head<'r>(result: Result<&'r Parts, &'r Error>) -> (Option<StatusCode>, Option<&'r str>) {
    match result {
        Ok(parts) => (Some(parts.status), header_request_id(&parts.headers)),
        Err(error) => (error.status(), error.request_id()),
    }
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
