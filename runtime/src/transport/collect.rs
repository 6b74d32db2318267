//! The whole body, within limits.
//!
//! In: a body that arrives piece by piece, a size, a limit on the pause between two pieces. Out: its
//! bytes. `http_body_util::Limited` bounds the size only while it reads; here an announced length that
//! is too large is refused before the first byte.

use std::pin::pin;

use bytes::{Bytes, BytesMut};
use http_body::Body;
use http_body_util::BodyExt;

use super::{TransportBody, TransportError};
use crate::timeout::{Elapsed, Limit};

/// Why the body is not there.
#[derive(Debug)]
pub(crate) enum CollectError {
    TooLarge,
    Idle(Elapsed),
    Broken(TransportError),
}

/// Reads `body` to its end: at most `max` bytes, no pause longer than `idle`.
pub(crate) async fn collect(
    body: TransportBody,
    max: usize,
    idle: Limit<'_>,
) -> Result<Bytes, CollectError> {
    let fits = |length: u64| usize::try_from(length).is_ok_and(|length| length <= max);
    if !fits(body.size_hint().lower()) {
        return Err(CollectError::TooLarge);
    }
    let mut body = pin!(body);
    // Most answers are one piece, which needs no copy.
    let mut first = Bytes::new();
    let mut whole = BytesMut::new();
    while let Some(frame) = idle.wait(body.frame()).await.map_err(CollectError::Idle)? {
        let Ok(data) = frame.map_err(CollectError::Broken)?.into_data() else {
            continue;
        };
        if first.len().max(whole.len()) + data.len() > max {
            return Err(CollectError::TooLarge);
        }
        if first.is_empty() {
            first = data;
            continue;
        }
        if whole.is_empty() {
            whole.extend_from_slice(&first);
        }
        whole.extend_from_slice(&data);
    }
    Ok(if whole.is_empty() {
        first
    } else {
        whole.freeze()
    })
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use std::time::Duration;

    use http_body::Frame;

    use super::*;
    use crate::timer::testing::FakeTimer;

    /// These pieces, then the end, or silence.
    struct Pieces(&'static [&'static str], bool);

    impl Body for Pieces {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _context: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            match self.0.split_off_first() {
                Some(piece) => {
                    Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(piece.as_bytes())))))
                }
                None if self.1 => Poll::Pending,
                None => Poll::Ready(None),
            }
        }
    }

    fn pieces(pieces: &'static [&'static str], silent: bool) -> TransportBody {
        TransportBody::new(Pieces(pieces, silent))
    }

    #[tokio::test]
    async fn pieces_are_joined_in_order() {
        let table: [&[&str]; 5] = [
            &[],
            &["ab"],
            &["ab", "cd"],
            &["ab", "", "c", "d", "ef"],
            &["", "", "a"],
        ];
        for list in table {
            let bytes = collect(pieces(list, false), 6, Limit::new(None, None))
                .await
                .unwrap();
            assert_eq!(bytes, list.concat());
        }
    }

    #[tokio::test]
    async fn more_than_the_limit_is_refused() {
        let table = [
            pieces(&["abc", "d"], false),
            pieces(&["abcd"], false),
            pieces(&["a", "b", "c", "d"], false),
        ];
        for body in table {
            let error = collect(body, 3, Limit::new(None, None)).await.unwrap_err();
            assert!(matches!(error, CollectError::TooLarge), "{error:?}");
        }
        assert_eq!(
            collect(pieces(&["ab", "c"], false), 3, Limit::new(None, None))
                .await
                .unwrap(),
            "abc"
        );
    }

    #[tokio::test]
    async fn an_announced_length_over_the_limit_is_refused_before_reading() {
        let error = collect(TransportBody::from("abcd"), 3, Limit::new(None, None))
            .await
            .unwrap_err();
        assert!(matches!(error, CollectError::TooLarge), "{error:?}");
    }

    #[tokio::test]
    async fn a_pause_longer_than_the_limit_is_given_up() {
        let idle = Duration::from_secs(10);
        let timer = FakeTimer::firing(idle);
        let error = collect(
            pieces(&["ab"], true),
            3,
            Limit::new(Some(&timer), Some(idle)),
        )
        .await
        .unwrap_err();
        assert!(
            matches!(error, CollectError::Idle(Elapsed(duration)) if duration == idle),
            "{error:?}"
        );
        assert_eq!(timer.begun(), [idle]);
    }
}
