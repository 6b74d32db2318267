//! Anonymous operations, which go by the protocols before V3: one of an RPC product from a generated client, and
//! one of a ROA product.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use alicloud::rt::{ApiStyle, Core, EndpointRule, ProductInfo};
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

/// No operation in `specs/` is of this kind. What is expected was captured from the official Python client
/// (`alibabacloud_tea_openapi` 0.4.6), which calls `do_roarequest` there.
#[tokio::test]
async fn a_roa_operation_has_the_headers_before_v3() {
    static PRODUCT: ProductInfo =
        ProductInfo::new("iac", "2021-08-06", ApiStyle::Roa, EndpointRule::Regional);
    let config = config(&InMemory::default())
        .with_clock(|| std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_714_979_289))
        .with_nonce(|| "0f1e2d3c".to_owned());
    let core = Core::new(&PRODUCT, &config).expect("the config is in order");
    let list = core.action("ListProducts").method("GET").path("/products");
    let push = core.action("PushMonitor").path("/monitor").body("{}");
    let shared = [
        ("accept", "application/json"),
        ("date", "Mon, 06 May 2024 07:08:09 GMT"),
        ("host", "iac.cn-hangzhou.aliyuncs.com"),
        ("x-acs-signature-method", "HMAC-SHA1"),
        ("x-acs-signature-nonce", "0f1e2d3c"),
        ("x-acs-signature-version", "1.0"),
        ("x-acs-version", "2021-08-06"),
    ];
    let json = ("content-type", "application/json; charset=utf-8");
    let table = [
        (list, vec![("x-acs-action", "ListProducts")]),
        (push, vec![json, ("x-acs-action", "PushMonitor")]),
    ];
    for (call, own) in table {
        let prepared = call.anonymous().prepare().await;
        let prepared = prepared.expect("it can be sent");
        let found: BTreeMap<&str, &str> = prepared
            .headers()
            .iter()
            .filter(|(name, _)| *name != "user-agent")
            .map(|(name, value)| (name.as_str(), value.to_str().expect("it is text")))
            .collect();
        assert_eq!(found, shared.into_iter().chain(own).collect());
        assert_eq!(prepared.uri().query(), None);
    }
}
