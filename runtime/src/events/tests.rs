use proptest::prelude::*;

use super::*;

/// The events of a body that comes in these chunks, the last one included.
fn events(max: usize, chunks: &[&[u8]]) -> Result<Vec<RawEvent>, EventTooLarge> {
    let mut parser = EventParser::new(max);
    let mut events = Vec::new();
    for mut chunk in chunks.iter().copied() {
        while let Some(event) = parser.read(&mut chunk)? {
            events.push(event);
        }
        assert!(chunk.is_empty(), "the parser left something of a chunk");
    }
    events.extend(parser.end());
    Ok(events)
}

fn whole(body: &str) -> Vec<RawEvent> {
    events(1024, &[body.as_bytes()]).unwrap()
}

fn data(body: &str) -> Vec<String> {
    whole(body).into_iter().map(|event| event.data).collect()
}

#[test]
fn fields_become_an_event_at_the_blank_line() {
    let body = "id: 7\nevent: delta\ndata: {\"a\": 1}\nretry: 1500\n\ndata: b\n\n";
    let first = RawEvent {
        id: Some("7".to_owned()),
        event: Some("delta".to_owned()),
        data: "{\"a\": 1}".to_owned(),
        retry: Some(Duration::from_millis(1500)),
    };
    let second = RawEvent {
        data: "b".to_owned(),
        ..RawEvent::default()
    };
    assert_eq!(whole(body), [first, second]);
}

#[test]
fn data_is_read_as_written() {
    let table: [(&str, &[&str]); 30] = [
        ("", &[]),
        ("\n\n\n", &[]),
        ("data: a\n\n", &["a"]),
        ("data:a\n\n", &["a"]),
        ("data:  a \n\n", &[" a "]),
        ("data: a: b\n\n", &["a: b"]),
        ("data:\n\n", &[""]),
        ("data\n\n", &[""]),
        // Several lines are one text.
        ("data: a\ndata: b\ndata:\ndata: c\n\n", &["a\nb\n\nc"]),
        ("data:\ndata:\n\n", &["\n"]),
        // Every line ending ends a line.
        ("data: a\r\n\r\ndata: b\r\rdata: c\n\n", &["a", "b", "c"]),
        ("data: a\r\ndata: b\r\n\r\n", &["a\nb"]),
        // The last event may lack its blank line, and its line ending.
        ("data: a\n", &["a"]),
        ("data: a\n\ndata: b", &["a", "b"]),
        // Comments and unknown fields are nothing, and end no event.
        (
            ": hello\n\ndata: a\n: hello\nfoo: bar\ndata: b\n\n",
            &["a\nb"],
        ),
        ("x-Foo_1: bar\ndata: a\n\n", &["a"]),
        // No data, no event.
        ("id: 1\nevent: a\n\ndata: b\n\n", &["b"]),
        // What is no field is data.
        ("hello\n\n", &["hello"]),
        ("[DONE]", &["[DONE]"]),
        ("data: a\nhello\n\n", &["a\nhello"]),
        (
            "{\"Code\": \"Throttling\"}\n",
            &["{\"Code\": \"Throttling\"}"],
        ),
        ("{\n  \"Code\": 1\n}", &["{\n  \"Code\": 1\n}"]),
        // A blank line within JSON ends nothing, one within prose ends the event.
        ("{\n\n\"a\": 1}\n\nb\n\n", &["{\n\"a\": 1}", "b"]),
        (" [\n\n1]\n\n", &[" [\n1]"]),
        ("event: a\n[\n\n1]\n\n", &["[\n1]"]),
        ("see [1\n\nnext\n\n", &["see [1", "next"]),
        ("see\n[1\n\nnext\n\n", &["see\n[1", "next"]),
        ("{\nid: 1\n[\n\nnext\n\n", &["{\n[", "next"]),
        // A byte order mark counts at the start only.
        ("\u{feff}data: a\n\n", &["a"]),
        ("data: \u{feff}a\n\n", &["\u{feff}a"]),
    ];
    for (body, expected) in table {
        assert_eq!(data(body), expected, "{body:?}");
    }
}

#[test]
fn name_id_and_retry_belong_to_their_event_alone() {
    type Case = (
        &'static str,
        Option<&'static str>,
        Option<&'static str>,
        Option<u64>,
    );
    let table: [Case; 9] = [
        (
            "event: a\nid: 1\nretry: 5\ndata: x\n\n",
            Some("a"),
            Some("1"),
            Some(5),
        ),
        ("event: a\nevent: b\ndata: x\n\n", Some("b"), None, None),
        ("event\ndata: x\n\n", Some(""), None, None),
        ("id\ndata: x\n\n", None, Some(""), None),
        ("id: a\u{0}b\ndata: x\n\n", None, None, None),
        ("retry: 5s\ndata: x\n\n", None, None, None),
        ("retry: -5\ndata: x\n\n", None, None, None),
        ("retry: 7\nretry: no\ndata: x\n\n", None, None, Some(7)),
        (
            "retry: 99999999999999999999999\ndata: x\n\n",
            None,
            None,
            None,
        ),
    ];
    for (body, name, id, retry) in table {
        let event = whole(body).remove(0);
        assert_eq!(event.event.as_deref(), name, "{body:?}");
        assert_eq!(event.id.as_deref(), id, "{body:?}");
        assert_eq!(event.retry, retry.map(Duration::from_millis), "{body:?}");
        assert_eq!(event.data, "x", "{body:?}");
    }
    let body = "id: 1\nevent: a\nretry: 5\ndata: x\n\ndata: y\n\n";
    assert_eq!(whole(body)[1], whole("data: y\n\n")[0]);
    let dataless = "id: 1\nevent: a\nretry: 5\n\ndata: y\n\n";
    assert_eq!(whole(dataless), whole("data: y\n\n"));
}

