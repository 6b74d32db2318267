//! Roles, assumed at STS by the generated client.

use std::collections::BTreeMap;
use std::time::Duration;

use super::server::{Home, World, http, session, told};
use crate::credentials::{
    AssumeRoleCredentials, Credentials, EnvironmentCredentials, OidcRoleCredentials,
    ProvideCredentials,
};

const END: &str = "2023-11-14T23:13:20Z";
const ROLE: &str = "acs:ram::1:role/r";

async fn world() -> World {
    World::answering(|_| http(200, &session(END))).await
}

fn key() -> Credentials {
    Credentials::access_key("id", "canary")
}

/// Where the last request went, and the parameters in its query.
fn last(world: &World) -> (String, BTreeMap<String, String>, String) {
    let request = world.requests().pop().unwrap();
    let (line, headers) = request.split_once('\n').unwrap();
    let (address, query) = line.split_once('?').unwrap();
    let query = query.split('&').filter_map(|pair| pair.split_once('='));
    let plain = |text: &str| {
        percent_encoding::percent_decode_str(text)
            .decode_utf8_lossy()
            .into_owned()
    };
    let query = query.map(|(name, value)| (name.to_owned(), plain(value)));
    (address.to_owned(), query.collect(), headers.to_owned())
}

#[tokio::test]
async fn a_role_is_assumed_with_what_was_said() {
    let world = world().await;
    let role = AssumeRoleCredentials::new(key(), ROLE)
        .with_session_name("alice")
        .with_duration(Duration::from_secs(900))
        .with_policy("{}")
        .with_external_id("x-1")
        .with_surroundings(world.surroundings());
    assert_eq!(told(&role).await, "ram_role_arn/static_ak");
    let (address, query, headers) = last(&world);
    assert_eq!(address, "POST https://sts.aliyuncs.com/");
    let expected = [
        ("DurationSeconds", "900"),
        ("ExternalId", "x-1"),
        ("Policy", "{}"),
        ("RoleArn", ROLE),
        ("RoleSessionName", "alice"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(query, BTreeMap::from(expected));
    assert!(
        headers.contains("\nx-acs-action: AssumeRole\n"),
        "{headers}"
    );
    assert!(
        headers.contains("\nx-acs-date: 2023-11-14T22:13:20Z\n"),
        "{headers}"
    );
    assert!(
        headers.contains("authorization: ACS3-HMAC-SHA256 Credential=id,"),
        "{headers}"
    );
    let keys = role.credentials().await.unwrap();
    assert_eq!(keys.expiration(), crate::date::parse_timestamp(END));
}

#[tokio::test]
async fn the_session_has_a_name_from_the_environment_or_the_time() {
    let world = world().await;
    for (world, expected) in [
        (world.clone(), "credentials-rust-1700000000"),
        (world.with("ALIBABA_CLOUD_ROLE_SESSION_NAME", "bob"), "bob"),
    ] {
        let role = AssumeRoleCredentials::new(key(), ROLE);
        let role = role.with_surroundings(world.surroundings());
        told(&role).await;
        let (_, query, _) = last(&world);
        assert_eq!(query["RoleSessionName"], expected);
        assert!(!query.contains_key("DurationSeconds"));
    }
}

#[tokio::test]
async fn sts_is_asked_where_it_was_said() {
    const REGION: (&str, &str) = ("ALIBABA_CLOUD_STS_REGION", "cn-beijing");
    const VPC: (&str, &str) = ("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED", "true");
    type Variables = &'static [(&'static str, &'static str)];
    type Change = fn(AssumeRoleCredentials) -> AssumeRoleCredentials;
    let table: [(Variables, Change, &str); 6] = [
        (&[], |role| role, "sts.aliyuncs.com"),
        (&[VPC], |role| role, "sts.aliyuncs.com"),
        (&[REGION], |role| role, "sts.cn-beijing.aliyuncs.com"),
        (
            &[REGION, VPC],
            |role| role,
            "sts-vpc.cn-beijing.aliyuncs.com",
        ),
        (
            &[REGION],
            |role| role.with_sts_region("eu-west-1"),
            "sts.eu-west-1.aliyuncs.com",
        ),
        (
            &[REGION],
            |role| role.with_sts_endpoint("sts.example.com"),
            "sts.example.com",
        ),
    ];
    let world = world().await;
    for (variables, change, host) in table {
        let mut world = world.clone();
        for (name, value) in variables {
            world = world.with(name, *value);
        }
        let role = AssumeRoleCredentials::new(key(), ROLE);
        told(&change(role).with_surroundings(world.surroundings())).await;
        assert_eq!(last(&world).0, format!("POST https://{host}/"));
    }
}

#[tokio::test]
async fn a_role_over_a_role_says_both() {
    let world = world().await;
    let first = AssumeRoleCredentials::new(key(), ROLE).with_surroundings(world.surroundings());
    let second = AssumeRoleCredentials::new(first, "acs:ram::2:role/s");
    let second = second.with_surroundings(world.surroundings());
    assert_eq!(told(&second).await, "ram_role_arn/ram_role_arn/static_ak");
    let (_, query, headers) = last(&world);
    assert_eq!(query["RoleArn"], "acs:ram::2:role/s");
    assert!(
        headers.contains("\nx-acs-security-token: canary-token"),
        "{headers}"
    );
}

#[tokio::test]
async fn what_sts_says_is_kept_and_no_secret_is_in_it() {
    let refusal = r#"{"Code":"NoPermission","Message":"You are not authorized","RequestId":"R-1"}"#;
    let world = World::answering(move |_| http(403, refusal)).await;
    let role = AssumeRoleCredentials::new(key(), ROLE).with_surroundings(world.surroundings());
    let error = told(&role).await;
    for part in [ROLE, "NoPermission", "R-1", "sts AssumeRole"] {
        assert!(error.contains(part), "{error}");
    }
    let lies = [
        (session("2023-11-14T22:00:00Z"), "had expired"),
        ("{}".to_owned(), "lacks AccessKeyId"),
        (
            session(END).replace("SecurityToken", "Other"),
            "lacks SecurityToken",
        ),
        ("<html>canary".to_owned(), "STS gave no keys"),
    ];
    for (lie, expected) in lies {
        let world = World::answering(move |_| http(200, &lie)).await;
        let role = AssumeRoleCredentials::new(key(), ROLE).with_surroundings(world.surroundings());
        let error = told(&role).await;
        assert!(error.contains(expected), "{error}");
    }
}

#[tokio::test]
async fn a_caller_without_keys_is_not_asked_for() {
    let world = world().await;
    let nobody = EnvironmentCredentials::of(|_: &str| None);
    let role = AssumeRoleCredentials::new(nobody, ROLE).with_surroundings(world.surroundings());
    let error = told(&role).await;
    assert!(
        error.contains("no credentials in the environment"),
        "{error}"
    );
    assert!(world.requests().is_empty());
}

#[tokio::test]
async fn a_token_is_read_anew_each_time_and_nothing_is_signed() {
    let home = Home::new(&[("token", "canary.1\n")]);
    let world = world().await;
    let file = home.path().join("token");
    let role = OidcRoleCredentials::new(ROLE, "acs:ram::1:oidc-provider/p", &file)
        .with_session_name("pod")
        .with_surroundings(world.surroundings());
    assert_eq!(told(&role).await, "oidc_role_arn");
    let (address, query, headers) = last(&world);
    assert_eq!(address, "POST https://sts.aliyuncs.com/");
    let parameter = |name: &str| query[name].clone();
    assert_eq!(parameter("OIDCToken"), "canary.1");
    assert_eq!(parameter("OIDCProviderArn"), "acs:ram::1:oidc-provider/p");
    assert_eq!(
        (parameter("RoleArn"), parameter("RoleSessionName")),
        (ROLE.to_owned(), "pod".to_owned())
    );
    assert!(!headers.contains("authorization"), "{headers}");
    std::fs::write(&file, "canary.2").unwrap();
    world.pass(50 * 60);
    told(&role).await;
    assert_eq!(last(&world).1["OIDCToken"], "canary.2");
}

#[tokio::test]
async fn a_token_file_that_cannot_be_used_is_named() {
    let home = Home::new(&[("token", "x")]);
    std::fs::write(home.path().join("odd"), b"canary\xff").unwrap();
    let world = world().await;
    for (file, expected) in [
        ("absent", "there is no OIDC token file"),
        ("odd", "is not UTF-8"),
    ] {
        let role = OidcRoleCredentials::new(ROLE, "p", home.path().join(file));
        let error = told(&role.with_surroundings(world.surroundings())).await;
        assert!(error.contains(expected) && error.contains(file), "{error}");
    }
    assert!(world.requests().is_empty());
}

#[cfg(feature = "transport")]
#[tokio::test]
async fn sts_is_asked_through_the_proxy_of_the_surroundings() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use crate::{BoxFuture, HyperTransport, Proxy, Surroundings, Timer};

    /// Waits between attempts are over at once, limits are never reached.
    struct Hasty;

    impl Timer for Hasty {
        fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
            match duration < Duration::from_secs(1) {
                true => Box::pin(std::future::ready(())),
                false => Box::pin(std::future::pending()),
            }
        }
    }

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let proxy = tokio::spawn(async move {
        let mut heads = Vec::new();
        // As often as the call is made.
        for _ in 0..3 {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                stream.read_buf(&mut head).await.unwrap();
            }
            let refused = b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n";
            stream.write_all(refused).await.unwrap();
            heads.push(String::from_utf8(head).unwrap());
        }
        heads
    });
    let through = Proxy::url(&format!("http://user:secret-of-the-proxy@{address}")).unwrap();
    let transport = HyperTransport::new(Duration::from_secs(5))
        .with_proxy(through)
        .with_timer(Hasty);
    let surroundings = Surroundings::new()
        .with_timer(Hasty)
        .with_environment(|_: &str| None)
        .with_transport(transport);
    let role = AssumeRoleCredentials::new(key(), ROLE).with_surroundings(surroundings);
    let error = crate::Error::config("").with_source(role.credentials().await.unwrap_err());
    let text = format!("{error:?}");
    for expected in [
        &format!("no connection through the proxy http://{address}/"),
        "proxy authorization required",
    ] {
        assert!(text.contains(expected), "{text}");
    }
    assert!(
        !text.contains("canary") && !text.contains("secret-of"),
        "{text}"
    );
    for head in proxy.await.unwrap() {
        assert!(
            head.starts_with("CONNECT sts.aliyuncs.com:443 HTTP/1.1\r\n"),
            "{head}"
        );
        assert!(!head.contains("canary"), "{head}");
    }
}
