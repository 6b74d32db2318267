//! Headers, bodies and paths of every kind.

use super::*;

#[test]
fn lists_objects_and_families_travel_in_headers() {
    let list = || Box::new(vec!["a".to_owned(), "b".to_owned()]);
    let map = |pairs: &[(&str, &str)]| {
        let pairs = pairs.iter().map(|&(k, v)| (k.to_owned(), v.to_owned()));
        Box::new(pairs.collect::<std::collections::BTreeMap<_, _>>()) as Box<dyn Value>
    };
    let sent = |fields| {
        prepare(
            &POST,
            &Probe::new(fields),
            &Context {
                endpoint: &Endpoint::https("demo.example.com").unwrap(),
                credentials: key().as_ref(),
                now: UNIX_EPOCH,
                nonce: "nonce",
                user_agent: "test/1",
                repeat: None,
                headers: None,
            },
        )
    };
    let request = sent(vec![
        (Field::header("X-Json"), list() as Box<dyn Value>),
        (Field::header("X-Simple").style(Style::Simple), list()),
        (Field::header("X-Object"), map(&[("k", "é")])),
        (
            Field::header("x-oss-meta-*"),
            map(&[("Color", "red"), ("size", "7")]),
        ),
        (Field::header("x-more-*"), Box::new(None::<String>)),
    ])
    .unwrap();
    let text = |name: &str| std::str::from_utf8(request.headers()[name].as_bytes()).unwrap();
    assert_eq!(text("x-json"), r#"["a","b"]"#);
    assert_eq!(text("x-simple"), "a,b");
    assert_eq!(text("x-object"), r#"{"k":"é"}"#);
    assert_eq!(text("x-oss-meta-color"), "red");
    assert_eq!(text("x-oss-meta-size"), "7");
    assert!(
        request
            .headers()
            .keys()
            .all(|name| !name.as_str().contains('*'))
    );

    for (name, key, expected) in [
        (
            "x-oss-meta-*",
            "a b",
            "x-oss-meta-a b is no name of a header",
        ),
        (
            "x-oss-meta-*",
            "a\r\nhost",
            "x-oss-meta-a\\r\\nhost is no name",
        ),
        ("x-acs-*", "date", "x-acs-date would replace a header"),
        ("*", "Host", "Host would replace a header"),
    ] {
        let error = sent(vec![(Field::header(name), map(&[(key, "v")]))]).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[test]
fn an_xml_body_is_a_document_of_its_members() {
    let xml = OperationInfo {
        body: Body::Xml {
            name: "body",
            root: "Configuration",
        },
        ..POST
    };
    let start = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Configuration>";
    let fields = vec![
        (Field::query("q"), "not in the body"),
        (Field::body("A"), "1<2"),
        (Field::body("B").sensitive(), "canary"),
    ];
    let request = send(xml, fields, key()).unwrap();
    assert_eq!(
        request.body(),
        &format!("{start}<A>1&lt;2</A><B>canary</B></Configuration>")
    );
    assert_eq!(header(&request, "content-type"), Some("application/xml"));
    assert_eq!(
        request.extensions().get::<Masked>().unwrap().body,
        format!("{start}<A>1&lt;2</A><B>***</B></Configuration>")
    );
    let empty = send(xml, Vec::new(), key()).unwrap();
    assert_eq!(empty.body(), &format!("{start}</Configuration>"));
    let problem = problem(xml, vec![(Field::body("A"), "\0")]);
    assert!(
        problem.contains("A holds a control character, which XML cannot carry"),
        "{problem}"
    );
}

#[test]
fn form_and_query_go_together_and_bodies_go_with_any_method() {
    for method in ["GET", "DELETE", "PATCH", "put"] {
        let form = OperationInfo {
            method,
            body: Body::Form,
            ..POST
        };
        let fields = vec![(Field::query("q"), "1"), (Field::form("f"), "2")];
        let request = send(form, fields, key()).unwrap();
        assert_eq!(request.method().as_str(), method.to_ascii_uppercase());
        assert_eq!(
            (request.uri().query(), &request.body()[..]),
            (Some("q=1"), &b"f=2"[..])
        );
        let json = OperationInfo {
            method,
            body: Body::Json("body"),
            ..POST
        };
        assert_eq!(send(json, Vec::new(), key()).unwrap().body(), "{}");
    }
}

#[test]
fn a_whole_body_is_any_json_or_what_it_is() {
    let json = |text: &str| serde_json::from_str::<crate::Json>(text).unwrap();
    let table: Vec<(Box<dyn Value>, &str)> = vec![
        (Box::new(vec![1i64, 2]), "[1,2]"),
        (Box::new(Vec::<i64>::new()), "[]"),
        (Box::new(json(r#"{"a":[null]}"#)), r#"{"a":[null]}"#),
        (Box::new(json("7")), "7"),
        (Box::new("{ \"as\": 1 }".to_owned()), "{ \"as\": 1 }"),
        (Box::new(true), "true"),
    ];
    for (value, expected) in table {
        let body = body::write(
            &OperationInfo {
                body: Body::Payload,
                ..POST
            },
            &Probe::new(vec![(Field::payload("body"), value)]),
            Secrets::Show,
            &mut Vec::new(),
        );
        assert_eq!(body.bytes, expected);
        assert_eq!(body.content_type, Some("application/json; charset=utf-8"));
    }
}

#[test]
fn a_whole_body_that_is_sensitive_is_masked_as_a_whole() {
    let plain = Field::payload("body");
    let table = [
        (plain, Secrets::Show, "text"),
        (plain, Secrets::Mask, "text"),
        (plain.sensitive(), Secrets::Show, "text"),
        (plain.sensitive(), Secrets::Mask, "***"),
    ];
    for (field, secrets, expected) in table {
        let body = body::write(
            &OperationInfo {
                body: Body::Payload,
                ..POST
            },
            &Probe::new(vec![(field, Box::new("text".to_owned()))]),
            secrets,
            &mut Vec::new(),
        );
        assert_eq!(body.bytes, expected);
    }
}

#[test]
fn path_templates_are_sent_and_signed_as_they_are_encoded() {
    let table = [
        ("/v1/{Id}:execute", "/v1/a%2Fb%3Aexecute"),
        ("/v1/{Id}/", "/v1/a%2Fb/"),
        ("/v1/{Id}?acl&x=1", "/v1/a%2Fb?acl=&x=1"),
        ("/?prefix={Id}", "/?prefix=a%2Fb"),
    ];
    for (path, expected) in table {
        let info = OperationInfo { path, ..POST };
        let request = send(info, vec![(Field::path("Id"), "a/b")], key()).unwrap();
        assert_eq!(request.uri().path_and_query().unwrap().as_str(), expected);
        let (path, query) = expected.split_once('?').unwrap_or((expected, ""));
        let query: Vec<(String, String)> = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.replace("%2F", "/")))
            .collect();
        let query: Vec<(&str, &str)> = query
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let headers: Vec<(&str, &str)> = request
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
            .filter(|(name, _)| is_signed(name))
            .collect();
        let parts = Parts {
            method: "POST",
            path,
            query: &query,
            headers: &headers,
            payload_hash: &payload_hash(b""),
        };
        assert_eq!(
            header(&request, "authorization"),
            Some(sign(&parts, "id", "secret").authorization.as_str())
        );
    }
}
