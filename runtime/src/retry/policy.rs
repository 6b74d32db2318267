//! Which calls are repeated, how often, and how long that may take.
//!
//! In: what is known after a failed attempt, and a random number. Out: stop, or how long to wait.

use std::time::Duration;

use super::attempt::{Attempt, Decision};
use super::backoff::Backoff;
use super::fault::Fault;

/// Which calls are repeated, how often, and how long that may take.
///
/// The [`standard`](RetryPolicy::standard) policy is on for every client: up to 3 attempts, and only where
/// repeating is safe.
///
/// | what went wrong | a call that reads, or carries an idempotency token | any other call |
/// | --- | --- | --- |
/// | no connection, so nothing was sent | is repeated | is repeated |
/// | the server's certificate was refused | is not | is not |
/// | throttling, with any status | is repeated | is not, unless [`with_refused_writes`](RetryPolicy::with_refused_writes) |
/// | the request carries the wrong time | is repeated once, with the time of the service | as for throttling |
/// | the keys of the caller have expired or are unknown | is repeated once, if the source has others | as for throttling |
/// | status 500 and above, but 501 and 505 | is repeated | is not |
/// | the connection broke, or the answer did not come (whole) in time | is repeated | is not |
/// | anything else | is not | is not |
///
/// An operation of which the page does not say that it reads counts as one that writes. An answer that is read as
/// a stream is no longer repeated once its head is there.
///
/// ```
/// use std::time::Duration;
///
/// use alicloud_core::{Config, RetryPolicy};
///
/// let policy = RetryPolicy::standard()
///     .with_attempt_limit(5)
///     .with_time_limit(Duration::from_secs(30));
/// let config = Config::new("cn-hangzhou").with_retry(policy);
/// # let _ = config;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: u32,
    time: Option<Duration>,
    wait: Duration,
    backoff: Backoff,
    refused_writes: bool,
}

impl RetryPolicy {
    /// Up to 3 attempts, with waits of up to 100 milliseconds, then 200; what the service asks for is waited for
    /// if it is no longer than a minute. The timeout of the call bounds everything together.
    pub const fn standard() -> Self {
        RetryPolicy {
            attempts: 3,
            time: None,
            wait: Duration::from_secs(60),
            backoff: Backoff::exponential(Duration::from_millis(100), Duration::from_secs(20)),
            refused_writes: false,
        }
    }

    /// One attempt, whatever happens.
    pub const fn never() -> Self {
        Self::standard().with_attempt_limit(1)
    }

    /// At most so many attempts, the first included; 0 counts as 1.
    ///
    /// ```
    /// use alicloud_core::RetryPolicy;
    ///
    /// assert_eq!(RetryPolicy::standard().with_attempt_limit(1), RetryPolicy::never());
    /// ```
    #[must_use]
    pub const fn with_attempt_limit(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// No attempt begins when this much time has passed since the call began. By default there is no such
    /// limit, only the timeout of the call, which also ends the attempt that runs.
    #[must_use]
    pub const fn with_time_limit(mut self, time: Duration) -> Self {
        self.time = Some(time);
        self
    }

    /// The longest wait before an attempt. When the service asks for more, the call fails at once, and
    /// [`Error::retry_after`](crate::Error::retry_after) says how long it asked for. By default one minute.
    #[must_use]
    pub const fn with_wait_limit(mut self, wait: Duration) -> Self {
        self.wait = wait;
        self
    }

    /// Waits like this between attempts, or as long as the service asks for, if that is longer.
    #[must_use]
    pub const fn with_backoff(mut self, backoff: Backoff) -> Self {
        self.backoff = backoff;
        self
    }

    /// Whether calls that write and carry no idempotency token are repeated too when the service says that it
    /// turned them away before doing anything: throttling, a wrong time, an expired token. By default they are
    /// not, so that the service never receives them twice: some services say "throttled" half-way.
    #[must_use]
    pub const fn with_refused_writes(mut self, repeated: bool) -> Self {
        self.refused_writes = repeated;
        self
    }

    /// Whether there is another attempt. `random` is any number, each of them as likely.
    pub(crate) fn decide(&self, attempt: &Attempt, random: u64) -> Decision {
        let is_safe = match attempt.fault {
            Fault::Unsent => true,
            Fault::Throttled | Fault::Misdated | Fault::Expired => {
                attempt.is_repeatable || self.refused_writes
            }
            Fault::Passing => attempt.is_repeatable,
            Fault::Lasting => false,
        };
        let wait = match attempt.fault {
            // What was wrong is mended, so that there is nothing to wait for.
            Fault::Misdated | Fault::Expired => Duration::ZERO,
            _ => {
                let asked = attempt.retry_after.unwrap_or_default();
                self.backoff.wait(attempt.number, random).max(asked)
            }
        };
        let begins = attempt.elapsed.saturating_add(wait);
        let is_in_time = wait <= self.wait && self.time.is_none_or(|time| begins < time);
        if is_safe && is_in_time && attempt.number < self.attempts {
            Decision::After(wait)
        } else {
            Decision::Stop
        }
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        RetryPolicy::standard()
    }
}
