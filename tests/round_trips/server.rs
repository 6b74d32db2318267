//! A server for one test, which answers byte by byte what the test wrote down.
//!
//! In: answers, one a request, as steps. Out: an address, a timer for the client, and the requests that
//! came. Nothing waits on real time: where an answer pauses, it goes on as soon as the client is found
//! waiting, and time runs out for the client when a step says so.

#![expect(clippy::unwrap_used, reason = "a test stops where its server fails")]

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use alicloud::{BoxFuture, Timer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};

/// The longest silence that clients of the test bear.
pub(crate) const SILENCE: Duration = Duration::from_secs(7);

/// A part of an answer.
pub(crate) enum Step {
    /// These bytes.
    Write(Vec<u8>),
    /// Nothing, until the client waits.
    Pause,
    /// Nothing, until the client has waited too long.
    RunOut,
    /// No more on this connection.
    Close,
}

/// A request and the number of the connection that it came on, from 0.
pub(crate) type Asked = (usize, String);

pub(crate) struct Server {
    pub(crate) address: String,
    pub(crate) timer: Patience,
    shared: Arc<Shared>,
}

struct Shared {
    answers: Mutex<VecDeque<Vec<Step>>>,
    asked: Mutex<Vec<Asked>>,
    waiting: Arc<Semaphore>,
    over: watch::Sender<bool>,
}

impl Server {
    pub(crate) async fn start(answers: impl IntoIterator<Item = Vec<Step>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (over, is_over) = watch::channel(false);
        let waiting = Arc::new(Semaphore::new(0));
        let shared = Arc::new(Shared {
            answers: Mutex::new(answers.into_iter().collect()),
            asked: Mutex::default(),
            waiting: Arc::clone(&waiting),
            over,
        });
        let accepting = Arc::clone(&shared);
        tokio::spawn(async move {
            for connection in 0.. {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(Arc::clone(&accepting).serve(stream, connection));
            }
        });
        let timer = Patience { waiting, is_over };
        Server {
            address,
            timer,
            shared,
        }
    }

    /// The requests so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.shared.asked.lock().unwrap().clone()
    }
}

impl Shared {
    async fn serve(self: Arc<Self>, mut stream: TcpStream, connection: usize) {
        while let Some(request) = read(&mut stream).await {
            self.asked.lock().unwrap().push((connection, request));
            let answer = self.answers.lock().unwrap().pop_front();
            for step in answer.expect("there is an answer for every request") {
                match step {
                    // A client that has heard enough hangs up.
                    Step::Write(bytes) => drop(stream.write_all(&bytes).await),
                    Step::Pause => self.until_awaited().await,
                    Step::RunOut => {
                        self.until_awaited().await;
                        self.over.send_replace(true);
                    }
                    Step::Close => return,
                }
            }
        }
    }

    /// One permit for each wait that the client began.
    async fn until_awaited(&self) {
        let permit = self.waiting.acquire().await;
        permit.expect("nobody closes the semaphore").forget();
    }
}

/// A request with its body, or nothing if the client hung up.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut read = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&read).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return Some(text);
            }
        }
        let count = stream.read_buf(&mut read).await.ok()?;
        if count == 0 {
            return None;
        }
    }
}

/// A timer without a clock: it tells the server that a wait has begun, and the server ends it.
#[derive(Clone)]
pub(crate) struct Patience {
    waiting: Arc<Semaphore>,
    is_over: watch::Receiver<bool>,
}

impl Timer for Patience {
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        if duration != SILENCE {
            return Box::pin(std::future::pending());
        }
        self.waiting.add_permits(1);
        let mut is_over = self.is_over.clone();
        Box::pin(async move {
            let over = is_over.wait_for(|is_over| *is_over).await;
            over.expect("the server outlives the call");
        })
    }
}
