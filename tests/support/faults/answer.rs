//! Answers in pieces, good and bad ones.
//!
//! In: status, headers, body. Out: steps for the server.

use super::step::Step;

/// What every answer of the harbour says.
pub const BODY: &str = r#"{"RequestId":"r-1","Total":7}"#;
/// The same as an event.
pub const EVENT: &str = "data: {\"Total\":7}\n\n";

/// Bytes.
pub fn write(bytes: impl AsRef<[u8]>) -> Step {
    Step::Write(bytes.as_ref().to_vec())
}

/// A head with these lines, each of which ends as lines of a head do, and a request id.
pub fn head(status: &str, lines: &str) -> String {
    format!("HTTP/1.1 {status}\r\nx-acs-request-id: r-1\r\n{lines}\r\n")
}

/// An answer in one piece; the connection stays open.
pub fn whole(status: &str, lines: &str, body: &str) -> Vec<Step> {
    let lines = format!("{lines}content-length: {}\r\n", body.len());
    vec![write(head(status, &lines) + body)]
}

/// A refusal with this code.
pub fn refusal(status: &str, lines: &str, code: &str) -> Vec<Step> {
    let body = format!(r#"{{"RequestId":"r-1","Code":"{code}","Message":"no"}}"#);
    whole(status, lines, &body)
}
