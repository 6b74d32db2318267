//! Walks over answers that a script gives.

use std::task::{Context, Waker};
use std::time::Duration;

use bytes::Bytes;

use super::*;
use crate::exchange::Exchange;
use crate::fixture::{Probe, RPC};
use crate::rt::{Bounds, Check, Core, Field, OperationInfo, PageBy, PageInfo, PageMember, Value};
use crate::timer::testing::VirtualTimer;
use crate::transport::testing::Line::{self, Answer, Reset, Silence};
use crate::transport::testing::Script;
use crate::{Config, Credentials, Error, ErrorKind, Json, RetryPolicy};

const BY_NUMBER: PageInfo = PageInfo {
    by: PageBy::Number {
        page: PageMember::text("Page"),
        total: &["Data", "Total"],
    },
    size: Some(PageMember::number("Size")),
    default_size: None,
    items: &["Data", "Names"],
};

const BY_TOKEN: PageInfo = PageInfo {
    by: PageBy::Token {
        token: PageMember::text("Token"),
        next: &["Next"],
    },
    size: None,
    default_size: None,
    items: &["Names"],
};

const BY_OFFSET: PageInfo = PageInfo {
    by: PageBy::Offset {
        offset: PageMember::number("Skip"),
        total: &[],
    },
    size: Some(PageMember::text("Size")),
    default_size: None,
    items: &["Names"],
};

const SIZES: &[Check] = &[Check::Range(Bounds::integers(1, 100))];

/// A client, and what its requests come to.
struct Stage {
    core: Core,
    script: Script,
    timer: VirtualTimer,
    info: &'static OperationInfo,
    request: Probe,
}

/// A request of these members, answered like this.
fn stage(pages: PageInfo, members: &[(&'static str, &str)], lines: &[Line]) -> Stage {
    let timer = VirtualTimer::new();
    let script = Script::new(&timer, lines);
    let config = Config::new("cn-hangzhou")
        .with_credentials(Credentials::access_key("id", "secret"))
        .with_transport(script.clone())
        .with_timer(timer.clone())
        .with_retry(RetryPolicy::never());
    let info = OperationInfo {
        kind: crate::rt::Kind::Read,
        pages: Some(Box::leak(Box::new(pages))),
        ..OperationInfo::new(&RPC, "List")
    };
    let all = ["Page", "Size", "Token", "Skip"].map(|name| {
        let given = members.iter().find(|(member, _)| *member == name);
        let value: Box<dyn Value> = Box::new(given.map(|(_, value)| (*value).to_owned()));
        let checks: &'static [Check] = match name {
            "Size" => SIZES,
            _ => &[],
        };
        (Field::query(name).checks(checks), value)
    });
    Stage {
        core: Core::new(&RPC, &config).unwrap(),
        script,
        timer,
        info: Box::leak(Box::new(info)),
        request: Probe::new(all.into()),
    }
}

impl Stage {
    fn call(&self) -> PagedCall<'_, Json, String> {
        PagedCall::of(Exchange::of(&self.core, self.info, &self.request))
    }

    /// Everything that comes: entries, and the error if there is one.
    fn drained(&self, items: &mut Items<'_, String>) -> String {
        let mut seen = Vec::new();
        self.timer.drive(async {
            while let Some(item) = items.next().await {
                seen.push(item.unwrap_or_else(|error| format!("[{error}]")));
            }
        });
        seen.join(" ")
    }

    /// The queries of the requests, without the names of the protocol.
    fn asked(&self) -> Vec<String> {
        let requests = self.script.requests();
        let query = |request: &http::Request<Bytes>| request.uri().query().unwrap_or("").to_owned();
        requests.iter().map(query).collect()
    }
}

const fn ok(body: &'static str) -> Line {
    Answer(200, &[], body)
}

