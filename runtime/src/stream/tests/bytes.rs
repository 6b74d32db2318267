//! Bytes, piece by piece.

use super::*;

async fn pieces(mut stream: ByteStream) -> (Vec<u8>, Option<Error>) {
    let mut found = Vec::new();
    while let Some(piece) = stream.next().await {
        match piece {
            Ok(piece) => {
                assert!(!piece.is_empty());
                found.extend(piece);
            }
            Err(error) => {
                assert!(stream.next().await.is_none(), "an error ends the stream");
                return (found, Some(error));
            }
        }
    }
    (found, None)
}

const BYTES: &[Step] = &[
    Step::Piece(b"ab"),
    Step::Pause,
    Step::Piece(b""),
    Step::Piece(b"\xffcd"),
];

#[tokio::test]
async fn bytes_come_as_a_stream_or_collected() {
    let core = client(answering(BYTES).0, NEVER);
    let stream = core.call(&Download).stream().await.unwrap();
    assert_eq!(stream.status(), 200);
    assert_eq!(stream.headers()["x-acs-request-id"], "from-header");
    assert_eq!(stream.request_id(), Some("from-header"));
    let (bytes, error) = pieces(stream).await;
    assert!(
        bytes == b"ab\xffcd" && error.is_none(),
        "{bytes:?} {error:?}"
    );
    let collected = core.call(&Download).await.unwrap();
    assert_eq!(collected.into_inner(), &b"ab\xffcd"[..]);
}

#[tokio::test]
async fn bytes_are_bounded_only_if_asked() {
    let core = client_with(answering(BYTES).0, NEVER, |config| {
        config.with_max_response_size(1)
    });
    let stream = || async { core.call(&Download).stream().await.unwrap() };
    assert_eq!(pieces(stream().await).await.0.len(), 5);
    assert_eq!(pieces(stream().await.with_max_size(5)).await.0.len(), 5);
    let (bytes, error) = pieces(stream().await.with_max_size(4)).await;
    assert_eq!(
        (bytes, error.unwrap().kind()),
        (b"ab".to_vec(), ErrorKind::TooLarge)
    );
    assert_eq!(
        core.call(&Download).await.unwrap_err().kind(),
        ErrorKind::TooLarge
    );

    let announced = client(Recorder::answering(200, "abcd"), NEVER);
    let stream = announced.call(&Download).stream().await.unwrap();
    let (bytes, error) = pieces(stream.with_max_size(3)).await;
    assert!(
        bytes.is_empty(),
        "what is announced as too large is not read"
    );
    assert_eq!(error.unwrap().kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn bytes_that_stop_or_break_are_an_error() {
    let (transport, _) = answering(&[Step::Piece(b"ab"), Step::Silence]);
    let stream = client(transport, IDLE)
        .call(&Download)
        .stream()
        .await
        .unwrap();
    let (bytes, error) = pieces(stream).await;
    assert!(bytes == b"ab" && error.unwrap().is_timeout());
    let (transport, _) = answering(&[Step::Piece(b"ab"), Step::Break]);
    let stream = client(transport, NEVER)
        .call(&Download)
        .stream()
        .await
        .unwrap();
    let (bytes, error) = pieces(stream).await;
    assert_eq!(
        (bytes, error.unwrap().kind()),
        (b"ab".to_vec(), ErrorKind::Transport)
    );
    let refused = Recorder::new(|| Err(TransportError::connect("cause")));
    let error = client(refused, NEVER)
        .call(&Download)
        .stream()
        .await
        .unwrap_err();
    assert!(error.is_connect());
}
