use std::time::{Duration, UNIX_EPOCH};

use super::*;
use crate::RequestExt;
use crate::depth::testing::{accounts, lists};
use crate::fixture::{Account, Key as AccountKey, Probe, ROA, RPC};
use crate::model::Value;
use crate::schema::{Body, Field, OperationInfo, Style};

mod places;

const POST: OperationInfo = OperationInfo::new(&ROA, "Create");

fn send(
    info: OperationInfo,
    fields: Vec<(Field, &str)>,
    credentials: Option<Credentials>,
) -> Result<http::Request<Bytes>, Error> {
    let boxed = |text: &str| Box::new(text.to_owned()) as Box<dyn Value>;
    let fields = fields
        .into_iter()
        .map(|(field, text)| (field, boxed(text)))
        .collect();
    send_values(info, fields, credentials)
}

fn send_values(
    info: OperationInfo,
    fields: Vec<(Field, Box<dyn Value>)>,
    credentials: Option<Credentials>,
) -> Result<http::Request<Bytes>, Error> {
    prepare(
        Box::leak(Box::new(info)),
        &Probe::new(fields),
        &Context {
            endpoint: &Endpoint::https("demo.example.com").unwrap(),
            credentials: credentials.as_ref(),
            now: UNIX_EPOCH + Duration::from_secs(1_698_315_752),
            nonce: "nonce",
            user_agent: "test/1",
            repeat: None,
            headers: None,
        },
    )
}

fn key() -> Option<Credentials> {
    Some(Credentials::access_key("id", "secret"))
}

fn header<'r>(request: &'r http::Request<Bytes>, name: &str) -> Option<&'r str> {
    request
        .headers()
        .get(name)
        .map(|value| value.to_str().unwrap())
}

