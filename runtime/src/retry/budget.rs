//! How many attempts all calls of a client may repeat together.
//!
//! In: attempts that are repeated, calls that succeed. Out: whether one more may be repeated. While a service is
//! down, calls that each repeat three times send three times as much to it; the budget is spent soon then, and
//! calls fail after their first attempt until some succeed again.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// What a repeated attempt takes.
const RETRY: u32 = 5;

/// What a call that succeeds at once gives back.
const SUCCESS: u32 = 1;

/// The size of a client's retry budget. Every client has a budget of its own, which its clones share.
///
/// Every repeated attempt takes one from the budget. A call that succeeds gives back what it took, and a fifth of
/// one if it took nothing. Once the budget is spent no attempt is repeated, whatever the policy says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryBudget(Option<u32>);

impl RetryBudget {
    /// A budget of so many repeated attempts. The standard is 100.
    pub const fn new(attempts: u32) -> Self {
        RetryBudget(Some(attempts))
    }

    /// No limit.
    pub const fn unlimited() -> Self {
        RetryBudget(None)
    }
}

impl Default for RetryBudget {
    fn default() -> Self {
        RetryBudget::new(100)
    }
}

/// What is left of a budget. Clones share it.
#[derive(Debug, Clone)]
pub(crate) struct Bucket(Option<Arc<State>>);

#[derive(Debug)]
struct State {
    size: u32,
    left: AtomicU32,
}

impl Bucket {
    /// A full one.
    pub(crate) fn new(RetryBudget(attempts): RetryBudget) -> Self {
        Bucket(attempts.map(|attempts| {
            let size = attempts.saturating_mul(RETRY);
            let left = AtomicU32::new(size);
            Arc::new(State { size, left })
        }))
    }

    /// Takes one attempt, if there is one.
    pub(super) fn take(&self) -> bool {
        let take = |left: u32| left.checked_sub(RETRY);
        self.0.as_ref().is_none_or(|state| {
            let (set, get) = (Ordering::Relaxed, Ordering::Relaxed);
            state.left.fetch_update(set, get, take).is_ok()
        })
    }

    /// A call has succeeded that had taken so many.
    pub(super) fn give_back(&self, taken: u32) {
        let Some(state) = &self.0 else { return };
        let given = match taken {
            0 => SUCCESS,
            taken => taken.saturating_mul(RETRY),
        };
        let give = |left: u32| Some(left.saturating_add(given).min(state.size));
        let (set, get) = (Ordering::Relaxed, Ordering::Relaxed);
        // It gives a new value always.
        let _ = state.left.fetch_update(set, get, give);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(bucket: &Bucket, most: usize) -> usize {
        (0..most).take_while(|_| bucket.take()).count()
    }

    #[test]
    fn a_budget_is_spent_by_attempts_and_filled_by_successes() {
        // Successes, by what each had taken, and how many attempts the spent budget allows after them.
        let table: [(&[u32], usize); 6] = [
            (&[], 0),
            (&[0; 4], 0),
            (&[0; 5], 1),
            (&[1], 1),
            (&[2, 0, 0, 0, 0, 0], 3),
            (&[u32::MAX], 3),
        ];
        for (successes, allowed) in table {
            let bucket = Bucket::new(RetryBudget::new(3));
            assert_eq!(takes(&bucket, 9), 3);
            for taken in successes {
                bucket.give_back(*taken);
            }
            assert_eq!(takes(&bucket, 9), allowed, "{successes:?}");
        }
    }

    #[test]
    fn clones_share_it_and_no_limit_is_none() {
        let bucket = Bucket::new(RetryBudget::new(2));
        let clone = bucket.clone();
        assert!(bucket.take() && clone.take() && !bucket.take() && !clone.take());
        assert_eq!(takes(&Bucket::new(RetryBudget::unlimited()), 999), 999);
        assert_eq!(takes(&Bucket::new(RetryBudget::new(0)), 9), 0);
    }
}
