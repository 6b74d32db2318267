//! A server that does to each request what the test says, and counts what it received.
//!
//! In: a script for connections that arrive, and one for requests. Out: an address, and counts. Nothing waits on real
//! time: how long the server is silent is for the [`Clock`].

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::clock::Clock;
use super::step::Step;

/// A request as it arrived.
pub struct Received {
    /// Which call it belongs to: the `Berth` in it, or 0.
    pub call: u64,
    /// Which request of its call it is, from 1.
    pub attempt: usize,
    /// Its connection, from 0.
    pub connection: usize,
    /// Head and body.
    pub text: String,
}

impl Received {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.text.lines().take_while(|line| !line.is_empty());
        let mut headers = lines.filter_map(|line| line.split_once(": "));
        headers.find_map(|(found, value)| found.eq_ignore_ascii_case(name).then_some(value))
    }
}

/// What becomes of a connection when it arrives, given its number.
pub type Arrival = dyn Fn(usize) -> Vec<Step> + Send + Sync;
/// What becomes of a request.
pub type Script = dyn Fn(&Received) -> Vec<Step> + Send + Sync;

/// A server on the loopback interface, which ends when it is dropped.
pub struct Server {
    /// Host and port.
    pub address: String,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

struct Shared {
    clock: Clock,
    arrival: Box<Arrival>,
    script: Box<Script>,
    connections: AtomicUsize,
    requests: AtomicUsize,
    calls: Mutex<HashMap<u64, usize>>,
}

impl Server {
    /// A server that reads requests and follows a script.
    pub async fn start(
        clock: &Clock,
        script: impl Fn(&Received) -> Vec<Step> + Send + Sync + 'static,
    ) -> Self {
        Self::greeting(clock, |_| Vec::new(), script).await
    }

    /// A server that does something to each connection before it reads.
    pub async fn greeting(
        clock: &Clock,
        arrival: impl Fn(usize) -> Vec<Step> + Send + Sync + 'static,
        script: impl Fn(&Received) -> Vec<Step> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("the loopback interface has free ports");
        let address = listener.local_addr().expect("it is bound").to_string();
        let shared = Arc::new(Shared {
            clock: clock.clone(),
            arrival: Box::new(arrival),
            script: Box::new(script),
            connections: AtomicUsize::new(0),
            requests: AtomicUsize::new(0),
            calls: Mutex::default(),
        });
        let serving = Arc::clone(&shared);
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let number = serving.connections.fetch_add(1, Ordering::Relaxed);
                tokio::spawn(Arc::clone(&serving).serve(stream, number));
            }
        });
        Server {
            address,
            shared,
            accepting,
        }
    }

    /// How many requests it has received.
    pub fn requests(&self) -> usize {
        self.shared.requests.load(Ordering::Relaxed)
    }

    /// How many connections have arrived.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::Relaxed)
    }

    /// How many requests it has received of a call. They are not counted for it any more.
    pub fn take(&self, call: u64) -> usize {
        let mut calls = self
            .shared
            .calls
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        calls.remove(&call).unwrap_or(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Shared {
    async fn serve(self: Arc<Self>, mut stream: TcpStream, connection: usize) {
        // Small pieces are to arrive as they were written.
        let _ = stream.set_nodelay(true);
        let mut is_open = self
            .follow(&mut stream, 0, (self.arrival)(connection))
            .await;
        while is_open {
            let Some(text) = read(&mut stream).await else {
                return;
            };
            let received = self.received(text, connection);
            let steps = (self.script)(&received);
            is_open = self.follow(&mut stream, received.call, steps).await;
        }
    }

    fn received(&self, text: String, connection: usize) -> Received {
        let call = call(&text);
        self.requests.fetch_add(1, Ordering::Relaxed);
        let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        let attempt = calls.entry(call).or_default();
        *attempt += 1;
        Received {
            call,
            attempt: *attempt,
            connection,
            text,
        }
    }

    /// Whether the connection is still there.
    async fn follow(&self, stream: &mut TcpStream, call: u64, steps: Vec<Step>) -> bool {
        // Who has read what was written last waits anew.
        let mut since = 0;
        for step in steps {
            match step {
                Step::Write(bytes) => {
                    since = self.clock.begun(call);
                    if stream.write_all(&bytes).await.is_err() {
                        return false;
                    }
                }
                Step::WriteOn(bytes) => while stream.write_all(&bytes).await.is_ok() {},
                Step::Pass(duration) => self.clock.pass(call, since, duration).await,
                Step::Hush => self.clock.pass(call, since, Duration::MAX).await,
                Step::Close => return false,
                Step::Reset => {
                    let _ = stream.set_zero_linger();
                    return false;
                }
            }
        }
        true
    }
}

/// A request with its body, or nothing if the client hung up.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut read = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&read).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let lines = &mut head.lines();
            let length = lines.find_map(|line| line.strip_prefix("content-length: "));
            let length = length.and_then(|length| length.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Some(text);
            }
        }
        match stream.read_buf(&mut read).await {
            Ok(0) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

/// The number after `Berth`, in a query or in JSON.
fn call(text: &str) -> u64 {
    let places = ["Berth=", "\"Berth\":"];
    let behind = places.iter().find_map(|place| text.split_once(place));
    let digits = |(_, text): (&str, &str)| {
        let end = text.find(|letter: char| !letter.is_ascii_digit());
        text[..end.unwrap_or(text.len())].parse().ok()
    };
    behind.and_then(digits).unwrap_or(0)
}
