//! The default transport against servers on the loopback interface.

mod proxied;
mod reused;
mod trusted;

use std::error::Error;

use http_body_util::BodyExt;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::*;
use crate::timer::testing::FakeTimer;

/// Reads a head and `body` bytes after it.
async fn read_request(stream: &mut (impl AsyncRead + Unpin), body: usize) -> String {
    let mut read = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&read);
        if text
            .split_once("\r\n\r\n")
            .is_some_and(|(_, rest)| rest.len() >= body)
        {
            return text.into_owned();
        }
        assert_ne!(
            stream.read_buf(&mut read).await.unwrap(),
            0,
            "the client hung up"
        );
    }
}

/// Answers one connection with these texts, one for each request; hands out the requests.
async fn serve(answers: &'static [&'static str], body: usize) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut requests = Vec::new();
        for answer in answers {
            requests.push(read_request(&mut stream, body).await);
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
        requests
    });
    (address, server)
}

fn request(uri: String, body: &'static str) -> http::Request<Bytes> {
    let builder = http::Request::builder()
        .method("POST")
        .uri(uri)
        .header("x-acs-action", "Do");
    builder.body(Bytes::from_static(body.as_bytes())).unwrap()
}

/// A transport whose connect timeout never fires.
fn patient() -> HyperTransport {
    HyperTransport::new(Duration::from_secs(5)).with_timer(FakeTimer::default())
}

/// An error and everything below it.
fn chain(error: &dyn Error) -> String {
    let below = error.source().map(chain).unwrap_or_default();
    format!("{error}; {below}")
}

#[tokio::test]
async fn a_request_goes_out_as_it_is_and_the_answer_streams_back() {
    const FORBIDDEN: &str = "HTTP/1.1 403 Forbidden\r\nx-acs-request-id: R\r\ntransfer-encoding: chunked\r\n\r\n\
                             2\r\nab\r\n1\r\nc\r\n0\r\n\r\n";
    let (address, server) = serve(&[FORBIDDEN], 2).await;
    let answer = patient()
        .send(request(format!("http://{address}/a%2Fb/..?q=%20&r="), "{}"))
        .await
        .unwrap();
    assert_eq!(
        (
            answer.status().as_u16(),
            &answer.headers()["x-acs-request-id"]
        ),
        (403, &"R".parse().unwrap())
    );
    assert_eq!(
        answer.into_body().collect().await.unwrap().to_bytes(),
        "abc"
    );
    let sent = server.await.unwrap().remove(0);
    assert!(
        sent.starts_with("POST /a%2Fb/..?q=%20&r= HTTP/1.1\r\n"),
        "{sent}"
    );
    assert!(
        sent.contains("\r\nx-acs-action: Do\r\n") && sent.contains("\r\ncontent-length: 2\r\n"),
        "{sent}"
    );
    assert!(
        sent.contains(&format!("\r\nhost: {address}\r\n")) && sent.ends_with("\r\n\r\n{}"),
        "{sent}"
    );
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_the_connection_is_used_again() {
    const REDIRECT: &str =
        "HTTP/1.1 307 Temporary Redirect\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n";
    let (address, server) = serve(&[REDIRECT, REDIRECT], 0).await;
    let transport = patient();
    for _ in 0..2 {
        let answer = transport
            .send(request(format!("http://{address}/here"), ""))
            .await
            .unwrap();
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()["location"]),
            (307, &"/elsewhere".parse().unwrap())
        );
        answer.into_body().collect().await.unwrap();
    }
    assert!(
        server
            .await
            .unwrap()
            .iter()
            .all(|sent| sent.starts_with("POST /here "))
    );
}

#[tokio::test]
async fn a_refused_connection_is_a_connect_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let error = patient()
        .send(request(format!("http://{address}/"), ""))
        .await
        .unwrap_err();
    assert!(
        error.is_connect() && !error.is_timeout(),
        "{}",
        chain(&error)
    );
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls_is_a_connect_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream
            .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            .await
            .unwrap();
        stream
    });
    let error = patient()
        .send(request(format!("https://{address}/"), ""))
        .await
        .unwrap_err();
    assert!(
        error.is_connect() && !error.is_timeout(),
        "{}",
        chain(&error)
    );
    drop(server.await.unwrap());
}

#[tokio::test]
async fn the_connect_timeout_covers_the_tls_handshake() {
    // The kernel accepts the connection; nobody ever answers the handshake.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let limit = Duration::from_secs(7);
    let transport = HyperTransport::new(limit).with_timer(FakeTimer::firing(limit));
    let error = transport
        .send(request(format!("https://{address}/"), ""))
        .await
        .unwrap_err();
    assert!(
        error.is_connect() && error.is_timeout(),
        "{}",
        chain(&error)
    );
    assert!(chain(&error).contains("7 s"), "{}", chain(&error));
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_an_error_of_the_body() {
    let (address, server) = serve(&["HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc"], 0).await;
    let answer = patient()
        .send(request(format!("http://{address}/"), ""))
        .await
        .unwrap();
    server.await.unwrap();
    let error = answer.into_body().collect().await.unwrap_err();
    assert!(
        !error.is_connect() && !error.is_timeout(),
        "{}",
        chain(&error)
    );
}

#[tokio::test]
async fn an_answer_that_is_not_http_is_an_error() {
    let (address, server) = serve(&["SSH-2.0-OpenSSH_9.0\r\n"], 0).await;
    let error = patient()
        .send(request(format!("http://{address}/"), ""))
        .await
        .unwrap_err();
    assert!(
        !error.is_connect() && !error.is_timeout(),
        "{}",
        chain(&error)
    );
    server.await.unwrap();
}

#[test]
fn without_a_tokio_runtime_the_error_says_so() {
    let transport = patient();
    let mut sending = transport.send(request("http://127.0.0.1:1/".to_owned(), ""));
    let context = &mut std::task::Context::from_waker(std::task::Waker::noop());
    let Poll::Ready(Err(error)) = sending.as_mut().poll(context) else {
        panic!("no error at once")
    };
    assert!(
        chain(&error).contains("no tokio runtime"),
        "{}",
        chain(&error)
    );
}
