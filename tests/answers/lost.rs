//! What the official Python SDK keeps of an answer and our client does not.
//!
//! In: what Python made of an answer, and what came out here. Out: the names of what is missing here.

use serde_json::Value;

use alicloud_tests::given::Given;

/// What Python kept and we did not.
pub(crate) fn lost(python: &Value, given: &Given) -> Vec<String> {
    let mut lost = Vec::new();
    // It rewrites the message, and writes `None` for what was not there.
    let named = |name: &str| python[name].as_str().filter(|text| *text != "None");
    for name in ["code", "request_id"] {
        if named(name).is_some_and(|text| given.facts[name] != text) {
            lost.push(name.to_owned());
        }
    }
    let Some(status) = python["status_code"].as_u64() else {
        return lost;
    };
    if given.facts["status"] != status {
        lost.push("status".to_owned());
    }
    let rewritten = |message: &str| named("message").is_some_and(|text| text.contains(message));
    let had_message = python["kind"] == "exception" && !rewritten(", None request id: ");
    if had_message && !given.facts["message"].as_str().is_some_and(rewritten) {
        lost.push("message".to_owned());
    }
    for (name, value) in python["access_denied_detail"]
        .as_object()
        .into_iter()
        .flatten()
    {
        if given.facts["access_denied"][name] != *value {
            lost.push(name.clone());
        }
    }
    if let (Some(body), Some(output)) = (python.get("body"), &given.output) {
        let body = body.get("$stream").unwrap_or(body);
        if !holds(output, body) {
            lost.push("body".to_owned());
        }
    }
    lost
}

/// Whether everything in `less` is in `more`. The kind of a scalar does not matter, and a list that was
/// not sent is empty.
fn holds(more: &Value, less: &Value) -> bool {
    match (more, less) {
        (Value::Null, Value::Array(entries)) => entries.is_empty(),
        (Value::Object(more), Value::Object(less)) => less
            .iter()
            .all(|(name, value)| holds(more.get(name).unwrap_or(&Value::Null), value)),
        (Value::Array(more), Value::Array(less)) => {
            more.len() == less.len() && more.iter().zip(less).all(|(more, less)| holds(more, less))
        }
        (Value::Number(number), Value::String(text))
        | (Value::String(text), Value::Number(number)) => number.to_string() == *text,
        _ => more == less,
    }
}
