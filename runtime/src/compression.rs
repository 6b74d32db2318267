//! Whether an answer is compressed.
//!
//! In: its headers. Out: the name of the compression. No call asks for one, so none is undone: what
//! stands between client and service must not add it either, and an error can say so.

use http::HeaderMap;
use http::header::CONTENT_ENCODING;

/// What `content-encoding` says, if that is more than nothing.
pub(crate) fn compression(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(CONTENT_ENCODING)?.to_str().ok()?.trim();
    Some(value).filter(|value| !value.is_empty() && !value.eq_ignore_ascii_case("identity"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anything_but_identity_is_a_compression() {
        let table = [
            ("gzip", Some("gzip")),
            (" br ", Some("br")),
            ("", None),
            ("Identity", None),
        ];
        for (value, expected) in table {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_ENCODING, value.parse().unwrap());
            assert_eq!(compression(&headers), expected, "{value:?}");
        }
        assert_eq!(compression(&HeaderMap::new()), None);
    }
}
