//! Credentials that are kept for a while, and fetched by one caller for all.
//!
//! In: a clock and how to fetch. Out: what is kept, or what was fetched. New credentials are fetched when
//! the old ones come near their end; as long as these are valid they are handed out while somebody fetches
//! and after fetching has failed. Callers who have nothing to go on with wait for the one who fetches, and
//! share the result, be it good or bad. Nothing runs in the background: whoever fetches is a caller, and
//! when that one gives up, another one takes over.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use super::{Credentials, CredentialsError, CredentialsKind};
use crate::date::timestamp;

/// New credentials are fetched up to so long before the old ones end, or in the last quarter of a short life.
const AHEAD: Duration = Duration::from_secs(15 * 60);
/// Credentials that never end are fetched again after so long, so that a changed file is noticed.
const UNLIMITED: Duration = Duration::from_secs(15 * 60);
/// How long valid credentials are handed out after fetching has failed before it is tried again.
const PAUSE: Duration = Duration::from_secs(30);

type Outcome = Result<Credentials, CredentialsError>;

#[derive(Default)]
pub(crate) struct Cache(Mutex<State>);

#[derive(Default)]
struct State {
    kept: Option<Kept>,
    /// Somebody fetches.
    is_busy: bool,
    /// How often fetching has come to an end.
    rounds: u64,
    /// How it ended the last time.
    failure: Option<CredentialsError>,
    waiting: Vec<Waker>,
}

struct Kept {
    credentials: Credentials,
    /// When others are to be fetched.
    renew: SystemTime,
}

impl Kept {
    fn is_valid(&self, now: SystemTime) -> bool {
        self.credentials.expiration().is_none_or(|at| now < at)
    }
}

impl Cache {
    /// What is kept, or else what `fetch` gives.
    pub(crate) async fn get(
        &self,
        now: impl Fn() -> SystemTime,
        fetch: impl Future<Output = Outcome>,
    ) -> Outcome {
        let mut joined = None;
        let turn = std::future::poll_fn(|context| self.lock().turn(now(), &mut joined, context));
        if let Some(result) = turn.await {
            return result;
        }
        let fetching = Fetching(self);
        let result = fetch.await;
        let result = self.lock().finish(now(), result);
        drop(fetching);
        result
    }

    /// Forgets these credentials.
    pub(crate) fn forget(&self, refused: &Credentials) {
        let mut state = self.lock();
        if state
            .kept
            .as_ref()
            .is_some_and(|kept| kept.credentials.kind() == refused.kind())
        {
            state.kept = None;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The result for one who asks, or nothing: then it is this one's turn to fetch.
    fn turn(
        &mut self,
        now: SystemTime,
        joined: &mut Option<u64>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Outcome>> {
        let kept = self.kept.as_ref().filter(|kept| kept.is_valid(now));
        if let Some(kept) = kept.filter(|kept| now < kept.renew || self.is_busy) {
            return Poll::Ready(Some(Ok(kept.credentials.clone())));
        }
        if self.is_busy {
            joined.get_or_insert(self.rounds);
            if !self
                .waiting
                .iter()
                .any(|one| one.will_wake(context.waker()))
            {
                self.waiting.push(context.waker().clone());
            }
            return Poll::Pending;
        }
        let has_waited = joined.is_some_and(|round| round < self.rounds);
        if let Some(failure) = self.failure.as_ref().filter(|_| has_waited) {
            return Poll::Ready(Some(Err(failure.clone())));
        }
        self.is_busy = true;
        Poll::Ready(None)
    }

    fn finish(&mut self, now: SystemTime, result: Outcome) -> Outcome {
        self.rounds += 1;
        self.failure = None;
        let error = match result.and_then(|credentials| unexpired(credentials, now)) {
            Ok(credentials) => {
                let renew = renewal(&credentials, now);
                self.kept = Some(Kept {
                    credentials: credentials.clone(),
                    renew,
                });
                return Ok(credentials);
            }
            Err(error) => error,
        };
        match self.kept.as_mut().filter(|kept| kept.is_valid(now)) {
            Some(kept) => {
                tracing::warn!(
                    reason = error.in_full(),
                    "credentials could not be renewed; the old ones are still valid and used"
                );
                kept.renew = now + PAUSE;
                Ok(kept.credentials.clone())
            }
            None => {
                self.kept = None;
                self.failure = Some(error.clone());
                Err(error)
            }
        }
    }
}

/// When credentials that were fetched now are to be fetched again. That differs with their id by a fifth of the time
/// ahead, so that programs which began together do not ask together.
fn renewal(credentials: &Credentials, now: SystemTime) -> SystemTime {
    let Some(at) = credentials.expiration() else {
        return now + UNLIMITED;
    };
    let life = at.duration_since(now).unwrap_or_default();
    let ahead = AHEAD.min(life / 4);
    let id = match credentials.kind() {
        CredentialsKind::AccessKey { id, .. } | CredentialsKind::Sts { id, .. } => id,
        CredentialsKind::Bearer { .. } | CredentialsKind::Anonymous => "",
    };
    at - ahead + ahead / 5 / 256 * u32::from(mixed(id))
}

/// Any number, the same for the same text.
fn mixed(text: &str) -> u8 {
    let step = |mixed: u32, byte: u8| (mixed ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let [first, ..] = text.bytes().fold(0x811c_9dc5, step).to_be_bytes();
    first
}

/// These credentials, unless they are of no use any more.
fn unexpired(credentials: Credentials, now: SystemTime) -> Outcome {
    match credentials.expiration() {
        Some(at) if at <= now => Err(CredentialsError::new(format!(
            "the credentials that came had expired at {}; it is {} by the clock of this machine, which may be wrong",
            timestamp(at),
            timestamp(now)
        ))),
        _ => Ok(credentials),
    }
}

/// Whoever has this fetches. However that ends, the others have their turn after it.
struct Fetching<'c>(&'c Cache);

impl Drop for Fetching<'_> {
    fn drop(&mut self) {
        let waiting = {
            let mut state = self.0.lock();
            state.is_busy = false;
            std::mem::take(&mut state.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
    }
}

#[cfg(test)]
mod tests;
