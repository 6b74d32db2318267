//! A metadata service that lies, and a credentials URI in front of one.

use super::server::{NOW, World, http, keys, told};
use crate::credentials::{EcsRamRoleCredentials, UriCredentials};

const END: &str = "2023-11-14T23:13:20Z";

fn without(name: &str) -> String {
    http(200, &keys(END).replace(&format!("{name:?}"), "\"Other\""))
}

fn lies() -> Vec<(String, &'static str)> {
    let chunked = format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{}",
        format!("8000\r\n{}\r\n", "canary--".repeat(4096)).repeat(3)
    );
    vec![
        (http(200, &"canary".repeat(20_000)), "larger than 64 KiB"),
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\ncanary".to_owned(),
            "larger than 64 KiB",
        ),
        (chunked, "larger than 64 KiB"),
        (
            "HTTP/1.1 302 Found\r\nlocation: http://evil.example.com/canary\r\ncontent-length: 0\r\n\r\n"
                .to_owned(),
            "redirect (HTTP 302), which is never followed",
        ),
        (http(200, "<html>canary</html>"), "is no JSON object"),
        (http(200, "[\"canary\"]"), "is no JSON object"),
        (http(200, ""), "is no JSON object"),
        (http(200, &"[".repeat(60_000)), "is no JSON object"),
        (http(500, "canary"), "it answered HTTP 500"),
        (http(201, &keys(END)), "it answered HTTP 201"),
        (
            http(200, &keys(END).replace("Success", "Failed")),
            "a code Failed instead of Success",
        ),
        (
            http(200, &keys(END).replace("Success", "<b>canary</b>")),
            "a code that is no word instead of Success",
        ),
        (without("Code"), "lacks Code"),
        (without("AccessKeyId"), "lacks AccessKeyId"),
        (without("AccessKeySecret"), "lacks AccessKeySecret"),
        (without("SecurityToken"), "lacks SecurityToken"),
        (without("Expiration"), "lacks Expiration"),
        (http(200, &keys("canary")), "no point in time"),
        (http(200, &keys("2023-11-14T22:13:20Z")), "had expired at 2023-11-14T22:13:20Z"),
        (http(200, &keys("1999-01-01T00:00:00Z")), "had expired at 1999-01-01T00:00:00Z"),
        ("HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{\"Code\":".to_owned(), "broke off"),
        ("SSH-2.0-OpenSSH_9.0\r\n".to_owned(), "not HTTP"),
    ]
}

#[tokio::test]
async fn a_lie_is_an_error_that_repeats_nothing_of_it() {
    assert_eq!(super::server::at(NOW), super::server::at(1_700_000_000));
    for (lie, expected) in lies() {
        let answer = lie.clone();
        let world = World::answering(move |request| match request.starts_with("PUT") {
            true => http(200, "token"),
            false => answer.clone(),
        })
        .await;
        let role = EcsRamRoleCredentials::new().with_role("r");
        let role = role.with_surroundings(world.surroundings());
        let uri = UriCredentials::new("http://helper.example.com:4000/canary?x=canary");
        let uri = uri.with_surroundings(world.surroundings());
        for error in [told(&role).await, told(&uri).await] {
            assert!(error.contains(expected), "{error} for {expected}");
        }
        assert_eq!(world.requests().len(), 3, "{expected}");
    }
}

#[tokio::test]
async fn a_lie_about_token_or_role_is_an_error_too() {
    const REDIRECT: &str = "HTTP/1.1 307 X\r\nlocation: http://evil/\r\ncontent-length: 0\r\n\r\n";
    let table = [
        (REDIRECT.to_owned(), String::new(), "never followed"),
        (http(200, "a\nb"), String::new(), "its token is no token"),
        (http(200, ""), String::new(), "its token is no token"),
        (
            http(200, &"x".repeat(2000)),
            String::new(),
            "its token is no token",
        ),
        (
            http(200, "t"),
            http(200, "../../evil"),
            "no name of a RAM role",
        ),
        (
            http(200, "t"),
            http(200, "<html>canary"),
            "no name of a RAM role",
        ),
        (http(200, "t"), http(200, ""), "no name of a RAM role"),
        (http(200, "t"), REDIRECT.to_owned(), "never followed"),
    ];
    for (token, role, expected) in table {
        let world = World::answering(move |request| match request.starts_with("PUT") {
            true => token.clone(),
            false => role.clone(),
        })
        .await;
        let provider = EcsRamRoleCredentials::new().with_surroundings(world.surroundings());
        let error = told(&provider).await;
        assert!(error.contains(expected), "{error}");
    }
}

#[tokio::test]
async fn a_credentials_uri_gives_keys() {
    let world = World::answering(|_| http(200, &keys(END))).await;
    let uri = UriCredentials::new("http://localhost:4000/x?y=z");
    let uri = uri.with_surroundings(world.surroundings());
    assert_eq!(told(&uri).await, "credential_uri");
    let requests = world.requests();
    assert_eq!(
        requests,
        ["GET http://localhost:4000/x?y=z\nhost: localhost:4000"]
    );
}

#[tokio::test]
async fn an_address_that_is_none_is_not_asked_and_not_shown() {
    let world = World::answering(|_| http(200, &keys(END))).await;
    let table = [
        "",
        "canary",
        "/canary",
        "ftp://canary",
        "file:///canary",
        "http://canary:canary@example.com/",
        "http://a b/canary",
    ];
    for text in table {
        let uri = UriCredentials::new(text).with_surroundings(world.surroundings());
        let error = told(&uri).await;
        assert!(error.contains("no http:// or https:// address"), "{error}");
    }
    assert!(world.requests().is_empty());
}
