//! A metadata service that lies: what `METADATA.md` promises.
//!
//! In: `METADATA.md`, a server in place of `100.100.100.200`, a call that needs its keys. Out: whether the call ends as
//! promised, after so many questions and so much time; that nothing was sent to the service or to another host, and
//! that nothing of what the liar said is shown.

use std::time::Duration;

use alicloud::{EcsRamRoleCredentials, ErrorKind, Surroundings};
use alicloud_tests::faults::answer::{head, whole, write};
use alicloud_tests::faults::clock::Clock;
use alicloud_tests::faults::harbour::{CANARY, Kind, config, timed};
use alicloud_tests::faults::log::Log;
use alicloud_tests::faults::server::{Received, Server};
use alicloud_tests::faults::step::Step::{self, Close, Hush, Pass, WriteOn};
use alicloud_tests::specs::harbour::Client;
use alicloud_tests::table::rows;

use crate::answers::good;
use crate::places::{Detour, deserted};
use crate::{shown, texts_of};

/// The three questions that it is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    Token,
    Role,
    Keys,
}

use Question::{Keys, Role, Token};

/// Nothing, or what is answered to this question; the others are answered honestly.
type Lie = Option<(Question, fn() -> Vec<Step>)>;

const LIES: &[(&str, Lie)] = &[
    ("none", None),
    ("huge token", Some((Token, huge))),
    ("huge role", Some((Role, huge))),
    ("huge keys", Some((Keys, huge))),
    ("endless token", Some((Token, endless))),
    ("endless keys", Some((Keys, endless))),
    ("redirected token", Some((Token, redirect))),
    ("redirected role", Some((Role, redirect))),
    ("redirected keys", Some((Keys, redirect))),
    (
        "token of control characters",
        Some((Token, || whole("200 OK", "", "a\u{1}canary"))),
    ),
    (
        "web page for a role",
        Some((Role, || whole("200 OK", "", "<html>canary</html>"))),
    ),
    (
        "path for a role",
        Some((Role, || whole("200 OK", "", "../../canary"))),
    ),
    (
        "web page for keys",
        Some((Keys, || whole("200 OK", "", "<html>canary</html>"))),
    ),
    (
        "keys without a secret",
        Some((Keys, || keys("Success", "AccessKey", FUTURE))),
    ),
    (
        "keys that have ended",
        Some((Keys, || keys("Success", "AccessKeySecret", PAST))),
    ),
    (
        "keys that end some day",
        Some((Keys, || keys("Success", "AccessKeySecret", "canary"))),
    ),
    (
        "a failure for keys",
        Some((Keys, || keys("Failed", "AccessKeySecret", FUTURE))),
    ),
    (
        "a secret for a code",
        Some((Keys, || keys("canary\u{1b}[2J", "AccessKeySecret", FUTURE))),
    ),
    ("half of the keys", Some((Keys, half))),
    (
        "garbage for a token",
        Some((Token, || vec![write("canary\r\n\r\n"), Close])),
    ),
    (
        "no such question",
        Some((Token, || whole("404 X", "", "canary"))),
    ),
    (
        "no such role",
        Some((Keys, || whole("404 X", "", "canary"))),
    ),
    ("trouble", Some((Keys, || whole("500 X", "", "canary")))),
    ("silence about the token", Some((Token, || vec![Hush]))),
    ("silence about the keys", Some((Keys, || vec![Hush]))),
    ("a byte now and then", Some((Keys, crawl))),
];

/// A row of its own: there is nobody to lie.
const NOBODY: &str = "nobody there";

const FUTURE: &str = "2023-11-14T23:13:20Z";
const PAST: &str = "2023-11-14T22:13:19Z";

fn huge() -> Vec<Step> {
    vec![
        write(head("200 OK", "content-length: 9999999999\r\n") + CANARY),
        Hush,
    ]
}

fn endless() -> Vec<Step> {
    vec![
        write(head("200 OK", "")),
        WriteOn(CANARY.repeat(100).into_bytes()),
    ]
}

/// The address is filled in where the other server is known.
fn redirect() -> Vec<Step> {
    whole("302 X", "location: http://ELSEWHERE/\r\n", CANARY)
}

/// An answer with keys, whose secret has this name.
fn keys(code: &str, secret: &str, end: &str) -> Vec<Step> {
    let body = serde_json::json!({
        "Code": code,
        "AccessKeyId": "STS.id",
        secret: format!("{CANARY}-secret"),
        "SecurityToken": format!("{CANARY}-token"),
        "Expiration": end,
    });
    whole("200 OK", "", &body.to_string())
}

