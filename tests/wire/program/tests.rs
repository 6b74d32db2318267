use std::time::{Duration, UNIX_EPOCH};

use alicloud::sts::AssumeRoleRequest;

use super::*;

const KEYS: &str = r#""access_key_id": "i", "access_key_secret": "s""#;

/// A vector that pins everything; `more` overrides members.
fn vector(credentials: &str, more: &str) -> Json {
    let text = format!(
        r#"{{
            "input": {{"RoleArn": "a", "RoleSessionName": "b"}}, "endpoint": "h:8080", "nonce": "n",
            "date": "2024-02-29T01:02:03Z", "user_agent": "u/1", "credentials": {{{credentials}}}{more}
        }}"#
    );
    text.parse().expect("the vector is JSON")
}

fn access_key() -> String {
    format!(r#""type": "access_key", {KEYS}"#)
}

#[test]
fn a_request_holds_what_the_vector_pins() {
    let request = prepare::<AssumeRoleRequest>(&vector(&access_key(), "")).expect("it is prepared");
    let text = String::from_utf8(message(&request).expect("it is a message")).expect("it is text");
    let (head, body) = text.split_once("\n\n").expect("a head and a body");
    assert_eq!(body, "");
    for line in [
        "POST /?RoleArn=a&RoleSessionName=b",
        "host: h:8080",
        "x-acs-date: 2024-02-29T01:02:03Z",
        "x-acs-signature-nonce: n",
    ] {
        assert!(head.lines().any(|there| there == line), "{line}\n{head}");
    }
    let agent = head.lines().find(|line| line.starts_with("user-agent: "));
    assert!(agent.is_some_and(|agent| agent.ends_with(" u/1")), "{head}");
}

#[test]
fn each_kind_of_credentials_leaves_its_mark() {
    for (credentials, header) in [
        (access_key(), Some("authorization")),
        (
            format!(r#""type": "sts", {KEYS}, "security_token": "t""#),
            Some("x-acs-security-token"),
        ),
        (
            r#""type": "bearer", "bearer_token": "t""#.to_owned(),
            Some("x-acs-bearer-token"),
        ),
        (r#""type": "anonymous""#.to_owned(), None),
    ] {
        let request = prepare::<AssumeRoleRequest>(&vector(&credentials, ""));
        let request = request.unwrap_or_else(|error| panic!("{credentials}: {error}"));
        let marks = [
            "authorization",
            "x-acs-security-token",
            "x-acs-bearer-token",
        ];
        let there = marks
            .iter()
            .any(|mark| request.headers().contains_key(*mark));
        assert_eq!(there, header.is_some(), "{credentials}");
        assert!(header.is_none_or(|header| request.headers().contains_key(header)));
    }
}

#[test]
fn what_cannot_be_prepared_is_said() {
    for (credentials, more, problem) in [
        (access_key(), r#", "input": {"Role": "a"}"#, "body.Role"),
        (access_key(), r#", "endpoint": "a/b""#, "a/b"),
        (access_key(), r#", "date": "today""#, "the date"),
        (access_key(), r#", "nonce": 1"#, "`nonce`"),
        (r#""type": "access_key""#.to_owned(), "", "`access_key_id`"),
        (r#""type": "key""#.to_owned(), "", "`key`"),
    ] {
        let error = prepare::<AssumeRoleRequest>(&vector(&credentials, more)).expect_err(problem);
        let error = error.to_string();
        let problem = problem.trim_start_matches("body.");
        assert!(error.contains(problem), "{problem}: {error}");
    }
}

#[test]
fn a_missing_input_is_an_empty_one() {
    let vector = vector(&access_key(), r#", "input": null"#);
    let error = prepare::<AssumeRoleRequest>(&vector).expect_err("two members are required");
    assert!(error.to_string().contains("RoleSessionName"), "{error}");
}

#[test]
fn dates_match_the_calendar() {
    let at = |seconds| Some(UNIX_EPOCH + Duration::from_secs(seconds));
    for (text, expected) in [
        ("1970-01-01T00:00:00Z", at(0)),
        ("2000-02-28T23:59:59Z", at(951_782_399)),
        ("2000-02-29T00:00:00Z", at(951_782_400)),
        ("2000-03-01T00:00:00Z", at(951_868_800)),
        ("2024-05-06T07:08:09Z", at(1_714_979_289)),
        ("2099-12-31T23:59:59Z", at(4_102_444_799)),
        ("1969-12-31T23:59:59Z", None),
        ("2024-13-01T00:00:00Z", None),
        ("2024-05-06T07:08:09", None),
        ("2024-05-06T07:08:09+08:00", None),
        ("", None),
    ] {
        assert_eq!(date(text), expected, "{text}");
    }
}
