//! Why a run of the generator failed.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a run failed: findings in the specs, or files that could not be read or written.
///
/// `Debug` prints the same as `Display`, so that a `build.rs` whose `main` returns this error shows the
/// findings as they are meant to be read.
pub struct Error {
    kind: ErrorKind,
    source: Option<io::Error>,
}

/// What kind of failure it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The specs have findings; the text shows all of them.
    Findings {
        /// The rendered findings.
        rendered: String,
    },
    /// A file or folder could not be read or written.
    InputOutput {
        /// Which one.
        path: PathBuf,
    },
    /// The builder was not told what it needs.
    Usage {
        /// What is missing, and how to mend it.
        message: String,
    },
}

impl Error {
    /// What kind of failure it is.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    pub(crate) fn findings(rendered: String) -> Self {
        Error {
            kind: ErrorKind::Findings { rendered },
            source: None,
        }
    }

    pub(crate) fn io((path, error): (PathBuf, io::Error)) -> Self {
        Error {
            kind: ErrorKind::InputOutput { path },
            source: Some(error),
        }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Error {
            kind: ErrorKind::Usage {
                message: message.into(),
            },
            source: None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::Findings { rendered } => write!(
                f,
                "the specs have findings; nothing was written\n\n{rendered}"
            ),
            ErrorKind::InputOutput { path } => match &self.source {
                Some(error) => write!(f, "cannot use `{}`: {error}", path.display()),
                None => write!(f, "cannot use `{}`", path.display()),
            },
            ErrorKind::Usage { message } => f.write_str(message),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|error| error as _)
    }
}
