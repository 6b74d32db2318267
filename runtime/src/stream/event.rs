//! One event of a stream, with its data decoded.

use std::fmt;
use std::ops::Deref;
use std::time::Duration;

use crate::decode::decode;
use crate::envelope::read_request_id;
use crate::error::{Answer, Error, ErrorKind};
use crate::events::RawEvent;
use crate::model::{Slot, Target};
use crate::operation::Output;
use crate::stream::Incoming;

/// One event. The members of its data are read straight from it.
///
/// Some services end a stream with data that are no JSON, such as `[DONE]`, and some report a failure by
/// an event of another form. Such an event is no reason to end the stream: [`raw`](Event::raw) gives its
/// text, [`data`](Event::data) and [`into_data`](Event::into_data) the reason why it could not be decoded,
/// and read straight it has no member set.
///
/// `Debug` shows name, id and the decoded data; the raw text is not printed.
pub struct Event<T> {
    data: T,
    failure: Option<Error>,
    raw: RawEvent,
}

impl<T> Event<T> {
    /// The decoded data.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] if the data are not what the documentation promises.
    pub fn data(&self) -> Result<&T, &Error> {
        match &self.failure {
            None => Ok(&self.data),
            Some(failure) => Err(failure),
        }
    }

    /// The decoded data alone.
    ///
    /// # Errors
    ///
    /// As for [`data`](Event::data).
    pub fn into_data(self) -> Result<T, Error> {
        match self.failure {
            None => Ok(self.data),
            Some(failure) => Err(failure),
        }
    }

    /// The data as they came; several `data` lines are joined by line breaks.
    pub fn raw(&self) -> &str {
        &self.raw.data
    }

    /// Id of the event, if this event has one.
    pub fn id(&self) -> Option<&str> {
        self.raw.id.as_deref()
    }

    /// Name of the event: `message` unless the service says otherwise.
    pub fn event(&self) -> &str {
        match self.raw.event.as_deref() {
            None | Some("") => "message",
            Some(name) => name,
        }
    }

    /// How long the service asks to wait before connecting again, if this event says so.
    pub fn retry(&self) -> Option<Duration> {
        self.raw.retry
    }
}

impl<T: Output> Event<T> {
    pub(super) fn new(incoming: &Incoming, raw: RawEvent) -> Self {
        let mut data = T::default();
        let failure = fill(incoming, &raw.data, &mut data).err();
        if failure.is_some() {
            data = T::default();
        }
        Event { data, failure, raw }
    }
}

fn fill(incoming: &Incoming, data: &str, slot: &mut dyn Slot) -> Result<(), Error> {
    match slot.target() {
        Target::Nothing => return Ok(()),
        Target::Text(text) => {
            data.clone_into(text);
            return Ok(());
        }
        _ if data.trim_ascii().is_empty() => return Ok(()),
        _ => {}
    }
    decode(data.as_bytes(), slot).map_err(|failure| {
        let what = failure
            .what("an event")
            .unwrap_or_else(|| "the data of an event are no JSON".to_owned());
        let parts = &incoming.parts;
        let request_id = read_request_id(&parts.headers, b"");
        Error::new(ErrorKind::Decode, what)
            .with_operation(&incoming.operation)
            .with_attempts(incoming.attempts)
            .with_member(failure.path)
            .with_source(failure.source)
            .with_answer(Answer::new(parts, data.as_bytes(), request_id))
    })
}

impl<T> Deref for Event<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

impl<T: fmt::Debug> fmt::Debug for Event<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("event", &self.event())
            .field("id", &self.id())
            .field("data", &self.data())
            .finish_non_exhaustive()
    }
}
