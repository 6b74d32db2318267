//! What goes wrong, by the name that it has in the table.
//!
//! In: a name. Out: what the server does, or where it stands.

use std::time::Duration;

use alicloud_tests::faults::answer::{BODY, EVENT, head, refusal, whole, write};
use alicloud_tests::faults::harbour::Kind;
use alicloud_tests::faults::server::Received;
use alicloud_tests::faults::step::Step::{self, Close, Hush, Pass, Reset, WriteOn};

/// What goes wrong.
#[derive(Clone, Copy)]
pub(crate) enum Fault {
    /// This becomes of every request.
    Answers(fn(Kind, &Received) -> Vec<Step>),
    /// The same, and it stays so: the call after it has to cope.
    Stays(fn(Kind, &Received) -> Vec<Step>),
    /// This becomes of every connection before it is read from.
    Arrival(fn() -> Vec<Step>),
    /// The same, to a client that wants TLS.
    TlsArrival(fn() -> Vec<Step>),
    /// The server speaks TLS, and has a certificate for `localhost` of an authority of its own.
    Tls {
        host: &'static str,
        is_trusted: bool,
    },
    /// The server redirects to another one.
    Elsewhere,
    /// Nobody listens: ever, or the first time.
    Nobody { ever: bool },
    /// The connection is closed while it is not in use.
    Idle,
}

use Fault::{Answers, Arrival, Elsewhere, Idle, Nobody, Stays, Tls, TlsArrival};

const FAULTS: &[(&str, Fault)] = &[
    ("nothing", Answers(|kind, _| good(kind))),
    ("refused", Nobody { ever: true }),
    ("refused once", Nobody { ever: false }),
    (
        "TLS",
        Tls {
            host: "localhost",
            is_trusted: true,
        },
    ),
    (
        "TLS: certificate of another host",
        Tls {
            host: "127.0.0.1",
            is_trusted: true,
        },
    ),
    (
        "TLS: certificate of an unknown authority",
        Tls {
            host: "localhost",
            is_trusted: false,
        },
    ),
    ("TLS: handshake never ends", TlsArrival(|| vec![Hush])),
    (
        "TLS: the server speaks plain HTTP",
        TlsArrival(|| whole("400 Bad Request", "", "")),
    ),
    ("reset on arrival", Arrival(|| vec![Reset])),
    ("closed while idle", Idle),
    ("reset before the answer", Answers(|_, _| vec![Reset])),
    ("closed before the answer", Answers(|_, _| vec![Close])),
    (
        "reset in the head",
        Answers(|_, _| vec![write("HTTP/1.1 200 OK\r\nx-acs"), Reset]),
    ),
    ("reset in the answer", Answers(|kind, _| half(kind, Reset))),
    ("half an answer", Answers(|kind, _| half(kind, Close))),
    (
        "half an error",
        Answers(|_, _| vec![write(head("503 X", "content-length: 9\r\n") + "{"), Close]),
    ),
    (
        "reset after the answer",
        Answers(|kind, _| good(kind).into_iter().chain([Reset]).collect()),
    ),
    (
        "reset, then fine",
        Answers(|kind, request| first(request, vec![Reset], kind)),
    ),
    ("silence", Answers(|_, _| vec![Hush])),
    ("silence in the answer", Answers(|kind, _| half(kind, Hush))),
    (
        "silence, then fine",
        Answers(|kind, request| first(request, vec![Hush], kind)),
    ),
    ("slow bytes", Answers(|kind, _| slow(kind))),
    ("slow bytes for ever", Answers(|_, _| crawl())),
    (
        "endless answer",
        Answers(|_, _| vec![write(head("200 OK", "")), WriteOn(vec![b' '; 1000])]),
    ),
    (
        "endless error",
        Answers(|_, _| vec![write(head("500 X", "")), WriteOn(vec![b' '; 1000])]),
    ),
    (
        "endless head",
        Answers(|_, _| {
            vec![
                write("HTTP/1.1 200 OK\r\n"),
                WriteOn(b"x-more: 1\r\n".repeat(100)),
            ]
        }),
    ),
    (
        "a length of terabytes",
        Answers(|_, _| {
            vec![
                write(head("200 OK", "content-length: 9999999999999\r\n")),
                Hush,
            ]
        }),
    ),
    ("length too long", Answers(|kind, _| longer(kind))),
    (
        "length too short",
        Answers(|_, _| vec![write(head("200 OK", "content-length: 9\r\n") + BODY)]),
    ),
    (
        "two lengths",
        Answers(|_, _| {
            vec![write(
                head("200 OK", "content-length: 2\r\ncontent-length: 3\r\n") + "{}",
            )]
        }),
    ),
    (
        "garbage, not HTTP",
        Answers(|_, _| vec![write("\u{1}\u{2}SSH-2.0\r\n\r\n"), Close]),
    ),
    (
        "garbage in a success",
        Answers(|_, _| whole("200 OK", "", "<html>\u{1b}[2J</html>")),
    ),
    (
        "garbage in an error",
        Answers(|_, _| whole("500 X", "", "<html>\u{1b}[2J</html>")),
    ),
    ("status 999", Answers(|_, _| whole("999 X", "", "{}"))),
    (
        "compressed unasked",
        Answers(|_, _| whole("200 OK", "content-encoding: br\r\n", "x")),
    ),
    ("redirect to another host", Elsewhere),
    (
        "429 storm",
        Answers(|_, _| refusal("429 X", "", "Throttling.User")),
    ),
    (
        "429 that asks for 1.5 s",
        Answers(|_, _| refusal("429 X", "x-acs-retry-after: 1500\r\n", "Throttling.Api")),
    ),
    (
        "429, then fine",
        Answers(|kind, request| first(request, refusal("429 X", "", "Throttling"), kind)),
    ),
    (
        "503 storm",
        Answers(|_, _| refusal("503 X", "", "ServiceUnavailable")),
    ),
    (
        "503 that asks for 4 s",
        Answers(|_, _| refusal("503 X", "retry-after: 4\r\n", "ServiceUnavailable")),
    ),
    (
        "503 that asks for an hour",
        Answers(|_, _| refusal("503 X", "retry-after: 3600\r\n", "ServiceUnavailable")),
    ),
    (
        "503, then fine",
        Answers(|kind, request| first(request, refusal("503 X", "", "ServiceUnavailable"), kind)),
    ),
    (
        "400",
        Answers(|_, _| refusal("400 X", "", "InvalidParameter")),
    ),
    ("clock off by an hour", Stays(an_hour_on)),
    (
        "clock off, absurd date",
        Answers(|_, _| {
            refusal(
                "400 X",
                "date: Thu, 01 Jan 1970 00:00:00 GMT\r\n",
                "InvalidTimeStamp.Expired",
            )
        }),
    ),
    ("token expires mid-flight", Stays(only_new_keys)),
    (
        "token expired, no other",
        Answers(|_, _| refusal("403 X", "", "InvalidSecurityToken.Expired")),
    ),
    (
        "answer repeats what was sent",
        Answers(|_, request| echo(request)),
    ),
];

