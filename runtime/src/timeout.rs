//! A limit on the time a future may take.
//!
//! In: a timer, a limit, a future, or several. Out: what the future gives, or [`Elapsed`]. The timer is asked only
//! when the future has to wait: work that is ready costs no timer.

use std::error::Error;
use std::fmt;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use crate::boxed::BoxFuture;
use crate::timer::Timer;

/// The limit was reached first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Elapsed(pub(crate) Duration);

impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the limit of {} s has passed", self.0.as_secs_f64())
    }
}

impl Error for Elapsed {}

/// A timer and how long it may run; no limit when there is none of either.
#[derive(Clone, Copy)]
pub(crate) struct Limit<'t>(Option<(&'t dyn Timer, Duration)>);

impl<'t> Limit<'t> {
    pub(crate) fn new(timer: Option<&'t dyn Timer>, duration: Option<Duration>) -> Self {
        Limit(timer.zip(duration))
    }

    /// Waits for `future`, at most this long.
    pub(crate) async fn wait<F: Future>(self, future: F) -> Result<F::Output, Elapsed> {
        self.start().wait(future).await
    }

    /// The limit for several futures together, one after the other.
    pub(crate) fn start(self) -> Deadline<'t> {
        Deadline {
            limit: self,
            sleep: None,
        }
    }
}

/// A limit of which a part may have passed.
pub(crate) struct Deadline<'t> {
    limit: Limit<'t>,
    sleep: Option<BoxFuture<'t, ()>>,
}

impl Deadline<'_> {
    /// Waits for `future`, as long as is left.
    pub(crate) async fn wait<F: Future>(&mut self, future: F) -> Result<F::Output, Elapsed> {
        let mut future = pin!(future);
        let Some((timer, duration)) = self.limit.0 else {
            return Ok(future.await);
        };
        std::future::poll_fn(|context| {
            if let Poll::Ready(output) = future.as_mut().poll(context) {
                return Poll::Ready(Ok(output));
            }
            let sleep = self.sleep.get_or_insert_with(|| timer.sleep(duration));
            sleep
                .as_mut()
                .poll(context)
                .map(|()| Err(Elapsed(duration)))
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timer::testing::FakeTimer;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn the_limit_is_said_in_seconds() {
        let elapsed = Elapsed(Duration::from_millis(1500));
        assert_eq!(elapsed.to_string(), "the limit of 1.5 s has passed");
    }

    #[tokio::test]
    async fn what_is_ready_asks_no_timer() {
        let timer = FakeTimer::firing(SECOND);
        let output = Limit::new(Some(&timer), Some(SECOND))
            .wait(std::future::ready(7))
            .await;
        assert_eq!((output, timer.begun()), (Ok(7), vec![]));
    }

    #[tokio::test]
    async fn what_never_comes_is_given_up() {
        let timer = FakeTimer::firing(SECOND);
        let output = Limit::new(Some(&timer), Some(SECOND))
            .wait(std::future::pending::<()>())
            .await;
        assert_eq!(
            (output, timer.begun()),
            (Err(Elapsed(SECOND)), vec![SECOND])
        );
    }

    #[tokio::test]
    async fn one_sleep_covers_all_polls_of_a_future() {
        let timer = FakeTimer::default();
        let work = async {
            for _ in 0..3 {
                tokio::task::yield_now().await;
            }
        };
        assert_eq!(
            Limit::new(Some(&timer), Some(SECOND)).wait(work).await,
            Ok(())
        );
        assert_eq!(timer.begun(), vec![SECOND]);
    }

    #[tokio::test]
    async fn one_sleep_covers_all_futures_of_a_deadline() {
        let timer = FakeTimer::default();
        let mut deadline = Limit::new(Some(&timer), Some(SECOND)).start();
        for _ in 0..3 {
            let work = tokio::task::yield_now();
            assert_eq!(deadline.wait(work).await, Ok(()));
        }
        assert_eq!(timer.begun(), vec![SECOND]);
    }

    #[tokio::test]
    async fn without_a_duration_there_is_no_limit() {
        let timer = FakeTimer::firing(SECOND);
        let output = Limit::new(Some(&timer), None)
            .wait(tokio::task::yield_now())
            .await;
        assert_eq!((output, timer.begun()), (Ok(()), vec![]));
    }
}
