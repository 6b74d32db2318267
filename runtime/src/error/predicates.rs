//! What a program may decide from an error.
//!
//! In: an error. Out: yes or no. Codes are compared here and nowhere else.

use http::StatusCode;

use super::{Error, ErrorKind};

const BAD_CREDENTIALS: &[&str] = &[
    "InvalidAccessKeyId",
    "InvalidSecurityToken",
    "MalformedSecurityToken",
    "IncompleteSignature",
    "SignatureDoesNotMatch",
];

const CLOCK_SKEW: &[&str] = &["InvalidTimeStamp", "IllegalTimestamp"];

/// Many services answer 403 for other reasons too (`OperationDenied`, `QuotaExceed`), so the status alone
/// says little once there is a code.
const ACCESS_DENIED: &[&str] = &[
    "AccessDenied",
    "AccessForbidden",
    "Forbidden.RAM",
    "NoPermission",
    "NoPrivilege",
    "PermissionDenied",
    "Unauthorized",
    "UnauthorizedOperation",
];

/// Codes that mean it only as they stand: `Forbidden.Something` may be anything.
const ACCESS_DENIED_EXACTLY: &[&str] = &["Forbidden"];

impl Error {
    /// The request was not sent because of what is in it. Mend it: [`Error::violations`] lists every broken
    /// rule of its page; if a rule is out of date, its id can be excepted. Without violations the message
    /// names a value that no request can carry.
    pub fn is_invalid_request(&self) -> bool {
        self.kind() == ErrorKind::InvalidRequest
    }

    /// The service turned the call away because there are too many. The last attempt was not carried out; an earlier
    /// one may have been, which [`Error::never_happened`] says. Wait for [`Error::retry_after`], else for some seconds,
    /// and send less. Calls that read or carry an idempotency token are repeated first, within what
    /// [`RetryPolicy`](crate::RetryPolicy) and budget allow; a page of a list that says so under HTTP status 200 is not.
    pub fn is_throttling(&self) -> bool {
        self.0
            .answer
            .as_ref()
            .is_some_and(|answer| answer.throttling)
    }

    /// Trying again may help. The call has done so already where that is safe, as
    /// [`RetryPolicy`](crate::RetryPolicy) says, so wait for longer, some minutes rather than seconds. After
    /// [`is_connect`](Self::is_connect), and after [`is_throttling`](Self::is_throttling) at the first attempt, it is
    /// safe; otherwise the operation may have happened already, so repeat it only if it merely reads or carries an
    /// idempotency token that you set. One that the call filled in is new in the next call.
    ///
    /// One error no policy has repeated: that of a page of a list that calls itself a failure under HTTP status 200,
    /// also where its code is one of throttling. Wait, and go on from the walk's
    /// [`position`](crate::Pages::position).
    ///
    /// Once the head of an answer is there, its status decides. When a success then breaks off, stalls,
    /// outlasts the call, is too large or cannot be decoded, the operation has happened, and this is false;
    /// an error status counts as it does when its body comes whole. This is also false for everything that
    /// was never sent, except for want of a connection: the same request would fail in the same way.
    pub fn is_retryable(&self) -> bool {
        let has_passing_status = || self.status().is_some_and(is_passing);
        match self.kind() {
            ErrorKind::Connect => true,
            ErrorKind::Timeout | ErrorKind::Transport if self.status().is_none() => true,
            ErrorKind::Service
            | ErrorKind::Timeout
            | ErrorKind::Transport
            | ErrorKind::TooLarge => {
                self.is_throttling()
                    || self.0.answer.as_ref().is_some_and(|answer| answer.passing)
                    || (has_passing_status() && !self.is_access_denied())
            }
            ErrorKind::InvalidRequest
            | ErrorKind::Config
            | ErrorKind::Credentials
            | ErrorKind::Certificate
            | ErrorKind::Redirect
            | ErrorKind::Decode => false,
        }
    }

