//! Paths of requests, as both front doors see them.
//!
//! In: a segment of a path. Out: whether clients and proxies would take it out, after which the signature would be
//! wrong.

/// Whether a segment is one of dots, which may be written `%2e`.
pub(crate) fn is_dots(segment: &str) -> bool {
    matches!(
        &*segment.replace("%2e", ".").replace("%2E", "."),
        "." | ".."
    )
}

#[cfg(test)]
mod tests {
    use super::is_dots;

    #[test]
    fn dots_are_seen_however_they_are_written() {
        for (segment, expected) in [
            (".", true),
            ("..", true),
            ("%2e", true),
            (".%2E", true),
            ("%2e%2E", true),
            ("...", false),
            ("a..", false),
            ("%2ea", false),
            ("", false),
        ] {
            assert_eq!(is_dots(segment), expected, "{segment}");
        }
    }
}
