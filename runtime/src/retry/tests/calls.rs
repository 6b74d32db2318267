//! Kinds of calls by kinds of failures: attempts, waits, headers.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::sample::{CreateTokened, Delete, Kind, List, call, client, config};
use super::*;
use crate::credentials::{Credentials, CredentialsError, ProvideCredentials};
use crate::transport::testing::Line::{self, *};

const OK: Line = Answer(200, &[], "{}");
const UNAVAILABLE: Line = Answer(503, &[], r#"{"Code":"ServiceUnavailable"}"#);
const THROTTLED: Line = Answer(429, &[], r#"{"Code":"Throttling.User"}"#);
const ASKING: Line = Answer(400, &[("x-acs-retry-after", "1500")], "{}");
const BAD: Line = Answer(400, &[], r#"{"Code":"InvalidParameter"}"#);
const OWN: Line = Answer(409, &[], r#"{"Code":"OperationConflict"}"#);
const DENIED: Line = Answer(403, &[], r#"{"Code":"NoPermission"}"#);

/// How many attempts each kind of call makes when this goes on, and the milliseconds that pass with the longest
/// waits. Silence takes 10 seconds.
const STORMS: &[(Line, [u32; 3], [u64; 3])] = &[
    //             reads, writes with a token, other writes
    (OK, [1, 1, 1], [0, 0, 0]),
    (BAD, [1, 1, 1], [0, 0, 0]),
    (DENIED, [1, 1, 1], [0, 0, 0]),
    (Refused, [3, 3, 3], [300, 300, 300]),
    (Reset, [3, 3, 1], [300, 300, 0]),
    (Silence, [3, 3, 1], [30_300, 30_300, 10_000]),
    (Cut(200), [3, 3, 1], [300, 300, 0]),
    (Stalled(200), [3, 3, 1], [30_300, 30_300, 10_000]),
    (UNAVAILABLE, [3, 3, 1], [300, 300, 0]),
    (Cut(503), [3, 3, 1], [300, 300, 0]),
    (Answer(500, &[], "<html>"), [3, 3, 1], [300, 300, 0]),
    (Answer(501, &[], "{}"), [1, 1, 1], [0, 0, 0]),
    (THROTTLED, [3, 3, 1], [300, 300, 0]),
    (ASKING, [3, 3, 1], [3_000, 3_000, 0]),
    (
        Answer(503, &[("retry-after", "2")], "{}"),
        [3, 3, 1],
        [4_000, 4_000, 0],
    ),
    // Longer than the policy waits.
    (
        Answer(429, &[("retry-after", "61")], "{}"),
        [1, 1, 1],
        [0, 0, 0],
    ),
    // The codes of the product and of one operation.
    (OWN, [3, 3, 1], [300, 300, 0]),
    (
        Answer(400, &[], r#"{"Code":"TooFast"}"#),
        [3, 1, 1],
        [300, 0, 0],
    ),
    (
        Answer(302, &[("location", "https://evil")], ""),
        [1, 1, 1],
        [0, 0, 0],
    ),
    (Answer(200, &[], "no json"), [1, 1, 1], [0, 0, 0]),
];

#[test]
fn only_what_is_safe_is_repeated_while_a_fault_goes_on() {
    for (line, attempts, times) in STORMS {
        for (kind, (attempts, time)) in Kind::ALL.iter().zip(attempts.iter().zip(times)) {
            let timer = VirtualTimer::new();
            let script = Script::new(&timer, &[*line]);
            let result = timer.drive(call(&config(&timer, &script), *kind));
            let name = format!(
                "{kind:?} {}",
                result
                    .as_ref()
                    .map_or_else(ToString::to_string, |()| String::new())
            );
            assert_eq!(script.requests().len(), *attempts as usize, "{name}");
            assert_eq!(timer.passed(), Duration::from_millis(*time), "{name}");
            assert_eq!(timer.sleepers(), 0, "{name}");
            if let Err(error) = result {
                assert_eq!(error.attempts(), *attempts, "{name}");
                let is_said = error
                    .to_string()
                    .contains(&format!("after {attempts} attempts"));
                assert_eq!(is_said, *attempts > 1, "{name}");
                assert!(
                    !format!("{error} {error:?} {error:#?}").contains("canary"),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn a_fault_that_passes_is_not_seen() {
    for line in [
        Refused,
        Reset,
        Silence,
        Cut(200),
        UNAVAILABLE,
        THROTTLED,
        ASKING,
    ] {
        for kind in [Kind::Read, Kind::Tokened] {
            let timer = VirtualTimer::new();
            let script = Script::new(&timer, &[line, OK]);
            timer.drive(call(&config(&timer, &script), kind)).unwrap();
            assert_eq!(script.requests().len(), 2);
        }
    }
    let timer = VirtualTimer::new();
    let script = Script::new(&timer, &[Refused, Refused, OK]);
    timer
        .drive(call(&config(&timer, &script), Kind::Plain))
        .unwrap();
    assert_eq!(script.requests().len(), 3);
}

#[test]
fn every_attempt_is_signed_anew_and_says_that_it_is_one() {
    let timer = VirtualTimer::new();
    let script = Script::new(&timer, &[UNAVAILABLE, ASKING, OK]);
    timer
        .drive(call(&config(&timer, &script), Kind::Tokened))
        .unwrap();
    let requests = script.requests();
    let of = |name: &str| -> Vec<Option<String>> {
        let text = |request: &http::Request<Bytes>| {
            let value = request.headers().get(name)?;
            Some(value.to_str().unwrap().to_owned())
        };
        requests.iter().map(text).collect()
    };
    let some = |texts: [&str; 2]| vec![None, Some(texts[0].to_owned()), Some(texts[1].to_owned())];
    assert_eq!(of("x-acs-retry-attempts"), some(["1", "2"]));
    assert_eq!(of("x-acs-retry-delay"), some(["100", "1500"]));
    for name in ["x-acs-signature-nonce", "x-acs-date", "authorization"] {
        let all: HashSet<_> = of(name).into_iter().flatten().collect();
        assert_eq!(all.len(), 3, "{name}: {all:?}");
    }
    for authorization in &of("authorization")[1..] {
        let signed = "x-acs-retry-attempts;x-acs-retry-delay;";
        assert!(authorization.as_deref().unwrap().contains(signed));
    }
    let bodies: HashSet<_> = requests.iter().map(http::Request::body).collect();
    assert_eq!(bodies.len(), 1, "the token is the same in all attempts");
}

/// Gives the same keys until they are rejected.
#[derive(Clone, Default)]
struct Changing(Arc<AtomicU64>);

impl ProvideCredentials for Changing {
    fn credentials(&self) -> crate::BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let number = self.0.load(Ordering::Relaxed);
        let keys = Credentials::sts(format!("id-{number}"), "canary", "canary");
        Box::pin(std::future::ready(Ok(keys)))
    }

    fn rejected(&self, _credentials: &Credentials) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn an_expired_token_is_replaced_once_if_there_is_another() {
    let expired = Answer(403, &[], r#"{"Code":"InvalidSecurityToken.Expired"}"#);
    let table = [
        (false, vec![expired, OK], 1),
        (true, vec![expired, OK], 2),
        (true, vec![expired], 2),
    ];
    for (is_changing, lines, attempts) in table {
        let timer = VirtualTimer::new();
        let script = Script::new(&timer, &lines);
        let mut config = config(&timer, &script);
        if is_changing {
            config = config.with_credentials(Changing::default());
        }
        let result = timer.drive(call(&config, Kind::Read));
        assert_eq!(script.requests().len(), attempts);
        assert_eq!(result.is_ok(), is_changing && lines.len() == 2);
        assert_eq!(timer.passed(), Duration::ZERO);
    }
}

/// Has nothing to give.
struct Missing;

impl ProvideCredentials for Missing {
    fn credentials(&self) -> crate::BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::ready(Err(CredentialsError::new("none"))))
    }
}

#[test]
fn what_fails_before_it_is_sent_is_no_attempt_and_is_not_repeated() {
    let timer = VirtualTimer::new();
    let script = Script::new(&timer, &[OK]);
    let config = config(&timer, &script).with_credentials(Missing);
    let error = timer.drive(call(&config, Kind::Read)).unwrap_err();
    assert_eq!((error.attempts(), script.requests().len()), (0, 0));
    assert_eq!(timer.passed(), Duration::ZERO);
}

#[test]
fn limits_bound_all_attempts_together() {
    let seconds = Duration::from_secs;
    let patient = RetryPolicy::standard().with_attempt_limit(99);
    type Change = fn(Config) -> Config;
    let table: [(Line, RetryPolicy, Change, u32, u64, &str); 8] = [
        // The last wait would end with the call.
        (
            ASKING,
            patient,
            |config| config.with_timeout(Duration::from_secs(3)),
            2,
            1_500,
            "",
        ),
        // The last wait would not end in time.
        (
            ASKING,
            patient,
            |config| config.with_timeout(Duration::from_secs(4)),
            3,
            3_000,
            "",
        ),
        // The last attempt is ended.
        (
            Silence,
            patient,
            |config| config.with_timeout(Duration::from_secs(15)),
            2,
            15_000,
            "with_timeout",
        ),
        (
            ASKING,
            patient.with_time_limit(seconds(2)),
            |config| config,
            2,
            1_500,
            "",
        ),
        (
            Late(5, 503, "{}"),
            patient.with_time_limit(seconds(6)),
            |config| config,
            2,
            10_100,
            "",
        ),
        (
            Late(9, 200, "{}"),
            patient.with_attempt_limit(2),
            |config| config.with_attempt_timeout(Duration::from_secs(3)),
            2,
            6_100,
            "with_attempt_timeout",
        ),
        (
            Stalled(200),
            patient.with_attempt_limit(2),
            |config| config.with_attempt_timeout(Duration::from_secs(3)),
            2,
            6_100,
            "with_attempt_timeout",
        ),
        (
            Silence,
            RetryPolicy::never(),
            |config| config.with_attempt_timeout(Duration::from_secs(3)),
            1,
            3_000,
            "with_attempt_timeout",
        ),
    ];
    for (line, policy, change, attempts, passed, text) in table {
        let timer = VirtualTimer::new();
        let script = Script::new(&timer, &[line]);
        let config = change(config(&timer, &script).with_retry(policy));
        let error = timer.drive(call(&config, Kind::Read)).unwrap_err();
        assert_eq!(error.attempts(), attempts, "{error}");
        assert_eq!(timer.passed(), Duration::from_millis(passed), "{error}");
        assert!(error.to_string().contains(text), "{error}");
    }
}

#[test]
fn the_error_of_an_attempt_that_was_ended_names_the_one_before() {
    let timer = VirtualTimer::new();
    let script = Script::new(&timer, &[UNAVAILABLE, Silence]);
    let config = config(&timer, &script).with_timeout(Duration::from_secs(5));
    let error = timer.drive(call(&config, Kind::Read)).unwrap_err();
    let before = std::error::Error::source(&error).unwrap().to_string();
    assert!(
        error.is_timeout() && before.contains("ServiceUnavailable"),
        "{error}: {before}"
    );
}

#[test]
fn clients_share_their_budget_with_clones_only() {
    let timer = VirtualTimer::new();
    let script = Script::new(&timer, &[UNAVAILABLE]);
    let config = config(&timer, &script).with_retry_budget(crate::RetryBudget::new(3));
    let (one, other) = (client(&config), client(&config));
    let attempts = [&one, &one.clone(), &one, &other].map(|client| {
        timer
            .drive(client.call(&List).into_future())
            .unwrap_err()
            .attempts()
    });
    assert_eq!(attempts, [3, 2, 1, 3]);
}

#[test]
fn a_call_may_differ_from_its_client() {
    let timer = VirtualTimer::new();
    let script = Script::new(&timer, &[UNAVAILABLE]);
    let client = client(&config(&timer, &script).with_retry(RetryPolicy::never()));
    let patient = RetryPolicy::standard().with_attempt_limit(5);
    let table = [
        timer.drive(client.call(&List).into_future()).unwrap_err(),
        timer
            .drive(client.call(&List).with_retry(patient).into_future())
            .unwrap_err(),
        timer
            .drive(client.call(&Delete).with_retry(patient).into_future())
            .unwrap_err(),
        timer
            .drive(
                client
                    .action("List")
                    .path("/")
                    .with_retry(patient)
                    .into_future(),
            )
            .unwrap_err(),
    ];
    assert_eq!(table.map(|error| error.attempts()), [1, 5, 1, 1]);
}

#[test]
fn a_call_by_name_goes_by_the_codes_of_the_product() {
    for (line, is_retryable) in [(OWN, true), (BAD, false)] {
        let timer = VirtualTimer::new();
        let script = Script::new(&timer, &[line]);
        let client = client(&config(&timer, &script));
        let call = client.action("List").path("/").into_future();
        let error = timer.drive(call).unwrap_err();
        assert_eq!(error.is_retryable(), is_retryable, "{error}");
    }
}

#[test]
fn a_stream_is_repeated_until_the_head_of_a_success() {
    for (lines, attempts) in [(&[UNAVAILABLE, Reset, Cut(200)][..], 3), (&[Cut(200)], 1)] {
        let timer = VirtualTimer::new();
        let script = Script::new(&timer, lines);
        let client = client(&config(&timer, &script));
        let stream = client.call(&super::sample::Download).stream();
        let mut stream = timer.drive(stream).unwrap();
        let error = timer.drive(stream.next()).unwrap().unwrap_err();
        assert_eq!(error.attempts(), attempts, "{error}");
        assert_eq!(script.requests().len(), attempts as usize);
    }
}

#[test]
fn a_call_that_is_dropped_leaves_nothing_behind() {
    let timer = VirtualTimer::new();
    let script = Script::new(&timer, &[UNAVAILABLE, Silence]);
    let client = client(&config(&timer, &script));
    let mut call = Box::pin(client.call(&List).into_future());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(call.as_mut().poll(&mut context).is_pending());
    assert_eq!(timer.sleepers(), 2, "the wait, and the limit of the call");
    drop(call);
    assert_eq!((timer.sleepers(), script.requests().len()), (0, 1));
}

#[test]
fn a_given_token_is_refused_where_there_is_none() {
    let timer = VirtualTimer::new();
    let script = Script::new(&timer, &[OK]);
    let client = client(&config(&timer, &script));
    let call = client.call(&Delete).with_idempotency_token("mine");
    let error = timer.drive(call.into_future()).unwrap_err();
    assert!(
        error.is_invalid_request() && error.attempts() == 0,
        "{error}"
    );
    let request = CreateTokened::default();
    let call = client
        .call(&request)
        .with_idempotency_token("mine")
        .into_future();
    timer.drive(call).unwrap();
    assert_eq!(script.requests()[0].body(), r#"{"ClientToken":"mine"}"#);
}
