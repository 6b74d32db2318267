//! An answer that is no success.
//!
//! In: a status as text, header lines, a blank line and a body, as HTTP writes them. Out: nothing, or a
//! panic: the error can be printed, is the same the second time, and keeps what came.

use alicloud_core::http::{HeaderName, HeaderValue, Response, StatusCode, response::Parts};
use alicloud_core::{Error, ErrorKind, interpret};

use super::sample::{INFO, Sample};
use super::shown;

/// Interprets the answer that `data` describes.
pub fn check(data: &[u8]) {
    let (parts, body) = split(data);
    let result = read(&parts, body);
    let Err(error) = result else {
        assert!(parts.status.is_success(), "{} is no success", parts.status);
        return;
    };
    let expected = match parts.status.as_u16() {
        200..300 => ErrorKind::Decode,
        300..400 => ErrorKind::Redirect,
        400..600 => ErrorKind::Service,
        _ => ErrorKind::Transport,
    };
    assert_eq!(error.kind(), expected);
    assert_eq!(error.status(), Some(parts.status));
    let kept = error.body().expect("the answer is kept");
    assert!(body.starts_with(kept), "the body is kept as it came");
    shown::check(&error);
    let again = read(&parts, body).expect_err("it failed before");
    assert_eq!(error.to_string(), again.to_string());
    assert_eq!(error.retry_after(), again.retry_after());
}

fn read(parts: &Parts, body: &[u8]) -> Result<(), Error> {
    interpret(&INFO, parts, body, &mut Sample::default())
}

/// Lines that are no headers are passed over.
fn split(data: &[u8]) -> (Parts, &[u8]) {
    let (mut parts, ()) = Response::new(()).into_parts();
    let (line, mut rest) = line(data);
    parts.status = StatusCode::from_bytes(line).unwrap_or(StatusCode::BAD_REQUEST);
    while !rest.is_empty() {
        let (header, behind) = self::line(rest);
        rest = behind;
        if header.is_empty() {
            break;
        }
        let Some(colon) = header.iter().position(|byte| *byte == b':') else {
            continue;
        };
        let name = HeaderName::from_bytes(&header[..colon]);
        let value = HeaderValue::from_bytes(header[colon + 1..].trim_ascii());
        if let (Ok(name), Ok(value)) = (name, value) {
            parts.headers.append(name, value);
        }
    }
    (parts, rest)
}

fn line(data: &[u8]) -> (&[u8], &[u8]) {
    match data.iter().position(|byte| *byte == b'\n') {
        Some(end) => (&data[..end], &data[end + 1..]),
        None => (data, &[]),
    }
}
