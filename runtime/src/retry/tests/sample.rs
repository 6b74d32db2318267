//! A product with an operation of each kind, in the shape of generated code.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::UNIX_EPOCH;

use super::*;
use crate::Operation;
use crate::client::Core;
use crate::credentials::Credentials;
use crate::model::{Model, Values};
use crate::retry::RetryCodes;
use crate::schema::{ApiStyle, EndpointRule, Field, ProductInfo, Schema};

static PRODUCT: ProductInfo = ProductInfo {
    retry: RetryCodes {
        passing: &["OperationConflict"],
        throttling: &[],
    },
    ..ProductInfo::new("demo", "2024-01-01", ApiStyle::Roa, EndpointRule::Central)
};

/// The kinds of calls between which retrying tells.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Read,
    Tokened,
    Plain,
}

impl Kind {
    pub(super) const ALL: [Kind; 3] = [Kind::Read, Kind::Tokened, Kind::Plain];
}

/// Reads, and has a code of its own.
pub(super) struct List;

/// Writes, with a token.
#[derive(Default)]
pub(super) struct CreateTokened {
    pub(super) client_token: Option<String>,
}

/// Writes, without a token.
pub(super) struct Delete;

/// Reads bytes.
pub(super) struct Download;

macro_rules! operation {
    ($type:ident, [$($member:ident)?], $schema:expr, $output:ty, $info:expr) => {
        impl Model for $type {
            fn fields(&self) -> Values<'_> {
                static SCHEMA: Schema = $schema;
                Values::new(&SCHEMA, [$(&self.$member)?])
            }
        }

        impl Operation for $type {
            type Output = $output;
            const INFO: &'static str = $info;
        }
    };
}

const READ: &str = "demo 2024-01-01 roa List
    POST /
    read
    passing OperationConflict
    throttling TooFast";

operation!(List, [], Schema::named("List"), crate::Json, READ);
operation!(Download, [], Schema::named("Download"), Bytes, READ);
operation!(
    Delete,
    [],
    Schema::named("Delete"),
    crate::Json,
    "demo 2024-01-01 roa Delete
    POST /
    write
    passing OperationConflict"
);
operation!(
    CreateTokened,
    [client_token],
    Schema::new("CreateTokened", &[Field::body("ClientToken").required()]),
    crate::Json,
    "demo 2024-01-01 roa CreateTokened
    POST /
    write
    body json body
    token ClientToken
    passing OperationConflict"
);

/// The longest waits, nonces that count, and a clock that goes with the timer.
pub(super) fn config(timer: &VirtualTimer, script: &Script) -> Config {
    let nonces = AtomicU64::new(0);
    let clock = timer.clone();
    Config::new("cn-hangzhou")
        .with_credentials(Credentials::sts("id", "canary", "canary"))
        .with_transport(script.clone())
        .with_timer(timer.clone())
        .with_randomness(|| u64::MAX)
        .with_clock(move || UNIX_EPOCH + Duration::from_secs(1_700_000_000) + clock.passed() * 20)
        .with_nonce(move || nonces.fetch_add(1, Ordering::Relaxed).to_string())
}

pub(super) fn client(config: &Config) -> Core {
    Core::new(&PRODUCT, config).unwrap()
}

/// A call of this kind by a client of its own.
pub(super) async fn call(config: &Config, kind: Kind) -> Result<(), Error> {
    let client = client(config);
    match kind {
        Kind::Read => client.call(&List).await.map(drop),
        Kind::Tokened => client.call(&CreateTokened::default()).await.map(drop),
        Kind::Plain => client.call(&Delete).await.map(drop),
    }
}