fn half() -> Vec<Step> {
    vec![
        write(head("200 OK", "content-length: 999\r\n") + r#"{"Code":"Success","#),
        Close,
    ]
}

fn crawl() -> Vec<Step> {
    let pause = Pass(Duration::from_millis(900));
    let mut steps = vec![write(head("200 OK", ""))];
    steps.extend((0..9).flat_map(|_| [pause.clone(), write("{")]));
    steps
}

fn answer(lie: Lie, request: &Received, elsewhere: &str) -> Vec<Step> {
    let line = request.text.lines().next().unwrap_or_default();
    let question = match line {
        "PUT /latest/api/token HTTP/1.1" => Token,
        "GET /latest/meta-data/ram/security-credentials/ HTTP/1.1" => Role,
        _ => Keys,
    };
    let steps = match (lie, question) {
        (Some((place, steps)), _) if place == question => steps(),
        (_, Token) => whole("200 OK", "", "metadata-canary"),
        (_, Role) => whole("200 OK", "", "the-role"),
        (_, Keys) => keys("Success", "AccessKeySecret", FUTURE),
    };
    let aimed = |step| match step {
        Step::Write(bytes) => {
            let text = String::from_utf8_lossy(&bytes);
            write(text.replace("ELSEWHERE", elsewhere))
        }
        other => other,
    };
    steps.into_iter().map(aimed).collect()
}

#[tokio::test]
async fn every_lie_of_the_metadata_service_is_met_as_the_table_says() {
    let rows = rows(include_str!("METADATA.md"), 1);
    let names: Vec<_> = rows.iter().map(|row| row.name).collect();
    let lies = LIES.iter().map(|(name, _)| *name).chain([NOBODY]);
    assert_eq!(
        names,
        lies.collect::<Vec<_>>(),
        "a row for each lie, in this order"
    );
    let mut wrong = Vec::new();
    for row in &rows {
        let (cell, text, faults) = run(row.name).await;
        let missing = text.iter().flat_map(|text| row.not_said_in(text));
        wrong.extend(
            missing
                .chain(faults)
                .map(|what| format!("{}: {what}", row.name)),
        );
        if row.cells != [cell.as_str()] {
            wrong.push(format!("promised: {row}\n   found: {cell}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The cell, what the error says, and what is wrong whatever the table says.
async fn run(name: &str) -> (String, Option<String>, Vec<String>) {
    let clock = Clock::new();
    let log = Log::default();
    let seeing = log.seeing();
    let service = Server::start(&clock, |_| good(Kind::Read)).await;
    let elsewhere = Server::start(&clock, |_| keys("Success", "AccessKeySecret", FUTURE)).await;
    let lie = LIES.iter().find(|(found, _)| *found == name);
    let (lie, there) = (lie.and_then(|(_, lie)| *lie), elsewhere.address.clone());
    let liar = Server::start(&clock, move |request| answer(lie, request, &there)).await;
    let address = match name {
        NOBODY => deserted().await,
        _ => liar.address.clone(),
    };
    let day = clock.clone();
    let surroundings = Surroundings::new()
        .with_environment(|_: &str| None)
        .with_clock(move || day.now_of_day())
        .with_timer(clock.clone())
        .with_metadata_transport(Detour::new(&clock, address, true));
    let role = EcsRamRoleCredentials::new().with_surroundings(surroundings);
    let config = config(&service.address, &clock).with_credentials(role);
    let client = Client::new(&config).expect("the config is good");
    let (result, took) = timed(&clock, &client, Kind::Read, 0).await;
    drop(seeing);

    let mut wrong = Vec::new();
    let is_right = match &result {
        Ok(_) => service.requests() == 1,
        Err(error) => {
            let is_first = error.attempts() == 0 && service.requests() == 0;
            error.kind() == ErrorKind::Credentials && is_first
        }
    };
    if !is_right {
        wrong.push(format!("{} requests, {result:?}", service.requests()));
    }
    if elsewhere.connections() > 0 {
        wrong.push("another host was asked".to_owned());
    }
    let error = result.as_ref().err();
    let texts = error.iter().flat_map(|error| texts_of(error));
    wrong.extend(shown(texts.chain([log.text(), format!("{client:?}")])));
    let mut cell = match &result {
        Ok(_) => "ok".to_owned(),
        Err(error) => format!("{:?}", error.kind()),
    };
    cell += &format!(" {}×", liar.requests());
    if !took.is_zero() {
        cell += &format!(" {} s", took.as_secs_f64());
    }
    (cell, error.map(|error| format!("{error:?}")), wrong)
}
