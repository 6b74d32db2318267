//! Time that passes only when everything waits for it.
//!
//! In: a future that waits with the [`VirtualTimer`]. Out: what it gives, at once.

use std::collections::BTreeMap;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use super::Timer;
use crate::boxed::BoxFuture;

/// A clock and its sleepers. Clones share both.
#[derive(Clone)]
pub(crate) struct VirtualTimer {
    start: Instant,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    passed: Duration,
    /// When the sleepers wake, by their number.
    sleepers: BTreeMap<u64, Duration>,
    begun: u64,
}

impl VirtualTimer {
    pub(crate) fn new() -> Self {
        VirtualTimer {
            start: Instant::now(),
            state: Arc::default(),
        }
    }

    /// How much time has passed.
    pub(crate) fn passed(&self) -> Duration {
        self.state.lock().unwrap().passed
    }

    /// How many sleeps are under way.
    pub(crate) fn sleepers(&self) -> usize {
        self.state.lock().unwrap().sleepers.len()
    }

    /// Runs a future to its end. Whenever it waits, time jumps to the next sleeper's end.
    pub(crate) fn drive<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        let mut context = Context::from_waker(Waker::noop());
        for _ in 0..10_000 {
            if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
                return output;
            }
            let mut state = self.state.lock().unwrap();
            let passed = state.passed;
            let waiting = state.sleepers.values().filter(|until| **until > passed);
            if let Some(next) = waiting.min().copied() {
                state.passed = next;
            }
        }
        panic!("the future waits for something else than time");
    }
}

impl Timer for VirtualTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        let mut state = self.state.lock().unwrap();
        let (number, until) = (state.begun, state.passed.saturating_add(duration));
        state.begun += 1;
        state.sleepers.insert(number, until);
        Box::pin(Sleep {
            timer: self.clone(),
            number,
            until,
        })
    }

    fn now(&self) -> Instant {
        self.start + self.passed()
    }
}

struct Sleep {
    timer: VirtualTimer,
    number: u64,
    until: Duration,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<()> {
        match self.timer.passed() >= self.until {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        let mut state = self.timer.state.lock().unwrap();
        state.sleepers.remove(&self.number);
    }
}
