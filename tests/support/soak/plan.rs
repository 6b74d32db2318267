//! Which call meets which faults, and how it must end.
//!
//! In: a seed. Out: for each attempt of each call a fault or none, what the server does then, and what is promised of
//! the call. The promise is worked out here, from what is known of the faults, and not by the code that is tested.

use std::time::Duration;

use alicloud::ErrorKind::{self, Decode, Redirect, Service, Timeout, TooLarge, Transport};

use crate::faults::answer::{BODY, EVENT, head, refusal, whole, write};
use crate::faults::clock::SILENCE;
use crate::faults::harbour::{Kind, LARGEST};
use crate::faults::step::Step::{self, Close, Hush, Reset, WriteOn};

/// How many calls there are, and which faults they meet.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How many calls are made.
    pub calls: u64,
    /// How many of them at a time.
    pub in_flight: usize,
    /// How many requests of a hundred meet a fault. Above 20 the retry budget runs dry, which is not reckoned with.
    pub percent: u64,
    /// Another seed, other faults.
    pub seed: u64,
}

/// When another attempt may follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Again {
    /// If carrying it out twice does no harm, after the backoff or for so long if that is longer.
    IfSafe(Duration),
    /// The same, unless the answer is read as it comes: its head was there.
    UnlessRead,
    Never,
    /// It is no fault for bytes, which may be anything.
    NeverButForBytes,
}

use Again::{IfSafe, Never, NeverButForBytes, UnlessRead};

struct Fault {
    kind: ErrorKind,
    again: Again,
    takes: Duration,
    breaks: bool,
    steps: fn(&'static str) -> Vec<Step>,
}

const fn fault(kind: ErrorKind, again: Again, steps: fn(&'static str) -> Vec<Step>) -> Fault {
    Fault {
        kind,
        again,
        takes: Duration::ZERO,
        breaks: false,
        steps,
    }
}

impl Fault {
    /// The connection is of no use after it.
    const fn breaking(mut self) -> Self {
        self.breaks = true;
        self
    }

    /// It takes as long as the client bears.
    const fn silent(mut self) -> Self {
        self.takes = SILENCE;
        self.breaking()
    }
}

const SAFE: Again = IfSafe(Duration::ZERO);
const LATER: Again = IfSafe(Duration::from_millis(1500));

const FAULTS: &[Fault] = &[
    fault(Transport, SAFE, |_| vec![Reset]).breaking(),
    fault(Transport, SAFE, |_| vec![Close]).breaking(),
    fault(Transport, SAFE, |_| vec![write("SSH-2.0\r\n\r\n"), Close]).breaking(),
    fault(Transport, UnlessRead, |body| half(body, Close)).breaking(),
    fault(Transport, UnlessRead, |body| half(body, Reset)).breaking(),
    fault(Timeout, SAFE, |_| vec![Hush]).silent(),
    fault(Timeout, UnlessRead, |body| half(body, Hush)).silent(),
    fault(Service, SAFE, |_| {
        refusal("503 X", "", "ServiceUnavailable")
    }),
    fault(Service, SAFE, |_| {
        whole("500 X", "", "<html>trouble</html>")
    }),
    fault(Service, SAFE, |_| refusal("429 X", "", "Throttling.User")),
    fault(Service, LATER, |_| {
        refusal("400 X", "x-acs-retry-after: 1500\r\n", "Busy")
    }),
    fault(Service, Never, |_| refusal("400 X", "", "InvalidParameter")),
    fault(Redirect, Never, |_| {
        whole("302 X", "location: https://evil.example/\r\n", "")
    }),
    fault(Decode, NeverButForBytes, |_| {
        whole("200 OK", "", "<html>hello</html>")
    }),
    fault(TooLarge, Never, |_| {
        vec![write(head("200 OK", "")), WriteOn(vec![b' '; LARGEST])]
    })
    .breaking(),
];

fn half(body: &str, then: Step) -> Vec<Step> {
    let length = format!("content-length: {}\r\n", body.len());
    vec![
        write(head("200 OK", &length) + &body[..body.len() / 2]),
        then,
    ]
}

/// How a call must end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Promise {
    /// With this kind of error, or well.
    pub(super) error: Option<ErrorKind>,
    /// How many requests the service receives.
    pub(super) requests: usize,
    pub(super) takes: Duration,
}

impl Plan {
    /// The kind of a call.
    pub(super) fn kind(&self, call: u64) -> Kind {
        let choice = self.number(call, 0) % Kind::ALL.len() as u64;
        Kind::ALL[choice as usize]
    }

    /// What the server does to a request, and whether its connection breaks.
    pub(super) fn steps(&self, call: u64, attempt: usize) -> (Vec<Step>, bool) {
        let body = match self.kind(call) {
            Kind::Events => EVENT,
            _ => BODY,
        };
        match self.fault(call, attempt) {
            Some(fault) => ((fault.steps)(body), fault.breaks),
            None => (whole("200 OK", "", body), false),
        }
    }

    pub(super) fn promise(&self, call: u64) -> Promise {
        let kind = self.kind(call);
        let mut takes = Duration::ZERO;
        let waits = [Duration::from_millis(100), Duration::from_millis(200)];
        for requests in 1.. {
            let end = |error, takes| Promise {
                error,
                requests,
                takes,
            };
            let Some(fault) = self.fault(call, requests) else {
                return end(None, takes);
            };
            takes += fault.takes;
            let is_read_as_it_comes = matches!(kind, Kind::Events | Kind::Bytes);
            let (is_repeated, asked) = match fault.again {
                IfSafe(asked) => (!kind.is_write_without_token(), asked),
                UnlessRead => {
                    let is_safe = !kind.is_write_without_token();
                    (is_safe && !is_read_as_it_comes, Duration::ZERO)
                }
                NeverButForBytes if kind == Kind::Bytes => return end(None, takes),
                Never | NeverButForBytes => (false, Duration::ZERO),
            };
            match waits.get(requests - 1).filter(|_| is_repeated) {
                Some(wait) => takes += asked.max(*wait),
                None => return end(Some(fault.kind), takes),
            }
        }
        unreachable!("the waits come to an end")
    }

    fn fault(&self, call: u64, attempt: usize) -> Option<&'static Fault> {
        let number = self.number(call, attempt as u64);
        let is_hit = number % 100 < self.percent;
        is_hit.then(|| &FAULTS[(number / 100) as usize % FAULTS.len()])
    }

    /// Any number, the same for the same call, attempt and seed.
    fn number(&self, call: u64, attempt: u64) -> u64 {
        let mut mixed = 0_u64;
        for part in [self.seed, call, attempt] {
            mixed = (mixed ^ part).wrapping_add(0x9e37_79b9_7f4a_7c15);
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^= mixed >> 31;
        }
        mixed
    }
}
