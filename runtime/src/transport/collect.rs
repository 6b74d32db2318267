//! The whole body, within limits.
//!
//! In: a body that arrives piece by piece, a size, a limit on the pause between two pieces. Out: its
//! bytes. `http_body_util::Limited` bounds the size only while it reads; here an announced length that
//! is too large is refused before the first byte. A body that is always ready must not keep the limits from
//! being looked at, and pieces without a byte are silence.

use std::pin::{Pin, pin};
use std::task::Poll;

use bytes::{Bytes, BytesMut};
use http_body::Body;
use http_body_util::BodyExt;

use super::{TransportBody, TransportError};
use crate::timeout::{Elapsed, Limit};

/// So many pieces in a row are read before others get their turn.
pub(crate) const TURN: usize = 64;

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
    let mut frames = 0;
    loop {
        let piece = idle.wait(piece(body.as_mut(), &mut frames)).await;
        let Some(data) = piece
            .map_err(CollectError::Idle)?
            .map_err(CollectError::Broken)?
        else {
            break;
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

/// The next bytes of the body. Frames without bytes count, but do not end the wait.
async fn piece(
    mut body: Pin<&mut TransportBody>,
    frames: &mut usize,
) -> Result<Option<Bytes>, TransportError> {
    while let Some(frame) = body.frame().await {
        *frames += 1;
        if (*frames).is_multiple_of(TURN) {
            give_way().await;
        }
        match frame?.into_data() {
            Ok(data) if !data.is_empty() => return Ok(Some(data)),
            _ => {}
        }
    }
    Ok(None)
}

/// Lets the executor, and every limit on the way to it, have a look.
async fn give_way() {
    let mut is_second = false;
    std::future::poll_fn(|context| {
        if is_second {
            return Poll::Ready(());
        }
        is_second = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::task::Context;
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

    /// Always ready, with frames of this text.
    struct Eager(&'static str, usize);

    impl Body for Eager {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _context: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            let Some(left) = self.1.checked_sub(1) else {
                return Poll::Ready(None);
            };
            self.1 = left;
            Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(self.0.as_bytes())))))
        }
    }

    #[tokio::test]
    async fn a_body_that_is_always_ready_is_bounded_like_any_other() {
        let total = Duration::from_secs(60);
        for piece in ["", "a"] {
            let timer = FakeTimer::firing(total);
            let body = TransportBody::new(Eager(piece, TURN));
            let collected = collect(body, TURN, Limit::new(None, None));
            let result = Limit::new(Some(&timer), Some(total)).wait(collected).await;
            assert_eq!(result.err(), Some(Elapsed(total)), "{piece:?}");
        }
        let body = TransportBody::new(Eager("a", 3 * TURN));
        let bytes = collect(body, 3 * TURN, Limit::new(None, None)).await;
        assert_eq!(bytes.unwrap().len(), 3 * TURN);
    }

    #[tokio::test]
    async fn frames_without_bytes_are_silence() {
        let idle = Duration::from_secs(10);
        let timer = FakeTimer::firing(idle);
        let body = TransportBody::new(Eager("", TURN));
        let result = collect(body, 1, Limit::new(Some(&timer), Some(idle))).await;
        assert!(matches!(result, Err(CollectError::Idle(_))), "{result:?}");
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
