//! Why a server's certificate was refused.
//!
//! In: the error of a connection. Out: a reason that one can act on, or nothing if the trouble is another. Such an error
//! comes again however often one tries, and whoever answered is perhaps not the service.

use std::error::Error;
use std::io;

use rustls::CertificateError::{
    Expired, ExpiredContext, NotValidForName, NotValidForNameContext, NotValidYet,
    NotValidYetContext, UnknownIssuer,
};

use super::connector::Unreachable;

/// How many of the names that a certificate is for are told.
const TOLD: usize = 3;

/// The reason, if the error or anything below it is about a certificate. It names the proxy if the certificate is the
/// proxy's.
pub(super) fn refusal(error: &(dyn Error + 'static)) -> Option<String> {
    if let Some(rustls::Error::InvalidCertificate(error)) = error.downcast_ref() {
        return Some(said(error));
    }
    if let Some(unreachable) = error.downcast_ref::<Unreachable>() {
        // The host behind it is met after the tunnel, so not below this.
        let reason = refusal(unreachable.source()?)?;
        return Some(format!(
            "that of the proxy {}: {reason}",
            unreachable.host()
        ));
    }
    // An error that is wrapped as one of input and output is not its source, but that error itself.
    let wrapped = error
        .downcast_ref::<io::Error>()
        .and_then(io::Error::get_ref);
    match wrapped {
        Some(wrapped) => refusal(wrapped),
        None => refusal(error.source()?),
    }
}

fn said(error: &rustls::CertificateError) -> String {
    match error {
        NotValidForName => "it does not fit the host".to_owned(),
        NotValidForNameContext { presented, .. } => {
            let name = |text: &'_ String| text.split('"').nth(1).unwrap_or(text).to_owned();
            let names: Vec<_> = presented.iter().map(name).take(TOLD).collect();
            format!("it does not fit the host, it is for {}", names.join(", "))
        }
        Expired | ExpiredContext { .. } => {
            "it has expired, or the clock of this machine is wrong".to_owned()
        }
        NotValidYet | NotValidYetContext { .. } => {
            "it is not valid yet, or the clock of this machine is wrong".to_owned()
        }
        UnknownIssuer => "it is from an authority that is not trusted here".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use rustls::pki_types::ServerName;

    use super::*;

    fn wrapped(error: rustls::Error) -> io::Error {
        io::Error::other(io::Error::other(error))
    }

    #[test]
    fn a_refused_certificate_is_found_however_deep_it_lies() {
        let expected = ServerName::try_from("ecs.aliyuncs.com").unwrap();
        let presented = vec!["DnsName(\"evil.example\")".to_owned()];
        let context = NotValidForNameContext {
            expected,
            presented,
        };
        let table = [
            (NotValidForName, "does not fit the host"),
            (context, "does not fit the host, it is for evil.example"),
            (Expired, "has expired, or the clock"),
            (NotValidYet, "is not valid yet, or the clock"),
            (UnknownIssuer, "authority that is not trusted"),
            (rustls::CertificateError::Revoked, "Revoked"),
        ];
        for (error, text) in table {
            let error = wrapped(rustls::Error::InvalidCertificate(error));
            let said = refusal(&error).unwrap();
            assert!(said.contains(text), "{said}");
        }
    }

    #[test]
    fn any_other_trouble_is_not_one_of_certificates() {
        let table = [
            wrapped(rustls::Error::HandshakeNotComplete),
            io::Error::from(io::ErrorKind::ConnectionRefused),
            io::Error::other("InvalidCertificate"),
        ];
        for error in table {
            assert_eq!(refusal(&error), None);
        }
    }
}
