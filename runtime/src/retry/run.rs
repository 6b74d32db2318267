//! The loop around the attempts of a call.
//!
//! In: a call. Out: the first success, or the error of the last attempt.

use std::time::Duration;

use tracing::{Instrument, Span};

use super::attempt::{Attempt, Decision};
use super::fault::Fault;
use crate::credentials::Credentials;
use crate::error::{Error, ErrorKind};
use crate::exchange::{Exchange, Limits, Received, Want};
use crate::prepare::Repeat;
use crate::schema::Kind;

/// What the attempts so far have shown.
#[derive(Default)]
struct Progress {
    /// How many attempts have been made.
    made: u32,
    /// What the last one was signed with.
    keys: Option<Credentials>,
    /// Whether the clock has been set right, which is done once a call.
    is_corrected: bool,
    /// Whether other keys have been found, which is done once a call.
    is_renewed: bool,
}

impl Exchange<'_> {
    /// Makes attempts until one succeeds or the policy says stop. Also says how many there were.
    pub(crate) async fn run(&self, want: Want, span: &Span) -> Result<(Received, u32), Error> {
        let request = self.checked()?;
        let is_repeatable = self.info.kind == Kind::Read || request.has_token(self.info);
        let timer = self.client.config.settings().timer.as_deref();
        let began = timer.map(|timer| timer.now());
        let mut call = self.limit()?;
        let mut progress = Progress::default();
        let mut repeat = None;
        let mut previous: Option<Error> = None;
        loop {
            let mut limits = self.attempt_limits(&mut call);
            let mut observed = self.observe(progress.made + 1, repeat);
            let attempt_span = observed.span().clone();
            let keys = &mut progress.keys;
            let attempt = self
                .attempt(&request, repeat, want, &mut limits, keys, &mut observed)
                .instrument(attempt_span);
            let mut error = match attempt.await {
                Ok(received) => {
                    observed.ended(Ok(&received.parts), span);
                    observed.after(Ok(&received.parts), None);
                    self.client.budget.give_back(progress.made);
                    return Ok((received, progress.made + 1));
                }
                Err(error) => error,
            };
            if was_tried(&error) {
                progress.made += 1;
            }
            error = error.with_attempts(progress.made);
            if let Some(previous) = previous.take() {
                error = error.with_previous(previous);
            }
            observed.ended(Err(&error), span);
            let (Some(timer), Some(began)) = (timer, began) else {
                observed.after(Err(&error), None);
                return Err(error);
            };
            let elapsed = timer.now().saturating_duration_since(began);
            let mut fault = Fault::of(&error);
            if !self.mended(fault, &error, &mut progress, &mut limits).await {
                fault = Fault::Lasting;
            }
            drop(limits);
            let attempt = Attempt {
                number: progress.made,
                elapsed,
                fault,
                retry_after: error.retry_after(),
                is_repeatable,
            };
            let next = self.wait(&attempt);
            observed.after(Err(&error), next);
            let Some(wait) = next else {
                return Err(error);
            };
            if wait > Duration::ZERO && call.wait(timer.sleep(wait)).await.is_err() {
                return Err(error);
            }
            repeat = Some(Repeat {
                attempts: progress.made,
                delay: wait,
            });
            previous = Some(error);
        }
    }

    /// How long to wait before the next attempt, if there is to be one.
    fn wait(&self, attempt: &Attempt) -> Option<Duration> {
        // Without random numbers the longest wait that is allowed.
        let random = self.client.config.settings().random().unwrap_or(u64::MAX);
        let Decision::After(wait) = self.options.retry.decide(attempt, random) else {
            return None;
        };
        let left = self
            .options
            .timeout
            .map(|all| all.saturating_sub(attempt.elapsed));
        let is_in_time = left.is_none_or(|left| wait < left);
        (is_in_time && self.client.budget.take()).then_some(wait)
    }

    /// Mends what another attempt would fail of again: the clock, the keys. `false` if it cannot be mended.
    async fn mended(
        &self,
        fault: Fault,
        error: &Error,
        progress: &mut Progress,
        limits: &mut Limits<'_, '_>,
    ) -> bool {
        match fault {
            Fault::Misdated => {
                let now = self.client.config.settings().now();
                let is_first = !std::mem::replace(&mut progress.is_corrected, true);
                is_first && self.client.skew.learn(error, now)
            }
            Fault::Expired => {
                self.reject_credentials(progress.keys.as_ref());
                let is_first = !std::mem::replace(&mut progress.is_renewed, true);
                if !is_first {
                    return false;
                }
                let found = self.within(limits, self.credentials()).await;
                let Ok(Ok(Some(found))) = found else {
                    return false;
                };
                let used = progress.keys.as_ref();
                used.is_none_or(|used| used.kind() != found.kind())
            }
            _ => true,
        }
    }
}

/// Whether the error came of an attempt to send, not of preparing it.
fn was_tried(error: &Error) -> bool {
    !matches!(
        error.kind(),
        ErrorKind::InvalidRequest | ErrorKind::Config | ErrorKind::Credentials
    )
}
