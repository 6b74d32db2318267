//! Percent-encoding as signature V3 wants it.
//!
//! In: text. Out: the same text with every byte encoded that is not unreserved in RFC 3986. Path,
//! query, form and signer share it: the service recomputes the signature from what it decodes, so
//! two encoders that differ in one character would break calls.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

const RESERVED_BUT_SLASH: &AsciiSet = &RESERVED.remove(b'/');

/// Encodes a name or value.
pub(crate) fn encode(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// Encodes the fixed text of a path, where `/` separates segments.
pub(crate) fn encode_literal(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED_BUT_SLASH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_but_unreserved_is_encoded() {
        let table = [
            ("", ""),
            ("AZaz09-_.~", "AZaz09-_.~"),
            ("a b", "a%20b"),
            ("*+/=&", "%2A%2B%2F%3D%26"),
            ("!'()", "%21%27%28%29"),
            ("%2F", "%252F"),
            ("é中😀", "%C3%A9%E4%B8%AD%F0%9F%98%80"),
            ("\0\n\u{7f}", "%00%0A%7F"),
        ];
        for (text, expected) in table {
            assert_eq!(encode(text).to_string(), expected);
        }
    }

    #[test]
    fn a_literal_keeps_its_slashes() {
        assert_eq!(encode_literal("/a:b/c d/").to_string(), "/a%3Ab/c%20d/");
    }
}
