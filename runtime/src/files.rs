//! The disk. This is the only file of the crate that reads it.
//!
//! In: a path. Out: the bytes of the file. Whatever needs a file takes [`ReadFile`], so that tests and
//! embedders can hand in their own.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// A file with settings or a token is never larger, in bytes.
const LIMIT: u64 = 1 << 20;

/// Where files are read from. Any `Fn(&Path) -> io::Result<Vec<u8>>` is one.
///
/// ```
/// use std::io;
/// use std::path::Path;
///
/// use alicloud_core::ReadFile;
///
/// let fixed = |path: &Path| match path.to_str() {
///     Some("/token") => Ok(b"abc".to_vec()),
///     _ => Err(io::ErrorKind::NotFound.into()),
/// };
/// assert_eq!(fixed.read(Path::new("/token"))?, b"abc");
/// # Ok::<(), io::Error>(())
/// ```
pub trait ReadFile: Send + Sync {
    /// The whole file.
    ///
    /// # Errors
    ///
    /// Why it cannot be read; [`io::ErrorKind::NotFound`] if there is none.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
}

impl<F: Fn(&Path) -> io::Result<Vec<u8>> + Send + Sync> ReadFile for F {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self(path)
    }
}

/// The files of this machine. One of more than 1 MiB is an error.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl ReadFile for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let file = File::open(path)?;
        // Room for all of it at once: growing would leave copies of what is in it behind.
        let size = file.metadata()?.len().min(LIMIT);
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
        file.take(LIMIT + 1).read_to_end(&mut bytes)?;
        if u64::try_from(bytes.len()).is_ok_and(|length| length <= LIMIT) {
            return Ok(bytes);
        }
        Err(io::Error::other("the file is larger than 1 MiB"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_and_an_absent_one_is_not_found() {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        assert!(Disk.read(&manifest).unwrap().starts_with(b"[package]"));
        let error = Disk.read(&manifest.join("absent")).unwrap_err();
        assert!(
            error.kind() == io::ErrorKind::NotFound || error.kind() == io::ErrorKind::NotADirectory
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_file_without_an_end_is_refused() {
        let error = Disk.read(Path::new("/dev/zero")).unwrap_err();
        assert!(error.to_string().contains("1 MiB"), "{error}");
    }
}
