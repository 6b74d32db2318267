//! Tests of the checker: a request signed here passes, and any change to it is refused for its reason.

use super::*;

const KEY: Key<'static> = Key {
    id: "id",
    secret: "secret",
};
const DATE: &str = "2023-10-26T10:22:32Z";
const NOW: u64 = 1_698_315_752;
const PAGE: Page = Page {
    action: "Add",
    version: "2021-02-04",
    method: "POST",
    path: "/things/{Id}/parts",
    required: &["Parts", "Parts[].Name"],
};

struct Request {
    method: &'static str,
    path_and_query: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Request {
    fn signed(body: &str) -> Self {
        Self::signed_at(DATE, body)
    }

    fn signed_at(date: &str, body: &str) -> Self {
        let headers = [
            ("host", "127.0.0.1:80"),
            ("content-type", "application/json"),
            ("x-acs-version", "2021-02-04"),
            ("x-acs-date", date),
            ("x-acs-signature-nonce", "n"),
        ];
        let mut headers: Vec<_> = headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let query = [("a".to_owned(), "1 2".to_owned())];
        let parts = Parts {
            method: "POST",
            path: "/things/1%2F2/parts",
            query: &query,
            headers: &headers,
            body_hash: &sha256(body.as_bytes()),
        };
        let authorization = authorization(&parts, KEY.id, KEY.secret);
        headers.push(("authorization".to_owned(), authorization));
        headers.push(("user-agent".to_owned(), "not signed".to_owned()));
        Request {
            method: "POST",
            path_and_query: "/things/1%2F2/parts?a=1%202".to_owned(),
            headers,
            body: body.to_owned(),
        }
    }

    fn set(&mut self, name: &str, value: &str) {
        self.headers.retain(|(given, _)| given != name);
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    fn refused(&self, now: u64) -> Option<&'static str> {
        let received = Received {
            method: self.method,
            path_and_query: &self.path_and_query,
            headers: &self.headers,
            body: self.body.as_bytes(),
        };
        let refusal = check(&received, &PAGE, &KEY, now).err()?;
        assert!(
            refusal.status >= 400 && !refusal.message.is_empty(),
            "{refusal:?}"
        );
        Some(refusal.code)
    }
}

const BODY: &str = r#"{"Parts":[{"Name":"x"}]}"#;

#[test]
fn a_request_that_is_right_passes() {
    assert_eq!(Request::signed(BODY).refused(NOW), None);
    assert_eq!(Request::signed(BODY).refused(NOW + CLOCK_TOLERANCE), None);
}

type Change = fn(&mut Request);

#[test]
fn every_change_after_signing_is_refused() {
    let changes: [(&str, Change); 10] = [
        ("SignatureDoesNotMatch", |request| request.body.push(' ')),
        ("SignatureDoesNotMatch", |request| {
            request.path_and_query = "/things/3/parts?a=1%202".to_owned()
        }),
        ("SignatureDoesNotMatch", |request| {
            request.path_and_query.push_str("&b=")
        }),
        ("SignatureDoesNotMatch", |request| {
            request.set("x-acs-signature-nonce", "m")
        }),
        ("SignatureDoesNotMatch", |request| {
            request.set("x-acs-date", "2023-10-26T10:22:31Z")
        }),
        ("SignatureDoesNotMatch", |request| {
            request.set("x-acs-not-signed", "")
        }),
        ("InvalidAction.NotFound", |request| request.method = "PUT"),
        ("InvalidAction.NotFound", |request| {
            request.path_and_query = "/things//parts".to_owned()
        }),
        ("InvalidAccessKeyId.NotFound", |request| {
            request.set(
                "authorization",
                "ACS3-HMAC-SHA256 Credential=other,SignedHeaders=host,Signature=0",
            );
        }),
        ("MissingParameter", |request| {
            request.headers.retain(|(name, _)| name != "authorization")
        }),
    ];
    for (index, (code, change)) in changes.into_iter().enumerate() {
        let mut request = Request::signed(BODY);
        change(&mut request);
        assert_eq!(request.refused(NOW), Some(code), "change {index}");
    }
}

#[test]
fn a_date_more_than_a_quarter_of_an_hour_away_is_refused() {
    for now in [NOW + CLOCK_TOLERANCE + 1, NOW - CLOCK_TOLERANCE - 1] {
        assert_eq!(
            Request::signed(BODY).refused(now),
            Some("InvalidTimeStamp.Expired")
        );
    }
    assert_eq!(
        Request::signed_at("yesterday", BODY).refused(NOW),
        Some("InvalidTimeStamp.Format")
    );
}

#[test]
fn a_required_member_must_be_set_in_every_entry() {
    let table = [
        ("{}", Some("MissingParameter")),
        (r#"{"Parts":[]}"#, Some("MissingParameter")),
        (r#"{"Parts":[{"Name":"x"},{}]}"#, Some("MissingParameter")),
        (r#"{"Parts":[{"Name":""}]}"#, Some("MissingParameter")),
        (r#"{"Parts":[{"Name":null}]}"#, Some("MissingParameter")),
        (r#"{"Parts":["#, Some("InvalidParameter")),
        (r#"{"Parts":[{"Name":"x"},{"Name":"y"}]}"#, None),
    ];
    for (body, expected) in table {
        assert_eq!(Request::signed(body).refused(NOW), expected, "{body}");
    }
}

#[test]
fn dates_are_seconds_since_1970() {
    let table = [
        ("1970-01-01T00:00:00Z", Some(0)),
        ("2000-03-01T00:00:00Z", Some(951_868_800)),
        ("2024-12-31T23:59:59Z", Some(1_735_689_599)),
        (DATE, Some(NOW)),
        ("2023-10-26 10:22:32Z", None),
        ("2023-13-26T10:22:32Z", None),
        ("1969-01-01T00:00:00Z", None),
        ("", None),
    ];
    for (date, expected) in table {
        assert_eq!(seconds(date), expected, "{date}");
    }
}

#[test]
fn queries_are_decoded_and_stray_percent_signs_stay() {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        pairs("a=1%202&b&%E4%B8%AD=%&c=%2"),
        [
            pair("a", "1 2"),
            pair("b", ""),
            pair("中", "%"),
            pair("c", "%2"),
        ]
    );
}
