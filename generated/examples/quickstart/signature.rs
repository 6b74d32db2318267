//! What the signature of a request must be (`ACS3-HMAC-SHA256`), worked out from the documentation alone.
//!
//! In: the plain parts of a request and a key. Out: the `authorization` header they lead to. It shares
//! no code with the client's signer, so that the two can only agree when both are right.

use std::fmt::Write as _;

use ring::{digest, hmac};

/// The parts of a request that a signature covers.
pub(crate) struct Parts<'a> {
    pub(crate) method: &'a str,
    /// As it came, still percent-encoded.
    pub(crate) path: &'a str,
    /// Decoded pairs, in any order.
    pub(crate) query: &'a [(String, String)],
    /// The headers that are signed, in any order and case.
    pub(crate) headers: &'a [(String, String)],
    /// [`sha256`] of the body.
    pub(crate) body_hash: &'a str,
}

/// The `authorization` header of a request with these parts.
pub(crate) fn authorization(
    parts: &Parts<'_>,
    access_key_id: &str,
    access_key_secret: &str,
) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, access_key_secret.as_bytes());
    let signature = hexadecimal(hmac::sign(&key, string_to_sign(parts).as_bytes()).as_ref());
    let names = signed_headers(parts.headers);
    format!(
        "ACS3-HMAC-SHA256 Credential={access_key_id},SignedHeaders={names},Signature={signature}"
    )
}

/// What the key signs.
pub(crate) fn string_to_sign(parts: &Parts<'_>) -> String {
    format!(
        "ACS3-HMAC-SHA256\n{}",
        sha256(canonical_request(parts).as_bytes())
    )
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(digest::digest(&digest::SHA256, bytes).as_ref())
}

fn canonical_request(parts: &Parts<'_>) -> String {
    let path = if parts.path.is_empty() {
        "/"
    } else {
        parts.path
    };
    let mut lines = vec![
        parts.method.to_uppercase(),
        path.to_owned(),
        query_line(parts.query),
    ];
    for (name, values) in grouped(parts.headers) {
        lines.push(format!("{name}:{}", values.join(",")));
    }
    lines.push(String::new());
    lines.push(signed_headers(parts.headers));
    lines.push(parts.body_hash.to_owned());
    lines.join("\n")
}

/// Names stay as they are and values are encoded, as the official clients do it.
fn query_line(query: &[(String, String)]) -> String {
    let mut query: Vec<_> = query.iter().collect();
    query.sort();
    let pairs: Vec<_> = query
        .iter()
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    pairs.join("&")
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte))
            }
            _ => write!(out, "%{byte:02X}").expect("writing to a String does not fail"),
        }
    }
    out
}

fn signed_headers(headers: &[(String, String)]) -> String {
    let names: Vec<_> = grouped(headers).into_iter().map(|(name, _)| name).collect();
    names.join(";")
}

/// Lower-case names in order, each with its values in order: a name may come twice in different case.
fn grouped(headers: &[(String, String)]) -> Vec<(String, Vec<&str>)> {
    let mut all: Vec<_> = headers
        .iter()
        .map(|(name, value)| (name.to_lowercase(), value.trim()))
        .collect();
    all.sort();
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for (name, value) in all {
        match groups.last_mut() {
            Some((last, values)) if *last == name => values.push(value),
            _ => groups.push((name, vec![value])),
        }
    }
    groups
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        write!(out, "{byte:02x}").expect("writing to a String does not fail");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn the_worked_example_of_the_documentation_is_reproduced() {
        let parts = Parts {
            method: "post",
            path: "",
            query: &pairs(&[
                ("RegionId", "cn-shanghai"),
                (
                    "ImageId",
                    "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
                ),
            ]),
            headers: &pairs(&[
                ("Host", "ecs.cn-shanghai.aliyuncs.com"),
                ("x-acs-version", "2014-05-26"),
                ("x-acs-action", "RunInstances"),
                ("x-acs-date", "2023-10-26T10:22:32Z"),
                ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
                ("x-acs-content-sha256", &sha256(b"")),
            ]),
            body_hash: &sha256(b""),
        };
        assert_eq!(
            authorization(&parts, "YourAccessKeyId", "YourAccessKeySecret"),
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;\
             x-acs-date;x-acs-signature-nonce;x-acs-version,\
             Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
        );
    }

    #[test]
    fn only_unreserved_characters_of_a_query_value_stay() {
        let table = [
            ("AZaz09-_.~", "AZaz09-_.~"),
            (" *+/", "%20%2A%2B%2F"),
            ("中%", "%E4%B8%AD%25"),
            ("", ""),
        ];
        for (value, expected) in table {
            assert_eq!(
                query_line(&pairs(&[("a b", value)])),
                format!("a b={expected}")
            );
        }
    }

    #[test]
    fn headers_are_lowered_trimmed_sorted_and_joined() {
        let headers = pairs(&[
            ("X-Acs-Multi", "zebra"),
            ("x-acs-a", "  two  words\t"),
            ("x-acs-multi", "apple"),
        ]);
        assert_eq!(signed_headers(&headers), "x-acs-a;x-acs-multi");
        let groups = grouped(&headers);
        assert_eq!(groups[0].1, ["two  words"]);
        assert_eq!(groups[1].1, ["apple", "zebra"]);
    }
}
