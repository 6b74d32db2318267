//! Vectors of our own, for what was never captured.
//!
//! In: `vectors/own-requests.yaml` and `vectors/own-answers.yaml`, which say only what differs from the
//! usual. Out: vectors of the same form as the captured ones.

use std::collections::BTreeMap;

use alicloud::Json;

use crate::operations::{Operation, operation};
use crate::plain::set;
use crate::vectors::{string, text};

/// Own request vectors.
///
/// # Panics
///
/// When the file is damaged or speaks of an operation that is not in the table.
pub fn requests(operations: &[Box<dyn Operation>]) -> Vec<Json> {
    let rows = rows("own-requests.yaml");
    let vector = |(id, row): (String, Json)| {
        let mut vector = named(&id);
        let info = operation(operations, &vector).info();
        let nonce = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
        let host = format!("{}.cn-hangzhou.aliyuncs.com", info.product);
        let mut expected = row["expected"].clone();
        let mut headers = object([
            ("host", &host),
            ("x-acs-version", info.version),
            ("x-acs-action", info.name),
            ("x-acs-date", "2024-05-06T07:08:09Z"),
            ("x-acs-signature-nonce", nonce),
            ("accept", "application/json"),
        ]);
        if let (Some(only), Some(all)) = (row["only"].as_array(), headers.as_object_mut()) {
            all.retain(|name, _| only.iter().any(|kept| kept == name));
        }
        for (name, value) in expected["headers"].as_object().into_iter().flatten() {
            headers[name] = value.clone();
        }
        expected["headers"] = headers;
        if expected["query"].is_null() {
            expected["query"] = Vec::<Json>::new().into();
        }
        if let Some(body) = expected["body"].as_str() {
            expected["body"] = object([("utf8", body)]);
        }
        let credentials = if info.anonymous {
            object([("type", "anonymous")])
        } else {
            object([
                ("type", "access_key"),
                ("access_key_id", "testAccessKeyId"),
                ("access_key_secret", "testAccessKeySecret"),
            ])
        };
        vector["id"] = id.into();
        vector["input"] = row["input"].clone();
        vector["endpoint"] = host.into();
        vector["credentials"] = credentials;
        vector["nonce"] = nonce.into();
        vector["user_agent"] = "conformance/1".into();
        vector["expected"] = expected;
        vector
    };
    rows.into_iter().map(vector).collect()
}

/// Own answers, each with the facts that it must give.
///
/// # Panics
///
/// When the file is damaged.
pub fn answers() -> Vec<(Json, Json)> {
    let answer = |(id, row): (String, Json)| {
        let mut headers = object([(
            "content-type",
            row["content_type"].as_str().unwrap_or("application/json"),
        )]);
        for (name, value) in row["headers"].as_object().into_iter().flatten() {
            headers[name] = value.clone();
        }
        let answer = set([
            (
                "status".to_owned(),
                row.get("status").cloned().unwrap_or_else(|| 200.into()),
            ),
            ("headers".to_owned(), headers),
            ("body".to_owned(), string(&row, "body").into()),
        ]);
        let mut vector = named(string(&row, "operation"));
        vector["id"] = id.into();
        vector["input"] = row["input"].clone();
        vector["answers"] = vec![answer].into();
        (vector, row["gives"].clone())
    };
    rows("own-answers.yaml").into_iter().map(answer).collect()
}

/// Product and operation of `<product>.<Operation>.<what>`.
fn named(id: &str) -> Json {
    let mut parts = id.split('.');
    let mut part = || parts.next().unwrap_or_default();
    let product = part();
    object([("product", product), ("operation", part())])
}

fn object<const N: usize>(members: [(&str, &str); N]) -> Json {
    set(members.map(|(name, value)| (name.to_owned(), value.into())))
}

fn rows(file: &str) -> BTreeMap<String, Json> {
    serde_yaml::from_str(&text(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}
