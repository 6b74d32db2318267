//! Why a source has no credentials.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// Why a source has no credentials: one sentence, and the error below it if there is one.
///
/// The sentence is shown to users: it must hold no secret. Clones are cheap: one failure answers all who
/// waited for it.
#[derive(Debug, Clone)]
pub struct CredentialsError {
    message: String,
    source: Option<Arc<dyn Error + Send + Sync>>,
    is_missing: bool,
}

impl CredentialsError {
    /// An error that says what failed, and how to mend it.
    pub fn new(message: impl Into<String>) -> Self {
        CredentialsError {
            message: message.into(),
            source: None,
            is_missing: false,
        }
    }

    /// An error that says what would have to be there for this source to be asked: nothing failed, it is
    /// only not set up.
    pub fn missing(message: impl Into<String>) -> Self {
        CredentialsError {
            is_missing: true,
            ..Self::new(message)
        }
    }

    /// The same error with the one that caused it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// Whether the source is only not set up, in contrast to one that was asked and failed.
    pub fn is_missing(&self) -> bool {
        self.is_missing
    }

    /// The same error, told from further away: `what: message`.
    pub(crate) fn within(mut self, what: impl fmt::Display) -> Self {
        self.message = format!("{what}: {}", self.message);
        self
    }

    /// The message and those of all causes, in one line.
    pub(crate) fn in_full(&self) -> String {
        let mut text = self.message.clone();
        let mut below = self.source();
        while let Some(error) = below {
            text.push_str(": ");
            text.push_str(&error.to_string());
            below = error.source();
        }
        text.lines().collect::<Vec<_>>().join("; ")
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for CredentialsError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn Error + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_causes_stand_in_one_line() {
        let cause = CredentialsError::new("b\nhint: c").with_source("d");
        let error = CredentialsError::new("a").with_source(cause).within("what");
        assert_eq!(error.to_string(), "what: a");
        assert_eq!(error.in_full(), "what: a: b; hint: c: d");
        assert!(!error.is_missing() && CredentialsError::missing("x").within("y").is_missing());
    }
}
