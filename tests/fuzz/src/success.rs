//! A success with any body.
//!
//! In: a content type and a body. Out: nothing, or a panic: decoding gives a value or an error that can be
//! printed, and gives the same the second time.

use std::collections::BTreeMap;
use std::fmt::Debug;

use alicloud_core::rt::{self, Slot, Value};
use alicloud_core::{Bytes, Error, ErrorKind, Json, http, interpret};

use super::sample::{INFO, Sample, Shown};
use super::shown;

/// Decodes `body` into every kind of output.
pub fn check(content_type: &str, body: &[u8]) {
    into::<Sample>(content_type, body);
    into::<Vec<Sample>>(content_type, body);
    into::<Vec<Vec<i64>>>(content_type, body);
    into::<BTreeMap<String, Option<Sample>>>(content_type, body);
    into::<Json>(content_type, body);
    into::<String>(content_type, body);
    into::<()>(content_type, body);
    let bytes: Bytes = decode(content_type, body).expect("bytes are any bytes");
    assert_eq!(bytes, body, "bytes are kept as they came");
}

fn into<T: Slot + Value + Default>(content_type: &str, body: &[u8]) {
    let first = decode::<T>(content_type, body);
    let second = decode::<T>(content_type, body);
    match (first, second) {
        (Ok(first), Ok(second)) => {
            let shown = debug(&first);
            assert_eq!(shown, debug(&second), "the same bytes, the same value");
            // A character of an answer is ten of output at most, a skipped one none; names are short.
            let bound = 4096 + 1024 * body.len();
            assert!(shown.len() <= bound, "{} bytes of output", shown.len());
        }
        (Err(first), Err(second)) => {
            assert_eq!(first.kind(), ErrorKind::Decode);
            shown::check(&first);
            assert_eq!(
                first.to_string(),
                second.to_string(),
                "the same bytes, the same error"
            );
            let kept = first.body().expect("the answer is kept");
            assert!(body.starts_with(kept), "the body is kept as it came");
        }
        _ => panic!("the same bytes once gave a value and once an error"),
    }
}

fn decode<T: Slot + Default>(content_type: &str, body: &[u8]) -> Result<T, Error> {
    let answer = http::Response::builder().header("content-type", content_type);
    let (parts, ()) = answer.body(()).expect("a plain head").into_parts();
    let mut output = T::default();
    interpret(&INFO, &parts, body, &mut output).map(|()| output)
}

fn debug(value: &dyn Value) -> String {
    struct Text<'v>(&'v dyn Value);
    impl Debug for Text<'_> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            match self.0.shape() {
                rt::Shape::Model(model) => Shown(model).fmt(f),
                rt::Shape::List(list) => {
                    let entries = (0..list.len()).filter_map(|index| list.get(index));
                    f.debug_list().entries(entries.map(Text)).finish()
                }
                rt::Shape::Map(map) => {
                    let mut out = f.debug_map();
                    map.each(&mut |key, value| {
                        out.entry(&key, &Text(value));
                    });
                    out.finish()
                }
                rt::Shape::Json(json) => write!(f, "{json}"),
                rt::Shape::Text(text) => text.fmt(f),
                rt::Shape::Integer(number) => number.fmt(f),
                rt::Shape::Number(number) => number.fmt(f),
                rt::Shape::Boolean(truth) => truth.fmt(f),
                rt::Shape::Bytes(bytes) => bytes.fmt(f),
                rt::Shape::Unset => f.write_str("unset"),
            }
        }
    }
    format!("{:?}", Text(value))
}
