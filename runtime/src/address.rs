//! Addresses in messages.
//!
//! In: the text of an address that somebody else wrote. Out: the part of it that may be shown. User
//! information holds passwords and queries hold tokens, so neither is repeated.

use http::Uri;

const HIDDEN: &str = "***";

/// What a user gave as endpoint, in whatever form. In a text that is no address one cannot tell where
/// user information ends and a query begins, so what may belong to either is hidden.
pub(crate) fn shown_endpoint(text: &str) -> String {
    match (text.rsplit_once('@'), text.find(['?', '#'])) {
        (None, None) => text.to_owned(),
        (Some((_, host)), None) => format!("{HIDDEN}@{host}"),
        (None, Some(end)) => format!("{}{HIDDEN}", &text[..=end]),
        (Some(_), Some(_)) => HIDDEN.to_owned(),
    }
}

/// Scheme, host and path of where an answer points to. Nothing if it is no address.
pub(crate) fn shown_location(text: &str) -> Option<String> {
    let uri: Uri = text.parse().ok()?;
    let mut shown = String::new();
    if let (Some(scheme), Some(host)) = (uri.scheme_str(), uri.host()) {
        shown = format!("{scheme}://{host}");
        if let Some(port) = uri.port() {
            shown.push_str(&format!(":{port}"));
        }
    }
    shown.push_str(uri.path());
    Some(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_user_information_nor_query_of_an_endpoint_is_shown() {
        let table = [
            ("example.com/path", "example.com/path"),
            ("https://user:canary@example.com", "***@example.com"),
            ("user:can/ary@example.com", "***@example.com"),
            ("example.com?token=canary", "example.com?***"),
            ("example.com/x#canary", "example.com/x#***"),
            ("user:can?ary@example.com", "***"),
            ("example.com?mail=a@canary", "***"),
        ];
        for (text, expected) in table {
            assert_eq!(shown_endpoint(text), expected);
        }
    }

    #[test]
    fn a_location_is_shown_without_user_information_and_query() {
        let table = [
            (
                "http://a.example.com/x?token=canary",
                Some("http://a.example.com/x"),
            ),
            (
                "https://u:canary@a.example.com:8443/@x",
                Some("https://a.example.com:8443/@x"),
            ),
            ("/x?y=canary", Some("/x")),
            ("/x#canary", Some("/x")),
            ("not an address", None),
        ];
        for (text, expected) in table {
            assert_eq!(shown_location(text).as_deref(), expected, "{text}");
        }
    }
}
