//! A server that does to each request what the test says, and counts what it received.
//!
//! In: what becomes of connections that arrive, and of requests. Out: an address, and counts. Nothing waits on real
//! time: how long the server is silent is for the [`Clock`].

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use super::clock::Clock;
use super::step::Step;
use super::tls::acceptor;
use super::wire::{Wire, follow, read};

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
type Arrival = dyn Fn(usize) -> Vec<Step> + Send + Sync;
/// What becomes of a request.
type Script = dyn Fn(&Received) -> Vec<Step> + Send + Sync;

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
    tls: Option<TlsAcceptor>,
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
        Self::listen(clock, Box::new(|_| Vec::new()), Box::new(script), None).await
    }

    /// A server that does something to each connection before it reads.
    pub async fn greeting(
        clock: &Clock,
        arrival: impl Fn(usize) -> Vec<Step> + Send + Sync + 'static,
        script: impl Fn(&Received) -> Vec<Step> + Send + Sync + 'static,
    ) -> Self {
        Self::listen(clock, Box::new(arrival), Box::new(script), None).await
    }

    /// A server that speaks TLS, and has a certificate for `localhost`.
    pub async fn tls(
        clock: &Clock,
        script: impl Fn(&Received) -> Vec<Step> + Send + Sync + 'static,
    ) -> Self {
        let arrival = Box::new(|_| Vec::new());
        Self::listen(clock, arrival, Box::new(script), Some(acceptor())).await
    }

    async fn listen(
        clock: &Clock,
        arrival: Box<Arrival>,
        script: Box<Script>,
        tls: Option<TlsAcceptor>,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("the loopback interface has free ports");
        let address = listener.local_addr().expect("it is bound").to_string();
        let shared = Arc::new(Shared {
            clock: clock.clone(),
            arrival,
            script,
            tls,
            connections: AtomicUsize::new(0),
            requests: AtomicUsize::new(0),
            calls: Mutex::default(),
        });
        let serving = Arc::clone(&shared);
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let number = serving.connections.fetch_add(1, Ordering::Relaxed);
                tokio::spawn(Arc::clone(&serving).arrived(stream, number));
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
        let calls = self.shared.calls.lock();
        let mut calls = calls.unwrap_or_else(PoisonError::into_inner);
        calls.remove(&call).unwrap_or(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Shared {
    async fn arrived(self: Arc<Self>, mut stream: TcpStream, connection: usize) {
        // Small pieces are to arrive as they were written.
        let _ = stream.set_nodelay(true);
        let steps = (self.arrival)(connection);
        if !follow(&mut stream, &self.clock, 0, steps).await {
            return;
        }
        match &self.tls {
            None => self.serve(stream, connection).await,
            Some(tls) => {
                // A client that does not trust us ends the handshake.
                if let Ok(stream) = tls.accept(stream).await {
                    self.serve(stream, connection).await;
                }
            }
        }
    }

    async fn serve(&self, mut wire: impl Wire, connection: usize) {
        while let Some(text) = read(&mut wire).await {
            let received = self.received(text, connection);
            let steps = (self.script)(&received);
            if !follow(&mut wire, &self.clock, received.call, steps).await {
                return;
            }
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