fn problem(info: OperationInfo, fields: Vec<(Field, &str)>) -> String {
    let error = send(info, fields, key()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(error.violations().is_none());
    error.to_string()
}

#[test]
fn every_place_ends_up_where_it_belongs() {
    let info = OperationInfo {
        path: "/v1/{Id}?acl",
        body: Body::Json("body"),
        ..POST
    };
    let fields = vec![
        (Field::path("Id"), "a/b"),
        (Field::query("z"), "1 2"),
        (Field::query("a"), "é"),
        (Field::header("X-Note"), "中文"),
        (Field::host("Bucket"), "box-1"),
        (Field::body("Name"), "n"),
    ];
    let request = send(info, fields, key()).unwrap();
    assert_eq!(
        request.uri(),
        "https://box-1.demo.example.com/v1/a%2Fb?a=%C3%A9&acl=&z=1%202"
    );
    assert_eq!(request.body(), r#"{"Name":"n"}"#);
    assert_eq!(header(&request, "host"), Some("box-1.demo.example.com"));
    assert_eq!(request.headers()["x-note"].as_bytes(), "中文".as_bytes());
    assert_eq!(header(&request, "accept"), Some("application/json"));
    assert_eq!(
        header(&request, "content-type"),
        Some("application/json; charset=utf-8")
    );
    assert_eq!(header(&request, "user-agent"), Some("test/1"));
    assert_eq!(header(&request, "x-acs-action"), Some("Create"));
    assert_eq!(header(&request, "x-acs-version"), Some("2020-01-02"));
    assert_eq!(header(&request, "x-acs-date"), Some("2023-10-26T10:22:32Z"));
    assert_eq!(header(&request, "x-acs-signature-nonce"), Some("nonce"));
    assert_eq!(
        header(&request, "x-acs-content-sha256"),
        Some(payload_hash(br#"{"Name":"n"}"#).as_str())
    );
    let names = "content-type;host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";
    let start = format!("ACS3-HMAC-SHA256 Credential=id,SignedHeaders={names},Signature=");
    assert!(
        header(&request, "authorization")
            .unwrap()
            .starts_with(&start)
    );
    assert!(request.headers()["authorization"].is_sensitive());
}

#[test]
fn the_body_and_its_type_follow_the_operation() {
    let info = |body| OperationInfo { body, ..POST };
    let (json, form) = (
        "application/json; charset=utf-8",
        "application/x-www-form-urlencoded",
    );
    let table = [
        (info(Body::None), None, "", None),
        (info(Body::Json("body")), None, "{}", Some(json)),
        (info(Body::Form), None, "", Some(form)),
        (
            info(Body::Form),
            Some((Field::form("k"), "a b")),
            "k=a%20b",
            Some(form),
        ),
        (info(Body::Payload), None, "", None),
        (info(Body::XmlPayload { root: "Root" }), None, "", None),
        (
            info(Body::Payload),
            Some((Field::payload("body"), "{\"a\":1}")),
            "{\"a\":1}",
            Some(json),
        ),
    ];
    for (info, field, body, content_type) in table {
        let request = send(info, field.into_iter().collect(), key()).unwrap();
        assert_eq!(
            (request.body(), header(&request, "content-type")),
            (&Bytes::from_static(body.as_bytes()), content_type)
        );
    }
}

#[test]
fn bytes_are_sent_as_they_are() {
    let value: Box<dyn Value> = Box::new(Bytes::from_static(&[0, 255]));
    let body = body::write(
        &OperationInfo {
            body: Body::Payload,
            ..POST
        },
        &Probe::new(vec![(Field::payload("body"), value)]),
        Secrets::Show,
        &mut Vec::new(),
    );
    assert_eq!(
        (&body.bytes[..], body.content_type),
        (&[0, 255][..], Some("application/octet-stream"))
    );
}

#[test]
fn credentials_decide_about_the_authorization() {
    let rpc = OperationInfo::new(&RPC, "Create");
    let sent = |info, credentials| send(info, Vec::new(), credentials).unwrap();

    let sts = sent(POST, Some(Credentials::sts("id", "secret", "token")));
    assert_eq!(header(&sts, "x-acs-accesskey-id"), Some("id"));
    assert!(sts.headers()["x-acs-security-token"].is_sensitive());
    assert!(
        header(&sts, "authorization")
            .unwrap()
            .contains(";x-acs-security-token;")
    );

    let bearer = sent(POST, Some(Credentials::bearer("token")));
    assert_eq!(header(&bearer, "x-acs-bearer-token"), Some("token"));
    assert_eq!(header(&bearer, "x-acs-signature-type"), Some("BEARERTOKEN"));
    assert_eq!(header(&bearer, "authorization"), None);

    let bearer = sent(rpc, Some(Credentials::bearer("token")));
    assert_eq!(header(&bearer, "x-acs-signature-type"), None);
    assert_eq!(bearer.uri().query(), Some("SignatureType=BEARERTOKEN"));

    let anonymous = sent(rpc, Some(Credentials::anonymous()));
    assert_eq!(header(&anonymous, "authorization"), None);
    assert_eq!(anonymous.uri().query(), Some("Format=json"));

    let error = send(POST, Vec::new(), None).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
}

#[test]
fn anonymous_operations_go_by_the_protocols_before_v3() {
    let rpc = OperationInfo {
        anonymous: true,
        ..OperationInfo::new(&RPC, "Assume")
    };
    // Credentials at hand change nothing.
    for credentials in [None, key()] {
        let request = send(rpc, vec![(Field::query("Role"), "a b")], credentials).unwrap();
        assert_eq!(
            request.uri().query(),
            Some(
                "Action=Assume&Format=json&Role=a%20b&SignatureNonce=nonce\
                 &Timestamp=2023-10-26T10%3A22%3A32Z&Version=2020-01-02"
            )
        );
        let mut names: Vec<&str> = request.headers().keys().map(|name| name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(
            names,
            ["host", "user-agent", "x-acs-action", "x-acs-version"]
        );
    }
    let form = OperationInfo {
        body: Body::Form,
        ..rpc
    };
    let request = send(form, vec![(Field::form("k"), "v")], None).unwrap();
    assert_eq!(request.body(), "k=v");
    assert_eq!(
        header(&request, "content-type"),
        Some("application/x-www-form-urlencoded")
    );
    let clash = problem(rpc, vec![(Field::query("Version"), "x")]);
    assert!(
        clash.contains("Version would replace a parameter of the protocol"),
        "{clash}"
    );

    let roa = OperationInfo {
        anonymous: true,
        ..POST
    };
    let request = send(roa, Vec::new(), key()).unwrap();
    assert_eq!(request.uri().query(), None);
    assert_eq!(header(&request, "authorization"), None);
    assert_eq!(header(&request, "x-acs-date"), None);
    assert_eq!(header(&request, "x-acs-content-sha256"), None);
    let date = Some("Thu, 26 Oct 2023 10:22:32 GMT");
    assert_eq!(header(&request, "date"), date);
    assert_eq!(header(&request, "x-acs-signature-nonce"), Some("nonce"));
    assert_eq!(header(&request, "x-acs-signature-version"), Some("1.0"));
    assert_eq!(header(&request, "accept"), Some("application/json"));
}

#[test]
fn values_that_cannot_be_sent_safely_are_refused_by_name() {
    let long = "x".repeat(70_000);
    let path = OperationInfo {
        path: "/v1/{Id}",
        ..POST
    };
    let table = [
        (path, vec![(Field::path("Id"), "..")], "Id is \"..\""),
        (
            POST,
            vec![(Field::header("Host"), "evil.com")],
            "Host would replace",
        ),
        (
            POST,
            vec![(Field::header("authorization"), "x")],
            "authorization would replace",
        ),
        (
            POST,
            vec![(Field::header("X-Acs-Date"), "x")],
            "X-Acs-Date would replace",
        ),
        (
            POST,
            vec![(Field::header("Note"), "a\r\nx-evil: 1")],
            "Note holds a line break",
        ),
        (
            POST,
            vec![(Field::host("Bucket"), "evil.com/")],
            "Bucket becomes part of the host name",
        ),
        (
            POST,
            vec![(Field::host("Bucket"), "")],
            "Bucket becomes part of the host name",
        ),
        (
            POST,
            vec![(Field::query("q"), &long)],
            "is no address; at most 65534 bytes fit",
        ),
    ];
    for (info, fields, expected) in table {
        let problem = problem(info, fields);
        assert!(problem.contains(expected), "{problem}");
    }
    let both = problem(
        path,
        vec![(Field::path("Id"), ""), (Field::header("Host"), "x")],
    );
    assert!(
        both.contains("Id is empty") && both.contains("Host would"),
        "{both}"
    );
}

#[test]
fn a_product_may_have_parameters_that_look_like_the_protocols() {
    let request = send(
        POST,
        vec![(Field::header("x-acs-airticket-language"), "en")],
        key(),
    )
    .unwrap();
    assert!(
        header(&request, "authorization")
            .unwrap()
            .contains(";x-acs-airticket-language;")
    );
}

#[test]
fn a_masked_copy_is_kept_when_there_is_a_secret() {
    let info = OperationInfo {
        body: Body::Json("body"),
        ..POST
    };
    let secret = |field: Field| vec![(field.sensitive(), "canary"), (Field::body("A"), "a")];

    let request = send(info, secret(Field::body("Password")), key()).unwrap();
    assert_eq!(request.body(), r#"{"Password":"canary","A":"a"}"#);
    assert_eq!(
        request.extensions().get::<Masked>().unwrap().body,
        r#"{"Password":"***","A":"a"}"#
    );

    let request = send(info, secret(Field::query("Password")), key()).unwrap();
    assert_eq!(
        request.extensions().get::<Masked>().unwrap().path_and_query,
        "/?Password=%2A%2A%2A"
    );

    let request = send(info, secret(Field::header("X-Password")), key()).unwrap();
    assert!(request.headers()["x-password"].is_sensitive());

    let request = send(info, vec![(Field::body("A"), "a")], key()).unwrap();
    assert!(request.extensions().get::<Masked>().is_none());
}

#[test]
fn a_secret_inside_of_a_header_is_masked() {
    let account = Account {
        keys: vec![AccountKey {
            id: Some("1".into()),
            secret: Some("canary".into()),
        }],
        ..Account::default()
    };
    let request = send_values(
        POST,
        vec![(Field::header("X-Account"), Box::new(account))],
        key(),
    )
    .unwrap();
    let value = &request.headers()["x-account"];
    assert!(value.is_sensitive() && value.to_str().unwrap().contains("canary"));
    assert!(
        !request.to_curl().contains("canary"),
        "{}",
        request.to_curl()
    );
}

#[test]
fn a_request_that_is_nested_too_deeply_is_refused() {
    let info = OperationInfo {
        body: Body::Json("body"),
        ..POST
    };
    let places = [Field::body, Field::query, Field::header];
    for place in places {
        let deep: [(Box<dyn Value>, &str); 2] = [
            (Box::new(accounts(1500)), "F.Parent."),
            (Box::new(lists(2000)), "F is nested too deeply"),
        ];
        for (value, expected) in deep {
            let error = send_values(info, vec![(place("F"), value)], key()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidRequest);
            let text = error.to_string();
            assert!(text.contains(expected) && text.contains("128"), "{text}");
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_text_stays_in_its_place_or_is_refused(id in ".*", query in ".*") {
        let info = OperationInfo { path: "/v1/{Id}/x", ..POST };
        match send(info, vec![(Field::path("Id"), &id), (Field::query("q"), &query)], key()) {
            Ok(request) => {
                let uri = request.uri();
                assert_eq!(uri.authority().unwrap(), "demo.example.com");
                assert_eq!(uri.path().split('/').count(), 4);
                assert!(uri.path().starts_with("/v1/") && uri.path().ends_with("/x"));
                assert_eq!(uri.query().unwrap().split('&').count(), 1);
            }
            Err(_) => assert!(["", ".", ".."].contains(&id.as_str())),
        }
    }

    #[test]
    fn any_header_value_is_one_header_or_refused(text in "(?s).*") {
        match send(POST, vec![(Field::header("Note"), &text)], key()) {
            Ok(request) => assert_eq!(request.headers()["note"].as_bytes(), text.as_bytes()),
            Err(error) => assert!(error.to_string().contains("Note") && text.contains(char::is_control)),
        }
    }
}
