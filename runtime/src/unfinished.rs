//! Why the body of an answer did not come whole.
//!
//! In: the head of the answer and what went wrong behind it. Out: an error that keeps the head: the
//! operation may have happened, and the request id says which one to ask about.

use http::response::Parts;

use crate::envelope::{is_throttling, read_request_id, retry_after};
use crate::error::{Answer, Called, Error, ErrorKind};
use crate::retry::RetryCodes;
use crate::timeout::Elapsed;
use crate::transport::{CollectError, TransportError};

/// The error for a body that was to be collected, of at most `max` bytes.
pub(crate) fn uncollected(error: CollectError, max: usize) -> Error {
    match error {
        CollectError::TooLarge => too_large("answer", max, "Config::with_max_response_size"),
        CollectError::Idle(elapsed) => silent(elapsed),
        CollectError::Broken(error) => broken_off(error),
    }
}

/// More than the limit that `option` sets.
pub(crate) fn too_large(what: &str, max: usize, option: &str) -> Error {
    let text = format!("the {what} is larger than {max} bytes; `{option}` sets the limit");
    Error::new(ErrorKind::TooLarge, text)
}

/// Nothing came for too long.
pub(crate) fn silent(Elapsed(duration): Elapsed) -> Error {
    let text = format!(
        "the service was silent for {} s; `with_read_timeout` sets the limit",
        duration.as_secs_f64()
    );
    Error::new(ErrorKind::Timeout, text)
}

/// The connection broke.
pub(crate) fn broken_off(error: TransportError) -> Error {
    let kind = match error.is_timeout() {
        true => ErrorKind::Timeout,
        false => ErrorKind::Transport,
    };
    Error::new(kind, "the answer broke off").with_source(error.into_source())
}

/// The error with the head that had come by then.
pub(crate) fn after_head(error: Error, operation: impl Into<Called>, parts: &Parts) -> Error {
    let request_id = read_request_id(&parts.headers, b"");
    let mut answer = Answer::new(parts, b"", request_id);
    if parts.status.is_client_error() || parts.status.is_server_error() {
        answer.throttling = is_throttling(parts.status, &parts.headers, None, &RetryCodes::NONE);
        answer.retry_after = retry_after(&parts.headers);
    }
    error.with_operation(operation).with_answer(answer)
}