/// Of all faults.
pub(crate) fn names() -> Vec<&'static str> {
    FAULTS.iter().map(|(name, _)| *name).collect()
}

/// The fault of this name.
pub(crate) fn of(name: &str) -> Fault {
    let found = FAULTS.iter().find(|(found, _)| *found == name);
    found.expect("the names of the table are compared before").1
}

/// What a call of this kind wants to hear.
pub(crate) fn good(kind: Kind) -> Vec<Step> {
    whole("200 OK", "", body(kind))
}

fn body(kind: Kind) -> &'static str {
    match kind {
        Kind::Events => EVENT,
        _ => BODY,
    }
}

/// The first request of a call gets this, those after it what they want.
fn first(request: &Received, steps: Vec<Step>, kind: Kind) -> Vec<Step> {
    match request.attempt {
        1 => steps,
        _ => good(kind),
    }
}

/// Half of what is wanted, and then this.
fn half(kind: Kind, then: Step) -> Vec<Step> {
    let body = body(kind);
    let length = format!("content-length: {}\r\n", body.len());
    vec![
        write(head("200 OK", &length) + &body[..body.len() / 2]),
        then,
    ]
}

/// More is announced than comes.
fn longer(kind: Kind) -> Vec<Step> {
    let body = body(kind);
    let length = format!("content-length: {}\r\n", body.len() + 1);
    vec![write(head("200 OK", &length) + body), Close]
}

/// What is wanted, in pieces with pauses that are just bearable.
fn slow(kind: Kind) -> Vec<Step> {
    let body = body(kind).as_bytes();
    let length = format!("content-length: {}\r\n", body.len());
    let pause = Pass(Duration::from_secs(6));
    let mut steps = vec![pause.clone(), write(head("200 OK", &length))];
    for piece in body.chunks(body.len().div_ceil(4)) {
        steps.extend([pause.clone(), write(piece)]);
    }
    steps
}

/// A byte now and then, for two hours.
fn crawl() -> Vec<Step> {
    let mut steps = vec![write(head("200 OK", ""))];
    for _ in 0..1200 {
        steps.extend([Pass(Duration::from_secs(6)), write(" ")]);
    }
    steps.push(Close);
    steps
}

/// A server that is an hour ahead of the client, and particular about it.
fn an_hour_on(kind: Kind, request: &Received) -> Vec<Step> {
    let date = request.header("x-acs-date").unwrap_or_default();
    match date.starts_with("2023-11-14T23:13:2") {
        true => good(kind),
        false => refusal(
            "400 X",
            "date: Tue, 14 Nov 2023 23:13:20 GMT\r\n",
            "InvalidTimeStamp.Expired",
        ),
    }
}

/// A server that does not take the old keys any more.
fn only_new_keys(kind: Kind, request: &Received) -> Vec<Step> {
    let signed = request.header("authorization").unwrap_or_default();
    match signed.contains("Credential=new,") {
        true => good(kind),
        false => refusal("403 X", "", "InvalidSecurityToken.Expired"),
    }
}

/// A proxy that shows what it got, the token among it.
fn echo(request: &Received) -> Vec<Step> {
    let token = request.header("x-acs-security-token").unwrap_or_default();
    whole(
        "403 X",
        "",
        &format!(r#"{{"Code":"Forbidden.Proxy","Message":"you sent {token}"}}"#),
    )
}
