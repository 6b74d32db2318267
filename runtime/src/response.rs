//! What a successful call gives.
//!
//! In: a decoded answer and the HTTP answer it came in. Out: the answer, and beside it what support
//! asks for (the request id) and what the documentation left out (the raw body).

mod business;

use std::fmt;
use std::ops::Deref;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub use self::business::Business;
use crate::envelope::{REQUEST_ID, header_request_id};
use crate::model::{Slot, Slots, Target};
use crate::operation::Output;

/// A decoded answer. Its fields are read straight from it; the rest of the HTTP answer stands beside.
///
/// Some products report failure inside of HTTP 200, with members such as `Code` or `Success`. What they
/// mean differs between products, so such an answer is a `Response` too, and looking at those members is
/// left to the caller.
///
/// `Debug` shows status, request id and the decoded fields; the raw body is not printed.
#[derive(Clone)]
pub struct Response<T> {
    output: T,
    request_id: Option<String>,
    status: StatusCode,
    headers: HeaderMap,
    raw: Bytes,
}

impl<T> Response<T> {
    /// Id of the request, which support asks for: from the body, else from the header
    /// `x-acs-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// HTTP status, always below 300.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came, for members that the documentation does not list.
    pub fn raw(&self) -> &Bytes {
        &self.raw
    }

    /// What the body itself says about success: its members `Code`, `Success` and `Message`. Many
    /// products report a failure this way under HTTP 200, and what their codes mean differs, so a call
    /// does not fail for it.
    ///
    /// Read from the raw body, so it works where the documentation does not list these members.
    pub fn business(&self) -> Business {
        Business::read(&self.headers, &self.raw)
    }

    /// The decoded answer alone.
    pub fn into_inner(self) -> T {
        self.output
    }
}

impl<T: Output> Response<T> {
    pub(crate) fn new(mut output: T, parts: http::response::Parts, raw: Bytes) -> Self {
        let request_id = request_id(&mut output, &parts.headers);
        Response {
            output,
            request_id,
            status: parts.status,
            headers: parts.headers,
            raw,
        }
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.output
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("output", &self.output)
            .finish_non_exhaustive()
    }
}

/// Reads nothing but the member: what is filled stays as it is.
fn request_id(output: &mut dyn Slot, headers: &HeaderMap) -> Option<String> {
    let in_body = |name: &&str| match output.target() {
        Target::Model(model) => {
            let Slots { schema, mut slots } = model.fields_mut();
            let place = schema.fields.iter().position(|field| field.name == *name);
            place.and_then(|index| text(&mut *slots[index]))
        }
        Target::Json(json) => json.get(*name)?.as_str().map(str::to_owned),
        _ => None,
    };
    let mut found = REQUEST_ID.iter().filter_map(in_body);
    let found = found.find(|text| !text.is_empty());
    found.or_else(|| header_request_id(headers).map(str::to_owned))
}

fn text(slot: &mut dyn Slot) -> Option<String> {
    if slot.is_unset() {
        return None;
    }
    match slot.target() {
        Target::Text(text) => Some(text.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ModelMut;
    use crate::schema::{Field, Schema};

    /// One text member under one of three names.
    #[derive(Clone, Debug, Default)]
    struct Answer<const NAME: usize>(Option<String>);

    static SCHEMAS: [Schema; 3] = [
        Schema::new("Answer", &[Field::new("RequestId")]),
        Schema::new("Answer", &[Field::new("request_id")]),
        Schema::new("Answer", &[Field::new("Id")]),
    ];

    impl<const NAME: usize> ModelMut for Answer<NAME> {
        fn fields_mut(&mut self) -> Slots<'_> {
            Slots::new(&SCHEMAS[NAME], [&mut self.0])
        }
    }

    fn response<T: Output>(output: T, header: &'static str) -> Response<T> {
        let answer = http::Response::builder()
            .header("x-acs-request-id", header)
            .body(())
            .unwrap();
        Response::new(output, answer.into_parts().0, Bytes::from_static(b"canary"))
    }

    #[test]
    fn the_request_id_comes_from_the_body_then_from_the_header() {
        let body = || Some("body".to_owned());
        let json = |text: &str| serde_json::from_str::<crate::Json>(text).unwrap();
        let table = [
            (
                response(Answer::<0>(body()), "header").request_id,
                Some("body"),
            ),
            (
                response(Answer::<1>(body()), "header").request_id,
                Some("body"),
            ),
            (
                response(Answer::<2>(body()), "header").request_id,
                Some("header"),
            ),
            (
                response(Answer::<0>(None), "header").request_id,
                Some("header"),
            ),
            (
                response(Answer::<0>(Some(String::new())), "header").request_id,
                Some("header"),
            ),
            (response(Answer::<0>(None), "").request_id, None),
            (
                response(json(r#"{"requestId":"body"}"#), "header").request_id,
                Some("body"),
            ),
            (response(json("[]"), "header").request_id, Some("header")),
            (
                response("text".to_owned(), "header").request_id,
                Some("header"),
            ),
        ];
        for (found, expected) in table {
            assert_eq!(found.as_deref(), expected);
        }
    }

    #[test]
    fn fields_are_read_straight_and_debug_leaves_the_raw_body_out() {
        let response = response(Answer::<0>(Some("id".to_owned())), "");
        assert_eq!(response.0.as_deref(), Some("id"));
        assert_eq!(response.raw(), "canary");
        assert!(!format!("{response:?}").contains("canary"));
        assert_eq!(response.into_inner().0.as_deref(), Some("id"));
    }
}
