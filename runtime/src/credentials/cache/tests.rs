//! One who asks for all, and what is kept how long.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::UNIX_EPOCH;

use super::*;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// A clock that stands still, and a source whose keys say how often it was asked.
#[derive(Clone, Default)]
struct World(Arc<Parts>);

#[derive(Default)]
struct Parts {
    cache: Cache,
    seconds: AtomicU64,
    asked: AtomicUsize,
    /// In seconds from the moment of asking; none if 0.
    life: AtomicU64,
    fails: AtomicUsize,
}

impl World {
    fn living(seconds: u64) -> Self {
        let world = World::default();
        world.0.life.store(seconds, Ordering::Relaxed);
        world.set(1_000_000);
        world
    }

    fn set(&self, seconds: u64) {
        self.0.seconds.store(seconds, Ordering::Relaxed);
    }

    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(self.0.seconds.load(Ordering::Relaxed))
    }

    fn asked(&self) -> usize {
        self.0.asked.load(Ordering::Relaxed)
    }

    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let asked = self.0.asked.fetch_add(1, Ordering::Relaxed) + 1;
        tokio::task::yield_now().await;
        if self.0.fails.load(Ordering::Relaxed) != 0 {
            return Err(CredentialsError::new(format!("failure {asked}")));
        }
        let keys = Credentials::sts("id", "canary", format!("token {asked}"));
        let life = self.0.life.load(Ordering::Relaxed);
        Ok(match life {
            0 => keys,
            _ => keys.with_expiration(self.now() + Duration::from_secs(life)),
        })
    }

    async fn get(&self) -> Result<Credentials, CredentialsError> {
        self.0.cache.get(|| self.now(), self.fetch()).await
    }

    /// The number of the answer that the keys are from, or the text of the error.
    async fn told(&self) -> String {
        match self.get().await {
            Ok(keys) => token(&keys),
            Err(error) => error.to_string(),
        }
    }
}

fn token(keys: &Credentials) -> String {
    match keys.kind() {
        super::super::CredentialsKind::Sts { token, .. } => token.to_owned(),
        _ => panic!("these are no temporary keys"),
    }
}

/// Polls once.
fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

#[tokio::test]
async fn keys_are_renewed_before_they_end() {
    // Life, the last second that surely has the old keys, the first one that surely asks again.
    let table = [
        (HOUR, HOUR - 15 * MINUTE - 1, HOUR - 12 * MINUTE),
        (
            12 * HOUR,
            12 * HOUR - 15 * MINUTE - 1,
            12 * HOUR - 12 * MINUTE,
        ),
        (15 * MINUTE, 15 * 45 - 1, 15 * 48),
        (0, 15 * MINUTE - 1, 15 * MINUTE),
    ];
    for (life, before, after) in table {
        let world = World::living(life);
        assert_eq!(world.told().await, "token 1");
        world.set(1_000_000 + before);
        assert_eq!(world.told().await, "token 1", "{life}");
        world.set(1_000_000 + after);
        assert_eq!(world.told().await, "token 2", "{life}");
        assert_eq!(world.told().await, "token 2", "{life}");
    }
}

#[test]
fn programs_that_began_together_do_not_renew_together() {
    let now = UNIX_EPOCH + Duration::from_secs(1_000_000);
    let moments = (0..1000).map(|number| {
        let keys = Credentials::sts(format!("STS.{number}"), "s", "t");
        let keys = keys.with_expiration(now + Duration::from_secs(HOUR));
        super::renewal(&keys, now).duration_since(now).unwrap()
    });
    let moments: std::collections::BTreeSet<_> = moments.collect();
    let (first, last) = (moments.first().unwrap(), moments.last().unwrap());
    let spread = (first.as_secs() / MINUTE, last.as_secs() / MINUTE);
    assert_eq!(spread, (45, 47), "{first:?} {last:?}");
    assert!(moments.len() > 200, "{}", moments.len());
}

#[tokio::test]
async fn one_asks_for_all() {
    let world = World::living(HOUR);
    let callers: Vec<_> = (0..20)
        .map(|_| {
            let world = world.clone();
            tokio::spawn(async move { world.told().await })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), "token 1");
    }
    assert_eq!(world.asked(), 1);
}

#[tokio::test]
async fn those_who_waited_share_the_failure_and_the_next_one_asks_again() {
    let world = World::living(HOUR);
    world.0.fails.store(1, Ordering::Relaxed);
    let callers: Vec<_> = (0..20)
        .map(|_| {
            let world = world.clone();
            tokio::spawn(async move { world.told().await })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), "failure 1");
    }
    assert_eq!(world.told().await, "failure 2");
    world.0.fails.store(0, Ordering::Relaxed);
    assert_eq!(world.told().await, "token 3");
}

#[tokio::test]
async fn while_one_renews_the_others_go_on_with_what_is_valid() {
    let world = World::living(HOUR);
    world.told().await;
    world.set(1_000_000 + 50 * MINUTE);
    let mut renewing = pin!(world.told());
    assert!(poll(renewing.as_mut()).is_pending());
    assert_eq!(world.told().await, "token 1");
    assert_eq!(renewing.await, "token 2");
    assert_eq!((world.told().await.as_str(), world.asked()), ("token 2", 2));
}

#[tokio::test]
async fn old_keys_are_used_until_they_end_when_renewing_fails() {
    let world = World::living(HOUR);
    world.told().await;
    world.0.fails.store(1, Ordering::Relaxed);
    let table = [
        (50 * MINUTE, "token 1", 2),
        (50 * MINUTE + 29, "token 1", 2),
        (50 * MINUTE + 30, "token 1", 3),
        (HOUR - 1, "token 1", 4),
        (HOUR, "failure 5", 5),
        (HOUR, "failure 6", 6),
    ];
    for (second, told, asked) in table {
        world.set(1_000_000 + second);
        assert_eq!(world.told().await, told, "{second}");
        assert_eq!(world.asked(), asked, "{second}");
    }
    world.0.fails.store(0, Ordering::Relaxed);
    assert_eq!(world.told().await, "token 7");
}

#[tokio::test]
async fn when_the_one_who_asks_gives_up_another_one_asks() {
    let world = World::living(HOUR);
    let mut leader = Box::pin(world.told());
    assert!(poll(leader.as_mut()).is_pending());
    let waiting = {
        let world = world.clone();
        tokio::spawn(async move { world.told().await })
    };
    tokio::task::yield_now().await;
    assert_eq!(world.asked(), 1);
    drop(leader);
    assert_eq!(waiting.await.unwrap(), "token 2");
}

#[tokio::test]
async fn keys_that_have_expired_are_refused_and_both_times_are_said() {
    let cache = Cache::default();
    let now = || UNIX_EPOCH + Duration::from_secs(100);
    let keys = Credentials::sts("id", "canary", "canary").with_expiration(now());
    let error = cache.get(now, async { Ok(keys) }).await.unwrap_err();
    let text = error.to_string();
    assert_eq!(text.matches("1970-01-01T00:01:40Z").count(), 2, "{text}");
    assert!(!format!("{error:?}").contains("canary"));
}

#[tokio::test]
async fn refused_keys_are_forgotten_and_only_those() {
    let world = World::living(HOUR);
    let first = world.get().await.unwrap();
    world.0.cache.forget(&first);
    assert_eq!(world.told().await, "token 2");
    // A late word about the first ones does not touch their successors.
    world.0.cache.forget(&first);
    assert_eq!(world.told().await, "token 2");
}
