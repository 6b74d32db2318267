//! A server that does what a fault says, and a client that calls it.
//!
//! In: the name of a fault, a kind of call. Out: a client, and what its servers have received.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use alicloud::{BoxFuture, Credentials, CredentialsError, HyperTransport, ProvideCredentials};
use alicloud_tests::faults::answer::{head, write};
use alicloud_tests::faults::clock::{CONNECT, Clock};
use alicloud_tests::faults::harbour::{Kind, call, config, keys};
use alicloud_tests::faults::server::Server;
use alicloud_tests::faults::step::Step;
use alicloud_tests::faults::tls;
use alicloud_tests::specs::harbour::Client;

use crate::answers::{self, Fault, good};
use crate::places::{Detour, deserted};

/// A client and the servers that it may meet.
pub(crate) struct Scene {
    pub(crate) client: Client,
    server: Server,
    elsewhere: Server,
    /// The fault is over.
    is_over: Arc<AtomicBool>,
    is_reached: bool,
}

impl Scene {
    pub(crate) async fn of(fault: &str, kind: Kind, clock: &Clock) -> Self {
        let fault = answers::of(fault);
        let is_over = Arc::new(AtomicBool::new(false));
        let elsewhere = Server::start(clock, move |_| good(kind)).await;
        let server = server(fault, kind, clock, &is_over, &elsewhere.address).await;
        let plain = config(&server.address, clock);
        let config = match fault {
            Fault::Stays(_) => plain.with_credentials(Renewed::default()),
            Fault::Nobody { ever } => {
                plain.with_transport(Detour::new(clock, deserted().await, ever))
            }
            Fault::TlsArrival(_) => plain.with_endpoint(&server.address),
            Fault::Tls { host, is_trusted } => {
                let transport = HyperTransport::new(CONNECT).with_timer(clock.clone());
                let transport = match is_trusted {
                    true => transport.with_root_certificates(tls::roots()),
                    false => transport,
                };
                let endpoint = server.address.replace("127.0.0.1", host);
                plain.with_endpoint(endpoint).with_transport(transport)
            }
            _ => plain,
        };
        let client = Client::new(&config).expect("the config is good");
        if let Fault::Idle = fault {
            call(&client, kind, 0)
                .await
                .expect("the first call is answered");
        }
        let is_reached = !matches!(
            fault,
            Fault::Nobody { ever: true } | Fault::TlsArrival(_) | Fault::Tls { .. }
        );
        Scene {
            client,
            server,
            elsewhere,
            is_over,
            is_reached,
        }
    }

    /// How many requests the server has received.
    pub(crate) fn received(&self) -> usize {
        self.server.requests()
    }

    /// How many requests a server has received that nobody should ask.
    pub(crate) fn received_elsewhere(&self) -> usize {
        self.elsewhere.requests() + self.elsewhere.connections()
    }

    /// Ends the fault. Whether a call is answered from now on.
    pub(crate) fn has_after(&self) -> bool {
        self.is_over.store(true, Ordering::Relaxed);
        self.is_reached
    }
}

async fn server(
    fault: Fault,
    kind: Kind,
    clock: &Clock,
    is_over: &Arc<AtomicBool>,
    elsewhere: &str,
) -> Server {
    let over = is_over.clone();
    let is_over = move || over.load(Ordering::Relaxed);
    match fault {
        Fault::Answers(answer) => {
            let script = move |request: &_| match is_over() {
                true => good(kind),
                false => answer(kind, request),
            };
            Server::start(clock, script).await
        }
        Fault::Stays(answer) => Server::start(clock, move |request| answer(kind, request)).await,
        Fault::Arrival(steps) | Fault::TlsArrival(steps) => {
            let arrival = move |_| match is_over() {
                true => Vec::new(),
                false => steps(),
            };
            Server::greeting(clock, arrival, move |_| good(kind)).await
        }
        Fault::Tls { .. } => Server::tls(clock, move |_| good(kind)).await,
        Fault::Elsewhere => {
            let lines = format!("location: http://{elsewhere}/\r\ncontent-length: 0\r\n");
            let answer = write(head("307 Temporary Redirect", &lines));
            let script = move |_: &_| match is_over() {
                true => good(kind),
                false => vec![answer.clone()],
            };
            Server::start(clock, script).await
        }
        Fault::Nobody { .. } => Server::start(clock, move |_| good(kind)).await,
        Fault::Idle => {
            let script = move |_: &_| good(kind).into_iter().chain([Step::Close]).collect();
            Server::start(clock, script).await
        }
    }
}

/// Gives old keys until they are refused, then new ones.
#[derive(Default)]
struct Renewed(AtomicBool);

impl ProvideCredentials for Renewed {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let id = match self.0.load(Ordering::Relaxed) {
            true => "new",
            false => "old",
        };
        Box::pin(std::future::ready(Ok(keys(id))))
    }

    fn rejected(&self, _credentials: &Credentials) {
        self.0.store(true, Ordering::Relaxed);
    }
}
