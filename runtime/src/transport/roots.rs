//! Which servers a client believes.
//!
//! In: certificates as PEM text. Out: a store of roots that servers' certificates must lead to.

use std::fmt;
use std::sync::Arc;

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::error::Error;
use crate::printable::Printable;

const BEGIN: &str = "-----BEGIN ";
const DASHES: &str = "-----";
const CERTIFICATE: &str = "CERTIFICATE";

/// The certificates that a server's must lead to. Give them to
/// [`Config::with_root_certificates`](crate::Config::with_root_certificates) or
/// [`HyperTransport::with_root_certificates`](crate::HyperTransport::with_root_certificates).
///
/// By default clients believe the roots of Mozilla, which are compiled in. A network whose proxy reads along, or a
/// private cloud, has a root of its own:
///
/// ```no_run
/// use alicloud_core::{Config, RootCertificates};
///
/// let company = std::fs::read("/etc/ssl/company-root.pem")?;
/// let roots = RootCertificates::mozilla().with_pem(&company)?;
/// let config = Config::new("cn-hangzhou").with_root_certificates(roots);
/// # let _ = config;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
#[cfg_attr(docsrs, doc(cfg(feature = "transport")))]
pub struct RootCertificates(Arc<RootCertStore>);

impl RootCertificates {
    /// The roots of Mozilla, as they were when this crate's dependency `webpki-roots` was released.
    pub fn mozilla() -> Self {
        RootCertificates(Arc::new(RootCertStore::from_iter(
            webpki_roots::TLS_SERVER_ROOTS.iter().cloned(),
        )))
    }

    /// No roots: no server is believed until [`with_pem`](RootCertificates::with_pem) adds some.
    pub fn none() -> Self {
        RootCertificates(Arc::new(RootCertStore::empty()))
    }

    /// These roots and those of `pem`: one `CERTIFICATE` block or more, with any text between them.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind) naming the first block, by number and line, that is no certificate.
    pub fn with_pem(mut self, pem: &[u8]) -> Result<Self, Error> {
        let store = Arc::make_mut(&mut self.0);
        for block in blocks(pem)? {
            let certificate =
                CertificateDer::from_pem_slice(block.text.as_bytes()).map_err(|error| {
                    Error::config(format!("{} cannot be read: {error}", block.place()))
                })?;
            store.add(certificate).map_err(|error| {
                Error::config(format!(
                    "{} is base64, but no X.509 certificate",
                    block.place()
                ))
                .with_source(error)
            })?;
        }
        Ok(self)
    }

    pub(super) fn store(&self) -> Arc<RootCertStore> {
        self.0.clone()
    }
}

impl Default for RootCertificates {
    fn default() -> Self {
        Self::mozilla()
    }
}

impl fmt::Debug for RootCertificates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RootCertificates")
            .field("count", &self.0.len())
            .finish()
    }
}

/// A block of PEM text with its two marks.
struct Block {
    number: usize,
    line: usize,
    text: String,
}

impl Block {
    fn place(&self) -> String {
        format!(
            "certificate {} of the PEM text (line {})",
            self.number, self.line
        )
    }
}

/// The blocks of the text, which must all be certificates.
fn blocks(pem: &[u8]) -> Result<Vec<Block>, Error> {
    // A comment may be in whatever encoding; the blocks themselves are ASCII.
    let text = String::from_utf8_lossy(pem);
    let mut lines = text.lines().enumerate();
    let mut blocks = Vec::new();
    while let Some((index, begin)) = lines.next() {
        let Some(label) = begin.trim().strip_prefix(BEGIN) else {
            continue;
        };
        let label = label.trim_end_matches('-');
        let (number, line) = (blocks.len() + 1, index + 1);
        if label != CERTIFICATE {
            return Err(Error::config(format!(
                "block {number} of the PEM text (line {line}) is a {}, not a {CERTIFICATE}: leave it out",
                Printable(label)
            )));
        }
        let end = format!("{DASHES}END {label}{DASHES}");
        let mut block = format!("{BEGIN}{label}{DASHES}\n");
        loop {
            match lines.next() {
                Some((_, last)) if last.trim() == end => break,
                Some((_, inner)) if !inner.trim().starts_with(DASHES) => {
                    block.push_str(inner.trim());
                    block.push('\n');
                }
                _ => {
                    return Err(Error::config(format!(
                        "certificate {number} of the PEM text (line {line}) has no end: the line `{end}` is missing"
                    )));
                }
            }
        }
        block.push_str(&end);
        block.push('\n');
        blocks.push(Block {
            number,
            line,
            text: block,
        });
    }
    match blocks.is_empty() {
        true => Err(nothing(pem)),
        false => Ok(blocks),
    }
}