    /// Time ran out; the operation may have happened, and has if [`Error::status`] is a success. Look
    /// before repeating a write, or give the call more time.
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// There was no connection, in the last attempt, and no earlier one can have been carried out: none had a
    /// connection either, or the service refused it. Check endpoint and network, or try again later.
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect && !self.0.is_open
    }

    /// No attempt was carried out, for certain: the last one was never sent, or turned away as one of too many, and
    /// each before it was never sent either, or refused. A write can be made again, with a new token or without one,
    /// once the trouble is mended. `false` means that it may have happened, or that only the error's code can tell.
    ///
    /// ```
    /// use alicloud_core::Error;
    ///
    /// fn advice(error: &Error) -> &'static str {
    ///     match error.never_happened() {
    ///         true => "mend it and call again",
    ///         false => "look before calling again",
    ///     }
    /// }
    /// # let _ = advice;
    /// ```
    pub fn never_happened(&self) -> bool {
        let was_carried_out = self.status().is_some_and(|status| status.is_success());
        (self.is_unsent() || self.is_throttling()) && !was_carried_out && !self.0.is_open
    }

    /// Whether the last attempt sent nothing.
    pub(super) fn is_unsent(&self) -> bool {
        matches!(
            self.kind(),
            ErrorKind::InvalidRequest
                | ErrorKind::Config
                | ErrorKind::Credentials
                | ErrorKind::Connect
                | ErrorKind::Certificate
        ) && self.0.answer.is_none()
    }

    /// The identity is known but may not do this. Grant it what [`Error::access_denied`] names;
    /// repeating does not help.
    pub fn is_access_denied(&self) -> bool {
        self.access_denied().is_some()
            || self.has_code(ACCESS_DENIED)
            || self
                .code()
                .map_or(self.status() == Some(StatusCode::FORBIDDEN), |code| {
                    ACCESS_DENIED_EXACTLY.contains(&code)
                })
    }

    /// The keys or the token are unknown, expired, or do not fit together. Get new ones. When they have
    /// expired, their source has been told; a call that may be repeated was, if the source had others, and the next
    /// call asks anew.
    pub fn is_bad_credentials(&self) -> bool {
        self.has_code(BAD_CREDENTIALS)
    }

    /// The clock of this machine differs too much from the service's. Set it right. The next call of the same
    /// client goes by the time that the service said, if it said one.
    pub fn is_clock_skew(&self) -> bool {
        self.has_code(CLOCK_SKEW)
    }

    fn has_code(&self, prefixes: &[&str]) -> bool {
        self.code()
            .is_some_and(|code| prefixes.iter().any(|prefix| code.starts_with(prefix)))
    }
}

/// Server errors that say "not now" rather than "never".
fn is_passing(status: StatusCode) -> bool {
    status.is_server_error()
        && status != StatusCode::NOT_IMPLEMENTED
        && status != StatusCode::HTTP_VERSION_NOT_SUPPORTED
}

#[cfg(test)]
mod tests {
    use super::super::Answer;
    use super::*;
    use crate::envelope::Envelope;

    fn service(status: u16, code: &str) -> Error {
        let (mut parts, _) = http::Response::new(()).into_parts();
        parts.status = StatusCode::from_u16(status).unwrap();
        let envelope = Envelope {
            code: Some(code.into()),
            ..Envelope::default()
        };
        Error::new(ErrorKind::Service, "").with_answer(Answer::new(&parts, b"", envelope))
    }

    #[test]
    fn a_lost_connection_after_an_open_attempt_leaves_it_open() {
        let of = |kind| Error::new(kind, "x");
        for (before, is_connect) in [
            (ErrorKind::Connect, true),
            (ErrorKind::Timeout, false),
            (ErrorKind::Transport, false),
        ] {
            let last = of(ErrorKind::Connect).with_previous(of(before));
            assert_eq!(last.is_connect(), is_connect, "{before:?}");
            let later = of(ErrorKind::Connect).with_previous(last);
            assert_eq!(later.is_connect(), is_connect, "{before:?}, then again");
            assert!(later.is_retryable(), "{before:?}");
        }
    }

