//! A request as it looks on the wire, whoever made it.
//!
//! In: a prepared request, or the part of a vector that says what was captured. Out: plain parts that
//! can be compared: the query decoded, the header names in lower case.

use std::collections::BTreeMap;

use alicloud::{Bytes, Json, http};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::vectors::string;

/// The parts of a request.
#[derive(Clone, Debug)]
pub struct Wire {
    /// HTTP method.
    pub method: String,
    /// The path as sent.
    pub path: String,
    /// Query parameters in the order of the wire, decoded.
    pub query: Vec<(String, String)>,
    /// Headers by lower-case name; those that came twice joined by a comma.
    pub headers: BTreeMap<String, String>,
    /// The body; empty if there is none.
    pub body: Vec<u8>,
}

impl Wire {
    /// What a client is about to send.
    pub fn of(request: &http::Request<Bytes>) -> Self {
        let mut headers = BTreeMap::<String, String>::new();
        for (name, value) in request.headers() {
            let value = String::from_utf8_lossy(value.as_bytes());
            headers
                .entry(name.as_str().to_owned())
                .and_modify(|all| *all = format!("{all},{value}"))
                .or_insert_with(|| value.clone().into_owned());
        }
        Wire {
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
            query: pairs(request.uri().query().unwrap_or_default()),
            headers,
            body: request.body().to_vec(),
        }
    }

    /// What a vector says was captured.
    ///
    /// # Panics
    ///
    /// When the vector is damaged.
    pub fn captured(expected: &Json) -> Self {
        let text = |value: &Json| {
            value
                .as_str()
                .expect("names and values are texts")
                .to_owned()
        };
        let query = expected["query"]
            .as_array()
            .expect("the query is a list of pairs");
        let headers = expected["headers"]
            .as_object()
            .expect("the headers are an object");
        Wire {
            method: string(expected, "method").to_owned(),
            path: string(expected, "path").to_owned(),
            query: query
                .iter()
                .map(|pair| (text(&pair[0]), text(&pair[1])))
                .collect(),
            headers: headers
                .iter()
                .map(|(name, value)| (name.clone(), text(value)))
                .collect(),
            body: match &expected["body"] {
                Json::Null => Vec::new(),
                body if body.get("base64").is_some() => STANDARD
                    .decode(string(body, "base64"))
                    .expect("the body is base64"),
                body => string(body, "utf8").as_bytes().to_vec(),
            },
        }
    }
}

/// `a=b&c=d`, decoded as a server does.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decoded(name), decoded(value))
        })
        .collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        match (
            first,
            digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()),
        ) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            (first, _) => {
                bytes.push(if *first == b'+' { b' ' } else { *first });
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_decoded_as_a_server_does() {
        let table: [(&str, &[(&str, &str)]); 5] = [
            ("", &[]),
            ("a", &[("a", "")]),
            ("a=&b=1", &[("a", ""), ("b", "1")]),
            (
                "k=a+b%2Bc%3D%26&k=%E4%B8%AD",
                &[("k", "a b+c=&"), ("k", "中")],
            ),
            ("a=%2&b=%zz", &[("a", "%2"), ("b", "%zz")]),
        ];
        for (query, expected) in table {
            let expected: Vec<_> = expected
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect();
            assert_eq!(pairs(query), expected, "{query}");
        }
    }
}
