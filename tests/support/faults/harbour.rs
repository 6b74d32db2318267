//! Calls of every kind between which a fault tells, to a product that is invented for it.
//!
//! In: a server's address, a clock, a kind. Out: a client, and what became of a call.

use std::time::Duration;

use alicloud::{Config, Credentials, Error, HyperTransport};

use super::clock::{CALL, CONNECT, Clock};
use crate::specs::harbour::Client;
use crate::specs::harbour::v2030_01_01::book_berth::BookBerthRequest;
use crate::specs::harbour::v2030_01_01::draw_chart::DrawChartRequest;
use crate::specs::harbour::v2030_01_01::follow_tides::FollowTidesRequest;
use crate::specs::harbour::v2030_01_01::list_ships::ListShipsRequest;
use crate::specs::harbour::v2030_01_01::sound_horn::SoundHornRequest;

/// What must be in no text.
pub const CANARY: &str = "canary";

/// The longest answer, in bytes.
pub const LARGEST: usize = 4096;

/// The kinds of calls between which a fault tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Reads.
    Read,
    /// Writes, with a token that the call fills in.
    Tokened,
    /// Writes, without a token.
    Write,
    /// By its name: nobody knows whether it writes.
    ByName,
    /// Reads events as they come.
    Events,
    /// Reads bytes as they come.
    Bytes,
}

impl Kind {
    /// All of them, in the order of the table.
    pub const ALL: [Kind; 6] = [
        Kind::Read,
        Kind::Tokened,
        Kind::Write,
        Kind::ByName,
        Kind::Events,
        Kind::Bytes,
    ];

    /// Whether carrying it out twice may do harm.
    pub fn is_write_without_token(self) -> bool {
        matches!(self, Kind::Write | Kind::ByName)
    }
}

/// Limits that the clock knows, the longest waits, temporary keys that must not be seen.
pub fn config(address: &str, clock: &Clock) -> Config {
    let day = clock.clone();
    let transport = HyperTransport::new(CONNECT).with_timer(clock.clone());
    Config::new("cn-hangzhou")
        .with_credentials(keys("old"))
        .with_insecure_http_endpoint(address)
        .with_transport(transport)
        .with_timer(clock.clone())
        .with_clock(move || day.now_of_day())
        .with_randomness(|| u64::MAX)
        .with_timeout(CALL)
        .with_read_timeout(clock.silence())
        .with_max_response_size(LARGEST)
}

/// Temporary keys of which only the id may be seen.
pub fn keys(id: &str) -> Credentials {
    Credentials::sts(
        id,
        format!("{CANARY}-secret"),
        format!("{CANARY}-{id}-token"),
    )
}

/// Makes a call about this berth. Gives how many bytes, events or answers came.
///
/// # Errors
///
/// That of the call, or that of its stream.
pub async fn call(client: &Client, kind: Kind, berth: u64) -> Result<usize, Error> {
    let berth = i64::try_from(berth).expect("berths are few");
    match kind {
        Kind::Read => {
            let request = ListShipsRequest::default().berth(berth);
            client.list_ships(&request).await.map(|_| 1)
        }
        Kind::Tokened => {
            let request = BookBerthRequest::default().berth(berth);
            client.book_berth(&request).await.map(|_| 1)
        }
        Kind::Write => {
            let request = SoundHornRequest::default().berth(berth);
            client.sound_horn(&request).await.map(|_| 1)
        }
        Kind::ByName => {
            let call = client.call("SoundHorn").path("/horn");
            call.query("Berth", berth.to_string()).await.map(|_| 1)
        }
        Kind::Events => {
            let request = FollowTidesRequest::default().berth(berth);
            let mut events = client.follow_tides(&request).await?;
            let mut count = 0;
            while let Some(event) = events.next().await {
                event?.into_data()?;
                count += 1;
            }
            Ok(count)
        }
        Kind::Bytes => {
            let request = DrawChartRequest::default().berth(berth);
            let chart = client.draw_chart(&request).stream().await?;
            let mut chart = chart.with_max_size(LARGEST);
            let mut count = 0;
            while let Some(bytes) = chart.next().await {
                count += bytes?.len();
            }
            Ok(count)
        }
    }
}

/// A call under the clock: what came of it, and how long it took.
pub async fn timed(
    clock: &Clock,
    client: &Client,
    kind: Kind,
    berth: u64,
) -> (Result<usize, Error>, Duration) {
    clock.time(berth, call(client, kind, berth)).await
}
