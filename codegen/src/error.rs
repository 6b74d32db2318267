//! Why a run of the generator failed.
//!
//! In: findings, files that cannot be read or written, wrong use. Out: one opaque error that says what, where and how
//! to mend it; programs ask for its kind, people print it.

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
    subject: &'static str,
    only_checked: bool,
}

/// What kind of failure it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The specs, or the manifest of the generated crate, have findings; the text shows all of them.
    Findings {
        /// The rendered findings.
        rendered: String,
        /// How many there are, warnings among them.
        count: usize,
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

    pub(crate) fn findings(rendered: String, count: usize) -> Self {
        Error::new(ErrorKind::Findings { rendered, count })
    }

    pub(crate) fn io((path, error): (PathBuf, io::Error)) -> Self {
        Error {
            source: Some(error),
            ..Error::new(ErrorKind::InputOutput { path })
        }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        let message = message.into();
        Error::new(ErrorKind::Usage { message })
    }

    /// The same findings, in the manifest of the generated crate.
    pub(crate) fn of_manifest(self) -> Self {
        Error {
            subject: "the manifest has",
            ..self
        }
    }

    /// The same findings, in metadata.
    pub(crate) fn of_metadata(self) -> Self {
        Error {
            subject: "the metadata has",
            ..self
        }
    }

    /// The same failure of a run that never writes.
    pub(crate) fn of_check(self) -> Self {
        Error {
            only_checked: true,
            ..self
        }
    }

    fn new(kind: ErrorKind) -> Self {
        Error {
            kind,
            source: None,
            subject: "the specs have",
            only_checked: false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::Findings { rendered, count } => {
                let plural = if *count == 1 { "" } else { "s" };
                let outcome = if self.only_checked {
                    ""
                } else {
                    "; nothing was written"
                };
                write!(
                    f,
                    "{} {count} finding{plural}{outcome}\n\n{rendered}",
                    self.subject
                )
            }
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
