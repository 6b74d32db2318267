//! The kinds of errors.
//!
//! In: nothing. Out: one word that says at which step a call failed, and so whose turn it is.

/// At which step a call failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request breaks documented rules; nothing was sent. Mend the request: [`Error::violations`]
    /// lists every problem.
    ///
    /// [`Error::violations`]: crate::Error::violations
    InvalidRequest,
    /// Region, endpoint, header or path value cannot be used; nothing was sent. Mend the configuration
    /// or the value that the message names.
    Config,
    /// There are no credentials; nothing was sent. The source says what was tried.
    Credentials,
    /// No connection; nothing was sent. Check endpoint and network, or try again.
    Connect,
    /// The time for the call ran out. The operation may have happened.
    Timeout,
    /// The connection broke after sending began. The operation may have happened.
    Transport,
    /// The answer is larger than the configuration allows. The operation happened.
    TooLarge,
    /// The answer points to another address. It is never followed, because the signature and the token
    /// are meant for this host only. Check the endpoint.
    Redirect,
    /// The service, or something before it, answered with an error status.
    Service,
    /// The operation happened, but its answer is not what the documentation promises.
    /// [`Error::body`](crate::Error::body) holds it.
    Decode,
}
