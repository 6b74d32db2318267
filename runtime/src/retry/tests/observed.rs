//! What spans and hooks are told of the attempts of a call.

use std::sync::{Arc, Mutex};

use super::sample::{CreateTokened, Kind, List, call, client, config};
use super::*;
use crate::error::ErrorKind;
use crate::exchange::log::Log;
use crate::hook::{AddedHeaders, AttemptEnd, AttemptHook, AttemptStart, SignedRequest};
use crate::transport::testing::Line::{self, *};

const OK: Line = Answer(200, &[], "{\"Secret\":\"canary\"}");
const UNAVAILABLE: Line = Answer(
    503,
    &[],
    r#"{"Code":"ServiceUnavailable","Message":"canary","RequestId":"from-body"}"#,
);

#[test]
fn a_call_is_a_span_around_one_of_each_attempt() {
    let timer = VirtualTimer::new();
    let script = Script::new(&timer, &[Refused, UNAVAILABLE, OK]);
    let config = config(&timer, &script);
    let (result, text) = Log::of(|| timer.drive(call(&config, Kind::Tokened)));
    result.unwrap();
    let expected = "\
        1 is alicloud.call in 0\n\
        1 product=\"demo\"\n\
        1 version=\"2024-01-01\"\n\
        1 operation=\"CreateTokened\"\n\
        1 region=\"cn-hangzhou\"\n\
        2 is alicloud.attempt in 1\n\
        2 operation=\"CreateTokened\"\n\
        2 region=\"cn-hangzhou\"\n\
        2 attempt=1\n\
        2 waited_ms=0\n\
        2 error=Connect\n\
        2 message=the attempt failed; another follows\n\
        2 error=Connect\n\
        2 wait_ms=100\n\
        3 is alicloud.attempt in 1\n\
        3 operation=\"CreateTokened\"\n\
        3 region=\"cn-hangzhou\"\n\
        3 attempt=2\n\
        3 waited_ms=100\n\
        3 status=503\n\
        3 request_id=\"from-body\"\n\
        1 status=503\n\
        1 request_id=\"from-body\"\n\
        3 error=Service\n\
        3 message=the attempt failed; another follows\n\
        3 error=Service\n\
        3 wait_ms=200\n\
        4 is alicloud.attempt in 1\n\
        4 operation=\"CreateTokened\"\n\
        4 region=\"cn-hangzhou\"\n\
        4 attempt=3\n\
        4 waited_ms=200\n\
        4 status=200\n\
        4 request_id=\"id\"\n\
        1 status=200\n\
        1 request_id=\"id\"\n";
    assert_eq!(text, expected);
}

#[test]
fn no_span_holds_a_secret_or_a_value() {
    for line in [
        OK,
        UNAVAILABLE,
        Refused,
        Reset,
        Silence,
        Cut(200),
        Answer(302, &[("location", "https://x/?canary")], "canary"),
        Answer(200, &[], "canary"),
    ] {
        let timer = VirtualTimer::new();
        let script = Script::new(&timer, &[line]);
        let client = client(&config(&timer, &script));
        let request = CreateTokened {
            client_token: Some("canary".to_owned()),
        };
        let (_, text) = Log::of(|| timer.drive(client.call(&request).into_future()));
        assert!(text.contains("alicloud.attempt"), "{text}");
        assert!(!text.contains("canary"), "{text}");
    }
}

type Pairs = &'static [(&'static str, &'static str)];

/// Writes down what it is told, with its name in front, and adds its headers.
#[derive(Clone)]
struct Diary {
    name: &'static str,
    lines: Arc<Mutex<Vec<String>>>,
    adds: Pairs,
}

impl Diary {
    fn new(name: &'static str, adds: Pairs) -> Self {
        Diary {
            name,
            lines: Arc::default(),
            adds,
        }
    }

    /// Another that writes into the same diary.
    fn and(&self, name: &'static str, adds: Pairs) -> Self {
        let lines = self.lines.clone();
        Diary { name, lines, adds }
    }

    fn line(&self, line: String) {
        self.lines
            .lock()
            .unwrap()
            .push(format!("{} {line}", self.name));
    }

    fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }
}

impl AttemptHook for Diary {
    fn headers(&self, _attempt: &AttemptStart<'_>, headers: &mut AddedHeaders) {
        for (name, value) in self.adds {
            headers.set(name, value);
        }
    }

    fn before(&self, attempt: &AttemptStart<'_>, request: &SignedRequest<'_>) {
        let (method, url) = (request.method(), request.url());
        let (number, waited) = (attempt.number(), attempt.waited());
        self.line(format!("before {number} after {waited:?}: {method} {url}"));
        let shown: Vec<_> = request
            .headers()
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        assert!(
            shown.iter().any(|line| line == "x-acs-security-token: ***"),
            "{shown:?}"
        );
        let all = format!("{shown:?} {attempt:?} {request:?} {}", request.to_curl());
        assert!(!all.contains("canary"), "{all}");
    }

