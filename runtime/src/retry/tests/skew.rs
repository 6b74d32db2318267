//! A clock that is off, and what is learnt of it.

use super::sample::{Kind, List, client, config};
use super::*;
use crate::transport::testing::Line::{self, *};

const OK: Line = Answer(200, &[], "{}");
const EXPIRED: &str = r#"{"Code":"InvalidTimeStamp.Expired"}"#;
/// The clock of the tests stands at 2023-11-14T22:13:20Z.
const HOUR_AHEAD: Line = Answer(400, &[("date", "Tue, 14 Nov 2023 23:13:20 GMT")], EXPIRED);
const HOUR_BEHIND: Line = Answer(400, &[("date", "Tue, 14 Nov 2023 21:13:20 GMT")], EXPIRED);
const HARDLY: Line = Answer(400, &[("date", "Tue, 14 Nov 2023 22:14:00 GMT")], EXPIRED);
const NOTICEABLY: Line = Answer(400, &[("date", "Tue, 14 Nov 2023 22:14:20 GMT")], EXPIRED);
const ABSURD: Line = Answer(400, &[("date", "Thu, 01 Jan 1970 00:00:00 GMT")], EXPIRED);
const UNTOLD: Line = Answer(400, &[], EXPIRED);
const ILLEGAL: Line = Answer(
    403,
    &[("date", "Tue, 14 Nov 2023 23:13:20 GMT")],
    r#"{"Code":"IllegalTimestamp"}"#,
);

fn dates(script: &Script) -> Vec<String> {
    let date = |request: &http::Request<Bytes>| {
        let text = request.headers()["x-acs-date"].to_str().unwrap();
        text[11..16].to_owned()
    };
    script.requests().iter().map(date).collect()
}

#[test]
fn the_clock_is_set_by_the_service_once_a_call() {
    let table: [(&[Line], &[&str], bool); 9] = [
        (&[HOUR_AHEAD, OK], &["22:13", "23:13"], true),
        (&[HOUR_BEHIND, OK], &["22:13", "21:13"], true),
        (&[ILLEGAL, OK], &["22:13", "23:13"], true),
        (&[HOUR_AHEAD], &["22:13", "23:13"], false),
        (&[HOUR_AHEAD, HOUR_BEHIND, OK], &["22:13", "23:13"], false),
        (&[HARDLY, OK], &["22:13"], false),
        (&[NOTICEABLY, OK], &["22:13", "22:14"], true),
        (&[ABSURD, OK], &["22:13"], false),
        (&[UNTOLD, OK], &["22:13"], false),
    ];
    for (lines, expected, succeeds) in table {
        let timer = VirtualTimer::new();
        let script = Script::new(&timer, lines);
        let result = timer.drive(super::sample::call(&config(&timer, &script), Kind::Read));
        assert_eq!(dates(&script), expected);
        assert_eq!(result.is_ok(), succeeds);
        assert_eq!(timer.passed(), Duration::ZERO);
    }
}

/// A write without a token is not sent again, but the next call knows.
#[test]
fn all_calls_of_a_client_and_its_clones_know_what_one_learnt() {
    let timer = VirtualTimer::new();
    let script = Script::new(&timer, &[HOUR_AHEAD, OK]);
    let one = client(&config(&timer, &script));
    let refused = one.call(&super::sample::Delete).into_future();
    assert!(timer.drive(refused).unwrap_err().is_clock_skew());
    for client in [&one, &one.clone()] {
        timer.drive(client.call(&List).into_future()).unwrap();
    }
    assert_eq!(dates(&script), ["22:13", "23:13", "23:13"]);
}
