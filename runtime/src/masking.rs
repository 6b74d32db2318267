//! Which values of a request must not be shown.
//!
//! In: a request. Out: whether it carries a sensitive value. The encoders write a request a second
//! time with [`MASK`] in place of such values, so that a printed request is complete but harmless.

use bytes::Bytes;

use crate::members::{entries, members};
use crate::model::{Model, Shape};

/// What stands in place of a sensitive value.
pub(crate) const MASK: &str = "***";

/// Whether an encoder writes sensitive values or masks them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Secrets {
    Show,
    Mask,
}

/// The request as it may be printed: kept beside the real one, in its extensions.
#[derive(Clone, Debug)]
pub(crate) struct Masked {
    /// Path and query, sensitive values masked.
    pub(crate) path_and_query: String,
    /// Body, sensitive values masked.
    pub(crate) body: Bytes,
}

/// What somebody answered, without a secret that the request held: a proxy may repeat what it was sent.
pub(crate) fn without(body: Bytes, secret: &str) -> Bytes {
    let secret = secret.as_bytes();
    let next = |text: &[u8]| text.windows(secret.len()).position(|part| part == secret);
    if secret.is_empty() || next(&body).is_none() {
        return body;
    }
    let (mut rest, mut masked) = (&body[..], Vec::new());
    while let Some(place) = next(rest) {
        masked.extend_from_slice(&rest[..place]);
        masked.extend_from_slice(MASK.as_bytes());
        rest = &rest[place + secret.len()..];
    }
    masked.extend_from_slice(rest);
    masked.into()
}

/// Whether a sensitive field is set anywhere in the structure.
pub(crate) fn carries_secrets(model: &dyn Model) -> bool {
    members(model).any(|(field, value)| {
        let shape = value.shape();
        (field.sensitive && shape.is_set()) || holds_secrets(shape)
    })
}

/// Whether a sensitive field is set anywhere inside the value.
pub(crate) fn holds_secrets(shape: Shape<'_>) -> bool {
    if let Shape::Model(model) = shape {
        return carries_secrets(model);
    }
    let mut found = false;
    entries(shape, &mut |_, entry| {
        found = found || holds_secrets(entry.shape())
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_does_not_repeat_a_secret() {
        let table = [
            ("", "token", ""),
            ("tok", "token", "tok"),
            ("token", "token", "***"),
            (
                "a token, atokentoken, toke",
                "token",
                "a ***, a******, toke",
            ),
            ("anything", "", "anything"),
        ];
        for (body, secret, shown) in table {
            assert_eq!(without(Bytes::from(body), secret), shown, "{body}");
        }
    }
}
