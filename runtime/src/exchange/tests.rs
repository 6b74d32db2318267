//! Calls from the request to the response, over transports in memory.

mod limits;
mod sample;

use std::error::Error as _;
use std::time::{Duration, UNIX_EPOCH};

use self::sample::{Create, PRODUCT, Ping, good};
use super::log::Log;
use super::*;
use crate::boxed::BoxFuture;
use crate::credentials::{Credentials, CredentialsError, ProvideCredentials};
use crate::timer::testing::{FakeTimer, VirtualTimer};
use crate::transport::testing::{Recorder, Silent};
use crate::transport::{Transport, TransportBody, TransportError};
use crate::{Config, RequestExt, RetryPolicy, Validation};

/// A config that repeats nothing and whose timer never fires.
fn config(transport: impl Transport + 'static) -> Config {
    Config::new("cn-hangzhou")
        .with_credentials(Credentials::sts("id", "canary", "canary"))
        .with_transport(transport)
        .with_timer(FakeTimer::default())
        .with_retry(RetryPolicy::never())
        .with_clock(|| UNIX_EPOCH + Duration::from_secs(1_700_000_000))
        .with_nonce(|| "nonce".to_owned())
}

fn core(config: &Config) -> Core {
    Core::new(&PRODUCT, config).unwrap()
}

/// The error of a call that must fail.
async fn failure(config: &Config, request: &Create) -> Error {
    core(config).call(request).await.unwrap_err()
}

#[test]
fn the_future_of_a_call_can_move_between_threads() {
    fn check<T: Send>(value: T) -> T {
        value
    }
    let (core, request) = (core(&config(Silent)), good());
    drop(check(core.call(&request).into_future()));
    drop(check(core.call(&request).prepare()));
}

