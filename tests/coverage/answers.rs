//! What an answer shows of the protocol.
//!
//! In: an operation, an answer of its service, and what came of it. Out: the names of the kinds that it is
//! an example of.

use alicloud::rt::{Slot, Target};
use alicloud::{Bytes, Json, http};

/// Every kind that an answer can be an example of, by what it is about.
pub(crate) const KINDS: &[(&str, &[&str])] = &[
    (
        "Answers",
        &[
            "any JSON",
            "bytes",
            "list",
            "list in a wrapper",
            "map",
            "members from headers",
            "nothing is declared",
            "one number",
            "structure",
            "structure in XML",
            "text",
        ],
    ),
    (
        "Circumstances of a success",
        &[
            "204",
            "a byte order mark",
            "a code inside",
            "an object without members",
            "another 2xx than 200",
            "no body",
            "no content type",
            "not what is declared",
            "nulls",
        ],
    ),
    (
        "Errors",
        &[
            "HTML",
            "JSON that is no object",
            "XML",
            "a number as code",
            "access denied",
            "access denied, lower case",
            "empty",
            "lower-case names",
            "no known names",
            "redirect",
            "upper-case names",
        ],
    ),
    (
        "Throttling",
        &[
            "by code",
            "by status",
            "by x-acs-retry-after",
            "by x-acs-retry-after with any code",
            "with x-ratelimit-user or x-ratelimit-user-api",
        ],
    ),
];

/// The kinds that this answer shows.
pub(crate) fn kinds(
    declared: &str,
    answer: &http::Response<Bytes>,
    facts: &Json,
) -> Vec<&'static str> {
    let status = answer.status().as_u16();
    let json: Option<Json> = serde_json::from_slice(answer.body()).ok();
    let mut kinds = Vec::new();
    if facts["kind"] == "Success" {
        kinds.extend(of_output(declared, answer.body(), json.as_ref()));
        kinds.extend(
            (declared == "structure")
                .then(|| of_carrier(answer, facts))
                .flatten(),
        );
        kinds.extend(of_success(status, answer, json.as_ref()));
    } else if status < 300 {
        kinds.push("not what is declared");
    } else if status < 400 {
        kinds.push("redirect");
    } else {
        kinds.push(of_error(answer.body(), json.as_ref()));
        kinds.extend(of_members(json.as_ref(), facts));
    }
    if facts["throttling"] == true {
        kinds.extend(of_throttling(answer, facts));
    }
    kinds
}

/// What the operation says that it answers.
pub(crate) fn declared(slot: &mut dyn Slot) -> &'static str {
    match slot.target() {
        Target::Text(_) => "text",
        Target::Token(_) | Target::Integer(_) | Target::Number(_) | Target::Boolean(_) => {
            "one number"
        }
        Target::Bytes(_) => "bytes",
        Target::Json(_) => "any JSON",
        Target::List(_) => "list",
        Target::Map(_) => "map",
        Target::Model(_) => "structure",
        Target::Nothing | Target::Unset => "nothing is declared",
    }
}

fn of_output(declared: &str, body: &[u8], json: Option<&Json>) -> Vec<&'static str> {
    let all = KINDS[0].1.iter();
    let mut kinds: Vec<&'static str> = all
        .copied()
        .filter(|kind| *kind == declared && !(body.is_empty() && declared != "nothing is declared"))
        .collect();
    let wrapped = |value: &Json| {
        value
            .as_object()
            .is_some_and(|inner| inner.len() == 1 && inner.values().all(Json::is_array))
    };
    if json
        .and_then(Json::as_object)
        .is_some_and(|members| declared == "structure" && members.values().any(wrapped))
    {
        kinds.push("list in a wrapper");
    }
    kinds
}

/// What carries the members of a structure, when it is not a body of JSON.
fn of_carrier(answer: &http::Response<Bytes>, facts: &Json) -> Option<&'static str> {
    let members = facts["output"].as_object()?;
    let from_headers = members.keys().any(|name| {
        let name = name.to_lowercase();
        let known = |header: &http::HeaderName| match name.strip_suffix('*') {
            Some(start) => header.as_str().starts_with(start),
            None => header.as_str() == name,
        };
        answer.headers().keys().any(known)
    });
    match from_headers {
        true => Some("members from headers"),
        false => answer
            .body()
            .starts_with(b"<?xml")
            .then_some("structure in XML"),
    }
}

fn of_success(
    status: u16,
    answer: &http::Response<Bytes>,
    json: Option<&Json>,
) -> Vec<&'static str> {
    let body = answer.body();
    let member = |name: &str| json.is_some_and(|json| !json[name].is_null());
    let nulls = json
        .and_then(Json::as_object)
        .is_some_and(|members| !members.is_empty() && members.values().all(Json::is_null));
    let found = [
        ("204", status == 204),
        ("a byte order mark", body.starts_with(b"\xEF\xBB\xBF")),
        ("a code inside", member("code") || member("Code")),
        ("an object without members", body.as_ref() == b"{}"),
        ("another 2xx than 200", status != 200 && status != 204),
        ("no body", body.is_empty() && status != 204),
        (
            "no content type",
            !answer.headers().contains_key("content-type"),
        ),
        ("nulls", nulls),
    ];
    let found = found.into_iter().filter(|(_, found)| *found);
    found.map(|(kind, _)| kind).collect()
}

fn of_error(body: &[u8], json: Option<&Json>) -> &'static str {
    let text = String::from_utf8_lossy(body);
    match json {
        _ if body.is_empty() => "empty",
        None if text.starts_with("<html") => "HTML",
        None => "XML",
        Some(Json::Object(members)) if members.contains_key("Code") => "upper-case names",
        Some(Json::Object(members)) if members.contains_key("code") => "lower-case names",
        Some(Json::Object(_)) => "no known names",
        Some(_) => "JSON that is no object",
    }
}

fn of_members(json: Option<&Json>, facts: &Json) -> Vec<&'static str> {
    let Some(json) = json else {
        return Vec::new();
    };
    let mut kinds = Vec::new();
    if json["Code"].is_number() || json["code"].is_number() {
        kinds.push("a number as code");
    }
    if facts["access_denied"].is_object() {
        kinds.push(if json["accessDeniedDetail"].is_object() {
            "access denied, lower case"
        } else {
            "access denied"
        });
    }
    kinds
}

fn of_throttling(answer: &http::Response<Bytes>, facts: &Json) -> Vec<&'static str> {
    let named = facts["code"]
        .as_str()
        .is_some_and(|code| code.to_lowercase().contains("throttl"));
    let is_429 = answer.status().as_u16() == 429;
    let header = |name: &str| {
        answer
            .headers()
            .get(name)
            .is_some_and(|value| value.as_bytes() != b"0")
    };
    let mut kinds = Vec::new();
    if named && !is_429 {
        kinds.push("by code");
    }
    if is_429 {
        kinds.push("by status");
    }
    if header("x-acs-retry-after") {
        kinds.push(if named || is_429 {
            "by x-acs-retry-after"
        } else {
            "by x-acs-retry-after with any code"
        });
    }
    if header("x-ratelimit-user") || header("x-ratelimit-user-api") {
        kinds.push("with x-ratelimit-user or x-ratelimit-user-api");
    }
    kinds
}
