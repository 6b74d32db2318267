//! A request as a command for the shell.
//!
//! In: a prepared request. Out: the `curl` call that would send it, to read, to file with a bug report,
//! or to run. Secrets are masked unless they are asked for.

use std::borrow::Cow;
use std::fmt::Write as _;

use bytes::Bytes;
use http::header::{AUTHORIZATION, HeaderValue};

use crate::masking::{MASK, Masked};

/// Headers that hold a token, whether or not they are marked as sensitive.
const TOKENS: &[&str] = &["x-acs-security-token", "x-acs-bearer-token"];

/// Shows a prepared request as a `curl` command.
pub trait RequestExt {
    /// The command with every secret masked: the signature, tokens, and fields that the documentation
    /// marks as secret. The service refuses it as it stands; it is for reading and sharing.
    ///
    /// ```
    /// use alicloud_core::{Bytes, RequestExt, http};
    ///
    /// let request = http::Request::get("https://example.com/a?b=c")
    ///     .header("x-acs-security-token", "never-printed")
    ///     .body(Bytes::new())?;
    /// assert_eq!(
    ///     request.to_curl(),
    ///     "curl --request GET 'https://example.com/a?b=c' \\\n  --header 'x-acs-security-token: ***'"
    /// );
    /// # Ok::<(), http::Error>(())
    /// ```
    fn to_curl(&self) -> String;

    /// The command with its secrets: whoever reads it can make this call once within 15 minutes, and
    /// use a token until it expires. Do not log it.
    fn to_curl_with_secrets(&self) -> String;
}

impl RequestExt for http::Request<Bytes> {
    fn to_curl(&self) -> String {
        let masked = self.extensions().get::<Masked>();
        let body = masked.map_or(self.body(), |masked| &masked.body);
        command(self, &masked_url(self), &masked_header, body)
    }

    fn to_curl_with_secrets(&self) -> String {
        let as_it_is = |_: &str, value: &HeaderValue| text(value);
        command(self, &self.uri().to_string(), &as_it_is, self.body())
    }
}

/// How the value of a header is shown.
type Show<'a> = &'a dyn Fn(&str, &HeaderValue) -> String;

fn command(request: &http::Request<Bytes>, url: &str, show: Show<'_>, body: &Bytes) -> String {
    let mut out = format!("curl --request {} {}", request.method(), quoted(url));
    for (name, value) in request.headers() {
        let value = show(name.as_str(), value);
        // `name:` would make curl drop the header; `name;` sends it empty.
        let line = if value.is_empty() {
            format!("{name};")
        } else {
            format!("{name}: {value}")
        };
        write_option(&mut out, "--header", &line);
    }
    match std::str::from_utf8(body) {
        Ok("") => {}
        Ok(text) if !text.contains('\0') => write_option(&mut out, "--data-raw", text),
        _ => {
            out.push_str(" \\\n  --data-binary @-");
            out.insert_str(
                0,
                &format!(
                    "# the body is {} bytes that are no text: pipe them in\n",
                    body.len()
                ),
            );
        }
    }
    out
}

fn write_option(out: &mut String, option: &str, value: &str) {
    write!(out, " \\\n  {option} {}", quoted(value)).expect("writing to a String does not fail");
}

/// The address, sensitive values masked.
pub(crate) fn masked_url(request: &http::Request<Bytes>) -> String {
    let masked = request.extensions().get::<Masked>();
    let uri = request.uri();
    match (masked, uri.scheme_str(), uri.authority()) {
        (Some(masked), Some(scheme), Some(authority)) => {
            format!("{scheme}://{authority}{}", masked.path_and_query)
        }
        (Some(masked), ..) => masked.path_and_query.clone(),
        (None, ..) => uri.to_string(),
    }
}

