//! Runs a program for each vector of its unit.
//!
//! In: the program. Out: a request for each vector, or what the program says against it. Each vector has a process
//! of its own, so that one that ends badly ends alone.

use std::path::Path;
use std::process::Command;

use alicloud::{Bytes, http};
use alicloud_tests::wire::Wire;

use crate::form::form;
use crate::outcome::Outcome;
use crate::plan::Unit;
use crate::vectors::Vector;

/// Asks the program for the requests of the unit.
pub(crate) fn run(program: &Path, unit: &Unit<'_>, outcome: &mut Outcome) {
    for vector in &unit.vectors {
        match ask(program, vector) {
            Ok(request) => outcome.sent(&vector.id, form(&Wire::of(&request))),
            Err(reason) if vector.unknown.is_empty() => outcome.refuse(&vector.id, &reason),
            Err(reason) => {
                let unknown = vector.unknown.join(", ");
                outcome.refuse(
                    &vector.id,
                    &format!("not in the metadata: {unknown}: {reason}"),
                );
            }
        }
    }
}

fn ask(program: &Path, vector: &Vector) -> Result<http::Request<Bytes>, String> {
    let output = Command::new(program)
        .arg(&vector.file)
        .output()
        .map_err(|error| format!("the program cannot be started: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.code() {
        Some(0) => request(&output.stdout).ok_or("the program gives no request".to_owned()),
        Some(1) => Err(said.into_owned()),
        _ => Err(format!(
            "the program ends with {}: {}",
            output.status,
            said.trim()
        )),
    }
}

/// Reads what the program writes.
fn request(message: &[u8]) -> Option<http::Request<Bytes>> {
    let end = message.windows(2).position(|pair| pair == b"\n\n")?;
    let head = std::str::from_utf8(&message[..end]).ok()?;
    let mut lines = head.split('\n');
    let (method, target) = lines.next()?.split_once(' ')?;
    let mut request = http::Request::builder().method(method).uri(target);
    for line in lines {
        let (name, value) = line.split_once(": ")?;
        request = request.header(name, value);
    }
    let body = Bytes::copy_from_slice(&message[end + 2..]);
    request.body(body).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_read_as_it_was_written() {
        let message = b"POST /a?b=c%20d\nhost: h\nx-empty: \n\n\n\nbody\xff";
        let request = request(message).expect("it is a request");
        assert_eq!(request.method(), "POST");
        assert_eq!(request.uri(), "/a?b=c%20d");
        assert_eq!(request.headers()["host"], "h");
        assert_eq!(request.headers()["x-empty"], "");
        assert_eq!(&request.body()[..], b"\n\nbody\xff");
        for broken in [&b""[..], b"POST /", b"POST\n\n", b"POST /\nhost\n\n"] {
            assert!(super::request(broken).is_none());
        }
    }
}
