//! Server-sent events: from bytes to events.
//!
//! In: the body of an answer, cut anywhere. Out: its events, each as soon as its last line is there. It
//! does no input or output. Nothing that the service says is lost: what is neither a field nor a comment
//! is data, and an event is delivered even when the answer ends without the blank line behind it.

use std::fmt;
use std::mem::take;
use std::time::Duration;

/// An event as it came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RawEvent {
    /// What the field `id` of this event says.
    pub id: Option<String>,
    /// What the field `event` says: the name of the event.
    pub event: Option<String>,
    /// The data; several `data` fields are its lines.
    pub data: String,
    /// How long the service asks to wait before connecting again.
    pub retry: Option<Duration>,
}

/// An event is larger than the parser was told to accept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventTooLarge {
    /// The limit in bytes.
    pub max: usize,
}

impl fmt::Display for EventTooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an event is larger than {} bytes", self.max)
    }
}

impl std::error::Error for EventTooLarge {}

/// Takes a stream of server-sent events apart.
///
/// It reads what the standard describes: lines that end in `\n`, `\r\n` or `\r`, the fields `id`, `event`,
/// `data` and `retry`, comments, a byte order mark at the start; text that is not UTF-8 is replaced
/// character by character. As the official SDKs do, it takes a line without a colon for data; so it does
/// with a line whose beginning cannot be the name of a field, such as a line of JSON. If the first such line of
/// an event begins with `{` or `[`, a blank line inside of that JSON ends nothing, so that an answer that is one
/// JSON value is one event however it is printed. An event without data is no event.
///
/// ```
/// use alicloud_core::EventParser;
///
/// let mut parser = EventParser::new(1024);
/// let mut names = Vec::new();
/// for mut chunk in [&b"event: gre"[..], b"eting\ndata: {}\n", b"\ndata: rest"] {
///     while let Some(event) = parser.read(&mut chunk)? {
///         names.push(event.event);
///     }
/// }
/// assert_eq!(names, [Some("greeting".to_owned())]);
/// assert_eq!(parser.end().expect("the last event").data, "rest");
/// # Ok::<(), alicloud_core::EventTooLarge>(())
/// ```
#[derive(Debug)]
pub struct EventParser {
    max: usize,
    /// The beginning of a line whose end has not come.
    line: Vec<u8>,
    /// The event so far; its data are in `data` until they are whole.
    event: RawEvent,
    data: Option<Vec<u8>>,
    /// What of a JSON value stands open in lines that are no fields.
    json: OpenJson,
    /// Bytes of the event's finished lines.
    size: usize,
    /// Whether the last byte ended a line as `\r`, so that a `\n` now belongs to it.
    after_return: bool,
    at_start: bool,
}

impl EventParser {
    /// A parser that accepts events of at most `max` bytes, names of fields included.
    pub fn new(max: usize) -> Self {
        EventParser {
            max,
            line: Vec::new(),
            event: RawEvent::default(),
            data: None,
            json: OpenJson::default(),
            size: 0,
            after_return: false,
            at_start: true,
        }
    }

    /// Reads on until an event is complete or `input` is used up; `input` becomes what is left of it.
    /// Call it with the rest of a chunk until it gives nothing, then with the next chunk.
    ///
    /// # Errors
    ///
    /// An event that is too large. The parser is of no use after that.
    pub fn read(&mut self, input: &mut &[u8]) -> Result<Option<RawEvent>, EventTooLarge> {
        loop {
            let Some(first) = input.first() else {
                return Ok(None);
            };
            if take(&mut self.after_return) && *first == b'\n' {
                *input = &input[1..];
                continue;
            }
            let end = input.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let (part, rest) = input.split_at(end.unwrap_or(input.len()));
            if self.size + self.line.len() + part.len() > self.max {
                return Err(EventTooLarge { max: self.max });
            }
            let Some((end, rest)) = rest.split_first() else {
                self.line.extend_from_slice(part);
                *input = rest;
                return Ok(None);
            };
            self.after_return = *end == b'\r';
            *input = rest;
            let event = if self.line.is_empty() {
                self.take_line(part)
            } else {
                self.line.extend_from_slice(part);
                let line = take(&mut self.line);
                self.take_line(&line)
            };
            if event.is_some() {
                return Ok(event);
            }
        }
    }

