//! TLS with servers whose certificates lead to a root of our own.

use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;

use super::*;

pub(super) const ROOT: &[u8] = include_bytes!("tls/root.pem");
const SERVER: &[u8] = include_bytes!("tls/server.pem");
const KEY: &[u8] = include_bytes!("tls/server.key");

/// Speaks TLS as `localhost` and `service.test`, and answers every request; hands out their heads.
pub(super) async fn serve_tls() -> (u16, mpsc::UnboundedReceiver<String>) {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![CertificateDer::from_pem_slice(SERVER).unwrap()],
            PrivateKeyDer::from_pem_slice(KEY).unwrap(),
        );
    let acceptor = TlsAcceptor::from(Arc::new(config.unwrap()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (heads, received) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            // A client that does not trust us ends the handshake.
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let head = read_request(&mut stream, 0).await;
            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
            stream.write_all(answer).await.unwrap();
            stream.flush().await.unwrap();
            heads.send(head).ok();
        }
    });
    (port, received)
}

/// A transport that believes our root as well.
pub(super) fn trusting() -> HyperTransport {
    let roots = RootCertificates::mozilla().with_pem(ROOT).unwrap();
    patient().with_root_certificates(roots)
}

#[tokio::test]
async fn a_root_of_the_program_is_believed_and_no_other() {
    let (port, mut heads) = serve_tls().await;
    let to = |host: &str| request(format!("https://{host}:{port}/x"), "");
    let mut ours = vec![trusting()];
    let only = RootCertificates::none().with_pem(ROOT).unwrap();
    ours.push(patient().with_root_certificates(only));
    for transport in ours {
        let answer = transport.send(to("localhost")).await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        assert!(
            heads
                .recv()
                .await
                .unwrap()
                .starts_with("POST /x HTTP/1.1\r\n")
        );
    }
    let strangers = patient();
    let empty = patient().with_root_certificates(RootCertificates::none());
    for transport in [strangers, empty] {
        let error = transport.send(to("localhost")).await.unwrap_err();
        assert!(
            error.is_connect() && !error.is_timeout(),
            "{}",
            chain(&error)
        );
        assert!(chain(&error).contains("UnknownIssuer"), "{}", chain(&error));
    }
    // The right root does not make the wrong name right.
    let error = trusting().send(to("127.0.0.1")).await.unwrap_err();
    assert!(
        error.is_connect() && chain(&error).contains("not valid for name"),
        "{}",
        chain(&error)
    );
    assert!(heads.try_recv().is_err());
}
