//! An anonymous operation of an RPC product, which goes by the protocol before V3, from a generated client.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use alicloud::sts::{AssumeRoleWithOidcRequest, Client, GetCallerIdentityRequest};
use alicloud::{
    BoxFuture, Bytes, Config, Credentials, CredentialsError, ProvideCredentials, RequestExt, http,
};
use alicloud_tests::in_memory::InMemory;
use alicloud_tests::wire::Wire;

/// Counts how often it is asked.
#[derive(Clone, Default)]
struct Counting(Arc<AtomicUsize>);

impl ProvideCredentials for Counting {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async { Ok(Credentials::sts("id", "secret", "token")) })
    }
}

fn answers(count: usize) -> InMemory {
    InMemory::answering((0..count).map(|_| http::Response::new(Bytes::from_static(b"{}"))))
}

fn config(transport: &InMemory) -> Config {
    Config::new("cn-hangzhou").with_transport(transport.clone())
}

fn request() -> AssumeRoleWithOidcRequest {
    AssumeRoleWithOidcRequest {
        role_arn: Some("acs:ram::1:role/r".to_owned()),
        oidc_token: Some("a.b-canary".to_owned()),
        duration_seconds: Some(900),
        ..AssumeRoleWithOidcRequest::new("session")
    }
}

#[tokio::test]
async fn nobody_is_asked_for_credentials_and_nothing_is_signed() {
    let transport = answers(3);
    let asked = Counting::default();
    let without = Client::new(&config(&transport)).expect("the config is in order");
    let with = config(&transport).with_credentials(asked.clone());
    let with = Client::new(&with).expect("the config is in order");
    for client in [&without, &with] {
        let answer = client.assume_role_with_oidc(&request()).await;
        answer.expect("it needs no credentials");
    }
    assert_eq!(asked.0.load(Ordering::Relaxed), 0);
    // The same source is asked, and signs, where the operation is not anonymous.
    let identity = GetCallerIdentityRequest::default();
    let answer = with.get_caller_identity(&identity).await;
    answer.expect("it is a success");
    assert_eq!(asked.0.load(Ordering::Relaxed), 1);

    let sent = transport.requests();
    let [first, second, signed] = &sent[..] else {
        panic!("three requests were sent");
    };
    for request in [first, second] {
        let headers: BTreeMap<&str, &[u8]> = request
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_bytes()))
            .collect();
        let names: Vec<_> = headers.keys().copied().collect();
        assert_eq!(
            names,
            ["host", "user-agent", "x-acs-action", "x-acs-version"]
        );
        assert_eq!(headers["x-acs-action"], b"AssumeRoleWithOIDC");
        assert_eq!(headers["x-acs-version"], b"2015-04-01");
    }
    assert!(signed.headers().contains_key("authorization"));
}

#[tokio::test]
async fn the_protocol_stands_in_the_query() {
    let config = config(&InMemory::default())
        .with_clock(|| std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000))
        .with_nonce(|| "0f1e2d3c".to_owned());
    let client = Client::new(&config).expect("the config is in order");
    let prepared = client.assume_role_with_oidc(&request()).prepare().await;
    let prepared = prepared.expect("it can be sent");
    let wire = Wire::of(&prepared);
    assert_eq!((wire.method.as_str(), wire.path.as_str()), ("POST", "/"));
    let query: Vec<(&str, &str)> = wire
        .query
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        query,
        [
            ("Action", "AssumeRoleWithOIDC"),
            ("DurationSeconds", "900"),
            ("Format", "json"),
            ("OIDCToken", "a.b-canary"),
            ("RoleArn", "acs:ram::1:role/r"),
            ("RoleSessionName", "session"),
            ("SignatureNonce", "0f1e2d3c"),
            ("Timestamp", "2023-11-14T22:13:20Z"),
            ("Version", "2015-04-01"),
        ]
    );
    assert!(wire.body.is_empty());
    let shown = prepared.to_curl();
    assert!(!shown.contains("canary"), "{shown}");
}
