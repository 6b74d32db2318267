//! A connection, with TLS or without, as a server has it.
//!
//! In: a script's steps. Out: bytes, and the end of the connection.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

use super::clock::Clock;
use super::step::Step;

/// What a server reads from and writes to.
pub(crate) trait Wire: AsyncRead + AsyncWrite + Unpin + Send {
    /// The connection itself.
    fn socket(&self) -> &TcpStream;
}

impl Wire for TcpStream {
    fn socket(&self) -> &TcpStream {
        self
    }
}

impl Wire for TlsStream<TcpStream> {
    fn socket(&self) -> &TcpStream {
        self.get_ref().0
    }
}

/// Does these things for a call. Whether the connection is still there.
pub(crate) async fn follow(
    wire: &mut impl Wire,
    clock: &Clock,
    call: u64,
    steps: Vec<Step>,
) -> bool {
    // Who has read what was written last waits anew.
    let mut since = 0;
    for step in steps {
        match step {
            Step::Write(bytes) => {
                since = clock.begun(call);
                let written = wire.write_all(&bytes).await.and(wire.flush().await);
                if written.is_err() {
                    return false;
                }
            }
            Step::WriteOn(bytes) => while wire.write_all(&bytes).await.is_ok() {},
            Step::Pass(duration) => clock.pass(call, since, duration).await,
            Step::Hush => clock.pass(call, since, Duration::MAX).await,
            Step::Close => return false,
            Step::Reset => {
                let _ = wire.socket().set_zero_linger();
                return false;
            }
        }
    }
    true
}

/// A request with its body, or nothing if the client hung up.
pub(crate) async fn read(wire: &mut impl Wire) -> Option<String> {
    let mut read = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&read).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let mut lines = head.lines();
            let length = lines.find_map(|line| line.strip_prefix("content-length: "));
            let length = length.and_then(|length| length.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Some(text);
            }
        }
        match wire.read_buf(&mut read).await {
            Ok(0) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}