/// Three pages by number.
const NUMBERED: &[Line] = &[
    ok(r#"{"Data":{"Names":["a","b"],"Total":"5"}}"#),
    ok(r#"{"Data":{"Names":["c","d"],"Total":"5"}}"#),
    ok(r#"{"Data":{"Names":["e"],"Total":"5"}}"#),
];

/// Three pages by token, one without entries.
const TOKENS: &[Line] = &[
    ok(r#"{"Names":["a","b"],"Next":"t+1"}"#),
    ok(r#"{"Names":[],"Next":"t2"}"#),
    ok(r#"{"Names":["c"],"Next":""}"#),
];

#[test]
fn pages_by_number_are_asked_for_until_the_total_is_reached() {
    let stage = stage(BY_NUMBER, &[], NUMBERED);
    let mut items = stage.call().items();
    assert_eq!(stage.drained(&mut items), "a b c d e");
    assert_eq!(items.position(), None);
    assert_eq!(stage.asked(), ["", "Page=2", "Page=3"]);
}

#[test]
fn a_walk_begins_where_the_request_says() {
    let stage = stage(BY_NUMBER, &[("Page", "2"), ("Size", "2")], &NUMBERED[1..]);
    assert_eq!(stage.drained(&mut stage.call().items()), "c d e");
    assert_eq!(stage.asked(), ["Page=2&Size=2", "Page=3&Size=2"]);
}

#[test]
fn pages_by_token_end_where_no_token_is_given() {
    let stage = stage(BY_TOKEN, &[], TOKENS);
    assert_eq!(stage.drained(&mut stage.call().items()), "a b c");
    assert_eq!(stage.asked(), ["", "Token=t%2B1", "Token=t2"]);
}

#[test]
fn pages_by_offset_skip_what_has_come() {
    let lines = [
        ok(r#"{"Names":["a","b"]}"#),
        ok(r#"{"Names":["c","d"]}"#),
        ok(r#"{"Names":["e"]}"#),
    ];
    let stage = stage(BY_OFFSET, &[("Skip", "10")], &lines);
    let items = stage.call().items().with_page_size(2);
    assert_eq!(stage.timer.drive(items.collect()).unwrap().len(), 5);
    assert_eq!(
        stage.asked(),
        ["Size=2&Skip=10", "Size=2&Skip=12", "Size=2&Skip=14"]
    );
}

#[test]
fn a_size_is_said_to_services_that_want_one() {
    let pages = PageInfo {
        size: Some(PageMember::number("Size")),
        default_size: Some(50),
        ..BY_TOKEN
    };
    let table = [
        (None, None, "Size=50"),
        (Some("7"), None, "Size=7"),
        (Some("7"), Some(9), "Size=9"),
    ];
    for (given, wanted, asked) in table {
        let given: Vec<_> = given.map(|size| ("Size", size)).into_iter().collect();
        let stage = stage(pages, &given, &TOKENS[2..]);
        let mut items = stage.call().items();
        if let Some(size) = wanted {
            items = items.with_page_size(size);
        }
        assert_eq!(stage.drained(&mut items), "c");
        assert_eq!(stage.asked(), [asked]);
    }
}

#[test]
fn answers_in_xml_are_walked_as_well() {
    let lines = [
        Answer(
            200,
            &[("content-type", "text/xml")],
            "<R><Names>a</Names><Names>b</Names><Next>t</Next></R>",
        ),
        Answer(
            200,
            &[("content-type", "text/xml")],
            "<R><Names>c</Names><Next/></R>",
        ),
    ];
    let stage = stage(BY_TOKEN, &[], &lines);
    assert_eq!(stage.drained(&mut stage.call().items()), "a b c");
}

#[test]
fn a_token_that_comes_again_is_an_error_and_the_end() {
    let lines = [
        ok(r#"{"Names":["a"],"Next":"secret1"}"#),
        ok(r#"{"Names":["b"],"Next":"secret2"}"#),
        ok(r#"{"Names":["c"],"Next":"secret1"}"#),
    ];
    let stage = stage(BY_TOKEN, &[], &lines);
    let text = stage.drained(&mut stage.call().items());
    assert_eq!(
        text,
        "a b c [demo List: `Next` of the answer repeats a token, from where the list would go round in circles]"
    );
    let error = stage.timer.drive(stage.call().pages().collect());
    let error = error.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!((error.member(), error.body()), (Some("Next"), None));
}

#[test]
fn the_last_page_that_comes_again_and_again_is_an_error_too() {
    let line = ok(r#"{"Names":["a","b"]}"#);
    let stage = stage(BY_OFFSET, &[], &[line]);
    let text = stage.drained(&mut stage.call().items());
    assert!(
        text.starts_with("a b a b [") && text.contains("`Names`"),
        "{text}"
    );
    assert_eq!(stage.asked().len(), 2);
}

#[test]
fn limits_end_a_walk_and_its_position_goes_on() {
    let first = stage(BY_NUMBER, &[], NUMBERED);
    let mut items = first.call().items().with_item_limit(3);
    assert_eq!(first.drained(&mut items), "a b c");
    let position = items.position().unwrap().to_string();
    assert_eq!(position, "page+1:2/2");
    assert_eq!(first.asked().len(), 2);

    let second = stage(BY_NUMBER, &[], &NUMBERED[1..]);
    let position = position.parse().unwrap();
    let mut items = second.call().items().resume_from(position);
    assert_eq!(items.position().unwrap().to_string(), "page+1:2/2");
    assert_eq!(second.drained(&mut items), "d e");
    assert_eq!(second.asked(), ["Page=2", "Page=3"]);
    assert_eq!(items.position(), None);
}

#[test]
fn what_is_left_of_a_page_is_forgotten_where_a_walk_goes_on_elsewhere() {
    let lines = [NUMBERED[0], NUMBERED[0], NUMBERED[1], NUMBERED[2]];
    for (to, rest) in [("start", "a b c d e"), ("page+1:1", "b c d e")] {
        let stage = stage(BY_NUMBER, &[], &lines);
        let mut items = stage.call().items();
        let first = stage.timer.drive(items.next()).unwrap().unwrap();
        assert_eq!(first, "a");
        let mut items = items.resume_from(to.parse().unwrap());
        assert_eq!(items.position().unwrap().to_string(), to);
        assert_eq!(stage.drained(&mut items), rest);
    }
}

#[test]
fn a_page_limit_ends_between_two_pages() {
    let stage = stage(BY_TOKEN, &[], TOKENS);
    let mut pages = stage.call().pages().with_page_limit(1);
    assert_eq!(pages.position(), Some("start".parse().unwrap()));
    let page = stage.timer.drive(pages.next()).unwrap().unwrap();
    assert_eq!(page["Names"][1], "b");
    assert_eq!(page.request_id(), Some("id"));
    assert!(stage.timer.drive(pages.next()).is_none());
    assert_eq!(pages.position(), Some(PagePosition::token("t+1")));
    assert_eq!(stage.asked().len(), 1);
    // An item limit at the end of a page does not ask for the next one.
    let mut items = stage.call().items().with_item_limit(0);
    assert_eq!(stage.drained(&mut items), "");
    assert_eq!(stage.asked().len(), 1);
}

#[test]
fn an_error_keeps_what_came_and_the_place_to_go_on() {
    let lines = [NUMBERED[0], NUMBERED[1], Reset, NUMBERED[2]];
    let stage = stage(BY_NUMBER, &[], &lines);
    let mut items = stage.call().items();
    let mut names = Vec::new();
    let error = stage.timer.drive(items.append_to(&mut names)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(names, ["a", "b", "c", "d"]);
    assert!(stage.timer.drive(items.next()).is_none());
    let position = items.position().unwrap();
    assert_eq!(position.to_string(), "page:3/4");
    // The same stream goes on, once it is told to.
    let mut items = items.resume_from(position);
    stage.timer.drive(items.append_to(&mut names)).unwrap();
    assert_eq!(names, ["a", "b", "c", "d", "e"]);
    assert_eq!(stage.asked(), ["", "Page=2", "Page=3", "Page=3"]);
}

#[test]
fn every_page_is_a_call_with_its_own_retries_and_time() {
    let lines = [
        TOKENS[0],
        Reset,
        Line::Late(50, 200, r#"{"Names":["b"],"Next":"t2"}"#),
        Line::Late(50, 200, r#"{"Names":["c"]}"#),
    ];
    let stage = stage(BY_TOKEN, &[], &lines);
    let call = stage.call().with_retry(RetryPolicy::standard());
    let call = call.with_read_timeout(None);
    assert_eq!(stage.drained(&mut call.items()), "a b b c");
    assert!(stage.timer.passed() > Duration::from_secs(99));
}

#[test]
fn an_answer_that_calls_itself_a_failure_is_no_last_page() {
    let failure = ok(r#"{"Success":false,"Code":"Throttling","Message":"slow"}"#);
    let stage = stage(BY_TOKEN, &[], &[TOKENS[0], failure]);
    let error = stage
        .timer
        .drive(stage.call().items().collect())
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::Service, Some("Throttling"))
    );
    assert!(error.is_throttling(), "{error}");
}

#[test]
fn a_page_that_calls_itself_throttled_is_not_repeated_but_can_be_asked_for_again() {
    let failure = ok(r#"{"Success":false,"Code":"Throttling"}"#);
    let stage = stage(BY_TOKEN, &[], &[TOKENS[0], failure, TOKENS[2]]);
    let call = stage.call().with_retry(RetryPolicy::standard());
    let mut items = call.items();
    let mut names = Vec::new();
    let error = stage.timer.drive(items.append_to(&mut names)).unwrap_err();
    assert!(error.is_retryable() && error.is_throttling(), "{error}");
    assert_eq!((error.attempts(), stage.asked().len()), (1, 2));
    let position = items.position().unwrap();
    let mut items = items.resume_from(position);
    stage.timer.drive(items.append_to(&mut names)).unwrap();
    assert_eq!(names, ["a", "b", "c"]);
}

#[test]
fn a_page_that_cannot_be_read_stays_the_next_one() {
    for body in [
        "no json",
        "",
        "[]",
        r#"<?xml version="1.0"?><html/>"#,
        r#"{"Names":["b",{}]}"#,
    ] {
        let line = Answer(200, &[], Box::leak(body.to_owned().into_boxed_str()));
        let stage = stage(BY_TOKEN, &[], &[TOKENS[0], line]);
        let mut items = stage.call().items();
        let mut names = Vec::new();
        let error = stage.timer.drive(items.append_to(&mut names)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert!(error.body().is_some(), "{body}");
        assert_eq!(names, ["a", "b"], "{body}");
        assert_eq!(items.position(), Some(PagePosition::token("t+1")), "{body}");
    }
}

#[test]
fn what_cannot_be_walked_is_told_before_anything_is_sent() {
    let of = |stage: &Stage, items: Items<'_, String>| -> Error {
        let error = stage.timer.drive(items.collect()).unwrap_err();
        assert_eq!(error.attempts(), 0, "{error}");
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
        error
    };
    let tokens = stage(BY_TOKEN, &[], TOKENS);
    let position = PagePosition::page(2);
    let error = of(&tokens, tokens.call().items().resume_from(position));
    assert!(error.to_string().contains("go by tokens"), "{error}");
    let error = of(&tokens, tokens.call().items().with_page_size(5));
    assert!(error.to_string().contains("with_page_size"), "{error}");
    assert!(tokens.asked().is_empty());

    let numbers = stage(BY_NUMBER, &[], NUMBERED);
    let error = of(&numbers, numbers.call().items().with_page_size(101));
    assert!(error.violations().is_some(), "{error}");
    assert!(numbers.asked().is_empty());

    let odd = stage(BY_NUMBER, &[("Page", "one")], NUMBERED);
    let error = of(&odd, odd.call().items());
    assert!(error.to_string().contains("`Page`"), "{error}");
    assert!(odd.asked().is_empty());
}

#[test]
fn awaiting_the_call_gives_one_page() {
    let stage = stage(BY_NUMBER, &[("Page", "3")], &NUMBERED[2..]);
    let page = stage.timer.drive(stage.call().into_future()).unwrap();
    assert_eq!(page["Data"]["Names"][0], "e");
    assert_eq!(stage.asked(), ["Page=3"]);
}

#[test]
fn giving_up_the_wait_for_a_page_loses_nothing_and_dropping_the_stream_ends_it() {
    let lines = [Line::Late(5, 200, r#"{"Names":["a"]}"#)];
    let stage = stage(BY_TOKEN, &[], &lines);
    let mut items = stage.call().items();
    {
        let mut next = std::pin::pin!(items.next());
        let mut context = Context::from_waker(Waker::noop());
        assert!(next.as_mut().poll(&mut context).is_pending());
    }
    let item = stage.timer.drive(items.next()).unwrap().unwrap();
    assert_eq!((item.as_str(), stage.asked().len()), ("a", 1));

    let silent = self::stage(BY_TOKEN, &[], &[Silence]);
    let mut items = silent.call().items();
    {
        let mut next = std::pin::pin!(items.next());
        let mut context = Context::from_waker(Waker::noop());
        assert!(next.as_mut().poll(&mut context).is_pending());
    }
    assert!(silent.timer.sleepers() > 0);
    drop(items);
    assert_eq!(silent.timer.sleepers(), 0);
}

#[test]
fn a_page_under_way_keeps_the_size_it_was_asked_with() {
    let lines = [
        Line::Late(5, 200, r#"{"Names":["a","b"]}"#),
        ok(r#"{"Names":["c"]}"#),
    ];
    let stage = stage(BY_OFFSET, &[], &lines);
    let mut items = stage.call().items();
    {
        let mut next = std::pin::pin!(items.next());
        let mut context = Context::from_waker(Waker::noop());
        assert!(next.as_mut().poll(&mut context).is_pending());
    }
    let mut items = items.with_page_size(2);
    assert_eq!(stage.drained(&mut items), "a b c");
    assert_eq!(stage.asked(), ["", "Size=2&Skip=2"]);
}

#[test]
fn walks_can_move_between_threads() {
    fn check<T: Send>(value: T) -> T {
        value
    }
    let stage = stage(BY_TOKEN, &[], TOKENS);
    let mut pages = check(stage.call().pages());
    drop(check(pages.next()));
    let mut items = check(stage.call().items());
    drop(check(items.next()));
    let _: &dyn futures_core::Stream<Item = Result<String, Error>> = &items;
}
