//! Answers of the vectors, through whole calls and through interpretation alone.
//!
//! In: a vector with `answers`. Out: what comes of them.

use alicloud::{Bytes, Config, Credentials, Json, Validation, http};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::given::Given;
use crate::in_memory::InMemory;
use crate::operations::{Operation, operation};
use crate::vectors::{id, string};

/// A whole call that is answered so. Whatever the answer, there is one request.
///
/// # Panics
///
/// When the vector is damaged or more than one request is made.
pub async fn called(operations: &[Box<dyn Operation>], vector: &Json) -> Given {
    let answers = vector["answers"]
        .as_array()
        .expect("the answers are a list");
    let transport = InMemory::answering(answers.iter().map(served));
    let config = Config::new("cn-hangzhou")
        .with_credentials(Credentials::sts("id", "secret", "token"))
        .with_validation(Validation::Off)
        .with_transport(transport.clone());
    let operation = operation(operations, vector);
    let request = match &vector["input"] {
        Json::Null => operation.empty(),
        input => operation
            .read(input)
            .unwrap_or_else(|error| panic!("{}: {error}", id(vector))),
    };
    let given = request.send(&config).await;
    assert_eq!(transport.requests().len(), 1, "{}", id(vector));
    given.unwrap_or_else(|error| Given::failed(&error))
}

/// The answer without a client around it.
///
/// # Panics
///
/// When the vector is damaged.
pub fn interpreted(operations: &[Box<dyn Operation>], vector: &Json) -> Given {
    operation(operations, vector).interpret(served(&vector["answers"][0]))
}

/// What a server sends.
///
/// # Panics
///
/// When the vector is damaged.
pub fn served(answer: &Json) -> http::Response<Bytes> {
    let body = match &answer["body"] {
        Json::String(text) => text.clone().into_bytes(),
        Json::Object(body) if body.contains_key("base64") => STANDARD
            .decode(string(&answer["body"], "base64"))
            .expect("the body is base64"),
        body => body.to_string().into_bytes(),
    };
    let status = answer["status"]
        .as_u64()
        .and_then(|status| u16::try_from(status).ok());
    let mut builder = http::Response::builder().status(status.expect("an answer has a status"));
    for (name, value) in answer["headers"]
        .as_object()
        .expect("the headers are an object")
    {
        builder = builder.header(name, value.as_str().expect("headers are texts"));
    }
    builder.body(body.into()).expect("the answer can be sent")
}
