//! Conversions between the scalars of JSON and the scalars of the page.
//!
//! In: a scalar as it came and the target as it is declared. Out: the filled target, or what the target
//! would have taken. Only conversions that cannot change the meaning are made.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::Json;
use crate::model::Target;

/// A scalar as JSON knows it.
#[derive(Clone, Copy)]
pub(crate) enum Scalar<'a> {
    Text(&'a str),
    Integer(i64),
    /// A whole number beyond 63 bits.
    Huge(u64),
    Number(f64),
    Boolean(bool),
}

/// What became of a scalar.
pub(crate) enum Put {
    Done,
    /// It says that there is no value.
    Absent,
    /// It cannot be converted; what the target takes.
    Refused(&'static str),
}

/// What a target takes, for messages.
pub(crate) fn kind(target: &Target<'_>) -> &'static str {
    match target {
        Target::Text(_) | Target::Token(_) => "text",
        Target::Integer(_) => "a whole number of 64 bits",
        Target::Number(_) => "a number",
        Target::Boolean(_) => "true or false",
        Target::Bytes(_) => "base64 text",
        Target::List(_) => "a list",
        Target::Map(_) | Target::Model(_) => "an object",
        Target::Json(_) | Target::Nothing | Target::Unset => "anything",
    }
}

impl Scalar<'_> {
    pub(crate) fn is_empty_text(self) -> bool {
        matches!(self, Scalar::Text(""))
    }

    pub(crate) fn put(self, target: Target<'_>) -> Put {
        let refused = Put::Refused(kind(&target));
        let done = match target {
            Target::Text(text) => {
                *text = self.to_text();
                true
            }
            Target::Token(token) => {
                *token = self.to_text().into();
                true
            }
            Target::Json(json) => {
                *json = self.to_json();
                true
            }
            Target::Nothing | Target::Unset => true,
            _ if self.is_empty_text() => return Put::Absent,
            Target::Integer(slot) => store(slot, self.to_integer()),
            Target::Number(slot) => store(slot, self.to_number()),
            Target::Boolean(slot) => store(slot, self.to_boolean()),
            Target::Bytes(slot) => store(slot, self.to_bytes()),
            Target::List(_) | Target::Map(_) | Target::Model(_) => false,
        };
        if done { Put::Done } else { refused }
    }

    fn to_json(self) -> Json {
        match self {
            Scalar::Text(text) => Json::from(text),
            Scalar::Integer(number) => Json::from(number),
            Scalar::Huge(number) => Json::from(number),
            Scalar::Number(number) => Json::from(number),
            Scalar::Boolean(truth) => Json::from(truth),
        }
    }

    fn to_text(self) -> String {
        match self {
            Scalar::Text(text) => text.to_owned(),
            other => other.to_json().to_string(),
        }
    }

    fn to_integer(self) -> Option<i64> {
        match self {
            Scalar::Integer(number) => Some(number),
            Scalar::Number(number) => whole(number),
            Scalar::Text(text) => {
                let text = text.trim();
                text.parse().ok().or_else(|| whole(text.parse().ok()?))
            }
            Scalar::Huge(_) | Scalar::Boolean(_) => None,
        }
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "a number is what the page declares, and JSON has no other"
    )]
    fn to_number(self) -> Option<f64> {
        match self {
            Scalar::Integer(number) => Some(number as f64),
            Scalar::Huge(number) => Some(number as f64),
            Scalar::Number(number) => Some(number),
            Scalar::Text(text) => text
                .trim()
                .parse()
                .ok()
                .filter(|number: &f64| number.is_finite()),
            Scalar::Boolean(_) => None,
        }
    }

    fn to_boolean(self) -> Option<bool> {
        match self {
            Scalar::Boolean(truth) => Some(truth),
            Scalar::Integer(0) => Some(false),
            Scalar::Integer(1) => Some(true),
            Scalar::Text(text) => match text.trim().to_ascii_lowercase().as_str() {
                "true" | "1" => Some(true),
                "false" | "0" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    fn to_bytes(self) -> Option<bytes::Bytes> {
        match self {
            Scalar::Text(text) => STANDARD.decode(text.trim()).ok().map(Into::into),
            _ => None,
        }
    }
}

/// The whole number that a float is, if it is one that floats hold exactly.
#[expect(clippy::cast_possible_truncation, reason = "the bounds are checked")]
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

fn store<T>(slot: &mut T, value: Option<T>) -> bool {
    value.map(|value| *slot = value).is_some()
}

/// The scalar as found, shortened, for messages.
impl fmt::Display for Scalar<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scalar::Text(text) if text.chars().count() > 40 => {
                write!(
                    f,
                    "the text \"{}…\"",
                    text.chars().take(40).collect::<String>()
                )
            }
            Scalar::Text(text) => write!(f, "the text {text:?}"),
            other => f.write_str(&other.to_text()),
        }
    }
}
