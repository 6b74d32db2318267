//! The pure functions of retrying, each as a table.

use std::time::Duration;

use super::super::attempt::{Attempt, Decision};
use super::super::{Backoff, RetryPolicy};
use crate::envelope::Envelope;
use crate::error::{Answer, Error, ErrorKind};
use crate::retry::fault::Fault;

const FAULTS: [Fault; 6] = [
    Fault::Unsent,
    Fault::Throttled,
    Fault::Misdated,
    Fault::Expired,
    Fault::Passing,
    Fault::Lasting,
];

const FIRST: Attempt = Attempt {
    number: 1,
    elapsed: Duration::ZERO,
    fault: Fault::Unsent,
    retry_after: None,
    is_repeatable: false,
};

fn is_repeated(policy: RetryPolicy, attempt: Attempt) -> bool {
    policy.decide(&attempt, 0) != Decision::Stop
}

#[test]
fn safety_decides_first() {
    let standard = RetryPolicy::standard();
    let table = [
        (standard, true, [true, true, true, true, true, false]),
        (standard, false, [true, false, false, false, false, false]),
        (
            standard.with_refused_writes(true),
            false,
            [true, true, true, true, false, false],
        ),
        (RetryPolicy::never(), true, [false; 6]),
        (standard.with_attempt_limit(0), true, [false; 6]),
    ];
    for (policy, is_repeatable, expected) in table {
        let found = FAULTS.map(|fault| {
            let attempt = Attempt {
                fault,
                is_repeatable,
                ..FIRST
            };
            is_repeated(policy, attempt)
        });
        assert_eq!(found, expected, "{policy:?} {is_repeatable}");
    }
}

#[test]
fn attempts_and_time_are_bounded() {
    let seconds = Duration::from_secs;
    let bounded = RetryPolicy::standard()
        .with_attempt_limit(4)
        .with_time_limit(seconds(10))
        .with_wait_limit(seconds(7));
    // Attempts made, seconds passed, seconds asked for.
    let table = [
        (1, 0, 0, true),
        (3, 0, 0, true),
        (4, 0, 0, false),
        (9, 0, 0, false),
        (1, 9, 0, true),
        (1, 10, 0, false),
        (1, 0, 7, true),
        (1, 0, 8, false),
        (1, 2, 7, true),
        (1, 3, 7, false),
    ];
    for (number, elapsed, asked, expected) in table {
        let attempt = Attempt {
            number,
            elapsed: seconds(elapsed),
            retry_after: Some(seconds(asked)),
            ..FIRST
        };
        assert_eq!(is_repeated(bounded, attempt), expected, "{attempt:?}");
    }
}

#[test]
fn the_wait_is_the_longer_of_backoff_and_what_the_service_asks_for() {
    let ms = Duration::from_millis;
    let policy = RetryPolicy::standard()
        .with_attempt_limit(9)
        .with_backoff(Backoff::exponential(ms(100), ms(300)));
    let table = [
        (Fault::Unsent, 1, None, 100),
        (Fault::Unsent, 2, None, 200),
        (Fault::Passing, 3, None, 300),
        (Fault::Throttled, 1, Some(50), 100),
        (Fault::Throttled, 1, Some(500), 500),
        (Fault::Misdated, 1, None, 0),
        (Fault::Expired, 1, Some(500), 0),
    ];
    for (fault, number, asked, wait) in table {
        let attempt = Attempt {
            number,
            fault,
            retry_after: asked.map(ms),
            is_repeatable: true,
            ..FIRST
        };
        let decision = policy.decide(&attempt, u64::MAX);
        assert_eq!(decision, Decision::After(ms(wait)), "{attempt:?}");
    }
}

fn service(kind: ErrorKind, status: u16, code: &str, throttling: bool) -> Error {
    let (mut parts, _) = http::Response::new(()).into_parts();
    parts.status = http::StatusCode::from_u16(status).unwrap();
    let envelope = Envelope {
        code: Some(code.into()),
        ..Envelope::default()
    };
    let mut answer = Answer::new(&parts, b"", envelope);
    answer.throttling = throttling;
    Error::new(kind, "").with_answer(answer)
}

#[test]
fn errors_are_faults_of_one_kind() {
    let bare = |kind| Error::new(kind, "");
    let answered = |status, code| service(ErrorKind::Service, status, code, false);
    let table = [
        (bare(ErrorKind::InvalidRequest), Fault::Lasting),
        (bare(ErrorKind::Config), Fault::Lasting),
        (bare(ErrorKind::Credentials), Fault::Lasting),
        (bare(ErrorKind::Connect), Fault::Unsent),
        (bare(ErrorKind::Certificate), Fault::Lasting),
        (bare(ErrorKind::Timeout), Fault::Passing),
        (bare(ErrorKind::Transport), Fault::Passing),
        (answered(400, "InvalidParameter"), Fault::Lasting),
        (answered(400, "InvalidTimeStamp.Expired"), Fault::Misdated),
        (answered(400, "IllegalTimestamp"), Fault::Misdated),
        (
            answered(403, "InvalidSecurityToken.Expired"),
            Fault::Expired,
        ),
        (answered(403, "InvalidAccessKeyId.NotFound"), Fault::Expired),
        (answered(403, "SignatureDoesNotMatch"), Fault::Lasting),
        (answered(500, "InternalError"), Fault::Passing),
        (answered(501, "NotImplemented"), Fault::Lasting),
        (answered(503, "ServiceUnavailable"), Fault::Passing),
        (
            service(ErrorKind::Service, 503, "X", true),
            Fault::Throttled,
        ),
        (
            service(ErrorKind::Transport, 200, "", false),
            Fault::Passing,
        ),
        (service(ErrorKind::Timeout, 200, "", false), Fault::Passing),
        (service(ErrorKind::Timeout, 404, "", false), Fault::Lasting),
        (service(ErrorKind::TooLarge, 200, "", false), Fault::Lasting),
        (service(ErrorKind::Decode, 200, "", false), Fault::Lasting),
        (service(ErrorKind::Redirect, 302, "", false), Fault::Lasting),
    ];
    for (error, fault) in table {
        assert_eq!(Fault::of(&error), fault, "{error:?}");
    }
}
