//! What an error answer says.
//!
//! In: headers and body of an answer with an error status. Out: code, message, request id and the rest,
//! whatever of them is there. Answers come as JSON with names in either case and codes that may be
//! numbers, as XML under several content types, as the HTML of a proxy, or as nothing at all. Only as much
//! of a body is looked at as an error keeps.

mod json;
mod throttling;

use http::HeaderMap;

pub(crate) use self::throttling::{is_throttling, retry_after};
use crate::Json;
use crate::error::{AccessDenied, BODY_LIMIT};
use crate::xml;

/// The documented members of an error answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Envelope {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) recommend: Option<String>,
    pub(crate) host_id: Option<String>,
    pub(crate) access_denied: Option<AccessDenied>,
}

/// Reads what is there; nothing in an answer makes this fail.
pub(crate) fn read(headers: &HeaderMap, body: &[u8]) -> Envelope {
    let document = document(headers, body, BODY_LIMIT, is_known).unwrap_or_default();
    let text = |names: &[&str]| names.iter().find_map(|name| scalar(document.get(name)?));
    let detail = ACCESS_DENIED.iter().find_map(|name| document.get(name));
    Envelope {
        code: text(CODE),
        message: text(MESSAGE),
        request_id: text(REQUEST_ID).or_else(|| header_request_id(headers).map(str::to_owned)),
        recommend: text(RECOMMEND),
        host_id: text(HOST_ID),
        access_denied: detail.and_then(AccessDenied::read),
    }
}

/// Only the request id, from an answer whose other members mean something else.
pub(crate) fn read_request_id(headers: &HeaderMap, body: &[u8]) -> Envelope {
    let request_id = read(headers, body).request_id;
    Envelope {
        request_id,
        ..Envelope::default()
    }
}

/// The names that products use for the request id.
pub(crate) const REQUEST_ID: &[&str] = &["RequestId", "requestId", "request_id", "RequestID"];

const CODE: &[&str] = &["Code", "code"];
const MESSAGE: &[&str] = &["Message", "message"];
const RECOMMEND: &[&str] = &["Recommend", "recommend"];
const HOST_ID: &[&str] = &["HostId", "hostId"];
const ACCESS_DENIED: &[&str] = &["AccessDeniedDetail", "accessDeniedDetail"];

fn is_known(name: &str) -> bool {
    let known = [CODE, MESSAGE, REQUEST_ID, RECOMMEND, HOST_ID, ACCESS_DENIED];
    known.iter().any(|names| names.contains(&name))
}

/// The request id that the gateway puts in a header.
pub(crate) fn header_request_id(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get("x-acs-request-id")?.to_str().ok()?;
    Some(value).filter(|value| !value.is_empty())
}

/// Members of a body that `is_known` picks, be it JSON or XML. Of a body that is longer than `max` bytes only
/// its head is looked at.
pub(crate) fn document(
    headers: &HeaderMap,
    body: &[u8],
    max: usize,
    is_known: fn(&str) -> bool,
) -> Option<Json> {
    let is_cut = body.len() > max;
    let head = &body[..body.len().min(max)];
    let body = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii();
    if xml::is_announced(headers, body) || body.starts_with(b"<Error") {
        Some(xml::read(body).ok()?.trimmed().to_json())
    } else {
        json::read(body, is_cut, is_known)
    }
}

fn scalar(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use http::header::CONTENT_TYPE;

    use super::*;

    fn read_as(content_type: &str, body: &str) -> [Option<String>; 3] {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
        let envelope = read(&headers, body.as_bytes());
        [envelope.code, envelope.message, envelope.request_id]
    }

    #[test]
    fn every_known_form_is_read() {
        let full = ["C", "M", "R"].map(|text| Some(text.to_owned()));
        let json = "application/json;charset=utf-8";
        let xml = "<Error><Code>C</Code><Message>M</Message><RequestId>R</RequestId></Error>";
        let table = [
            (json, r#"{"Code":"C","Message":"M","RequestId":"R"}"#),
            (json, r#"{"code":"C","message":"M","requestId":"R"}"#),
            (
                json,
                "\u{feff}{\"code\":\"C\",\"message\":\"M\",\"request_id\":\"R\"}\n",
            ),
            (
                "",
                r#"{"Code":null,"code":"C","Message":"M","RequestID":"R"}"#,
            ),
            (
                "text/xml;charset=utf-8",
                &format!("<?xml version=\"1.0\"?>\n{xml}"),
            ),
            ("application/xml", xml),
            ("text/plain", xml),
        ];
        for (content_type, body) in table {
            assert_eq!(read_as(content_type, body), full, "{content_type} {body}");
        }
    }

    #[test]
    fn a_numeric_code_becomes_text() {
        assert_eq!(
            read_as("application/json", r#"{"code":1001}"#)[0].as_deref(),
            Some("1001")
        );
    }

    #[test]
    fn anything_else_says_nothing() {
        for body in [
            "",
            "[1]",
            "{}",
            "<html><body>Bad Gateway</body></html>",
            "{\"Code\":",
            "\"x\"",
            "<Error><Code>",
        ] {
            assert_eq!(read_as("text/html", body), [None, None, None], "{body}");
        }
    }

    #[test]
    fn only_the_head_of_a_long_body_is_looked_at() {
        let filler = "x".repeat(BODY_LIMIT);
        let read = |body: String| read_as("application/json", &body)[0].clone();
        let before = format!(r#"{{"Code":"C","Data":"{filler}" and no JSON"#);
        assert_eq!(read(before).as_deref(), Some("C"));
        let behind = format!(r#"{{"Data":"{filler}","Code":"C"}}"#);
        assert_eq!(read(behind), None);
    }

    #[test]
    fn the_header_gives_the_request_id_when_the_body_does_not() {
        let mut headers = HeaderMap::new();
        headers.insert("x-acs-request-id", "from-header".parse().unwrap());
        assert_eq!(
            read(&headers, b"").request_id.as_deref(),
            Some("from-header")
        );
        let body = br#"{"RequestId":"from-body"}"#;
        assert_eq!(
            read(&headers, body).request_id.as_deref(),
            Some("from-body")
        );
    }

    #[test]
    fn access_denied_detail_is_read_in_either_case() {
        for name in ["AccessDeniedDetail", "accessDeniedDetail"] {
            let body = format!(r#"{{"{name}":{{"AuthAction":"a:B"}}}}"#);
            let denied = read(&HeaderMap::new(), body.as_bytes())
                .access_denied
                .unwrap();
            assert_eq!(denied.action.as_deref(), Some("a:B"));
        }
    }
}
