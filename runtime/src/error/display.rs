//! How an error reads.
//!
//! In: an error. Out: one line with operation, code, message, status and request id, and below it one
//! hint if there is something to do. `Debug` adds the causes; its long form shows the facts by name, and
//! of the body only its size: the answer of an operation that creates a key holds the key. What others
//! wrote is escaped where a terminal would obey it.

use std::fmt;

use super::{Answer, Error, ErrorKind};
use crate::compression::compression;
use crate::printable::Printable;

/// How much of an answer that is no error document is shown.
const SNIPPET: usize = 200;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(violations) = &self.0.violations {
            return violations.fmt(f);
        }
        if let Some(operation) = &self.0.operation {
            write!(f, "{} {}: ", operation.product, Printable(&operation.name))?;
        }
        // Of the attempts before it this error knows little.
        if self.kind() == ErrorKind::Certificate && self.attempts() <= 1 {
            f.write_str("nothing was sent, because ")?;
        }
        let answer = self.0.answer.as_ref();
        match answer.filter(|_| self.0.what.is_empty()) {
            Some(answer) => said(answer, f)?,
            None => f.write_str(&self.0.what)?,
        }
        if let Some(answer) = answer {
            write!(f, " (HTTP {}", answer.status.as_u16())?;
            if let Some(id) = self.request_id() {
                write!(f, ", request id {}", Printable(id))?;
            }
            f.write_str(")")?;
        }
        if self.attempts() > 1 {
            write!(f, ", after {} attempts", self.attempts())?;
        }
        if self.0.is_open && self.is_unsent() {
            f.write_str("; an earlier attempt may have been carried out")?;
        }
        match self.hint() {
            Some(hint) => write!(f, "\nhint: {}", Printable(&hint)),
            None => Ok(()),
        }
    }
}

impl Error {
    fn hint(&self) -> Option<String> {
        if self.is_clock_skew() {
            return Some("set the clock of this machine right".into());
        }
        if self.is_bad_credentials() {
            return Some("check access key id, secret and token; they must belong together".into());
        }
        if self.is_access_denied() {
            let asked = self
                .access_denied()
                .and_then(|denied| denied.action.as_deref());
            let action = asked.or(self
                .0
                .operation
                .as_ref()
                .and_then(|operation| operation.ram_action))?;
            return Some(format!(
                "the caller must be allowed the RAM action {action}"
            ));
        }
        if self.is_throttling() {
            return Some(match self.retry_after() {
                Some(wait) => format!(
                    "send less, and wait {} ms before trying again",
                    wait.as_millis()
                ),
                None => "send less, and wait before trying again".into(),
            });
        }
        self.recommend().map(str::to_owned)
    }
}

/// What an answer says, or what can be seen of one that says nothing.
fn said(answer: &Answer, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (&answer.envelope.code, &answer.envelope.message) {
        (Some(code), Some(message)) => {
            write!(f, "{}: {}", Printable(code), Printable(message))
        }
        (Some(text), None) | (None, Some(text)) => write!(f, "{}", Printable(text)),
        (None, None) => {
            let reason = answer.status.canonical_reason().unwrap_or("error status");
            if let Some(name) = compression(&answer.headers) {
                let name = Printable(name);
                return write!(f, "{reason}, and the body is compressed ({name})");
            }
            let snippet = snippet(&answer.body);
            let shown = Printable(&snippet);
            if snippet.is_empty() {
                write!(f, "{reason}, with an empty body")
            } else {
                write!(f, "{reason}, and the body is no error document: {shown}")
            }
        }
    }
}

fn snippet(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(SNIPPET) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

/// What `main` prints when it returns an error: the same text, then the causes. `{:#?}` shows the parts.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return self.parts(f);
        }
        fmt::Display::fmt(self, f)?;
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            write!(f, "\ncaused by: {}", Printable(&error.to_string()))?;
            cause = error.source();
        }
        Ok(())
    }
}