#[tokio::test]
async fn a_call_is_signed_sent_once_and_decoded() {
    let transport = Recorder::answering(200, r#"{"Thing":"t","More":1}"#);
    let response = core(&config(transport.clone()))
        .call(&good())
        .await
        .unwrap();
    assert_eq!(response.thing.as_deref(), Some("t"));
    assert_eq!(
        (response.status().as_u16(), response.request_id()),
        (200, Some("from-header"))
    );
    assert_eq!(response.raw(), r#"{"Thing":"t","More":1}"#);
    let requests = transport.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(
        requests[0].uri(),
        "https://demo.cn-hangzhou.aliyuncs.com/things/7"
    );
    assert_eq!(requests[0].headers()["x-acs-date"], "2023-11-14T22:13:20Z");
    assert_eq!(requests[0].headers()["x-acs-signature-nonce"], "nonce");
    assert!(
        requests[0].headers()["user-agent"]
            .to_str()
            .unwrap()
            .starts_with("AlibabaCloud (")
    );
    assert!(requests[0].headers().contains_key("authorization"));
}

#[tokio::test]
async fn prepare_gives_the_same_request_and_sends_nothing() {
    let transport = Recorder::answering(200, "{}");
    let core = core(&config(transport.clone()));
    let prepared = core.call(&good()).prepare().await.unwrap();
    assert!(transport.requests().is_empty());
    core.call(&good()).await.unwrap();
    let sent = transport.requests().remove(0);
    assert_eq!(
        (prepared.uri(), prepared.headers(), prepared.body()),
        (sent.uri(), sent.headers(), sent.body())
    );
    assert!(
        !prepared.to_curl().contains("canary"),
        "{}",
        prepared.to_curl()
    );
    assert!(
        prepared
            .to_curl_with_secrets()
            .contains(r#""Password":"canary""#)
    );
}

#[tokio::test]
async fn an_error_status_is_an_error_with_the_request_id() {
    let error = failure(
        &config(Recorder::answering(
            404,
            r#"{"Code":"NotFound","Message":"no"}"#,
        )),
        &good(),
    )
    .await;
    assert_eq!(
        (error.kind(), error.code(), error.request_id()),
        (ErrorKind::Service, Some("NotFound"), Some("from-header"))
    );
}

#[tokio::test]
async fn a_request_that_breaks_a_rule_is_refused_unless_validation_says_otherwise() {
    let bad = Create {
        name: "ab".to_owned(),
        ..good()
    };
    let table = [
        (Validation::Enforce, false),
        (Validation::Enforce.except(["length"]), true),
        (Validation::Enforce.except(["required"]), false),
        (Validation::Warn, true),
        (Validation::Off, true),
    ];
    for (validation, is_sent) in table {
        let transport = Recorder::answering(200, "{}");
        let by_config = config(transport.clone()).with_validation(validation.clone());
        let results = [
            core(&by_config).call(&bad).await,
            core(&config(transport.clone()))
                .call(&bad)
                .with_validation(validation.clone())
                .await,
        ];
        for result in results {
            match result {
                Ok(_) => assert!(is_sent, "{validation:?}"),
                Err(error) => {
                    assert!(
                        !is_sent && error.kind() == ErrorKind::InvalidRequest,
                        "{validation:?} {error}"
                    );
                    assert!(error.violations().is_some());
                }
            }
        }
        assert_eq!(
            transport.requests().len(),
            if is_sent { 2 } else { 0 },
            "{validation:?}"
        );
    }
}

#[tokio::test]
async fn unsafe_path_values_are_refused_even_without_validation() {
    let transport = Recorder::answering(200, "{}");
    for id in ["", ".", ".."] {
        let config = config(transport.clone()).with_validation(Validation::Off);
        let error = failure(
            &config,
            &Create {
                id: id.to_owned(),
                ..good()
            },
        )
        .await;
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
    }
    assert!(transport.requests().is_empty());
}

/// A source that has nothing.
struct Sealed;

impl ProvideCredentials for Sealed {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async { Err(CredentialsError::new("the vault is sealed")) })
    }
}

#[tokio::test]
async fn without_credentials_nothing_is_sent_and_the_reason_is_kept() {
    let transport = Recorder::answering(200, "{}");
    let bare = Config::new("cn-hangzhou")
        .with_transport(transport.clone())
        .with_timer(FakeTimer::default());
    let missing = failure(&bare, &good()).await;
    assert_eq!(missing.kind(), ErrorKind::Credentials);
    assert!(
        missing.to_string().contains("with_credentials"),
        "{missing}"
    );
    let failed = failure(&bare.clone().with_credentials(Sealed), &good()).await;
    assert_eq!(failed.kind(), ErrorKind::Credentials);
    assert_eq!(failed.source().unwrap().to_string(), "the vault is sealed");
    assert!(
        !failed.to_string().contains("sealed"),
        "Display repeats the source: {failed}"
    );
    assert!(transport.requests().is_empty());
    core(&bare).call(&Ping).await.unwrap();
    assert!(
        !transport.requests()[0]
            .headers()
            .contains_key("authorization")
    );
}

#[tokio::test]
async fn an_answer_over_the_limit_keeps_status_and_request_id() {
    let config = config(Recorder::answering(200, r#"{"Thing":"t"}"#)).with_max_response_size(12);
    let error = failure(&config, &good()).await;
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(
        (
            error.status().map(|status| status.as_u16()),
            error.request_id()
        ),
        (Some(200), Some("from-header"))
    );
    let allowed = config.with_max_response_size(13);
    assert!(core(&allowed).call(&good()).await.is_ok());
}

#[tokio::test]
async fn transport_errors_keep_their_kind_and_cause() {
    type Make = fn() -> TransportError;
    let table: [(Make, ErrorKind); 4] = [
        (|| TransportError::connect("cause"), ErrorKind::Connect),
        (
            || TransportError::connect_timeout("cause"),
            ErrorKind::Connect,
        ),
        (|| TransportError::timeout("cause"), ErrorKind::Timeout),
        (|| TransportError::broken("cause"), ErrorKind::Transport),
    ];
    for (make, kind) in table {
        let error = failure(&config(Recorder::new(move || Err(make()))), &good()).await;
        assert_eq!((error.kind(), error.operation()), (kind, Some("Create")));
        assert_eq!(error.source().unwrap().to_string(), "cause");
        assert!(
            error.to_string().contains("demo.cn-hangzhou.aliyuncs.com"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_host_from_an_unlisted_region_or_inside_a_vpc_that_does_not_answer_gets_a_hint() {
    let refused = || Recorder::new(|| Err(TransportError::connect("cause")));
    let at = |region: &str| {
        let config = Config::new(region).with_credentials(Credentials::anonymous());
        config
            .with_transport(refused())
            .with_retry(RetryPolicy::never())
            .with_timer(FakeTimer::default())
    };
    let error = failure(&at("cn-hangzou"), &good()).await.to_string();
    assert!(error.contains("did you mean \"cn-hangzhou\"?"), "{error}");
    let inside = failure(&at("cn-hangzhou").with_vpc_endpoints(), &good()).await;
    let inside = inside.to_string();
    assert!(
        inside
            .contains("demo-vpc.cn-hangzhou.aliyuncs.com: this is the host inside a VPC of region"),
        "{inside}"
    );
    for config in [
        at("cn-hangzhou"),
        at("cn-hangzou").with_endpoint("example.com"),
        at("cn-hangzhou")
            .with_vpc_endpoints()
            .with_endpoint("example.com"),
    ] {
        let error = failure(&config, &good()).await.to_string();
        assert!(!error.contains("region"), "{error}");
    }
}

#[test]
fn a_warning_is_an_event_and_holds_no_values() {
    let bad = Create {
        name: "xy".to_owned(),
        ..good()
    };
    let transport = Recorder::answering(200, r#"{"Thing":"canary"}"#);
    let config = config(transport).with_validation(Validation::Warn);
    let core = core(&config);
    let (response, text) = Log::of(|| VirtualTimer::new().drive(core.call(&bad).into_future()));
    response.unwrap();
    for line in ["rule=\"length\"", "path=\"Name\""] {
        assert!(text.contains(line), "{line} is missing in:\n{text}");
    }
    assert!(!text.contains("canary") && !text.contains("xy"), "{text}");
}
