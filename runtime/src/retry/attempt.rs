//! What is known after a failed attempt, and what follows from it.
//!
//! In: nothing, these are facts. Out: what the policy decides from, and its decision.

use std::time::Duration;

use super::fault::Fault;

/// What is known after an attempt that failed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempt {
    /// How many attempts have been made, this one included.
    pub(crate) number: u32,
    /// Since the call began.
    pub(crate) elapsed: Duration,
    /// What went wrong.
    pub(crate) fault: Fault,
    /// What the service asked for.
    pub(crate) retry_after: Option<Duration>,
    /// Whether carrying the call out twice does what once does: it only reads, or carries a token.
    pub(crate) is_repeatable: bool,
}

/// Whether there is another attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    /// The error is the result.
    Stop,
    /// Another attempt after this time.
    After(Duration),
}
