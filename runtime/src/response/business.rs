//! What a body says about its own success.
//!
//! In: headers and body of an answer. Out: the members by which products report failures under HTTP 200,
//! whatever of them is there. Which codes mean success differs from product to product, so nothing is
//! concluded here; only walks over pages take `Success: false` for an error.

use http::HeaderMap;

use crate::Json;
use crate::envelope::document;

/// `Code`, `Success` and `Message` of a body, with names in either case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Business {
    /// The code, such as `200`, `OK` or `InvalidParameter`. A number is given as text.
    pub code: Option<String>,
    /// Whether the body calls itself a success.
    pub success: Option<bool>,
    /// The message.
    pub message: Option<String>,
}

impl Business {
    /// Whether the body says in so many words that the call failed: `Success` is false. Where a product
    /// has a code alone, compare [`code`](Business::code) with what its documentation calls a success.
    pub fn is_failure(&self) -> bool {
        self.success == Some(false)
    }

    pub(crate) fn read(headers: &HeaderMap, body: &[u8]) -> Self {
        let Some(Json::Object(members)) = document(headers, body, usize::MAX, is_known) else {
            return Business::default();
        };
        let find = |names: [&str; 2]| names.into_iter().find_map(|name| members.get(name));
        Business {
            code: find(CODE).and_then(text),
            success: find(SUCCESS).and_then(truth),
            message: find(MESSAGE).and_then(text),
        }
    }
}

const CODE: [&str; 2] = ["Code", "code"];
const SUCCESS: [&str; 2] = ["Success", "success"];
const MESSAGE: [&str; 2] = ["Message", "message"];

fn is_known(name: &str) -> bool {
    [CODE, SUCCESS, MESSAGE].concat().contains(&name)
}

fn text(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn truth(value: &Json) -> Option<bool> {
    match value {
        Json::Bool(truth) => Some(*truth),
        Json::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Json::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_members_are_read_in_any_form() {
        let found = |body: &str| {
            let business = Business::read(&HeaderMap::new(), body.as_bytes());
            let failed = business.is_failure();
            (business.code, business.success, business.message, failed)
        };
        let some = |text: &str| Some(text.to_owned());
        let table = [
            (
                r#"{"Code":"Failed","Success":false,"Message":"m","Data":{"Code":"x"}}"#,
                (some("Failed"), Some(false), some("m"), true),
            ),
            (
                r#"{"code":200,"success":"True"}"#,
                (some("200"), Some(true), None, false),
            ),
            (
                "<?xml version='1.0'?><R><Code>C</Code><Success>false</Success></R>",
                (some("C"), Some(false), None, true),
            ),
            (r#"{"Code":{"a":1}}"#, (None, None, None, false)),
            ("[1]", (None, None, None, false)),
            ("text", (None, None, None, false)),
            ("", (None, None, None, false)),
        ];
        for (body, expected) in table {
            assert_eq!(found(body), expected, "{body}");
        }
    }
}
