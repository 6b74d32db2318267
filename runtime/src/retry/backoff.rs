//! How long to wait between two attempts.
//!
//! In: how many attempts have failed, and a random number. Out: a duration.

use std::time::Duration;

/// Exponential backoff with full jitter: the bound doubles with every attempt, and the wait is anything between
/// nothing and the bound. Clients that failed together so do not come back together.
///
/// ```
/// use std::time::Duration;
///
/// use alicloud_core::{Backoff, RetryPolicy};
///
/// let patient = Backoff::exponential(Duration::from_secs(1), Duration::from_secs(30));
/// let policy = RetryPolicy::standard().with_backoff(patient);
/// # let _ = policy;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    first: Duration,
    cap: Duration,
}

impl Backoff {
    /// Waits at most `first` after the first attempt, twice as long after the second, and so on, but never
    /// longer than `cap`. The standard is 100 milliseconds and 20 seconds.
    pub const fn exponential(first: Duration, cap: Duration) -> Self {
        Backoff { first, cap }
    }

    /// The longest wait after so many failed attempts.
    fn bound(&self, failed: u32) -> Duration {
        let factor = 2_u32.saturating_pow(failed.saturating_sub(1));
        self.first.saturating_mul(factor).min(self.cap)
    }

    /// The wait after so many failed attempts: the part of the bound that `random` is of all numbers, in whole
    /// milliseconds, which is how the service is told.
    pub(super) fn wait(&self, failed: u32, random: u64) -> Duration {
        let bound = self.bound(failed).as_millis().min(u128::from(u64::MAX));
        let part = bound * u128::from(random) / u128::from(u64::MAX);
        Duration::from_millis(u64::try_from(part).unwrap_or(u64::MAX))
    }
}

impl Default for Backoff {
    fn default() -> Self {
        Backoff::exponential(Duration::from_millis(100), Duration::from_secs(20))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_doubles_up_to_the_cap() {
        let table = [
            (0, 100),
            (1, 100),
            (2, 200),
            (3, 400),
            (8, 12_800),
            (9, 20_000),
            (40, 20_000),
            (u32::MAX, 20_000),
        ];
        for (failed, bound) in table {
            let bound = Duration::from_millis(bound);
            assert_eq!(Backoff::default().bound(failed), bound, "{failed}");
        }
    }

    #[test]
    fn the_wait_is_any_part_of_the_bound() {
        let table = [
            (1, 0, 0),
            (1, u64::MAX, 100),
            (1, u64::MAX / 2, 49),
            (2, u64::MAX / 4 * 3, 149),
            (40, u64::MAX, 20_000),
        ];
        for (failed, random, wait) in table {
            let wait = Duration::from_millis(wait);
            assert_eq!(Backoff::default().wait(failed, random), wait, "{failed}");
        }
    }

    #[test]
    fn nothing_overflows() {
        let longest = Backoff::exponential(Duration::MAX, Duration::MAX);
        let forever = Duration::from_millis(u64::MAX);
        assert_eq!(longest.wait(u32::MAX, u64::MAX), forever);
        let none = Backoff::exponential(Duration::ZERO, Duration::ZERO);
        assert_eq!(none.wait(3, u64::MAX), Duration::ZERO);
    }
}