fn nothing(pem: &[u8]) -> Error {
    // A DER file begins with a sequence whose length takes two bytes.
    let hint = match pem {
        [0x30, 0x82, ..] => {
            "; it looks like DER: `openssl x509 -inform der -in root.der -out root.pem` makes PEM of it"
        }
        _ => "",
    };
    Error::config(format!(
        "there is no certificate in these {} bytes: PEM text has a line `{BEGIN}{CERTIFICATE}{DASHES}`{hint}",
        pem.len()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    const ROOT: &str = include_str!("hyper/tests/tls/root.pem");
    const SERVER: &str = include_str!("hyper/tests/tls/server.pem");
    const KEY: &str = include_str!("hyper/tests/tls/server.key");

    #[test]
    fn certificates_are_added_whatever_stands_between_them() {
        let mozilla = RootCertificates::mozilla().0.len();
        let windows = ROOT.replace('\n', "\r\n");
        let table = [
            (ROOT.to_owned(), 1),
            (format!("# our root\n{ROOT}\n# another\n\n{SERVER}"), 2),
            (windows, 1),
            (format!("\u{feff}# a mark\n{ROOT}"), 1),
        ];
        for (pem, count) in table {
            let roots = RootCertificates::none().with_pem(pem.as_bytes()).unwrap();
            assert_eq!(roots.0.len(), count);
            let roots = RootCertificates::default()
                .with_pem(pem.as_bytes())
                .unwrap();
            assert_eq!(roots.0.len(), mozilla + count);
        }
        // Latin-1.
        let pem = [b"# Autorit\xe9 racine\n", ROOT.as_bytes(), b"\xe9\n"].concat();
        let roots = RootCertificates::none().with_pem(&pem).unwrap();
        assert_eq!(roots.0.len(), 1);
        assert!(mozilla > 100);
        let shown = format!("{:?}", RootCertificates::none());
        assert_eq!(shown, "RootCertificates { count: 0 }");
    }

    #[test]
    fn what_is_no_certificate_is_named_by_block_and_line() {
        let broken = ROOT.replacen("MII", "M*I", 1);
        let cut = &ROOT[..ROOT.len() / 2];
        let other = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        let lines = ROOT.lines().count();
        let table: [(Vec<u8>, String); 9] = [
            (vec![], "no certificate in these 0 bytes".to_owned()),
            (b"hello".to_vec(), "-----BEGIN CERTIFICATE-----".to_owned()),
            (vec![0x30, 0x82, 0x01, 0xff], "looks like DER".to_owned()),
            (
                b"\xe9".to_vec(),
                "no certificate in these 1 bytes".to_owned(),
            ),
            (
                format!("{ROOT}{KEY}").into(),
                format!(
                    "block 2 of the PEM text (line {}) is a PRIVATE KEY",
                    lines + 1
                ),
            ),
            (
                broken.into(),
                "certificate 1 of the PEM text (line 1) cannot be read".to_owned(),
            ),
            (
                cut.into(),
                "certificate 1 of the PEM text (line 1) has no end".to_owned(),
            ),
            (
                format!("{cut}\n{ROOT}").into(),
                "certificate 1 of the PEM text (line 1) has no end".to_owned(),
            ),
            (
                format!("\n{ROOT}{other}").into(),
                format!(
                    "certificate 2 of the PEM text (line {}) is base64, but no X.509 certificate",
                    lines + 2
                ),
            ),
        ];
        for (pem, expected) in table {
            let error = RootCertificates::none().with_pem(&pem).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config);
            assert!(error.to_string().contains(&expected), "{error}\n{expected}");
        }
    }
}
