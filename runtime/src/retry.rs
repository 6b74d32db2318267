//! When a call is made again, and when it is not.
//!
//! In: the error of an attempt, and what is known of the call. Out: how long to wait before the next one, or
//! that there is none. Every decision is a pure function of its input; the loop around the attempts is
//! [`run`], which alone waits.

mod attempt;
mod backoff;
mod budget;
mod codes;
mod fault;
mod policy;
mod run;
mod skew;

pub use self::backoff::Backoff;
pub(crate) use self::budget::Bucket;
pub use self::budget::RetryBudget;
pub use self::codes::RetryCodes;
pub(crate) use self::codes::{is_passing_code, is_throttling_code};
pub use self::policy::RetryPolicy;
pub(crate) use self::skew::Skew;

#[cfg(test)]
mod tests;
