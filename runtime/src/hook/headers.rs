//! Headers that a program adds to requests.
//!
//! In: names and values. Out: headers to sign and send, or everything that keeps them from it.

use std::fmt;

use http::{HeaderName, HeaderValue};

use crate::prepare::OWNED_HEADERS;
use crate::printable::Printable;

/// Headers between two machines, which a client does not choose for one request.
const OF_THE_CONNECTION: &[&str] = &[
    "expect",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "upgrade",
];

/// Headers that go out with a request besides its own. The signature covers those whose name begins with `x-acs-`.
///
/// ```
/// use alicloud_core::AddedHeaders;
///
/// let mut headers = AddedHeaders::new();
/// headers.set("tracestate", "vendor=1");
/// headers.set_secret("x-gateway-key", "never-printed");
/// assert!(!format!("{headers:?}").contains("never-printed"));
/// ```
#[derive(Clone, Default)]
pub struct AddedHeaders {
    headers: Vec<Added>,
    problems: Vec<String>,
}

#[derive(Clone)]
pub(crate) struct Added {
    pub(crate) name: HeaderName,
    pub(crate) value: String,
    pub(crate) secret: bool,
}

impl AddedHeaders {
    /// No headers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a header, in place of one of this name that was added before.
    ///
    /// What cannot be added (no name of a header, a value with a line break, a header of the protocol such as
    /// `authorization`, `host` and `x-acs-date`) makes the call fail before anything is sent; the error names all
    /// of them.
    pub fn set(&mut self, name: &str, value: &str) {
        self.put(name, value, false);
    }

    /// As [`set`](AddedHeaders::set), for a value that must not be shown.
    pub fn set_secret(&mut self, name: &str, value: &str) {
        self.put(name, value, true);
    }

    fn put(&mut self, name: &str, value: &str, secret: bool) {
        let shown = Printable(name);
        let problem = match HeaderName::from_bytes(name.as_bytes()) {
            Err(_) => format!("{shown} is no name of a header"),
            Ok(name) if OWNED_HEADERS.contains(&name.as_str()) => {
                format!("{shown} belongs to the protocol")
            }
            Ok(name) if OF_THE_CONNECTION.contains(&name.as_str()) => {
                format!("{shown} belongs to the connection")
            }
            Ok(_) if HeaderValue::from_str(value).is_err() => {
                format!("the value of {shown} holds something else than printable ASCII")
            }
            Ok(name) => {
                self.headers.retain(|added| added.name != name);
                let value = value.to_owned();
                return self.headers.push(Added {
                    name,
                    value,
                    secret,
                });
            }
        };
        self.problems.push(problem);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Added> {
        self.headers.iter()
    }

    pub(crate) fn problems(&self) -> &[String] {
        &self.problems
    }
}

impl fmt::Debug for AddedHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.headers.iter().map(|added| {
            let value = match added.secret {
                true => "***",
                false => added.value.as_str(),
            };
            (added.name.as_str(), value)
        });
        f.debug_map().entries(shown).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_added_is_remembered() {
        let table = [
            ("traceparent", "00-ab-cd-01", None),
            ("X-Acs-Extra", "1", None),
            ("no name", "1", Some("no name is no name of a header")),
            ("", "1", Some(" is no name of a header")),
            (
                "Authorization",
                "x",
                Some("Authorization belongs to the protocol"),
            ),
            (
                "x-acs-date",
                "x",
                Some("x-acs-date belongs to the protocol"),
            ),
            ("host", "x", Some("host belongs to the protocol")),
            (
                "user-agent",
                "x",
                Some("user-agent belongs to the protocol"),
            ),
            (
                "proxy-authorization",
                "x",
                Some("proxy-authorization belongs to the connection"),
            ),
            (
                "a",
                "b\r\nc: d",
                Some("the value of a holds something else than printable ASCII"),
            ),
        ];
        for (name, value, problem) in table {
            let mut headers = AddedHeaders::new();
            headers.set(name, value);
            let problems = headers.problems();
            assert_eq!(problems.first().map(String::as_str), problem, "{name}");
            assert_eq!(headers.iter().count(), usize::from(problem.is_none()));
        }
    }

    #[test]
    fn the_last_value_of_a_name_counts() {
        let mut headers = AddedHeaders::new();
        headers.set("a", "1");
        headers.set("A", "2");
        let all: Vec<_> = headers.iter().map(|added| added.value.as_str()).collect();
        assert_eq!(all, ["2"]);
    }
}
