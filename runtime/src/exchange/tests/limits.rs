//! Calls that take too long, and answers that do not come whole.

use super::*;

const TOTAL: Duration = Duration::from_secs(33);
const IDLE: Duration = Duration::from_secs(44);
const NEVER: Duration = Duration::from_secs(55);

#[tokio::test]
async fn silence_before_and_within_the_answer_ends_the_call() {
    let stalled = || Recorder::new(|| Ok(http::Response::new(TransportBody::new(Stalled))));
    let limits = |config: Config| config.with_timeout(TOTAL).with_read_timeout(IDLE);
    let table = [
        (limits(config(Silent)), TOTAL, "longer than 33 s"),
        (limits(config(Silent)), IDLE, "silent for 44 s"),
        (limits(config(stalled())), TOTAL, "longer than 33 s"),
        (limits(config(stalled())), IDLE, "silent for 44 s"),
    ];
    for (config, fires, text) in table {
        let error = failure(&config.with_timer(FakeTimer::firing(fires)), &good()).await;
        assert!(
            error.is_timeout() && error.to_string().contains(text),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_call_can_have_a_timeout_of_its_own() {
    let core = core(&config(Silent).with_timer(FakeTimer::firing(TOTAL)));
    let error = core.call(&good()).with_timeout(TOTAL).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
}

#[tokio::test]
async fn a_call_can_wait_longer_for_a_silent_service() {
    let core = core(&config(Silent).with_timer(FakeTimer::firing(IDLE)));
    let error = core
        .call(&good())
        .with_read_timeout(IDLE)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("silent for 44 s"), "{error}");
}

/// An answer of this status whose body does not come whole.
fn unfinished(status: u16, body: fn() -> TransportBody) -> Recorder {
    Recorder::new(move || {
        let answer = http::Response::builder()
            .status(status)
            .header("x-acs-request-id", "from-header")
            .header("retry-after", "7");
        Ok(answer.body(body()).unwrap())
    })
}

/// Whoever waited for the head of a success knows that the operation happened, however its body fails.
#[tokio::test]
async fn when_the_body_does_not_come_whole_the_status_decides_about_repeating() {
    type Unfinished = (fn() -> TransportBody, Duration, ErrorKind);
    let unfinished_bodies: [Unfinished; 4] = [
        (|| TransportBody::new(Broken), NEVER, ErrorKind::Transport),
        (|| TransportBody::new(Stalled), TOTAL, ErrorKind::Timeout),
        (|| TransportBody::new(Stalled), IDLE, ErrorKind::Timeout),
        (
            || TransportBody::from("too large"),
            NEVER,
            ErrorKind::TooLarge,
        ),
    ];
    for (body, fires, kind) in unfinished_bodies {
        for (status, is_retryable, is_throttling) in [
            (200, false, false),
            (404, false, false),
            (429, true, true),
            (503, true, false),
        ] {
            let config = config(unfinished(status, body))
                .with_max_response_size(3)
                .with_timeout(TOTAL)
                .with_read_timeout(IDLE)
                .with_timer(FakeTimer::firing(fires));
            let error = failure(&config, &good()).await;
            let found = (
                error.kind(),
                error.status().map(|status| status.as_u16()),
                error.request_id(),
            );
            assert_eq!(found, (kind, Some(status), Some("from-header")));
            assert_eq!(
                (error.is_retryable(), error.is_throttling()),
                (is_retryable, is_throttling),
                "{status}: {error}"
            );
            let wait = (status != 200).then_some(Duration::from_secs(7));
            assert_eq!(error.retry_after(), wait, "{status}");
        }
    }
}

/// A body that breaks off.
struct Broken;

impl http_body::Body for Broken {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
        std::task::Poll::Ready(Some(Err("cut")))
    }
}

/// A body that never comes.
struct Stalled;

impl http_body::Body for Stalled {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
        std::task::Poll::Pending
    }
}
