//! A stream of server-sent events, cut anywhere.
//!
//! In: a limit, the sizes of chunks, and the stream. Out: nothing, or a panic: the events do not depend
//! on where the stream is cut, and are no larger than the limit.

use alicloud_core::{EventParser, EventTooLarge, RawEvent};

type Outcome = (Vec<RawEvent>, Option<EventTooLarge>);

/// The first byte is the limit, the second says how many bytes of sizes follow; the rest is the stream.
pub fn check(data: &[u8]) {
    let [limit, count, rest @ ..] = data else {
        return;
    };
    let (sizes, stream) = rest.split_at(usize::from(*count).min(rest.len()));
    let limit = match usize::from(*limit) {
        255 => usize::MAX,
        limit => 4 * limit,
    };
    let whole = read(limit, &mut [stream].into_iter());
    assert_eq!(whole, read(limit, &mut stream.chunks(1)), "byte by byte");
    assert_eq!(
        whole,
        read(limit, &mut cut(sizes, stream).into_iter()),
        "cut"
    );
    for event in &whole.0 {
        // Bytes that are no text become a character of three, and lines are joined.
        let texts = [Some(&event.data), event.id.as_ref(), event.event.as_ref()];
        let size: usize = texts.into_iter().flatten().map(String::len).sum();
        assert!(size <= limit.saturating_mul(3), "an event of {size} bytes");
    }
    assert!(whole.0.len() <= stream.len(), "more events than bytes");
}

fn cut<'s>(sizes: &[u8], mut stream: &'s [u8]) -> Vec<&'s [u8]> {
    let mut chunks = Vec::new();
    for size in sizes {
        let (chunk, rest) = stream.split_at(usize::from(*size).min(stream.len()));
        chunks.push(chunk);
        stream = rest;
    }
    chunks.push(stream);
    chunks
}

fn read(limit: usize, chunks: &mut dyn Iterator<Item = &[u8]>) -> Outcome {
    let mut parser = EventParser::new(limit);
    let mut events = Vec::new();
    for mut chunk in chunks {
        loop {
            match parser.read(&mut chunk) {
                Ok(Some(event)) => events.push(event),
                Ok(None) => break,
                Err(error) => return (events, Some(error)),
            }
        }
        assert!(chunk.is_empty(), "a chunk is read to its end");
    }
    events.extend(parser.end());
    assert_eq!(parser.end(), None, "the end comes once");
    (events, None)
}
