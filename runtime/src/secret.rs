//! Text that must not be printed and is wiped when dropped.
//!
//! In: a key or token. Out: the same text, only through [`Secret::expose`], so that a search for that
//! word finds every place that could leak it.

use std::fmt;

use zeroize::Zeroizing;

/// Text whose `Debug` is `***` and whose memory is overwritten on drop.
#[derive(Clone)]
pub(crate) struct Secret(Zeroizing<String>);

impl Secret {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Secret(Zeroizing::new(text.into()))
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_hides_the_text_and_expose_gives_it() {
        let secret = Secret::new("canary");
        assert_eq!(format!("{secret:?} {secret:#?}"), "*** ***");
        assert_eq!(secret.expose(), "canary");
    }
}