/// The value of a header, masked if it is secret.
pub(crate) fn masked_header(name: &str, value: &HeaderValue) -> String {
    let text = text(value);
    if name == AUTHORIZATION.as_str() {
        // The rest of it (key id, names of the signed headers) is what one needs to find a mistake.
        return match text.split_once("Signature=") {
            Some((before, _)) => format!("{before}Signature={MASK}"),
            None => MASK.to_owned(),
        };
    }
    if value.is_sensitive() || TOKENS.contains(&name) {
        MASK.to_owned()
    } else {
        text
    }
}

fn text(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}

/// The text as one word of a POSIX shell, always in quotes.
fn quoted(text: &str) -> String {
    let inside = if text.contains('\'') {
        Cow::Owned(text.replace('\'', r"'\''"))
    } else {
        Cow::Borrowed(text)
    };
    format!("'{inside}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(body: &'static [u8]) -> http::Request<Bytes> {
        http::Request::post("https://example.com/a%20b?c=d%27")
            .body(Bytes::from_static(body))
            .unwrap()
    }

    #[test]
    fn a_request_becomes_one_quoted_line_for_each_part() {
        let mut request = request(br#"{"a":"it's $HOME"}"#);
        request
            .headers_mut()
            .insert("accept", HeaderValue::from_static("application/json"));
        request
            .headers_mut()
            .insert("x-empty", HeaderValue::from_static(""));
        let expected = "curl --request POST 'https://example.com/a%20b?c=d%27' \\\n  \
                        --header 'accept: application/json' \\\n  --header 'x-empty;' \\\n  \
                        --data-raw '{\"a\":\"it'\\''s $HOME\"}'";
        assert_eq!(request.to_curl(), expected);
        assert_eq!(request.to_curl_with_secrets(), expected);
    }

    #[test]
    fn signature_and_tokens_are_masked() {
        let mut request = request(b"");
        let mut secret = HeaderValue::from_static("canary");
        secret.set_sensitive(true);
        let headers = request.headers_mut();
        headers.insert("x-secret", secret);
        headers.insert("x-acs-security-token", HeaderValue::from_static("canary"));
        headers.insert("x-acs-bearer-token", HeaderValue::from_static("canary"));
        headers.insert(
            AUTHORIZATION,
            HeaderValue::from_static(
                "ACS3-HMAC-SHA256 Credential=id,SignedHeaders=host,Signature=canary",
            ),
        );
        let shown = request.to_curl();
        assert!(
            shown.contains("Credential=id,SignedHeaders=host,Signature=***'"),
            "{shown}"
        );
        assert!(
            !shown.contains("canary") && shown.matches("***").count() == 4,
            "{shown}"
        );
        assert_eq!(request.to_curl_with_secrets().matches("canary").count(), 4);
    }

    #[test]
    fn an_authorization_of_another_form_is_masked_whole() {
        let mut request = request(b"");
        request
            .headers_mut()
            .insert(AUTHORIZATION, HeaderValue::from_static("Bearer canary"));
        assert!(!request.to_curl().contains("canary"));
    }

    #[test]
    fn secret_fields_are_masked_in_address_and_body() {
        let mut request = request(b"{\"Password\":\"canary\"}");
        let body = Bytes::from_static(b"{\"Password\":\"***\"}");
        request.extensions_mut().insert(Masked {
            path_and_query: "/a?Key=***".to_owned(),
            body,
        });
        assert_eq!(
            request.to_curl(),
            "curl --request POST 'https://example.com/a?Key=***' \\\n  --data-raw '{\"Password\":\"***\"}'"
        );
        assert!(request.to_curl_with_secrets().contains("canary"));
    }

    #[test]
    fn a_body_that_is_no_text_is_piped() {
        for body in [b"\xff\x00".as_slice(), b"a\0"] {
            let shown = request(body).to_curl();
            assert!(
                shown.starts_with("# the body is 2 bytes that are no text: pipe them in\ncurl "),
                "{shown}"
            );
            assert!(shown.ends_with("--data-binary @-"), "{shown}");
        }
    }
}
