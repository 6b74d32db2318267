//! A client that does what a vector pins: credentials, date, nonce, user agent, host.

use std::time::{Duration, UNIX_EPOCH};

use alicloud::{Config, Credentials, Json};

use crate::vectors::string;

/// The date of all vectors, 2024-05-06T07:08:09Z.
pub const DATE: u64 = 1_714_979_289;

/// Everything that a vector pins. The region gives the host, except where a vector has one of its own.
///
/// # Panics
///
/// When the vector is damaged.
pub fn config(vector: &Json) -> Config {
    let given = &vector["credentials"];
    let text = |name| string(given, name).to_owned();
    let credentials = match string(given, "type") {
        "access_key" => Credentials::access_key(text("access_key_id"), text("access_key_secret")),
        "sts" => Credentials::sts(
            text("access_key_id"),
            text("access_key_secret"),
            text("security_token"),
        ),
        "bearer" => Credentials::bearer(text("bearer_token")),
        "anonymous" => Credentials::anonymous(),
        other => panic!("there are no credentials of type {other}"),
    };
    let nonce = string(vector, "nonce").to_owned();
    let config = Config::new("cn-hangzhou")
        .with_credentials(credentials)
        .with_clock(|| UNIX_EPOCH + Duration::from_secs(DATE))
        .with_nonce(move || nonce.clone())
        .with_idempotency_tokens(false)
        .with_user_agent_suffix(string(vector, "user_agent"));
    let endpoint = string(vector, "endpoint");
    if endpoint.ends_with(".cn-hangzhou.aliyuncs.com") {
        config
    } else {
        config.with_endpoint(endpoint)
    }
}
