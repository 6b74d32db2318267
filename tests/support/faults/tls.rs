//! TLS as `localhost`, by a root that nobody else trusts.
//!
//! In: the certificates of the runtime's tests. Out: the server's side of a handshake, and the root for clients.

use std::sync::Arc;

use alicloud::RootCertificates;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

macro_rules! pem {
    ($file:literal) => {
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../runtime/src/transport/hyper/tests/tls/",
            $file
        ))
    };
}

/// Proves to be `localhost` and `service.test`.
pub(crate) fn acceptor() -> TlsAcceptor {
    let certificate = CertificateDer::from_pem_slice(pem!("server.pem"));
    let key = PrivateKeyDer::from_pem_slice(pem!("server.key"));
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .expect("ring has cipher suites for TLS 1.2 and 1.3")
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.expect("the file holds a certificate")],
            key.expect("the file holds a key"),
        );
    TlsAcceptor::from(Arc::new(
        config.expect("key and certificate belong together"),
    ))
}

/// The root that signed it.
pub fn roots() -> RootCertificates {
    let roots = RootCertificates::none().with_pem(pem!("root.pem"));
    roots.expect("the file holds a certificate")
}
