//! The kinds of errors.
//!
//! In: nothing. Out: one word that says at which step a call failed, and so whose turn it is.

/// At which step a call failed, in its last attempt.
///
/// That the last attempt sent nothing says nothing of those before it: [`Error::never_happened`] speaks of all.
///
/// [`Error::never_happened`]: crate::Error::never_happened
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request cannot be sent as it is; nothing was sent. Mend the request. If it breaks documented
    /// rules, [`Error::violations`] lists every problem. Without violations it holds a value that no
    /// request can carry, whatever validation is set to, and the message names it: a path value that is
    /// empty or only dots, a line break in a header, an address that is too long, too deep nesting.
    ///
    /// [`Error::violations`]: crate::Error::violations
    InvalidRequest,
    /// Region, endpoint, transport or timer cannot be used; nothing was sent in the last attempt. An earlier one may
    /// have been sent if [`attempts`](crate::Error::attempts) is not 0. Mend the part of the configuration that the
    /// message names.
    Config,
    /// There are no credentials; nothing was sent in the last attempt. An earlier one may have been sent if
    /// [`attempts`](crate::Error::attempts) is not 0. The source says what was tried.
    Credentials,
    /// No connection; nothing was sent in the last attempt. An earlier one may have been sent if
    /// [`attempts`](crate::Error::attempts) is more than 1. Check endpoint and network, or try again.
    Connect,
    /// The server's certificate was refused: it does not fit the host, has expired, or comes from an authority that
    /// is not trusted. Nothing was sent in the last attempt, and trying again does not help; an earlier one may have been
    /// sent if [`attempts`](crate::Error::attempts) is more than 1. Check the endpoint, then what stands between this
    /// machine and it, and the clock.
    Certificate,
    /// The time for the call ran out. The operation may have happened; after a success
    /// [`status`](crate::Error::status) it has.
    Timeout,
    /// The connection broke after sending began, or what came is no answer to a call: a status below 200
    /// or above 599. The operation may have happened; after a success
    /// [`status`](crate::Error::status) it has.
    Transport,
    /// The answer is larger than the configuration allows. After a success
    /// [`status`](crate::Error::status) the operation happened.
    TooLarge,
    /// The answer points to another address. It is never followed, because the signature and the token
    /// are meant for this host only. Check the endpoint.
    Redirect,
    /// The service, or something before it, answered with an error status; or a page of a list calls itself a
    /// failure under HTTP status 200.
    Service,
    /// The operation happened, but its answer is not what the documentation promises, or would take far more
    /// memory than it has bytes; or the pages of a list go round in circles.
    /// [`Error::body`](crate::Error::body) holds the answer, except for pages that go round in circles.
    Decode,
}
