//! Signature V3 (`ACS3-HMAC-SHA256`).
//!
//! In: the plain parts of a request. Out: the authorization header and the two texts it was computed
//! from. It knows nothing of operations or HTTP libraries, so it can sign whatever this crate does not
//! cover, and can be laid beside the service's own texts when a signature does not match.

use std::collections::BTreeMap;
use std::fmt;

use ring::{digest, hmac};

use crate::encode::encode;

const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// The parts of a request that a signature covers.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    /// HTTP method.
    pub method: &'a str,
    /// Path as it is sent, percent-encoded. Empty means `/`.
    pub path: &'a str,
    /// Query parameters, in any order, not encoded.
    pub query: &'a [(&'a str, &'a str)],
    /// The headers to sign, in any order and case; [`is_signed`] says which must be among them.
    pub headers: &'a [(&'a str, &'a str)],
    /// [`payload_hash`] of the body, which is also the header `x-acs-content-sha256`.
    pub payload_hash: &'a str,
}

/// A signature and how it came about.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed {
    /// The request in the form that is hashed. It holds the header values, tokens among them.
    pub canonical_request: String,
    /// What the key signs.
    pub string_to_sign: String,
    /// Value of the header `authorization`.
    pub authorization: String,
}

/// Leaves out the canonical request and the signature, which are as good as the keys for a while.
impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed")
            .field("string_to_sign", &self.string_to_sign)
            .finish_non_exhaustive()
    }
}

/// Whether a header of this lower-case name must be signed. Any other header may be left out, and
/// should be when something on the way may change it.
pub fn is_signed(name: &str) -> bool {
    name == "host" || name == "content-type" || name.starts_with("x-acs-")
}

/// Hash of a body, lower-case hexadecimal. A request without a body has that of no bytes.
pub fn payload_hash(body: &[u8]) -> String {
    hex(digest::digest(&digest::SHA256, body).as_ref())
}

/// Signs the parts, every header of them.
///
/// ```
/// use alicloud_core::sign::{Parts, payload_hash, sign};
///
/// let signed = sign(
///     &Parts {
///         method: "POST",
///         path: "/",
///         query: &[("RegionId", "cn-shanghai")],
///         headers: &[("host", "ecs.cn-shanghai.aliyuncs.com")],
///         payload_hash: &payload_hash(b""),
///     },
///     "access-key-id",
///     "access-key-secret",
/// );
/// assert!(signed.authorization.starts_with("ACS3-HMAC-SHA256 Credential=access-key-id,"));
/// ```
pub fn sign(parts: &Parts<'_>, access_key_id: &str, access_key_secret: &str) -> Signed {
    let headers = canonical_headers(parts.headers);
    let signed_headers = headers
        .keys()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(";");

    let mut canonical_request = format!(
        "{}\n{}\n{}\n",
        parts.method.to_ascii_uppercase(),
        if parts.path.is_empty() {
            "/"
        } else {
            parts.path
        },
        canonical_query(parts.query),
    );
    for (name, values) in &headers {
        canonical_request.extend([name, ":", &values.join(","), "\n"]);
    }
    canonical_request.extend(["\n", &signed_headers, "\n", parts.payload_hash]);

    let string_to_sign = format!(
        "{ALGORITHM}\n{}",
        payload_hash(canonical_request.as_bytes())
    );
    let key = hmac::Key::new(hmac::HMAC_SHA256, access_key_secret.as_bytes());
    let signature = hex(hmac::sign(&key, string_to_sign.as_bytes()).as_ref());
    let authorization = format!(
        "{ALGORITHM} Credential={access_key_id},SignedHeaders={signed_headers},Signature={signature}"
    );
    Signed {
        canonical_request,
        string_to_sign,
        authorization,
    }
}

/// Lower-case names in order; the values of a name that came more than once are sorted too.
fn canonical_headers<'a>(headers: &[(&str, &'a str)]) -> BTreeMap<String, Vec<&'a str>> {
    let mut canonical: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, value) in headers {
        canonical
            .entry(name.to_ascii_lowercase())
            .or_default()
            .push(value.trim_matches([' ', '\t', '\r', '\n']));
    }
    for values in canonical.values_mut() {
        values.sort_unstable();
    }
    canonical
}

/// Names stay as given, as in the official SDKs; the documentation encodes them, which makes no
/// difference for any documented name.
fn canonical_query(query: &[(&str, &str)]) -> String {
    let mut query = query.to_vec();
    query.sort_unstable();
    let pairs: Vec<String> = query
        .iter()
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    pairs.join("&")
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// The worked example of the official documentation.
    #[test]
    fn the_documented_example_is_reproduced() {
        let signed = sign(
            &Parts {
                method: "post",
                path: "",
                query: &[
                    ("RegionId", "cn-shanghai"),
                    (
                        "ImageId",
                        "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
                    ),
                ],
                headers: &[
                    ("Host", "ecs.cn-shanghai.aliyuncs.com"),
                    ("x-acs-action", "RunInstances"),
                    ("x-acs-version", "2014-05-26"),
                    ("x-acs-date", "2023-10-26T10:22:32Z"),
                    ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
                    ("x-acs-content-sha256", EMPTY),
                ],
                payload_hash: EMPTY,
            },
            "YourAccessKeyId",
            "YourAccessKeySecret",
        );
        assert_eq!(
            signed.string_to_sign,
            "ACS3-HMAC-SHA256\n7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259"
        );
        assert!(signed.authorization.ends_with(
            "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
        ));
    }

    #[test]
    fn headers_are_lowered_trimmed_sorted_and_joined() {
        let headers = [
            ("X-ACS-Multi", "zebra"),
            ("x-acs-a", " b  c\t"),
            ("x-acs-multi", "apple"),
        ];
        let parts = Parts {
            method: "GET",
            path: "/a%2Fb",
            query: &[],
            headers: &headers,
            payload_hash: EMPTY,
        };
        let signed = sign(&parts, "id", "secret");
        assert_eq!(
            signed.canonical_request,
            format!(
                "GET\n/a%2Fb\n\nx-acs-a:b  c\nx-acs-multi:apple,zebra\n\nx-acs-a;x-acs-multi\n{EMPTY}"
            )
        );
    }

    #[test]
    fn the_query_is_sorted_by_name_and_only_values_are_encoded() {
        let query = [("b", ""), ("a.2", "x y"), ("a", "*"), ("a-1", "中")];
        assert_eq!(canonical_query(&query), "a=%2A&a-1=%E4%B8%AD&a.2=x%20y&b=");
    }

    #[test]
    fn the_hash_of_no_body_is_that_of_no_bytes() {
        assert_eq!(payload_hash(b""), EMPTY);
    }

    #[test]
    fn debug_shows_no_header_value() {
        let parts = Parts {
            method: "GET",
            path: "/",
            query: &[],
            headers: &[("x-acs-security-token", "canary")],
            payload_hash: EMPTY,
        };
        let signed = sign(&parts, "id", "secret");
        let expected = format!(
            "Signed {{ string_to_sign: {:?}, .. }}",
            signed.string_to_sign
        );
        assert_eq!(format!("{signed:?}"), expected);
        assert!(!expected.contains("canary"));
    }
}
