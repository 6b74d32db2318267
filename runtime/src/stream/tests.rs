//! Streams from the call to the last piece, over transports in memory and a timer without a clock.

mod body;
mod bytes;
mod events;
mod sample;
#[cfg(feature = "transport")]
mod server;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use futures_core::Stream;

use self::body::{Script, Step};
use self::sample::{Ask, Delta, Download};
use super::{ByteStream, Event, Events};
use crate::client::Core;
use crate::fixture::ROA;
use crate::timer::testing::FakeTimer;
use crate::transport::testing::{Recorder, Silent};
use crate::{Config, Error, ErrorKind, Transport, TransportBody, TransportError};

const TOTAL: Duration = Duration::from_secs(33);
const IDLE: Duration = Duration::from_secs(44);

/// A client whose timer lets only sleeps of `fires` end.
fn client(transport: impl Transport + 'static, fires: Duration) -> Core {
    client_with(transport, fires, |config| config)
}

fn client_with(
    transport: impl Transport + 'static,
    fires: Duration,
    change: impl FnOnce(Config) -> Config,
) -> Core {
    let config = Config::new("cn-hangzhou")
        .with_transport(transport)
        .with_timer(FakeTimer::firing(fires))
        .with_retry(crate::RetryPolicy::never())
        .with_timeout(TOTAL)
        .with_read_timeout(IDLE);
    Core::new(&ROA, &change(config)).unwrap()
}

/// Answers 200 with a body that takes these steps; the flag says whether the body was dropped.
fn answering(steps: &'static [Step]) -> (Recorder, Arc<AtomicBool>) {
    let dropped = Arc::new(AtomicBool::new(false));
    let flag = dropped.clone();
    let transport = Recorder::new(move || {
        let body = TransportBody::new(Script::new(steps, flag.clone()));
        let builder = http::Response::builder()
            .header("x-acs-request-id", "from-header")
            .header("content-type", "text/event-stream");
        Ok(builder.body(body).unwrap())
    });
    (transport, dropped)
}

const NEVER: Duration = Duration::from_secs(1);

#[test]
fn streams_and_their_futures_can_move_between_threads() {
    fn check<T: Send>(_: T) {}
    let (core, ask) = (client(Silent, NEVER), Ask::default());
    check(core.events(&ask).into_future());
    check(core.events(&ask).prepare());
    check(core.call(&Download).stream());
    fn streams<T: Stream + Send + Unpin + 'static>() {}
    streams::<Events<Delta>>();
    streams::<ByteStream>();
}
