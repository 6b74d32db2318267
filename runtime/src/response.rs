//! What a successful call gives.
//!
//! In: a decoded answer and the HTTP answer it came in. Out: the answer, and beside it what support
//! asks for (the request id) and what the documentation left out (the raw body).

mod beside;
mod business;

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::panic::{RefUnwindSafe, UnwindSafe};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub(crate) use self::beside::Beside;
pub use self::business::Business;
use crate::operation::{Output, Whole};

/// A decoded answer. Its fields are read straight from it; the rest of the HTTP answer stands beside.
///
/// Some products report failure inside of HTTP 200, with members such as `Code` or `Success`. What they
/// mean differs between products, so such an answer is a `Response` too, and looking at those members is
/// left to the caller.
///
/// `Debug` shows status, request id and the decoded fields; the raw body is not printed.
pub struct Response<T> {
    held: Held,
    output: PhantomData<T>,
}

/// An answer without its type: a program that awaits calls compiles what frees an answer once, and not wherever a
/// call may be given up.
pub(crate) struct Held {
    output: Box<dyn Whole>,
    beside: Beside,
}

impl Held {
    pub(crate) fn new(output: Box<dyn Whole>, beside: Beside) -> Self {
        Held { output, beside }
    }
}

impl<T> Response<T> {
    /// Id of the request, which support asks for: from the body, else from the header
    /// `x-acs-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        self.held.beside.request_id.as_deref()
    }

    /// HTTP status, always below 300.
    pub fn status(&self) -> StatusCode {
        self.held.beside.status
    }

    /// Headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.held.beside.headers
    }

    /// The body as it came, for members that the documentation does not list.
    pub fn raw(&self) -> &Bytes {
        &self.held.beside.raw
    }

    /// What the body itself says about success: its members `Code`, `Success` and `Message`. Many
    /// products report a failure this way under HTTP 200, and what their codes mean differs, so a call
    /// does not fail for it.
    ///
    /// Read from the raw body, so it works where the documentation does not list these members.
    pub fn business(&self) -> Business {
        Business::read(&self.held.beside.headers, &self.held.beside.raw)
    }
}

impl<T: 'static> Response<T> {
    /// The decoded answer alone.
    pub fn into_inner(self) -> T {
        let output: Box<dyn Any> = self.held.output;
        *output.downcast().expect(TYPE)
    }
}

const TYPE: &str = "an answer is held for its own type";

impl<T: Output> Response<T> {
    pub(crate) fn new(held: Held) -> Self {
        Response {
            held,
            output: PhantomData,
        }
    }
}

impl<T: Output + Clone> Clone for Response<T> {
    fn clone(&self) -> Self {
        let output = Box::new(T::clone(self));
        Response::new(Held::new(output, self.held.beside.clone()))
    }
}

impl<T: UnwindSafe> UnwindSafe for Response<T> {}

impl<T: RefUnwindSafe> RefUnwindSafe for Response<T> {}

impl<T: 'static> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        let output: &dyn Any = &*self.held.output;
        output.downcast_ref().expect(TYPE)
    }
}

impl<T: fmt::Debug + 'static> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("output", &**self)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ModelMut, Slots};
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
        let mut output = Box::new(output);
        let answer = http::Response::builder()
            .header("x-acs-request-id", header)
            .body(())
            .unwrap();
        let raw = Bytes::from_static(b"canary");
        let beside = Beside::new(&mut *output, answer.into_parts().0, raw);
        Response::new(Held::new(output, beside))
    }

    #[test]
    fn the_request_id_comes_from_the_body_then_from_the_header() {
        let body = || Some("body".to_owned());
        let json = |text: &str| serde_json::from_str::<crate::Json>(text).unwrap();
        fn id<T: Output>(output: T, header: &'static str) -> Option<String> {
            response(output, header).request_id().map(str::to_owned)
        }
        let table = [
            (id(Answer::<0>(body()), "header"), Some("body")),
            (id(Answer::<1>(body()), "header"), Some("body")),
            (id(Answer::<2>(body()), "header"), Some("header")),
            (id(Answer::<0>(None), "header"), Some("header")),
            (
                id(Answer::<0>(Some(String::new())), "header"),
                Some("header"),
            ),
            (id(Answer::<0>(None), ""), None),
            (id(json(r#"{"requestId":"body"}"#), "header"), Some("body")),
            (id(json("[]"), "header"), Some("header")),
            (id("text".to_owned(), "header"), Some("header")),
        ];
        for (found, expected) in table {
            assert_eq!(found.as_deref(), expected);
        }
    }

    #[test]
    fn an_answer_crosses_threads_and_a_clone_is_whole() {
        fn check<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe>(_: &T) {}
        let response = response(Answer::<0>(Some("id".to_owned())), "");
        check(&response);
        let clone = response.clone();
        drop(response);
        assert_eq!(
            (clone.request_id(), clone.status()),
            (Some("id"), StatusCode::OK)
        );
        assert_eq!(
            (clone.raw().as_ref(), clone.headers().len()),
            (&b"canary"[..], 1)
        );
        assert_eq!(clone.into_inner().0.as_deref(), Some("id"));
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
