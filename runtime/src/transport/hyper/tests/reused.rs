//! How many connections calls make.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Barrier;

use super::*;
use crate::client::Core;
use crate::rt::{ApiStyle, EndpointRule, ProductInfo};
use crate::{Config, Credentials, RetryPolicy};

static PRODUCT: ProductInfo =
    ProductInfo::new("demo", "2024-01-01", ApiStyle::Rpc, EndpointRule::Central);

/// A server that counts.
#[derive(Default)]
struct Counts {
    connections: AtomicUsize,
    requests: AtomicUsize,
}

/// Answers requests in turn with these texts, on as many connections as there are. With a barrier, an answer comes
/// only when so many requests are there.
async fn serve_all(answers: &'static [&'static str], together: usize) -> (String, Arc<Counts>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let counts = Arc::new(Counts::default());
    let (counted, barrier) = (counts.clone(), Arc::new(Barrier::new(together)));
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            counted.connections.fetch_add(1, Ordering::Relaxed);
            let (counts, barrier) = (counted.clone(), barrier.clone());
            tokio::spawn(async move {
                while read_head(&mut stream).await {
                    let number = counts.requests.fetch_add(1, Ordering::Relaxed);
                    barrier.wait().await;
                    let answer = answers[number % answers.len()];
                    stream.write_all(answer.as_bytes()).await.unwrap();
                }
            });
        }
    });
    (address, counts)
}

/// Whether there is another request.
async fn read_head(stream: &mut TcpStream) -> bool {
    let mut read = Vec::new();
    while !read.ends_with(b"\r\n\r\n") {
        if stream.read_buf(&mut read).await.unwrap_or(0) == 0 {
            return false;
        }
    }
    true
}

fn client(address: &str) -> Core {
    let config = Config::new("cn-hangzhou")
        .with_credentials(Credentials::access_key("id", "secret"))
        .with_insecure_http_endpoint(address)
        .with_retry(RetryPolicy::never());
    Core::new(&PRODUCT, &config).unwrap()
}

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
const BAD: &str = "HTTP/1.1 400 Bad Request\r\ncontent-length: 14\r\n\r\n{\"Code\":\"Bad\"}";
const BUSY: &str = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n";
const MOVED: &str = "HTTP/1.1 302 Found\r\nlocation: /x\r\ncontent-length: 0\r\n\r\n";
const NO_JSON: &str = "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nx";

#[tokio::test]
async fn calls_one_after_the_other_use_one_connection_whatever_was_answered() {
    const ANSWERS: &[&str] = &[OK, CHUNKED, BAD, BUSY, MOVED, NO_JSON];
    let (address, counts) = serve_all(ANSWERS, 1).await;
    let client = client(&address);
    let mut statuses = Vec::new();
    for _ in 0..20 * ANSWERS.len() {
        statuses.push(match client.action("Do").await {
            Ok(response) => response.status().as_u16(),
            Err(error) => error.status().unwrap().as_u16(),
        });
    }
    assert_eq!(statuses[..6], [200, 200, 400, 503, 302, 200]);
    assert_eq!(counts.requests.load(Ordering::Relaxed), 120);
    assert_eq!(counts.connections.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn calls_at_the_same_time_share_as_many_connections_as_there_are_calls() {
    const TOGETHER: usize = 8;
    let (address, counts) = serve_all(&[OK], TOGETHER).await;
    let client = client(&address);
    for _ in 0..10 {
        let failed = Arc::new(Mutex::new(Vec::new()));
        let calls: Vec<_> = (0..TOGETHER)
            .map(|_| {
                let (client, failed) = (client.clone(), failed.clone());
                tokio::spawn(async move {
                    if let Err(error) = client.action("Do").await {
                        failed.lock().unwrap().push(error.to_string());
                    }
                })
            })
            .collect();
        for call in calls {
            call.await.unwrap();
        }
        assert_eq!(*failed.lock().unwrap(), Vec::<String>::new());
    }
    assert_eq!(counts.requests.load(Ordering::Relaxed), 10 * TOGETHER);
    let connections = counts.connections.load(Ordering::Relaxed);
    assert_eq!(connections, TOGETHER);
}