#[test]
fn an_event_is_there_with_the_end_of_its_blank_line() {
    for blank in ["\n\n", "\r\r", "\r\n\r"] {
        let mut parser = EventParser::new(64);
        let body = format!("data: a{blank}");
        let mut input = body.as_bytes();
        let event = parser.read(&mut input).unwrap().unwrap();
        assert_eq!(event.data, "a", "{blank:?}");
        // The line feed behind a carriage return is no line of its own.
        let mut input = &b"\ndata: b\n\n"[..];
        assert_eq!(parser.read(&mut input).unwrap().unwrap().data, "b");
    }
}

#[test]
fn text_that_is_not_utf_8_is_replaced() {
    let body: &[u8] = b"data: a\xffb\n\n";
    assert_eq!(events(64, &[body]).unwrap()[0].data, "a\u{fffd}b");
}

#[test]
fn an_event_over_the_limit_is_an_error_and_one_at_the_limit_is_not() {
    let table: [(&[u8], bool); 10] = [
        (b"data: 78\n\n", true),
        (b"data: 789\n\n", false),
        (b"data: 789", false),
        (b"data: 78", true),
        (b"data:\nid:\n\n", true),
        (b"data:\nid:1\n\n", false),
        // Each event has the limit for itself.
        (b"data: 78\n\ndata: 78\n\n", true),
        (b"data:\ndata:\n\n", false),
        // Comments count only while they come.
        (b":345678\n:345678\ndata: 78\n\n", true),
        (b":34567890", false),
    ];
    for (body, fits) in table {
        let bytes: Vec<&[u8]> = body.chunks(1).collect();
        for chunks in [&[body][..], &bytes] {
            let result = events(8, chunks);
            let text = String::from_utf8_lossy(body);
            assert_eq!(result.is_ok(), fits, "{text:?} gave {result:?}");
        }
    }
    assert_eq!(events(8, &[b"data: 789"]), Err(EventTooLarge { max: 8 }));
}

#[test]
fn a_large_event_is_whole() {
    let text = "x".repeat(3 << 20);
    let body = format!("data: {text}\n\n");
    let chunks: Vec<&[u8]> = body.as_bytes().chunks(1000).collect();
    let found = events(64 << 20, &chunks).unwrap();
    assert!(found.len() == 1 && found[0].data == text);
}

/// Bodies in which everything that matters is likely.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let parts: [&[u8]; 16] = [
        b"data: ",
        b"data",
        b"id:",
        b"event: e",
        b"retry: 10",
        b":",
        b" ",
        b"\n",
        b"\n\n",
        b"\r",
        b"\r\n",
        b"{\"a\": 1}",
        b"\xef\xbb\xbf",
        "\u{4e2d}\u{1f600}".as_bytes(),
        b"\xff",
        b"\0",
    ];
    let part = prop::sample::select(parts.to_vec());
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn chunks_may_end_anywhere(body in body(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12)) {
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(body.len() + 1)).collect();
        cuts.extend([0, body.len()]);
        cuts.sort_unstable();
        let chunks: Vec<&[u8]> = cuts.windows(2).map(|pair| &body[pair[0]..pair[1]]).collect();
        prop_assert_eq!(events(1024, &chunks), events(1024, &[&body]));
    }

    #[test]
    fn what_is_written_by_the_rules_is_read_back(list in prop::collection::vec(("[^\r\n\0]{0,8}", "[^\r\n]{1,8}", prop::collection::vec("[^\r\n]{0,8}", 1..4), 0..100_000u64), 0..5)) {
        let mut body = String::new();
        let mut expected = Vec::new();
        for (id, name, lines, retry) in list {
            body.push_str(&format!("id: {id}\nevent: {name}\nretry: {retry}\n"));
            lines.iter().for_each(|line| body.push_str(&format!("data: {line}\n")));
            body.push('\n');
            expected.push(RawEvent {
                id: Some(id),
                event: Some(name),
                data: lines.join("\n"),
                retry: Some(Duration::from_millis(retry)),
            });
        }
        prop_assert_eq!(whole_of(&body), expected);
    }
}

fn whole_of(body: &str) -> Vec<RawEvent> {
    events(usize::MAX, &[body.as_bytes()]).unwrap()
}
