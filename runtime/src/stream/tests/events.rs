//! Events, from the pieces of a body.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::Poll;
use std::time::Duration;

use super::sample::{Ask, AskJson, AskNothing, AskText, Delta};
use super::*;
use crate::operation::Output;
use crate::{BoxFuture, Bytes, Json, Validation};

async fn all<T: Output>(mut events: Events<T>) -> (Vec<Event<T>>, Option<Error>) {
    let mut found = Vec::new();
    while let Some(event) = events.next().await {
        match event {
            Ok(event) => found.push(event),
            Err(error) => {
                assert!(events.next().await.is_none(), "an error ends the stream");
                return (found, Some(error));
            }
        }
    }
    assert!(events.next().await.is_none(), "the end stays the end");
    (found, None)
}

#[tokio::test]
async fn events_come_decoded_with_the_head_of_the_answer() {
    let (transport, _) = answering(&[
        Step::Piece(b"id: 1\nevent: delta\nretry: 20\ndata: {\"Word\": \"\xe4\xb8"),
        Step::Pause,
        Step::Piece(b"\xad\", \"More\": 1}\r"),
        Step::Piece(b"\n\r\n: alive\ndata: {\"Count\": \"2\"}"),
    ]);
    let events = client(transport, NEVER)
        .events(&Ask::default())
        .await
        .unwrap();
    assert_eq!(events.status(), 200);
    assert_eq!(events.headers()["content-type"], "text/event-stream");
    assert_eq!(events.request_id(), Some("from-header"));
    let (events, error) = all(events).await;
    assert!(error.is_none() && events.len() == 2, "{events:?} {error:?}");
    assert_eq!(events[0].word.as_deref(), Some("\u{4e2d}"));
    assert_eq!((events[0].id(), events[0].event()), (Some("1"), "delta"));
    assert_eq!(events[0].retry(), Some(Duration::from_millis(20)));
    assert_eq!(events[0].raw(), "{\"Word\": \"\u{4e2d}\", \"More\": 1}");
    assert_eq!(events[1].data().unwrap().count, Some(2));
    assert_eq!((events[1].id(), events[1].event()), (None, "message"));
}

