//! Events over the default transport, from a server on the loopback interface.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::*;

const HEAD: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";

/// A client of a server that sends the head and goes on as `serve` says.
async fn client_of<F: Future<Output = ()> + Send + 'static>(
    serve: impl FnOnce(TcpStream) -> F + Send + 'static,
) -> (Core, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut read = Vec::new();
        while !read.ends_with(b"\r\n\r\n") {
            assert_ne!(stream.read_buf(&mut read).await.unwrap(), 0);
        }
        stream.write_all(HEAD.as_bytes()).await.unwrap();
        serve(stream).await;
    });
    let config = Config::new("")
        .with_insecure_http_endpoint(address)
        .with_timer(FakeTimer::default());
    (Core::new(&ROA, &config).unwrap(), server)
}

async fn send(stream: &mut TcpStream, text: &str) {
    let chunk = format!("{:x}\r\n{text}\r\n", text.len());
    stream.write_all(chunk.as_bytes()).await.unwrap();
}

#[tokio::test]
async fn an_event_is_there_before_the_next_one_is_sent() {
    let (seen, mut when_seen) = tokio::sync::mpsc::channel(1);
    let (core, server) = client_of(async move |mut stream| {
        for count in 0..3 {
            send(
                &mut stream,
                &format!("data: {{\"Count\": {count}}}\r\n\r\n"),
            )
            .await;
            assert_eq!(when_seen.recv().await, Some(count));
        }
        stream.write_all(b"0\r\n\r\n").await.unwrap();
    })
    .await;
    let mut events = core.events(&Ask::default()).await.unwrap();
    for count in 0..3 {
        assert_eq!(events.next().await.unwrap().unwrap().count, Some(count));
        seen.send(count).await.unwrap();
    }
    assert!(events.next().await.is_none());
    server.await.unwrap();
}

#[tokio::test]
async fn an_answer_that_is_cut_off_is_an_error() {
    let (core, server) = client_of(async |mut stream| {
        send(&mut stream, "data: {}\n\ndata: {}").await;
    })
    .await;
    let mut events = core.events(&Ask::default()).await.unwrap();
    assert!(events.next().await.unwrap().is_ok());
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Transport, Some(http::StatusCode::OK))
    );
    server.await.unwrap();
}

#[tokio::test]
async fn dropping_the_stream_closes_the_connection() {
    let (core, server) = client_of(async |mut stream| {
        send(&mut stream, "data: {}\n\n").await;
        let gone = stream.read(&mut [0]).await;
        assert!(!matches!(gone, Ok(1)), "the client goes on");
    })
    .await;
    let mut events = core.events(&Ask::default()).await.unwrap();
    assert!(events.next().await.unwrap().is_ok());
    drop(events);
    server.await.unwrap();
}
