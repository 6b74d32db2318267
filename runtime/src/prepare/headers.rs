//! Headers and host of a request.
//!
//! In: the header and host parameters of a request. Out: headers to sign and send. A parameter can
//! neither take the place of a header that the protocol owns, nor smuggle in a line break, nor move the
//! request to another host, whatever validation is set to.

use http::{HeaderMap, HeaderName};

use super::header_value;
use crate::error::Error;
use crate::form::{styled_text, text};
use crate::hook::AddedHeaders;
use crate::masking::{Secrets, holds_secrets};
use crate::members::parameters;
use crate::model::Model;
use crate::printable::Printable;
use crate::schema::Place;

/// Headers that carry the protocol itself, which the generator refuses as parameters too. Products do have
/// parameters with other names of the prefix `x-acs-`.
pub static OWNED_HEADERS: &[&str] = &[
    "authorization",
    "connection",
    "content-length",
    "host",
    "transfer-encoding",
    "user-agent",
    "x-acs-accesskey-id",
    "x-acs-action",
    "x-acs-bearer-token",
    "x-acs-content-sha256",
    "x-acs-credentials-provider",
    "x-acs-date",
    "x-acs-retry-attempts",
    "x-acs-retry-delay",
    "x-acs-security-token",
    "x-acs-signature-method",
    "x-acs-signature-nonce",
    "x-acs-signature-type",
    "x-acs-signature-version",
    "x-acs-version",
];

/// Headers as text, until they are signed.
pub(super) struct Headers(Vec<Header>);

struct Header {
    name: HeaderName,
    value: String,
    secret: bool,
}

impl Headers {
    /// The header parameters. Problems are added to `problems`.
    pub(super) fn from_fields(request: &dyn Model, problems: &mut Vec<String>) -> Self {
        let mut headers = Headers(Vec::new());
        for one in parameters(request, Place::Header) {
            let Some(value) = styled_text(one.shape, one.field.style, Secrets::Show) else {
                continue;
            };
            let secret = one.field.sensitive || holds_secrets(one.shape);
            let shown = Printable(&one.name);
            match HeaderName::from_bytes(one.name.as_bytes()) {
                Err(_) => problems.push(format!("{shown} is no name of a header")),
                Ok(name) if OWNED_HEADERS.contains(&name.as_str()) => {
                    problems.push(format!(
                        "{shown} would replace a header of the protocol: leave it unset"
                    ));
                }
                Ok(_) if header_value(&value).is_err() => problems.push(format!(
                    "{shown} holds a line break or control character, which a header cannot carry"
                )),
                Ok(name) => headers.put(name, &value, secret),
            }
        }
        headers
    }

    pub(super) fn set(&mut self, name: HeaderName, value: &str) {
        self.put(name, value, false);
    }

    /// Sets a header that must not be printed.
    pub(super) fn set_secret(&mut self, name: HeaderName, value: &str) {
        self.put(name, value, true);
    }

    pub(super) fn set_if_absent(&mut self, name: HeaderName, value: &str) {
        if self.0.iter().all(|header| header.name != name) {
            self.set(name, value);
        }
    }

    /// Adds headers of the program. None may take the place of one that is there.
    pub(super) fn add(&mut self, added: &AddedHeaders) -> Result<(), Error> {
        let mut problems = added.problems().to_vec();
        for one in added.iter() {
            match self.0.iter().any(|header| header.name == one.name) {
                true => problems.push(format!("the request has the header {} already", one.name)),
                false => self.put(one.name.clone(), &one.value, one.secret),
            }
        }
        if problems.is_empty() {
            return Ok(());
        }
        let all = problems.join("\n");
        Err(Error::config(format!(
            "a header of a hook cannot be sent: {all}"
        )))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|header| (header.name.as_str(), header.value.as_str()))
    }

    fn put(&mut self, name: HeaderName, value: &str, secret: bool) {
        // Two values of one header would be signed as one but sent as two.
        self.0.retain(|header| header.name != name);
        self.0.push(Header {
            name,
            value: value.to_owned(),
            secret,
        });
    }

    pub(super) fn finish(self) -> Result<HeaderMap, Error> {
        let mut map = HeaderMap::with_capacity(self.0.len());
        for Header {
            name,
            value,
            secret,
        } in self.0
        {
            let mut value = header_value(&value).map_err(|error| {
                Error::config(format!(
                    "the header {name} holds a line break or control character"
                ))
                .with_source(error)
            })?;
            value.set_sensitive(secret);
            map.insert(name, value);
        }
        Ok(map)
    }
}

/// The host with the host parameters in front, each of them one label.
pub(super) fn host(request: &dyn Model, authority: &str, problems: &mut Vec<String>) -> String {
    let mut host = String::new();
    for one in parameters(request, Place::Host) {
        let label = text(one.shape, Secrets::Show).unwrap_or_default();
        if is_label(&label) {
            host.push_str(&label);
            host.push('.');
        } else {
            problems.push(format!(
                "{} becomes part of the host name: it must be 1 to 63 letters, digits and inner hyphens",
                one.name
            ));
        }
    }
    host + authority
}

fn is_label(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&text.len())
        && text.bytes().all(allowed)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_cannot_leave_the_host() {
        for good in ["a", "bucket-1", "A9", &"x".repeat(63)] {
            assert!(is_label(good), "{good}");
        }
        for bad in [
            "",
            "-a",
            "a-",
            "a.b",
            "a/b",
            "a@b",
            "a:1",
            "é",
            "a b",
            "a#",
            &"x".repeat(64),
        ] {
            assert!(!is_label(bad), "{bad}");
        }
    }
}