    /// The last event, if the stream ended without a blank line behind it.
    pub fn end(&mut self) -> Option<RawEvent> {
        let line = take(&mut self.line);
        if !line.is_empty() {
            self.take_line(&line);
        }
        self.dispatch()
    }

    /// Takes a whole line; a blank one gives the event that it ends.
    fn take_line(&mut self, line: &[u8]) -> Option<RawEvent> {
        let line = match take(&mut self.at_start) {
            true => line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line),
            false => line,
        };
        if line.is_empty() {
            return match self.json.is_open() {
                true => None,
                false => self.dispatch(),
            };
        }
        let colon = line.iter().position(|byte| *byte == b':');
        if colon == Some(0) {
            return None;
        }
        self.size += line.len();
        let (name, value) = match colon {
            Some(colon) if is_name(&line[..colon]) => {
                let value = &line[colon + 1..];
                (&line[..colon], value.strip_prefix(b" ").unwrap_or(value))
            }
            // The standard knows fields without a value.
            None if matches!(line, b"id" | b"event" | b"data" | b"retry") => (line, &[][..]),
            _ => {
                self.json.read(line);
                self.take_field(b"data", line);
                return None;
            }
        };
        self.json.give_up();
        self.take_field(name, value);
        None
    }

    fn take_field(&mut self, name: &[u8], value: &[u8]) {
        match name {
            b"data" => match &mut self.data {
                Some(data) => {
                    data.push(b'\n');
                    data.extend_from_slice(value);
                }
                None => self.data = Some(value.to_vec()),
            },
            b"event" => self.event.event = Some(text(value.to_vec())),
            b"id" if !value.contains(&0) => self.event.id = Some(text(value.to_vec())),
            b"retry" => self.event.retry = milliseconds(value).or(self.event.retry),
            _ => {}
        }
    }

    fn dispatch(&mut self) -> Option<RawEvent> {
        self.size = 0;
        self.json = OpenJson::default();
        let event = take(&mut self.event);
        let data = text(self.data.take()?);
        Some(RawEvent { data, ..event })
    }
}

/// How deep a text of JSON is inside of brackets, read piece by piece.
#[derive(Debug, Default)]
struct OpenJson {
    /// Whether this is JSON at all, once its first line has told: prose has brackets too.
    is_json: Option<bool>,
    depth: usize,
    in_text: bool,
    is_escaped: bool,
}

impl OpenJson {
    fn read(&mut self, line: &[u8]) {
        let begins = || matches!(line.trim_ascii_start().first(), Some(b'{' | b'['));
        if !*self.is_json.get_or_insert_with(begins) {
            return;
        }
        for byte in line {
            let was_escaped = take(&mut self.is_escaped);
            match byte {
                b'\\' if self.in_text => self.is_escaped = !was_escaped,
                b'"' if !was_escaped => self.in_text = !self.in_text,
                b'{' | b'[' if !self.in_text => self.depth += 1,
                b'}' | b']' if !self.in_text => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        // No text of JSON goes over the end of a line.
        (self.in_text, self.is_escaped) = (false, false);
    }

    /// A field stands among the lines: whatever stood open is no JSON.
    fn give_up(&mut self) {
        *self = OpenJson {
            is_json: self.is_json.map(|_| false),
            ..OpenJson::default()
        };
    }

    fn is_open(&self) -> bool {
        self.depth > 0
    }
}

/// Whether this may stand before a colon as the name of a field, known or not.
fn is_name(text: &[u8]) -> bool {
    text.iter()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn milliseconds(digits: &[u8]) -> Option<Duration> {
    let digits = std::str::from_utf8(digits).ok()?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number
        .then(|| digits.parse().ok())?
        .map(Duration::from_millis)
}

#[cfg(test)]
mod tests;
