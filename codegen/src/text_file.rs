//! The text of a file that a user gave.
//!
//! In: a path. Out: its text, or why it has none and how to mend that: it may be a pipe, which would be waited for, a
//! folder, or written in another encoding by an editor that did not say so.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The whole text.
pub(crate) fn read(path: &Path) -> io::Result<String> {
    read_start(path, u64::MAX)
}

/// The text, as far as `limit`, which may cut its last character.
pub(crate) fn read_start(path: &Path, limit: u64) -> io::Result<String> {
    let bad = |message| io::Error::new(io::ErrorKind::InvalidData, message);
    // Before it is opened: opening a pipe waits for somebody to write into it.
    if !fs::metadata(path)?.is_file() {
        return Err(bad("it is no regular file".to_owned()));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    if bytes.len() as u64 >= limit {
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let lines = error.as_bytes()[..valid].iter().filter(|byte| **byte == b'\n');
        bad(format!(
            "it is not UTF-8, from its byte {} in line {} on: save it as UTF-8, or download it again",
            valid + 1,
            lines.count() + 1
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_encoding_is_said_with_its_place() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("a");
        fs::write(&path, b"a\nb\xff\xfe").expect("it can be written");
        let error = read(&path).expect_err("it is no UTF-8");
        assert_eq!(
            error.to_string(),
            "it is not UTF-8, from its byte 4 in line 2 on: save it as UTF-8, or download it again"
        );
        assert_eq!(read_start(&path, 2).ok().as_deref(), Some("a\n"));
        assert!(read(folder.path()).is_err());
    }
}