impl Error {
    fn parts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Error");
        out.field("kind", &self.kind());
        let texts = [
            ("operation", self.operation()),
            (
                "what",
                Some(self.0.what.as_str()).filter(|what| !what.is_empty()),
            ),
            ("code", self.code()),
            ("message", self.message()),
            ("request_id", self.request_id()),
            ("member", self.member()),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                out.field(name, &text);
            }
        }
        if let Some(answer) = &self.0.answer {
            out.field("status", &answer.status);
            out.field("body", &format_args!("{} bytes", answer.body.len()));
        }
        if let Some(violations) = &self.0.violations {
            out.field("violations", violations);
        }
        if let Some(source) = &self.0.source {
            out.field("source", source);
        }
        out.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::super::AccessDenied;
    use super::*;
    use crate::envelope::Envelope;
    use crate::fixture::CREATE;

    fn service(status: u16, envelope: Envelope, body: &[u8]) -> Error {
        let (mut parts, _) = http::Response::new(()).into_parts();
        parts.status = http::StatusCode::from_u16(status).unwrap();
        Error::new(ErrorKind::Service, "")
            .with_operation(&CREATE)
            .with_answer(Answer::new(&parts, body, envelope))
    }

    fn envelope(code: &str, message: &str) -> Envelope {
        Envelope {
            code: Some(code.into()),
            message: Some(message.into()),
            request_id: Some("r-1".into()),
            ..Envelope::default()
        }
    }

    #[test]
    fn an_error_reads_as_one_line_and_a_hint() {
        let denied = Envelope {
            access_denied: Some(AccessDenied::default()),
            ..envelope("NoPermission", "no")
        };
        let table = [
            (
                service(400, envelope("InvalidParameter", "Bad Name."), b""),
                "demo Create: InvalidParameter: Bad Name. (HTTP 400, request id r-1)",
            ),
            (
                service(403, denied, b""),
                "demo Create: NoPermission: no (HTTP 403, request id r-1)\n\
                 hint: the caller must be allowed the RAM action demo:Create",
            ),
            (
                service(502, Envelope::default(), b"<html>\n<p>Bad</p></html>"),
                "demo Create: Bad Gateway, and the body is no error document: \
                 <html> <p>Bad</p></html> (HTTP 502)",
            ),
            (
                service(503, Envelope::default(), b""),
                "demo Create: Service Unavailable, with an empty body (HTTP 503)",
            ),
            (Error::config("the region is empty"), "the region is empty"),
        ];
        for (error, expected) in table {
            assert_eq!(error.to_string(), expected);
        }
    }

    #[test]
    fn what_was_not_sent_now_does_not_hide_what_was_sent_before() {
        let of = |kind| Error::new(kind, "the certificate of h was refused: x");
        let certificate = || of(ErrorKind::Certificate);
        let lost = || of(ErrorKind::Transport).with_attempts(1);
        let unreached = || of(ErrorKind::Connect).with_attempts(1);
        let table = [
            (
                certificate().with_attempts(1),
                "nothing was sent, because the certificate of h was refused: x",
            ),
            (
                certificate().with_attempts(2).with_previous(lost()),
                "the certificate of h was refused: x, after 2 attempts; \
                 an earlier attempt may have been carried out",
            ),
            (
                certificate().with_attempts(2).with_previous(unreached()),
                "the certificate of h was refused: x, after 2 attempts",
            ),
            (
                Error::new(ErrorKind::Credentials, "no credentials")
                    .with_attempts(1)
                    .with_previous(lost()),
                "no credentials; an earlier attempt may have been carried out",
            ),
            (Error::new(ErrorKind::Credentials, "none"), "none"),
        ];
        for (error, expected) in table {
            assert_eq!(error.to_string(), expected);
        }
    }

    #[test]
    fn debug_reads_like_display_followed_by_the_causes() {
        let broken = std::io::Error::other(std::io::Error::other("refused"));
        let error = Error::new(ErrorKind::Connect, "no connection").with_source(broken);
        assert_eq!(format!("{error:?}"), "no connection\ncaused by: refused");
        assert!(
            format!("{error:#?}").contains("kind: Connect"),
            "{error:#?}"
        );
    }

    #[test]
    fn what_the_service_wrote_cannot_command_a_terminal() {
        let hostile = "a\u{1b}[2J\nhint: run this";
        let said = Envelope {
            recommend: Some(hostile.into()),
            request_id: Some(hostile.into()),
            ..envelope(hostile, hostile)
        };
        let cases = [
            service(400, said, b""),
            service(400, Envelope::default(), hostile.as_bytes()),
        ];
        for error in cases {
            for text in [
                error.to_string(),
                format!("{error:?}"),
                format!("{error:#?}"),
            ] {
                assert!(
                    !text.contains('\u{1b}') && !text.contains("\nhint: run"),
                    "{text}"
                );
            }
        }
        let error = service(400, envelope("C", hostile), b"");
        assert_eq!(error.message(), Some(hostile));
    }

    #[test]
    fn the_parts_do_not_hold_the_body() {
        let error = service(500, envelope("C", "m"), b"canary");
        assert!(!format!("{error:?} {error:#?}").contains("canary"));
    }
}