    #[test]
    fn a_call_never_happened_if_no_attempt_can_have() {
        let of = |kind| Error::new(kind, "x");
        let throttled = || {
            let mut error = service(429, "Throttling");
            error.0.answer.as_mut().unwrap().throttling = true;
            error
        };
        let unsent = [
            ErrorKind::InvalidRequest,
            ErrorKind::Config,
            ErrorKind::Credentials,
            ErrorKind::Connect,
            ErrorKind::Certificate,
        ];
        type Last<'a> = &'a dyn Fn() -> Error;
        let lasts = unsent.map(|kind| move || of(kind));
        let lasts = lasts.iter().map(|last| last as Last<'_>);
        for last in lasts.chain([&throttled as Last<'_>]) {
            assert!(last().never_happened(), "{:?}", last());
            let befores = [
                (of(ErrorKind::Connect), true),
                (throttled(), true),
                (service(400, "InvalidSecurityToken.Expired"), true),
                (of(ErrorKind::Timeout), false),
                (of(ErrorKind::Transport), false),
                (service(500, "InternalError"), false),
            ];
            for (before, expected) in befores {
                let text = format!("{before:?}, then {:?}", last());
                let error = last().with_previous(before);
                assert_eq!(error.never_happened(), expected, "{text}");
            }
        }
        for kind in [
            ErrorKind::Timeout,
            ErrorKind::Transport,
            ErrorKind::TooLarge,
            ErrorKind::Redirect,
            ErrorKind::Service,
            ErrorKind::Decode,
        ] {
            assert!(!of(kind).never_happened(), "{kind:?}");
        }
    }

    #[test]
    fn codes_and_statuses_are_classified() {
        type Predicate = fn(&Error) -> bool;
        let all: [Predicate; 4] = [
            Error::is_retryable,
            Error::is_access_denied,
            Error::is_bad_credentials,
            Error::is_clock_skew,
        ];
        let table = [
            (500, "InternalError", [true, false, false, false]),
            (503, "ServiceUnavailable", [true, false, false, false]),
            (501, "NotImplemented", [false, false, false, false]),
            (400, "InvalidParameter", [false, false, false, false]),
            (403, "NoPermission", [false, true, false, false]),
            (400, "Forbidden.RAM", [false, true, false, false]),
            (403, "Forbidden", [false, true, false, false]),
            (403, "QuotaExceed.Instances", [false, false, false, false]),
            (403, "OperationDenied", [false, false, false, false]),
            (
                403,
                "InvalidSecurityToken.Expired",
                [false, false, true, false],
            ),
            (400, "SignatureDoesNotMatch", [false, false, true, false]),
            (400, "InvalidTimeStamp.Expired", [false, false, false, true]),
        ];
        for (status, code, expected) in table {
            let error = service(status, code);
            assert_eq!(
                all.map(|predicate| predicate(&error)),
                expected,
                "{status} {code}"
            );
        }
    }

    #[test]
    fn without_an_answer_the_kind_decides() {
        type Predicate = fn(&Error) -> bool;
        let all: [Predicate; 5] = [
            Error::is_retryable,
            Error::is_invalid_request,
            Error::is_connect,
            Error::is_timeout,
            Error::is_throttling,
        ];
        let none = [false; 5];
        let table = [
            (
                ErrorKind::InvalidRequest,
                [false, true, false, false, false],
            ),
            (ErrorKind::Config, none),
            (ErrorKind::Credentials, none),
            (ErrorKind::Connect, [true, false, true, false, false]),
            (ErrorKind::Certificate, none),
            (ErrorKind::Timeout, [true, false, false, true, false]),
            (ErrorKind::Transport, [true, false, false, false, false]),
            (ErrorKind::TooLarge, none),
            (ErrorKind::Redirect, none),
            (ErrorKind::Service, none),
            (ErrorKind::Decode, none),
        ];
        for (kind, expected) in table {
            let error = Error::new(kind, "");
            assert_eq!(all.map(|predicate| predicate(&error)), expected, "{kind:?}");
        }
    }

    #[test]
    fn once_there_is_a_head_its_status_decides() {
        for kind in [
            ErrorKind::Timeout,
            ErrorKind::Transport,
            ErrorKind::TooLarge,
        ] {
            for (status, expected) in [(200, false), (302, false), (404, false), (503, true)] {
                let mut error = service(status, "");
                error.0.kind = kind;
                assert_eq!(error.is_retryable(), expected, "{kind:?} {status}");
            }
        }
        for kind in [ErrorKind::Decode, ErrorKind::Redirect] {
            let mut error = service(503, "");
            error.0.kind = kind;
            assert!(!error.is_retryable(), "{kind:?}");
        }
    }
}
