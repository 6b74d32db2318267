//! The parameter that makes repeating a call safe.
//!
//! In: a request, and what the caller wants. Out: the same request with its token filled in, and whether it has
//! one. The caller's structure stays as it is: encoders and validator see it through an overlay.

use crate::members::member;
use crate::model::{Model, Values};
use crate::overlay::Overlay;
use crate::schema::{Kind, OperationFacts};

/// What becomes of the idempotency token of a call: the parameter, mostly `ClientToken`, by which the service
/// knows a repeated request and answers as it did to the first, instead of carrying it out again.
///
/// A token that is set in the request stays, whatever is said here. Text turns into
/// [`Given`](IdempotencyToken::Given).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum IdempotencyToken {
    /// Calls that write get a new one, the same for all attempts of the call.
    #[default]
    Auto,
    /// The request is sent as it is. Without a token, a call that writes is then not repeated once it may have
    /// been received.
    Off,
    /// This one. Use it to repeat a call in another process: up to 64 ASCII characters, kept where a crash
    /// does not lose it. The service refuses a token that comes again with other parameters.
    Given(String),
}

impl From<String> for IdempotencyToken {
    fn from(token: String) -> Self {
        IdempotencyToken::Given(token)
    }
}

impl From<&str> for IdempotencyToken {
    fn from(token: &str) -> Self {
        IdempotencyToken::Given(token.to_owned())
    }
}

/// A request with its token filled in.
pub(crate) struct Tokened<'a>(Overlay<'a>);

impl<'a> Tokened<'a> {
    /// Asks for random numbers only if a token must be made; `None` if there are none.
    pub(crate) fn new(
        info: &OperationFacts<'_>,
        request: &'a dyn Model,
        wanted: &IdempotencyToken,
        random: &dyn Fn() -> Option<u64>,
    ) -> Option<Self> {
        let missing = info
            .idempotency_token
            .filter(|name| member(request, name).is_some_and(|(_, value)| !value.shape().is_set()));
        let token = match (missing, wanted) {
            (Some(name), IdempotencyToken::Given(text)) => Some((name, text.clone())),
            (Some(name), IdempotencyToken::Auto) if info.kind == Kind::Write => {
                Some((name, uuid(random()?, random()?)))
            }
            _ => None,
        };
        let mut tokened = Overlay::new(request);
        if let Some((name, token)) = token {
            tokened.set(name, token);
        }
        Some(Tokened(tokened))
    }

    /// Whether the request carries a token, its own or this one.
    pub(crate) fn has_token(&self, info: &OperationFacts<'_>) -> bool {
        info.idempotency_token
            .is_some_and(|name| member(self, name).is_some_and(|(_, value)| value.shape().is_set()))
    }
}

impl Model for Tokened<'_> {
    fn fields(&self) -> Values<'_> {
        self.0.fields()
    }
}

/// A random UUID of these bits.
fn uuid(high: u64, low: u64) -> String {
    let bits = (u128::from(high) << 64 | u128::from(low)) & !(0xf << 76 | 0x3 << 62)
        | 0x4 << 76
        | 0x2 << 62;
    let text = format!("{bits:032x}");
    let (a, b, c, d, e) = (
        &text[..8],
        &text[8..12],
        &text[12..16],
        &text[16..20],
        &text[20..],
    );
    format!("{a}-{b}-{c}-{d}-{e}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Probe, ROA};
    use crate::json;
    use crate::masking::Secrets;
    use crate::schema::{Field, OperationInfo};

    const WRITE: OperationInfo = OperationInfo {
        idempotency_token: Some("Token"),
        ..OperationInfo::new(&ROA, "Create")
    };
    const READ: OperationInfo = OperationInfo {
        kind: Kind::Read,
        ..WRITE
    };
    const WITHOUT: OperationInfo = OperationInfo::new(&ROA, "Create");

    /// The body, and whether it carries a token.
    fn filled(
        info: &OperationInfo,
        fields: &[(&'static str, Option<&str>)],
        wanted: &IdempotencyToken,
    ) -> (String, bool) {
        let fields = fields.iter().map(|(name, text)| {
            let value: Box<dyn crate::rt::Value> = Box::new(text.map(str::to_owned));
            (Field::body(name), value)
        });
        let probe = Probe::new(fields.collect());
        let request = Tokened::new(info, &probe, wanted, &|| Some(u64::MAX)).unwrap();
        let body = json::write_members(&request, &|_| true, Secrets::Show);
        let body = String::from_utf8(body).unwrap();
        (body, request.has_token(info))
    }

    #[test]
    fn a_token_is_filled_in_where_the_request_leaves_it_out() {
        use IdempotencyToken::{Auto, Given, Off};
        const MADE: &str = r#"{"Name":"n","Token":"ffffffff-ffff-4fff-bfff-ffffffffffff"}"#;
        const BARE: &str = r#"{"Name":"n"}"#;
        let given = Given("g".to_owned());
        let unset = [("Name", Some("n")), ("Token", None)];
        let empty = [("Name", Some("n")), ("Token", Some(""))];
        let set = [("Name", Some("n")), ("Token", Some("own"))];
        let none = [("Name", Some("n"))];
        let own = r#"{"Name":"n","Token":"own"}"#;
        let table = [
            (&WRITE, &unset[..], &Auto, MADE, true),
            (&WRITE, &empty, &Auto, MADE, true),
            (&WRITE, &set, &Auto, own, true),
            (&WRITE, &set, &Off, own, true),
            (&WRITE, &set, &given, own, true),
            (&WRITE, &unset, &Off, BARE, false),
            (&WRITE, &unset, &given, r#"{"Name":"n","Token":"g"}"#, true),
            (&WRITE, &none, &Auto, BARE, false),
            (&READ, &unset, &Auto, BARE, false),
            (&WITHOUT, &unset, &Auto, BARE, false),
        ];
        for (info, fields, wanted, body, has_token) in table {
            let found = filled(info, fields, wanted);
            assert_eq!(found, (body.to_owned(), has_token), "{wanted:?}");
        }
    }

    #[test]
    fn text_is_a_given_token() {
        let given = IdempotencyToken::Given("mine".to_owned());
        assert_eq!(IdempotencyToken::from("mine"), given);
        assert_eq!(IdempotencyToken::from("mine".to_owned()), given);
    }

    #[test]
    fn a_uuid_is_of_version_4() {
        let table = [
            ((0, 0), "00000000-0000-4000-8000-000000000000"),
            (
                (0x0123_4567_89ab_cdef, 0x0123_4567_89ab_cdef),
                "01234567-89ab-4def-8123-456789abcdef",
            ),
        ];
        for ((high, low), text) in table {
            assert_eq!(uuid(high, low), text);
        }
    }

    #[test]
    fn without_randomness_no_token_is_made_and_none_is_missed_where_none_is_needed() {
        let probe = |text: &str| {
            let value: Box<dyn crate::rt::Value> = Box::new(text.to_owned());
            Probe::new(vec![(Field::body("Token"), value)])
        };
        let auto = IdempotencyToken::Auto;
        assert!(Tokened::new(&WRITE, &probe(""), &auto, &|| None).is_none());
        assert!(Tokened::new(&WRITE, &probe("own"), &auto, &|| None).is_some());
    }
}
