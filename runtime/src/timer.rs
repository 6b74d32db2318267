//! Waiting.
//!
//! In: a duration. Out: a future that ends after it. Timeouts take it as a parameter, so that tests run
//! on a clock of their own and programs without tokio bring their own timer.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::boxed::BoxFuture;

/// Sleeps. `TokioTimer` is the default one.
pub trait Timer: Send + Sync {
    /// A future that is ready once `duration` has passed. It is dropped when it is no longer needed.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;

    /// The time now, to measure how long a call has been under way. By default [`Instant::now`]; a timer whose
    /// sleeps go by another clock gives the time of that clock.
    fn now(&self) -> Instant {
        Instant::now()
    }
}

impl<T: Timer + ?Sized> Timer for Arc<T> {
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        (**self).sleep(duration)
    }

    fn now(&self) -> Instant {
        (**self).now()
    }
}

/// The timer of tokio. It needs a tokio runtime with its time driver on; tokio panics without one.
#[cfg(feature = "transport")]
#[cfg_attr(docsrs, doc(cfg(feature = "transport")))]
#[derive(Debug, Clone, Copy, Default)]
pub struct TokioTimer;

#[cfg(feature = "transport")]
impl Timer for TokioTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }

    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }
}

/// The timer of a build with the feature `transport`.
#[cfg(feature = "transport")]
pub(crate) fn default_timer() -> Option<Arc<dyn Timer>> {
    Some(Arc::new(TokioTimer))
}

/// A build without the feature `transport` has none.
#[cfg(not(feature = "transport"))]
pub(crate) fn default_timer() -> Option<Arc<dyn Timer>> {
    None
}

#[cfg(test)]
mod virtual_timer;

#[cfg(test)]
pub(crate) mod testing {
    use std::sync::Mutex;

    pub(crate) use super::virtual_timer::VirtualTimer;

    use super::*;

    /// A timer without a clock: a sleep of exactly the given duration ends at once, any other never.
    /// It records every sleep that was begun.
    #[derive(Default)]
    pub(crate) struct FakeTimer {
        fires: Option<Duration>,
        begun: Mutex<Vec<Duration>>,
    }

    impl FakeTimer {
        pub(crate) fn firing(duration: Duration) -> Self {
            FakeTimer {
                fires: Some(duration),
                begun: Mutex::default(),
            }
        }

        pub(crate) fn begun(&self) -> Vec<Duration> {
            self.begun.lock().unwrap().clone()
        }
    }

    impl Timer for FakeTimer {
        fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
            self.begun.lock().unwrap().push(duration);
            match self.fires == Some(duration) {
                true => Box::pin(std::future::ready(())),
                false => Box::pin(std::future::pending()),
            }
        }
    }
}
