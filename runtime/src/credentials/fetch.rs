//! A question to the metadata service or a credentials URI.
//!
//! In: a request without a body. Out: the body of its answer, if that is a success, comes in time and is small.
//! Redirects are not followed, and nothing of a body is ever shown: it holds keys, or what somebody who
//! is not the metadata service has written.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use zeroize::{Zeroize, Zeroizing};

use super::{CredentialsError, Surroundings};
use crate::timeout::Limit;
use crate::transport::{CollectError, collect};

/// How long the service may be silent.
pub(super) const SILENCE: Duration = Duration::from_secs(1);
/// How long connecting, asking and answering may take together.
pub(super) const WHOLE: Duration = Duration::from_secs(2);
/// The largest answer, in bytes. A real one has about a thousand.
pub(super) const MAX: usize = 64 << 10;

/// Why there is no body.
#[derive(Debug)]
pub(super) enum FetchError {
    /// There is nobody to ask, or no way to ask.
    Unreachable(CredentialsError),
    /// Nothing, or not everything, came in time.
    Late,
    Status(StatusCode),
    TooLarge,
    Broken(CredentialsError),
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FetchError::Unreachable(error) | FetchError::Broken(error) => error.fmt(f),
            FetchError::Late => {
                let (silence, whole) = (SILENCE.as_secs(), WHOLE.as_secs());
                write!(f, "silent for {silence} s, or no answer within {whole} s")
            }
            FetchError::Status(status) if status.is_redirection() => write!(
                f,
                "it answered with a redirect (HTTP {}), which is never followed",
                status.as_u16()
            ),
            FetchError::Status(status) => write!(f, "it answered HTTP {}", status.as_u16()),
            FetchError::TooLarge => write!(f, "its answer is larger than {} KiB", MAX >> 10),
        }
    }
}

impl FetchError {
    /// The same as an error of credentials, which `what` begins.
    pub(super) fn within(self, what: impl fmt::Display) -> CredentialsError {
        match self {
            FetchError::Unreachable(error) | FetchError::Broken(error) => error.within(what),
            other => CredentialsError::new(format!("{what}: {other}")),
        }
    }
}

/// The body of the answer to `request`.
pub(super) async fn fetch(
    surroundings: &Surroundings,
    request: http::Request<Bytes>,
) -> Result<Zeroizing<Vec<u8>>, FetchError> {
    let transport = surroundings
        .metadata_transport()
        .map_err(FetchError::Unreachable)?;
    let timer = surroundings.timer().map_err(FetchError::Unreachable)?;
    let silence = Limit::new(Some(&*timer), Some(SILENCE));
    let whole = Limit::new(Some(&*timer), Some(WHOLE));
    let answer = async {
        let answer = silence
            .wait(transport.send(request))
            .await
            .map_err(|_| FetchError::Late)?
            .map_err(|error| {
                let failed = CredentialsError::new(error.to_string());
                match (
                    error.is_connect() || error.is_unusable(),
                    error.is_timeout(),
                ) {
                    (true, _) => FetchError::Unreachable(failed.with_source(error.into_source())),
                    (_, true) => FetchError::Late,
                    _ => FetchError::Broken(failed.with_source(error.into_source())),
                }
            })?;
        if answer.status() != StatusCode::OK {
            return Err(FetchError::Status(answer.status()));
        }
        collect(answer.into_body(), MAX, silence)
            .await
            .map_err(|error| match error {
                CollectError::TooLarge => FetchError::TooLarge,
                CollectError::Idle(_) => FetchError::Late,
                CollectError::Broken(error) => FetchError::Broken(
                    CredentialsError::new("its answer broke off").with_source(error),
                ),
            })
    };
    whole
        .wait(answer)
        .await
        .unwrap_or(Err(FetchError::Late))
        .map(owned)
}

/// A copy that is wiped when it is dropped; the original is wiped at once unless others hold it too.
fn owned(bytes: Bytes) -> Zeroizing<Vec<u8>> {
    let copy = Zeroizing::new(bytes.to_vec());
    if let Ok(mut original) = bytes.try_into_mut() {
        original.as_mut().zeroize();
    }
    copy
}
