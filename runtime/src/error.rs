//! The one error type.
//!
//! In: what went wrong at any step of a call. Out: an opaque error that answers questions: what kind
//! ([`Error::kind`]), what to do ([`Error::is_retryable`] and its neighbours), and what the service said
//! ([`Error::code`], [`Error::request_id`], ...).

mod access_denied;
mod display;
mod kind;
mod predicates;

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub use self::access_denied::AccessDenied;
pub use self::kind::ErrorKind;
use crate::envelope::Envelope;
use crate::schema::OperationFacts;
use crate::validate::Violations;

/// How much of an answer an error looks at and keeps.
pub(crate) const BODY_LIMIT: usize = 64 * 1024;

/// Why a call failed. `Display` holds code, message, request id, status and operation; it does not
/// repeat [`source`](std::error::Error::source).
pub struct Error(Box<Inner>);

type Source = Box<dyn std::error::Error + Send + Sync>;

struct Inner {
    kind: ErrorKind,
    operation: Option<Called>,
    /// What went wrong, for kinds where the service did not say it.
    what: String,
    answer: Option<Answer>,
    violations: Option<Violations>,
    member: Option<String>,
    /// How many attempts were made.
    attempts: u32,
    /// Whether an earlier attempt may have been carried out.
    is_open: bool,
    source: Option<Source>,
}

/// What an error says of the operation that was called.
#[derive(Clone)]
pub(crate) struct Called {
    product: &'static str,
    name: String,
    ram_action: Option<&'static str>,
}

impl From<&OperationFacts<'_>> for Called {
    fn from(info: &OperationFacts<'_>) -> Self {
        Called {
            product: info.product,
            name: info.name.to_owned(),
            ram_action: info.ram_action,
        }
    }
}

impl From<&Called> for Called {
    fn from(called: &Called) -> Self {
        called.clone()
    }
}

/// An answer of the service, or of something on the way to it.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) envelope: Envelope,
    pub(crate) throttling: bool,
    /// Whether the code says that trying again may help.
    pub(crate) passing: bool,
    pub(crate) retry_after: Option<Duration>,
}

impl Answer {
    /// Keeps the head of the body only.
    pub(crate) fn new(parts: &http::response::Parts, body: &[u8], envelope: Envelope) -> Self {
        Answer {
            status: parts.status,
            headers: parts.headers.clone(),
            body: Bytes::copy_from_slice(&body[..body.len().min(BODY_LIMIT)]),
            envelope,
            throttling: false,
            passing: false,
            retry_after: None,
        }
    }
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Error(Box::new(Inner {
            kind,
            operation: None,
            what: what.into(),
            answer: None,
            violations: None,
            member: None,
            attempts: 0,
            is_open: false,
            source: None,
        }))
    }

    pub(crate) fn config(what: impl Into<String>) -> Self {
        Self::new(ErrorKind::Config, what)
    }

    pub(crate) fn with_operation(mut self, operation: impl Into<Called>) -> Self {
        self.0.operation = Some(operation.into());
        self
    }

    pub(crate) fn with_source(mut self, source: impl Into<Source>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// The error of the attempt before becomes the cause of one that has none.
    pub(crate) fn with_previous(mut self, previous: Error) -> Self {
        let may_have_happened =
            previous.is_retryable() && !previous.is_connect() && !previous.is_throttling();
        let has_happened = previous.status().is_some_and(|status| status.is_success());
        self.0.is_open = previous.0.is_open || may_have_happened || has_happened;
        self.0.source.get_or_insert_with(|| Box::new(previous));
        self
    }

    pub(crate) fn with_answer(mut self, answer: Answer) -> Self {
        self.0.answer = Some(answer);
        self
    }

    pub(crate) fn with_member(mut self, path: String) -> Self {
        self.0.member = Some(path).filter(|path| !path.is_empty());
        self
    }

    /// What kind of error this is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Name of the operation that was called.
    pub fn operation(&self) -> Option<&str> {
        self.0
            .operation
            .as_ref()
            .map(|operation| operation.name.as_str())
    }

    /// Error code of the service, such as `InvalidParameter`. A numeric code is given as text.
    pub fn code(&self) -> Option<&str> {
        self.envelope()?.code.as_deref()
    }

    /// The service's message, exactly as it came. `Display` escapes control characters in it.
    pub fn message(&self) -> Option<&str> {
        self.envelope()?.message.as_deref()
    }

    /// Id of the request, which support asks for. From the body, else from the header.
    pub fn request_id(&self) -> Option<&str> {
        self.envelope()?.request_id.as_deref()
    }

    /// Address of a page that explains the error, if the service named one.
    pub fn recommend(&self) -> Option<&str> {
        self.envelope()?.recommend.as_deref()
    }

    /// The host that answered, as it calls itself.
    pub fn host_id(&self) -> Option<&str> {
        self.envelope()?.host_id.as_deref()
    }

    /// Who was denied what, if the service said so.
    pub fn access_denied(&self) -> Option<&AccessDenied> {
        self.envelope()?.access_denied.as_ref()
    }

    /// HTTP status of the answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.answer.as_ref().map(|answer| answer.status)
    }

    /// Headers of the answer, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.answer.as_ref().map(|answer| &answer.headers)
    }

    /// The first 64 KiB of the answer's body, if there was one, whatever they hold.
    pub fn body(&self) -> Option<&Bytes> {
        self.0.answer.as_ref().map(|answer| &answer.body)
    }

    /// How long the service asks to wait before the next attempt; 24 hours at most.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.answer.as_ref()?.retry_after
    }

    /// How many attempts were made to send the request: 0 if something was wrong before the first, and more
    /// than 1 if it was repeated. See [`RetryPolicy`](crate::RetryPolicy).
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// What is wrong with the request, if it breaks rules of its page. A value that no request can carry,
    /// whatever the page says, is named by the message alone.
    pub fn violations(&self) -> Option<&Violations> {
        self.0.violations.as_ref()
    }

    /// Wire path of the member that could not be decoded: `Resources[2].Id`.
    pub fn member(&self) -> Option<&str> {
        self.0.member.as_deref()
    }

    fn envelope(&self) -> Option<&Envelope> {
        self.0.answer.as_ref().map(|answer| &answer.envelope)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source: &(dyn std::error::Error + 'static) = self.0.source.as_deref()?;
        Some(source)
    }
}

impl From<Violations> for Error {
    fn from(violations: Violations) -> Self {
        let mut error = Error::new(ErrorKind::InvalidRequest, "");
        error.0.violations = Some(violations);
        error
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_small_and_can_cross_threads() {
        fn check<T: std::error::Error + Send + Sync + 'static>() {}
        check::<Error>();
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }

    #[test]
    fn the_kept_body_is_bounded() {
        let (parts, _) = http::Response::new(()).into_parts();
        let answer = Answer::new(&parts, &vec![b'x'; BODY_LIMIT + 1], Envelope::default());
        assert_eq!(answer.body.len(), BODY_LIMIT);
    }
}