    fn after(&self, attempt: &AttemptStart<'_>, end: &AttemptEnd<'_>) {
        let kind = end.error().map(Error::kind);
        let status = end.status().map(|status| status.as_u16());
        self.line(format!(
            "after {}: {kind:?} {status:?} {:?} {:?} {:?}",
            attempt.number(),
            end.request_id(),
            end.elapsed(),
            end.next_in(),
        ));
    }
}

#[test]
fn hooks_run_in_order_around_every_attempt() {
    let timer = VirtualTimer::new();
    let script = Script::new(&timer, &[Silence, UNAVAILABLE, Late(2, 200, "{}")]);
    let first = Diary::new("first", &[]);
    let second = first.and("second", &[]);
    let client = client(&config(&timer, &script).with_hook(first.clone()));
    timer
        .drive(client.call(&List).with_hook(second).into_future())
        .unwrap();
    let url = "POST https://demo.aliyuncs.com/";
    assert_eq!(
        first.lines(),
        [
            format!("first before 1 after 0ns: {url}"),
            format!("second before 1 after 0ns: {url}"),
            "first after 1: Some(Timeout) None None Some(10s) Some(100ms)".to_owned(),
            "second after 1: Some(Timeout) None None Some(10s) Some(100ms)".to_owned(),
            format!("first before 2 after 100ms: {url}"),
            format!("second before 2 after 100ms: {url}"),
            "first after 2: Some(Service) Some(503) Some(\"from-body\") Some(0ns) Some(200ms)"
                .to_owned(),
            "second after 2: Some(Service) Some(503) Some(\"from-body\") Some(0ns) Some(200ms)"
                .to_owned(),
            format!("first before 3 after 200ms: {url}"),
            format!("second before 3 after 200ms: {url}"),
            "first after 3: None Some(200) Some(\"id\") Some(2s) None".to_owned(),
            "second after 3: None Some(200) Some(\"id\") Some(2s) None".to_owned(),
        ]
    );
}

#[test]
fn the_last_failure_has_no_next_attempt() {
    let timer = VirtualTimer::new();
    let script = Script::new(&timer, &[UNAVAILABLE]);
    let diary = Diary::new("it", &[]);
    let config = config(&timer, &script).with_hook(diary.clone());
    timer.drive(call(&config, Kind::Plain)).unwrap_err();
    let expected = "it after 1: Some(Service) Some(503) Some(\"from-body\") Some(0ns) None";
    assert_eq!(diary.lines().last().unwrap(), expected);
}

#[test]
fn headers_of_hooks_are_sent_and_signed_where_the_protocol_signs() {
    let timer = VirtualTimer::new();
    let script = Script::new(&timer, &[UNAVAILABLE, OK]);
    let first = Diary::new("first", &[("traceparent", "1"), ("x-acs-extra", "e")]);
    let second = first.and("second", &[("traceparent", "2")]);
    let config = config(&timer, &script).with_hook(first).with_hook(second);
    timer.drive(call(&config, Kind::Read)).unwrap();
    let prepared = timer.drive(client(&config).call(&List).prepare()).unwrap();
    let requests = script.requests();
    assert_eq!(requests.len(), 2);
    for request in requests.iter().chain([&prepared]) {
        let headers = request.headers();
        assert_eq!(headers["traceparent"], "2");
        assert_eq!(headers["x-acs-extra"], "e");
        let authorization = headers["authorization"].to_str().unwrap();
        assert!(authorization.contains(";x-acs-extra;"), "{authorization}");
        assert!(!authorization.contains("traceparent"), "{authorization}");
    }
}

#[test]
fn a_hook_cannot_touch_what_the_request_has() {
    let table: [(Pairs, &[&str]); 3] = [
        (
            &[("Authorization", "canary")],
            &["Authorization belongs to the protocol"],
        ),
        (
            &[("accept", "text/html")],
            &["the request has the header accept already"],
        ),
        (
            &[
                ("x-acs-date", "canary"),
                ("content-type", "canary"),
                ("a", "canary\r\nb: c"),
            ],
            &[
                "x-acs-date belongs",
                "the request has the header content-type already",
                "the value of a ",
            ],
        ),
    ];
    for (adds, problems) in table {
        let timer = VirtualTimer::new();
        let script = Script::new(&timer, &[OK]);
        let config = config(&timer, &script).with_hook(Diary::new("it", adds));
        let error = timer.drive(call(&config, Kind::Tokened)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        for problem in problems {
            assert!(error.to_string().contains(problem), "{error}");
        }
        assert!(
            !format!("{error} {error:?}").contains("canary"),
            "{error:?}"
        );
        assert!(script.requests().is_empty());
    }
}

#[test]
fn hooks_hear_nothing_of_an_attempt_without_credentials() {
    let timer = VirtualTimer::new();
    let script = Script::new(&timer, &[OK]);
    let diary = Diary::new("it", &[]);
    let sealed = Config::new("cn-hangzhou")
        .with_transport(script.clone())
        .with_timer(timer.clone())
        .with_hook(diary.clone());
    timer.drive(call(&sealed, Kind::Read)).unwrap_err();
    assert_eq!(diary.lines(), Vec::<String>::new());
}
