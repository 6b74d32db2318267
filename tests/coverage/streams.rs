//! Answers that are read piece by piece.
//!
//! In: nothing, the answers are made here. Out: the kinds that came as they must, each with the answer
//! that shows it.

use alicloud::{Bytes, Config, Credentials, http};
use alicloud_tests::in_memory::InMemory;
use alicloud_tests::specs::{fc, shelf};

/// Every kind of stream that an answer can be.
pub(crate) const KINDS: &[(&str, &[&str])] = &[("Streams", &["bytes as a stream", "events"])];

/// The kinds that came as they must.
pub(crate) async fn seen() -> Vec<(&'static str, &'static str)> {
    let mut seen = Vec::new();
    if bytes().await.as_deref() == Some(&b"\x00\xFFx"[..]) {
        seen.push(("bytes as a stream", "fc.InvokeFunction.stream"));
    }
    if events().await == [("1", 14), ("2", 21)].map(|(isbn, days)| (isbn.to_owned(), days)) {
        seen.push(("events", "shelf.FollowLoans.events"));
    }
    seen
}

async fn bytes() -> Option<Vec<u8>> {
    let client = fc::Client::new(&answering("application/octet-stream", b"\x00\xFFx")).ok()?;
    let request = fc::InvokeFunctionRequest::new("f");
    let mut stream = client.invoke_function(&request).stream().await.ok()?;
    let mut all = Vec::new();
    while let Some(chunk) = stream.next().await {
        all.extend_from_slice(&chunk.ok()?);
    }
    Some(all)
}

async fn events() -> Vec<(String, i64)> {
    let body = b"data: {\"Isbn\":\"1\",\"Days\":14}\n\n: comment\r\ndata: {\"Isbn\":2,\r\ndata: \"Days\":\"21\"}\r\n\r\n";
    let client = shelf::Client::new(&answering("text/event-stream", body)).expect("it is in order");
    let request = shelf::FollowLoansRequest::default();
    let mut seen = Vec::new();
    let mut events = client.follow_loans(&request).await.expect("it is answered");
    while let Some(event) = events.next().await {
        let loan = event.and_then(alicloud::Event::into_data);
        let loan = loan.expect("the event holds a loan");
        seen.push((loan.isbn.unwrap_or_default(), loan.days.unwrap_or_default()));
    }
    seen
}

fn answering(kind: &'static str, body: &'static [u8]) -> Config {
    let answer = http::Response::builder().header("content-type", kind);
    let answer = answer.body(Bytes::from_static(body));
    Config::new("cn-hangzhou")
        .with_credentials(Credentials::access_key("id", "secret"))
        .with_transport(InMemory::answering([answer.expect("it can be sent")]))
}