#[tokio::test]
async fn data_that_cannot_be_decoded_are_an_error_only_for_who_asks_and_the_stream_goes_on() {
    let (transport, _) = answering(&[Step::Piece(
        b"data: {\"Word\": \"a\", \"Count\": {}}\n\ndata: [DONE]\n\ndata: {\"Count\": 1}\n\n",
    )]);
    let events = client(transport, NEVER)
        .events(&Ask::default())
        .await
        .unwrap();
    let (mut events, error) = all(events).await;
    assert!(error.is_none() && events.len() == 3, "{events:?} {error:?}");
    assert_eq!(events[2].data().unwrap().count, Some(1));

    let done = events.remove(1);
    assert_eq!((done.raw(), done.word.as_deref()), ("[DONE]", None));
    assert_eq!(done.data().unwrap_err().kind(), ErrorKind::Decode);

    let odd = events.remove(0);
    assert_eq!(odd.word, None, "a half decoded value is never shown");
    let error = odd.into_data().unwrap_err();
    assert_eq!(
        (error.kind(), error.member()),
        (ErrorKind::Decode, Some("Count"))
    );
    assert_eq!(error.request_id(), Some("from-header"));
    assert_eq!(error.operation(), Some("Ask"));
    assert_eq!(error.body().unwrap(), "{\"Word\": \"a\", \"Count\": {}}");
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn text_is_taken_as_it_is_and_json_may_be_anything() {
    const BODY: &[Step] = &[Step::Piece(b"data: \"a\"\n\ndata:\n\ndata: b\n\n")];
    let core = || client(answering(BODY).0, NEVER);
    let (text, _) = all(core().events(&AskText).await.unwrap()).await;
    let text: Vec<&str> = text
        .iter()
        .map(|event| event.data().unwrap().as_str())
        .collect();
    assert_eq!(text, ["\"a\"", "", "b"]);
    let (json, _) = all(core().events(&AskJson).await.unwrap()).await;
    assert_eq!(*json[0].data().unwrap(), Json::from("a"));
    assert_eq!(*json[1].data().unwrap(), Json::Null);
    assert!(json[2].data().is_err());
    let (nothing, _) = all(core().events(&AskNothing).await.unwrap()).await;
    assert!(nothing.iter().all(|event| event.data().is_ok()));
}

#[tokio::test]
async fn an_answer_that_is_no_success_is_the_ordinary_error() {
    let table = [
        (429, r#"{"Code":"Throttling.User"}"#, ErrorKind::Service),
        (500, "data: {}\n\n", ErrorKind::Service),
        (307, "", ErrorKind::Redirect),
    ];
    for (status, body, kind) in table {
        let core = client(Recorder::answering(status, body), NEVER);
        let found = [
            core.events(&Ask::default()).await.unwrap_err(),
            core.call(&Download).stream().await.unwrap_err(),
        ];
        for error in found {
            assert_eq!(error.kind(), kind, "{error}");
            assert_eq!(error.status().unwrap(), status);
            assert_eq!(error.is_throttling(), status == 429);
        }
    }
}

/// Answers with what a compressing proxy makes of an event.
struct Compressing;

impl Transport for Compressing {
    fn send(
        &self,
        _: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<TransportBody>, TransportError>> {
        let answer = http::Response::builder().header("content-encoding", "gzip");
        let answer = answer.body(TransportBody::from(vec![0x1f, 0x8b, 8]));
        Box::pin(std::future::ready(Ok(answer.unwrap())))
    }
}

#[tokio::test]
async fn events_that_are_compressed_are_refused_by_name() {
    let core = client(Compressing, NEVER);
    let error = core.events(&Ask::default()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let text = error.to_string();
    assert!(text.contains("the answer is compressed (gzip)"), "{text}");
    let mut bytes = core.call(&Download).stream().await.unwrap();
    assert_eq!(bytes.next().await.unwrap().unwrap(), &[0x1f, 0x8b, 8][..]);
}

#[tokio::test]
async fn an_answer_without_events_is_an_empty_stream() {
    for (status, body) in [(200, ""), (204, ""), (200, ": alive\n\n")] {
        let core = client(Recorder::answering(status, body), NEVER);
        let (events, error) = all(core.events(&Ask::default()).await.unwrap()).await;
        assert!(events.is_empty() && error.is_none());
    }
}

#[tokio::test]
async fn the_end_of_the_answer_gives_the_connection_back() {
    let (transport, dropped) = answering(&[Step::Piece(b"data: {}\n\n")]);
    let core = client(transport, NEVER);
    let mut events = core.events(&Ask::default()).await.unwrap();
    assert!(events.next().await.unwrap().is_ok());
    assert!(!dropped.load(Ordering::Relaxed));
    assert!(events.next().await.is_none());
    assert!(dropped.load(Ordering::Relaxed));
}

#[tokio::test]
async fn an_answer_of_plain_json_is_one_event_however_it_is_printed() {
    for body in [
        "{\"Word\": \"a\", \"Count\": 1}",
        "{\"Word\": \"a\", \"Count\": 1}\n",
        "{\n  \"Word\": \"a\",\n  \"Count\": 1\n}\n",
        "\u{feff}{\r\n\"Word\": \"a\",\r\n\r\n\"data\": [\"}]\\\"\",\r\n\r\n{}],\r\n\"Count\": 1\r\n}\r\n\r\n",
    ] {
        let core = client(Recorder::answering(200, body), NEVER);
        let (events, error) = all(core.events(&Ask::default()).await.unwrap()).await;
        assert!(
            error.is_none() && events.len() == 1,
            "{body}: {events:?} {error:?}"
        );
        let data = events[0].data().unwrap();
        assert_eq!(
            (data.word.as_deref(), data.count),
            (Some("a"), Some(1)),
            "{body}"
        );
    }
    // The same in pieces, cut anywhere, with the type that it has.
    const STEPS: &[Step] = &[
        Step::Piece(b"{\n  \"Word\": \"\xe4\xb8"),
        Step::Pause,
        Step::Piece(b"\xad {\",\n"),
        Step::Piece(b"\n"),
        Step::Piece(b"  \"Count\": 1\n}"),
    ];
    let (events, error) = all(client(answering(STEPS).0, NEVER)
        .events(&Ask::default())
        .await
        .unwrap())
    .await;
    assert!(error.is_none() && events.len() == 1, "{events:?} {error:?}");
    assert_eq!(events[0].word.as_deref(), Some("\u{4e2d} {"));
    assert_eq!((events[0].event(), events[0].count), ("message", Some(1)));
}

#[tokio::test]
async fn an_error_in_plain_json_is_the_ordinary_error_with_its_code() {
    let body = "{\n  \"Code\": \"Throttling.User\",\n\n  \"Message\": \"Slowly.\",\n  \"RequestId\": \"in-body\"\n}";
    for status in [400, 503] {
        let core = client(Recorder::answering(status, body), NEVER);
        let error = core.events(&Ask::default()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Service, "{error}");
        assert_eq!(error.code(), Some("Throttling.User"));
        assert_eq!(error.message(), Some("Slowly."));
        assert!(error.is_throttling() && error.request_id().is_some());
        assert_eq!(error.operation(), Some("Ask"));
    }
}

/// Whether there is neither an event nor an end yet.
async fn is_waiting(events: &mut Events<Delta>) -> bool {
    std::future::poll_fn(|context| {
        Poll::Ready(Pin::new(&mut *events).poll_next(context).is_pending())
    })
    .await
}

const STOPS: &[Step] = &[Step::Piece(b"data: {}\n\ndata: {"), Step::Silence];

#[tokio::test]
async fn silence_ends_a_stream() {
    let (transport, dropped) = answering(STOPS);
    let core = client(transport, IDLE);
    let mut events = core.events(&Ask::default()).await.unwrap();
    assert!(events.next().await.unwrap().is_ok());
    let error = events.next().await.unwrap().unwrap_err();
    let text = error.to_string();
    assert!(
        error.is_timeout() && text.contains("silent for 44 s"),
        "{text}"
    );
    assert_eq!(error.request_id(), Some("from-header"));
    assert!(
        dropped.load(Ordering::Relaxed),
        "the connection is given up"
    );
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn only_silence_ends_a_stream_that_has_begun() {
    // The limit of the whole call has no say any more, nor has one on silence that the call changed.
    for (fires, silence) in [(TOTAL, Some(IDLE)), (IDLE, Some(NEVER)), (IDLE, None)] {
        let (transport, dropped) = answering(STOPS);
        let core = client(transport, fires);
        let ask = Ask::default();
        let mut events = core.events(&ask).with_read_timeout(silence).await.unwrap();
        assert!(events.next().await.unwrap().is_ok());
        assert!(is_waiting(&mut events).await && is_waiting(&mut events).await);
        assert!(!dropped.load(Ordering::Relaxed));
        drop(events);
        assert!(dropped.load(Ordering::Relaxed), "dropping ends it");
    }
}

#[tokio::test]
async fn every_piece_starts_the_silence_anew() {
    const STEPS: &[Step] = &[
        Step::Pause,
        Step::Piece(b": alive\n"),
        Step::Pause,
        Step::Piece(b"data: {}\n\n"),
    ];
    let timer = Arc::new(FakeTimer::default());
    let (transport, _) = answering(STEPS);
    let core = client_with(transport, NEVER, |config| config.with_timer(timer.clone()));
    let (events, _) = all(core.events(&Ask::default()).await.unwrap()).await;
    assert_eq!(events.len(), 1);
    assert_eq!(timer.begun(), [IDLE, IDLE]);
}

#[tokio::test]
async fn the_head_must_come_in_time() {
    for (fires, text) in [(TOTAL, "longer than 33 s"), (IDLE, "silent for 44 s")] {
        let core = client(Silent, fires);
        for error in [
            core.events(&Ask::default()).await.unwrap_err(),
            core.call(&Download).stream().await.unwrap_err(),
        ] {
            assert!(
                error.is_timeout() && error.to_string().contains(text),
                "{error}"
            );
        }
    }
    let core = client(Silent, NEVER);
    let ask = Ask::default();
    let call = core.events(&ask).with_timeout(NEVER);
    assert!(call.await.unwrap_err().is_timeout());
    let call = core.call(&Download).with_read_timeout(NEVER);
    assert!(call.stream().await.unwrap_err().is_timeout());
    let error = core.call(&Download).with_read_timeout(NEVER).await;
    assert!(error.unwrap_err().is_timeout());
}

#[tokio::test]
async fn a_connection_that_breaks_is_an_error_behind_the_whole_events() {
    let (transport, dropped) = answering(&[Step::Piece(b"data: {}\n\ndata: {}\n"), Step::Break]);
    let core = client(transport, NEVER);
    let (events, error) = all(core.events(&Ask::default()).await.unwrap()).await;
    assert_eq!(events.len(), 1, "an event that was cut off is no event");
    let error = error.unwrap();
    assert_eq!(
        (error.kind(), error.operation()),
        (ErrorKind::Transport, Some("Ask"))
    );
    assert!(dropped.load(Ordering::Relaxed));
}

#[tokio::test]
async fn an_event_over_the_limit_is_an_error_and_a_long_stream_is_not() {
    const STEPS: &[Step] = &[
        Step::Piece(b"data: {}\n\ndata: {}\n\ndata: {}\n\n"),
        Step::Piece(b"data: {} "),
        Step::Piece(b"data: {}\n\n"),
    ];
    let (transport, dropped) = answering(STEPS);
    let core = client_with(transport, NEVER, |config| config.with_max_response_size(8));
    let (events, error) = all(core.events(&Ask::default()).await.unwrap()).await;
    assert_eq!(events.len(), 3);
    let error = error.unwrap();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(
        error.to_string().contains("event is larger than 8 bytes"),
        "{error}"
    );
    assert_eq!(error.request_id(), Some("from-header"));
    assert!(dropped.load(Ordering::Relaxed));
}

#[tokio::test]
async fn a_request_that_breaks_a_rule_is_not_sent() {
    let (transport, _) = answering(&[]);
    let core = client(transport.clone(), NEVER);
    let bad = Ask {
        text: "how".to_owned(),
    };
    let error = core.events(&bad).await.unwrap_err();
    assert!(error.is_invalid_request() && transport.requests().is_empty());
    let call = core.events(&bad).with_validation(Validation::Off);
    let prepared = call.prepare().await.unwrap();
    assert!(
        prepared
            .uri()
            .path_and_query()
            .unwrap()
            .as_str()
            .ends_with("/ask?Text=how")
    );
    let call = core.events(&bad).with_validation(Validation::Off);
    assert!(call.await.is_ok() && transport.requests().len() == 1);
}

#[tokio::test]
async fn debug_prints_no_raw_text() {
    let (transport, _) = answering(&[Step::Piece(
        b"id: 1\ndata: {\"Word\":\"w\",\"Key\":\"canary\"}\n\n",
    )]);
    let core = client(transport, NEVER);
    let ask = Ask::default();
    let call = core.events(&ask).with_timeout(None);
    assert_eq!(format!("{call:?}"), "EventsCall { operation: \"Ask\", .. }");
    let mut events = call.await.unwrap();
    let text = format!("{events:?} {:?}", events.next().await.unwrap().unwrap());
    assert!(
        text.contains("from-header") && text.contains("\"w\""),
        "{text}"
    );
    assert!(!text.contains("canary"), "{text}");
    let stream = core.call(&Download).stream().await.unwrap();
    assert!(format!("{stream:?}").contains("from-header"));
}
