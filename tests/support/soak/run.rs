//! The calls themselves.
//!
//! In: a plan. Out: what came of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::memory::resident;
use super::plan::{Plan, Promise};
use crate::faults::clock::Clock;
use crate::faults::harbour::{config, timed};
use crate::faults::server::Server;
use crate::specs::harbour::Client;

/// When the memory is looked at for the first time: everything that is made once has been made then.
const WARM: u64 = 1000;

/// So many broken promises are told.
const TOLD: usize = 10;

/// What came of a plan.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Calls that ended well, and all.
    pub calls: [u64; 2],
    /// Requests that the service received.
    pub requests: usize,
    /// Connections that arrived.
    pub connections: usize,
    /// Connections that a fault broke.
    pub broken: usize,
    /// Bytes in memory after the first 1,000 calls and after all.
    pub resident: [Option<u64>; 2],
    /// How long everything took.
    pub wall: Duration,
    /// Calls that did not end as promised: how many, and some of them.
    pub wrong: (u64, Vec<String>),
}

impl Plan {
    /// How many connections there may be. While a call waits for one that is idle, the transport opens another, and
    /// takes what it has first; both are kept.
    pub fn most_connections(&self, figures: &Figures) -> usize {
        2 * self.in_flight + figures.broken
    }
}

struct Soak {
    plan: Plan,
    clock: Clock,
    client: Client,
    server: Server,
    next: AtomicU64,
    done: AtomicU64,
    good: AtomicU64,
    warm: AtomicU64,
}

/// Makes the calls of a plan.
pub async fn soak(plan: Plan) -> Figures {
    let clock = Clock::new();
    let broken = Arc::new(AtomicUsize::new(0));
    let breaks = broken.clone();
    let server = Server::start(&clock, move |request| {
        let (steps, is_breaking) = plan.steps(request.call, request.attempt);
        breaks.fetch_add(usize::from(is_breaking), Ordering::Relaxed);
        steps
    });
    let server = server.await;
    let config = config(&server.address, &clock);
    let soak = Arc::new(Soak {
        plan,
        client: Client::new(&config).expect("the config is good"),
        clock,
        server,
        next: AtomicU64::new(0),
        done: AtomicU64::new(0),
        good: AtomicU64::new(0),
        warm: AtomicU64::new(0),
    });
    let began = Instant::now();
    let workers = (0..plan.in_flight).map(|_| tokio::spawn(soak.clone().work()));
    let workers: Vec<_> = workers.collect();
    let mut wrong = (0, Vec::new());
    for worker in workers {
        let (count, told) = worker.await.expect("no call panics");
        wrong.0 += count;
        wrong.1.extend(told);
    }
    wrong.1.truncate(TOLD);
    let warm = Some(soak.warm.load(Ordering::Relaxed)).filter(|bytes| *bytes > 0);
    Figures {
        calls: [soak.good.load(Ordering::Relaxed), plan.calls],
        requests: soak.server.requests(),
        connections: soak.server.connections(),
        broken: broken.load(Ordering::Relaxed),
        resident: [warm, resident()],
        wall: began.elapsed(),
        wrong,
    }
}

impl Soak {
    /// Makes one call after another until there are none left. Gives how many did not end as promised, and some.
    async fn work(self: Arc<Self>) -> (u64, Vec<String>) {
        let mut wrong = (0, Vec::new());
        loop {
            let call = self.next.fetch_add(1, Ordering::Relaxed);
            if call >= self.plan.calls {
                return wrong;
            }
            // Number 0 is for calls that nobody counts.
            if let Some(text) = self.call(call + 1).await {
                wrong.0 += 1;
                if wrong.1.len() < TOLD {
                    wrong.1.push(text);
                }
            }
            if self.done.fetch_add(1, Ordering::Relaxed) + 1 == WARM {
                let bytes = resident().unwrap_or(0);
                self.warm.store(bytes, Ordering::Relaxed);
            }
        }
    }

    /// What is wrong with a call.
    async fn call(&self, call: u64) -> Option<String> {
        let kind = self.plan.kind(call);
        let (result, takes) = timed(&self.clock, &self.client, kind, call).await;
        self.good
            .fetch_add(u64::from(result.is_ok()), Ordering::Relaxed);
        let found = Promise {
            error: result.as_ref().err().map(alicloud::Error::kind),
            requests: self.server.take(call),
            takes,
        };
        let promised = self.plan.promise(call);
        (found != promised)
            .then(|| format!("{kind:?} {call}: promised {promised:?}, found {found:?}: {result:?}"))
    }
}
