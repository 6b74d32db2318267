//! From an HTTP answer to a value or an error.
//!
//! In: the table of an operation, head and body of the answer, and the slot to fill. Out: the filled
//! slot, or an error that keeps everything of the answer that helps.

mod headers;

use http::StatusCode;
use http::header::{CONTENT_TYPE, LOCATION};
use http::response::Parts;

use crate::address::shown_location;
use crate::compression::compression;
use crate::decode::{Failure, Fault, Room, decode};
use crate::envelope::{is_throttling, read, read_request_id, retry_after};
use crate::error::{Answer, Error, ErrorKind};
use crate::model::{Slot, Target};
use crate::printable::Printable;
use crate::retry::is_passing_code;
use crate::schema::OperationFacts;
use crate::xml;

/// Fills `output` from the answer: members from the body, JSON or XML, and from headers. An empty body or
/// status 204 leaves the members of the body as they are.
///
/// # Errors
///
/// [`ErrorKind::Redirect`] for status 300 to 399, [`ErrorKind::Service`] for 400 to 599,
/// [`ErrorKind::Transport`] for any other status that is no success, and [`ErrorKind::Decode`] if the body
/// of a success is not what the page says.
pub fn interpret(
    info: &OperationFacts<'_>,
    parts: &Parts,
    body: &[u8],
    output: &mut dyn Slot,
) -> Result<(), Error> {
    let status = parts.status;
    let result = if status.is_success() {
        fill(parts, body, output).and_then(|()| {
            headers::fill(&parts.headers, output)
                .map_err(|failure| undecoded_member(failure, "JSON", parts, body))
        })
    } else if status.is_client_error() || status.is_server_error() {
        Err(refused(info, parts, body))
    } else if status.is_redirection() {
        Err(misplaced(parts, body))
    } else {
        Err(senseless(parts, body))
    };
    result.map_err(|error| error.with_operation(info))
}

fn fill(parts: &Parts, body: &[u8], output: &mut dyn Slot) -> Result<(), Error> {
    if body.is_empty() || parts.status == StatusCode::NO_CONTENT {
        return Ok(());
    }
    match output.target() {
        Target::Nothing => return Ok(()),
        Target::Bytes(bytes) => {
            *bytes = bytes::Bytes::copy_from_slice(body);
            return Ok(());
        }
        _ => refuse_compression(parts, body)?,
    }
    match output.target() {
        Target::Text(text) => {
            let written = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
            return match std::str::from_utf8(written) {
                Ok(written) => {
                    written.clone_into(text);
                    Ok(())
                }
                Err(error) => {
                    Err(
                        undecoded("the answer is no text in UTF-8".to_owned(), parts, body)
                            .with_source(error),
                    )
                }
            };
        }
        _ if body.trim_ascii().is_empty() => return Ok(()),
        _ => {}
    }
    if xml::is_announced(&parts.headers, body) {
        from_xml(body, output).map_err(|failure| undecoded_member(failure, "XML", parts, body))
    } else {
        decode(body, output).map_err(|failure| undecoded_member(failure, "JSON", parts, body))
    }
}

fn from_xml(body: &[u8], output: &mut dyn Slot) -> Result<(), Failure> {
    xml::fill(&read_xml(body)?, Room::of(body.len()), output)
}

/// The root of an answer in XML.
pub(crate) fn read_xml(body: &[u8]) -> Result<xml::Element, Failure> {
    match xml::read(body) {
        // A proxy's page is well-formed as well, and would decode to nothing at all.
        Ok(root) if !root.name.eq_ignore_ascii_case("html") => Ok(root),
        Ok(_) => Err(Failure {
            path: String::new(),
            fault: Fault::Document,
            source: "it is a web page".into(),
        }),
        Err(failure) => Err(failure),
    }
}

/// The error for an answer, or a member of it, that is not what the page says.
pub(crate) fn undecoded_member(
    failure: Failure,
    format: &str,
    parts: &Parts,
    body: &[u8],
) -> Error {
    let what = failure.what("the answer").unwrap_or_else(|| {
        let content_type = Printable(content_type(parts));
        format!("the answer is no {format} ({content_type})")
    });
    undecoded(what, parts, body)
        .with_member(failure.path)
        .with_source(failure.source)
}

/// No call asks for compression, and none is undone.
pub(crate) fn refuse_compression(parts: &Parts, body: &[u8]) -> Result<(), Error> {
    let Some(name) = compression(&parts.headers).map(Printable) else {
        return Ok(());
    };
    let what = format!("the answer is compressed ({name}), which was not asked for");
    Err(undecoded(what, parts, body))
}

fn undecoded(what: String, parts: &Parts, body: &[u8]) -> Error {
    let envelope = read_request_id(&parts.headers, body);
    Error::new(ErrorKind::Decode, what).with_answer(Answer::new(parts, body, envelope))
}

/// The error that an answer tells of.
pub(crate) fn refused(info: &OperationFacts<'_>, parts: &Parts, body: &[u8]) -> Error {
    let mut answer = Answer::new(parts, body, read(&parts.headers, body));
    let (code, own) = (answer.envelope.code.as_deref(), &info.retry);
    answer.throttling = is_throttling(parts.status, &parts.headers, code, own);
    answer.passing = code.is_some_and(|code| is_passing_code(code, own));
    answer.retry_after = retry_after(&parts.headers);
    Error::new(ErrorKind::Service, "").with_answer(answer)
}

fn misplaced(parts: &Parts, body: &[u8]) -> Error {
    let location = parts
        .headers
        .get(LOCATION)
        .and_then(|value| shown_location(value.to_str().ok()?));
    let what = match location {
        Some(location) => {
            format!("the answer points to {location}, which is not followed: check the endpoint")
        }
        None => "the answer points elsewhere, which is not followed: check the endpoint".to_owned(),
    };
    let envelope = read_request_id(&parts.headers, body);
    Error::new(ErrorKind::Redirect, what).with_answer(Answer::new(parts, body, envelope))
}

fn senseless(parts: &Parts, body: &[u8]) -> Error {
    let what = format!(
        "status {} is no answer to a call: check the endpoint and what stands between",
        parts.status.as_u16()
    );
    let envelope = read_request_id(&parts.headers, body);
    Error::new(ErrorKind::Transport, what).with_answer(Answer::new(parts, body, envelope))
}

fn content_type(parts: &Parts) -> &str {
    let value = parts
        .headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    value.unwrap_or("no content type")
}

#[cfg(test)]
mod tests;
