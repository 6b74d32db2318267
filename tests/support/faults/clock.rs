//! Time that passes at once, over real connections.
//!
//! In: sleeps of a client, and a server that lets time run out. Out: how much time a call took. Nobody can see from
//! outside whether a socket is still going to say something, so time does not pass by itself: it passes when a call
//! waits between two attempts, which ends at once, and when the server says that its silence lasts. Each call has a
//! time of its own, so that the silence of one is not that of its neighbours.

use std::collections::{BTreeMap, HashMap};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use alicloud::{BoxFuture, Timer};
use tokio::sync::Notify;

/// How long a whole call may take.
pub const CALL: Duration = Duration::from_secs(60);
/// How long the service may be silent, if nothing else is said.
pub const SILENCE: Duration = Duration::from_secs(7);
/// How long connecting may take.
pub const CONNECT: Duration = Duration::from_secs(3);
/// How long the metadata service may be silent.
pub const METADATA_SILENCE: Duration = Duration::from_secs(1);
/// How long a question to the metadata service may take.
pub const METADATA: Duration = Duration::from_secs(2);

/// Sleeps of these lengths bound something; no wait between two attempts may be as long as one of them.
const LIMITS: [Duration; 4] = [CALL, CONNECT, METADATA_SILENCE, METADATA];

/// Those of them within which something is to arrive.
const SILENCES: [Duration; 2] = [CONNECT, METADATA_SILENCE];

/// 2023-11-14T22:13:20Z, when every call begins.
const BEGIN: u64 = 1_700_000_000;

tokio::task_local! {
    /// Which call this is; calls outside of [`Clock::time`] are number 0.
    static NUMBER: u64;
}

/// The time of all calls. Clones share it.
#[derive(Clone)]
pub struct Clock {
    start: Instant,
    silence: Duration,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    calls: Mutex<HashMap<u64, Time>>,
    begun: Notify,
}

/// The time of one call.
#[derive(Default)]
struct Time {
    passed: Duration,
    /// How many sleeps have begun.
    begun: u64,
    sleeps: BTreeMap<u64, Pending>,
}

struct Pending {
    length: Duration,
    until: Duration,
    waker: Option<Waker>,
}

impl Time {
    /// Goes on to this point in time, or to the first end of a sleep before it.
    fn go_to(&mut self, wanted: Duration) {
        let ends = self.sleeps.values().map(|sleep| sleep.until);
        let coming = ends.filter(|end| *end > self.passed);
        self.passed = coming.fold(wanted, Duration::min);
        for sleep in self.sleeps.values_mut() {
            if let Some(waker) = sleep.waker.take_if(|_| sleep.until <= self.passed) {
                waker.wake();
            }
        }
    }

    /// Whether the call waits for something to arrive, and has begun to since.
    fn is_awaiting(&self, since: u64, silence: Duration) -> bool {
        let is_silence =
            |sleep: &Pending| sleep.length == silence || SILENCES.contains(&sleep.length);
        self.sleeps
            .range(since..)
            .any(|(_, sleep)| is_silence(sleep))
    }
}

impl Clock {
    /// A clock on which no time has passed.
    #[expect(
        clippy::new_without_default,
        reason = "a clock is made where its start is meant"
    )]
    pub fn new() -> Self {
        Self::with_silence(SILENCE)
    }

    /// The same for clients that bear another silence.
    pub fn with_silence(silence: Duration) -> Self {
        Clock {
            start: Instant::now(),
            silence,
            shared: Arc::default(),
        }
    }

    /// How long the service may be silent.
    pub fn silence(&self) -> Duration {
        self.silence
    }

    /// Runs a call on a time of its own. Gives its output and the time that it took.
    pub async fn time<F: Future>(&self, number: u64, call: F) -> (F::Output, Duration) {
        let output = NUMBER.scope(number, call).await;
        let took = self.calls().remove(&number);
        (output, took.map_or(Duration::ZERO, |time| time.passed))
    }

    /// The time of day in the call that asks.
    pub fn now_of_day(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(BEGIN) + self.passed(number())
    }

    fn passed(&self, call: u64) -> Duration {
        self.calls()
            .get(&call)
            .map_or(Duration::ZERO, |time| time.passed)
    }

    /// How many sleeps the call has begun.
    pub(crate) fn begun(&self, call: u64) -> u64 {
        self.calls().get(&call).map_or(0, |time| time.begun)
    }

    /// Lets time pass for a call, as soon as it waits for something to arrive and has begun to after so many sleeps;
    /// at most until the first of its limits.
    pub(crate) async fn pass(&self, call: u64, since: u64, duration: Duration) {
        loop {
            let begun = self.shared.begun.notified();
            if self.has_passed(call, since, duration) {
                return;
            }
            begun.await;
        }
    }

    fn has_passed(&self, call: u64, since: u64, duration: Duration) -> bool {
        let mut calls = self.calls();
        let Some(time) = calls
            .get_mut(&call)
            .filter(|time| time.is_awaiting(since, self.silence))
        else {
            return false;
        };
        time.go_to(time.passed.saturating_add(duration));
        true
    }

    fn calls(&self) -> MutexGuard<'_, HashMap<u64, Time>> {
        self.shared
            .calls
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn number() -> u64 {
    NUMBER.try_with(|number| *number).unwrap_or(0)
}

impl Timer for Clock {
    fn sleep(&self, length: Duration) -> BoxFuture<'_, ()> {
        let call = number();
        let mut calls = self.calls();
        let time = calls.entry(call).or_default();
        let place = time.begun;
        time.begun += 1;
        let until = time.passed.saturating_add(length);
        let pending = Pending {
            length,
            until,
            waker: None,
        };
        time.sleeps.insert(place, pending);
        if length != self.silence && !LIMITS.contains(&length) {
            time.go_to(until);
        }
        drop(calls);
        self.shared.begun.notify_waiters();
        let clock = self.clone();
        Box::pin(Sleep { clock, call, place })
    }

    fn now(&self) -> Instant {
        self.start + self.passed(number())
    }
}

struct Sleep {
    clock: Clock,
    call: u64,
    place: u64,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut calls = self.clock.calls();
        let Some(time) = calls.get_mut(&self.call) else {
            return Poll::Pending;
        };
        let passed = time.passed;
        match time.sleeps.get_mut(&self.place) {
            Some(sleep) if passed < sleep.until => {
                sleep.waker = Some(context.waker().clone());
                Poll::Pending
            }
            _ => Poll::Ready(()),
        }
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(time) = self.clock.calls().get_mut(&self.call) {
            time.sleeps.remove(&self.place);
        }
    }
}
