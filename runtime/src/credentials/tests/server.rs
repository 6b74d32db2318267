//! A server on the loopback interface that stands for STS and the metadata service, and the world in which
//! the providers meet it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::boxed::BoxFuture;
use crate::credentials::{ProvideCredentials, Surroundings};
use crate::timer::testing::FakeTimer;
use crate::transport::{HyperTransport, Transport, TransportBody, TransportError};

/// 2023-11-14T22:13:20Z.
pub(crate) const NOW: u64 = 1_700_000_000;

/// What the server says to a request, given as its first line and its headers.
type Answer = dyn Fn(&str) -> String + Send + Sync;

/// Everything a provider knows of the outside. Clones share it.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) variables: BTreeMap<&'static str, String>,
    seconds: Arc<AtomicU64>,
    /// `METHOD scheme://host/path`, as providers meant it, and the headers.
    requests: Arc<Mutex<Vec<String>>>,
    address: String,
    fires: Option<Duration>,
}

impl World {
    /// A world with a server that answers like this.
    pub(crate) async fn answering(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let answer: Arc<Answer> = Arc::new(answer);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, answer.clone()));
            }
        });
        World {
            variables: BTreeMap::new(),
            seconds: Arc::new(AtomicU64::new(NOW)),
            requests: Arc::default(),
            address,
            fires: None,
        }
    }

    /// A world in which nobody listens.
    pub(crate) async fn deserted() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        World {
            address: listener.local_addr().unwrap().to_string(),
            ..World::answering(|_| String::new()).await
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.insert(name, value.into());
        self
    }

    /// Waits of this duration end at once.
    pub(crate) fn firing(mut self, duration: Duration) -> Self {
        self.fires = Some(duration);
        self
    }

    pub(crate) fn pass(&self, seconds: u64) {
        self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    pub(crate) fn surroundings(&self) -> Surroundings {
        let variables = self.variables.clone();
        let seconds = self.seconds.clone();
        Surroundings::new()
            .with_environment(move |name: &str| variables.get(name).cloned())
            .with_clock(move || at(seconds.load(Ordering::Relaxed)))
            .with_timer(match self.fires {
                Some(duration) => FakeTimer::firing(duration),
                None => FakeTimer::default(),
            })
            .with_transport(self.transport())
            .with_metadata_transport(self.transport())
    }

    /// What carries every request to the server.
    pub(crate) fn transport(&self) -> Rerouted {
        Rerouted {
            world: self.clone(),
            hyper: HyperTransport::new(None).with_timer(FakeTimer::default()),
        }
    }
}

pub(crate) fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

/// Carries every request to the server, whatever host it is for.
pub(crate) struct Rerouted {
    world: World,
    hyper: HyperTransport,
}

impl Transport for Rerouted {
    fn send(
        &self,
        mut request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<TransportBody>, TransportError>> {
        let mut text = format!("{} {}", request.method(), request.uri());
        for (name, value) in request.headers() {
            let value = String::from_utf8_lossy(value.as_bytes());
            text.push_str(&format!("\n{name}: {value}"));
        }
        self.world.requests.lock().unwrap().push(text);
        let path = request.uri().path_and_query().unwrap();
        *request.uri_mut() = format!("http://{}{path}", self.world.address)
            .parse()
            .unwrap();
        self.hyper.send(request)
    }
}

async fn serve(mut stream: TcpStream, answer: Arc<Answer>) {
    let mut read = Vec::new();
    while !read.ends_with(b"\r\n\r\n") {
        match stream.read_buf(&mut read).await {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
    }
    let answer = answer(&String::from_utf8_lossy(&read));
    if answer.is_empty() {
        // Silence, until the other side is gone.
        let _ = stream.read(&mut [0]).await;
        return;
    }
    let _ = stream.write_all(answer.as_bytes()).await;
}

/// An answer with this status and body.
pub(crate) fn http(status: u16, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}")
}

/// What the metadata service says about a role, with keys that end then.
pub(crate) fn keys(expiration: &str) -> String {
    let canary = "canary";
    format!(
        r#"{{"Code":"Success","AccessKeyId":"STS.id","AccessKeySecret":"{canary}","SecurityToken":"{canary}-token","Expiration":"{expiration}","LastUpdated":"2023-11-14T21:13:20Z"}}"#
    )
}

/// What STS says, with keys that end then.
pub(crate) fn session(expiration: &str) -> String {
    let keys = keys(expiration);
    format!(r#"{{"RequestId":"R","Credentials":{keys}}}"#)
}

/// Who answered, or the whole error; with the canary in neither.
pub(crate) async fn told(provider: &(impl ProvideCredentials + std::fmt::Debug)) -> String {
    let (told, all) = match provider.credentials().await {
        Ok(keys) => (keys.provider().to_owned(), format!("{keys:?} {keys:#?}")),
        Err(error) => (error.in_full(), format!("{error} {error:?} {error:#?}")),
    };
    let shown = format!("{provider:?} {provider:#?} {told} {all}");
    assert!(!shown.contains("canary"), "{shown}");
    told
}

/// A folder of its own for one test, removed when it is dropped.
pub(crate) struct Home(std::path::PathBuf);

impl Home {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let name = format!("alicloud-core-{}", crate::nonce::random().unwrap());
        let home = Home(std::env::temp_dir().join(name));
        for (path, text) in files {
            let path = home.0.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        home
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn text(&self) -> String {
        self.0.display().to_string()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
