//! What an error means for the next attempt.
//!
//! In: an error. Out: one of six words, from which the policy decides.

use crate::error::{Error, ErrorKind};

/// What an error means for the next attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// There was no connection: the service knows nothing of the call.
    Unsent,
    /// The service says that there are too many calls, and that it did not carry this one out.
    Throttled,
    /// The service says that the request carries the wrong time.
    Misdated,
    /// The service says that the keys of the caller have expired, or that it does not know them.
    Expired,
    /// The service, or the way to it, fails now and may not fail soon. The operation may have happened.
    Passing,
    /// Another attempt would fail in the same way.
    Lasting,
}

/// How codes begin that speak of keys which are too old.
const EXPIRED: &[&str] = &[
    "InvalidAccessKeyId",
    "InvalidSecurityToken",
    "SecurityTokenExpired",
];

impl Fault {
    pub(super) fn of(error: &Error) -> Self {
        // Half an answer to a call that may be repeated is as good as none, whatever its status.
        let is_cut = matches!(error.kind(), ErrorKind::Timeout | ErrorKind::Transport);
        let is_expired = |code: &str| EXPIRED.iter().any(|start| code.starts_with(start));
        let is_cut_success = is_cut && error.status().is_some_and(|status| status.is_success());
        if error.is_connect() {
            Fault::Unsent
        } else if error.is_throttling() {
            Fault::Throttled
        } else if error.is_clock_skew() {
            Fault::Misdated
        } else if error.code().is_some_and(is_expired) {
            Fault::Expired
        } else if error.is_retryable() || is_cut_success {
            Fault::Passing
        } else {
            Fault::Lasting
        }
    }
}
