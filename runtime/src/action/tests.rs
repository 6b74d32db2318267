use super::*;
use crate::Config;
use crate::credentials::Credentials;
use crate::depth::testing::lists;
use crate::fixture::{ROA, RPC};
use crate::schema::ProductInfo;
use crate::transport::testing::Recorder;

fn core(product: &'static ProductInfo, transport: &Recorder) -> Core {
    let config = Config::new("cn-hangzhou")
        .with_credentials(Credentials::access_key("id", "secret"))
        .with_transport(transport.clone())
        .with_timeout(None)
        .with_read_timeout(None);
    Core::new(product, &config).unwrap()
}

/// Makes the call of a case.
type Make = fn(&Core) -> ActionCall<'_>;

/// What goes out, as method, path and query, and body.
async fn sent(product: &'static ProductInfo, make: Make) -> [String; 3] {
    let core = core(product, &Recorder::answering(200, "{}"));
    let request = make(&core).prepare().await.unwrap();
    assert!(request.headers().contains_key("authorization"));
    [
        request.method().to_string(),
        request.uri().path_and_query().unwrap().to_string(),
        String::from_utf8(request.body().to_vec()).unwrap(),
    ]
}

async fn problem(product: &'static ProductInfo, make: Make) -> String {
    let transport = Recorder::answering(200, "{}");
    let core = core(product, &transport);
    let error = make(&core).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(transport.requests().is_empty());
    error.to_string()
}

#[tokio::test]
async fn parameters_go_to_their_places_in_their_styles() {
    assert_eq!(
        sent(&RPC, |core| core
            .action("Do")
            .query(
                "Tag",
                serde_json::json!([{"Key": "a", "Value": 1}, {"Key": "b"}])
            )
            .query("Dry", true)
            .query("Gone", Json::Null)
            .query("Twice", 1)
            .query("Twice", 2)
            .query_json("J", serde_json::json!({"a": [1]}))
            .query_json("Text", "plain")
            .query_simple("S", vec!["x", "y"]))
        .await,
        [
            "POST",
            "/?Dry=true&J=%7B%22a%22%3A%5B1%5D%7D&S=x%2Cy&Tag.1.Key=a&Tag.1.Value=1&Tag.2.Key=b&Text=plain&Twice=2",
            "",
        ]
    );
    assert_eq!(
        sent(&ROA, |core| core
            .action("Do")
            .method("put")
            .path("/clusters/{id}:stop")
            .path_parameter("id", "a/b")
            .query("q", 1)
            .form("F", vec![1, 2])
            .form_json("G", vec![1])
            .form_simple("H", vec!["a", "b"]))
        .await,
        [
            "PUT",
            "/clusters/a%2Fb%3Astop?q=1",
            "F.1=1&F.2=2&G=%5B1%5D&H=a%2Cb",
        ]
    );
}

#[tokio::test]
async fn bodies_are_json_text_or_bytes() {
    let body = async |make: fn(ActionCall<'_>) -> ActionCall<'_>| {
        let core = core(&ROA, &Recorder::answering(200, "{}"));
        let call = make(core.action("Do").path("/").header("X-Note", 7));
        let request = call.prepare().await.unwrap();
        assert_eq!(request.headers()["x-note"], "7");
        let header = |name| request.headers().get(name).cloned();
        (request.body().clone(), header("content-type"))
    };
    let json = http::HeaderValue::from_static("application/json; charset=utf-8");
    let bytes = http::HeaderValue::from_static("application/octet-stream");
    assert_eq!(body(|call| call).await, (Bytes::new(), None));
    assert_eq!(
        body(|call| call.body_text("{ }").body(serde_json::json!({"a": "b"}))).await,
        (Bytes::from_static(br#"{"a":"b"}"#), Some(json.clone()))
    );
    assert_eq!(
        body(|call| call.body_text("{ }")).await,
        (Bytes::from_static(b"{ }"), Some(json))
    );
    assert_eq!(
        body(|call| call.body_bytes(vec![0, 255])).await,
        (Bytes::from_static(&[0, 255]), Some(bytes))
    );
}

#[tokio::test]
async fn a_body_can_be_xml_until_another_takes_its_place() {
    let core = core(&ROA, &Recorder::answering(200, "{}"));
    let call = || core.action("Do").path("/");
    let body = serde_json::json!({"Name": "a<b", "Tag": [{"Key": 1}, {"Key": null}], "Empty": []});
    let request = call()
        .body_xml("Config", body.clone())
        .prepare()
        .await
        .unwrap();
    assert_eq!(request.headers()["content-type"], "application/xml");
    assert_eq!(
        request.body(),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <Config><Name>a&lt;b</Name><Tag><Key>1</Key></Tag><Tag></Tag></Config>"
    );
    let request = call()
        .body_xml("Config", body)
        .body(1)
        .prepare()
        .await
        .unwrap();
    let json = "application/json; charset=utf-8";
    assert_eq!(
        (&request.headers()["content-type"], &request.body()[..]),
        (&json.parse().unwrap(), &b"1"[..])
    );

    let deep = (0..600).fold(Json::Null, |inner, _| serde_json::json!({"a": inner}));
    let table = [
        (
            call().body_xml("a b", 1),
            "a b cannot be the name of an XML element",
        ),
        (
            call().body_xml("a", serde_json::json!({"1": 1})),
            "1 cannot be the name of an XML element",
        ),
        (call().body_xml("a", "\0"), "a holds a control character"),
        (call().body_xml("a", deep), "nested"),
    ];
    for (call, expected) in table {
        let error = call.prepare().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[tokio::test]
async fn the_answer_is_json_with_everything_around_it() {
    let transport = Recorder::answering(200, r#"{"RequestId":"from-body","Total":2}"#);
    let answer = core(&RPC, &transport).action("Do").query("a", "b").await;
    let answer = answer.unwrap();
    assert_eq!(answer["Total"], 2);
    assert_eq!(answer.request_id(), Some("from-body"));
    let sent = transport.requests();
    assert_eq!(sent[0].headers()["x-acs-action"], "Do");
    assert_eq!(sent[0].headers()["x-acs-version"], RPC.version);

    let answer = core(&RPC, &Recorder::answering(200, "")).action("Do").await;
    let answer = answer.unwrap();
    assert_eq!(
        (&*answer, answer.request_id()),
        (&Json::Null, Some("from-header"))
    );
}

#[tokio::test]
async fn a_refusal_names_the_operation() {
    let transport = Recorder::answering(404, r#"{"Code":"NotFound","Message":"gone"}"#);
    let error = core(&RPC, &transport).action("Do").await.unwrap_err();
    assert_eq!(
        (error.code(), error.operation()),
        (Some("NotFound"), Some("Do"))
    );
    assert!(
        error.to_string().starts_with("demo Do: NotFound: gone"),
        "{error}"
    );
}

#[tokio::test]
async fn mistakes_are_reported_at_once_and_nothing_is_sent() {
    let text = problem(&ROA, |core| {
        core.action("Do")
            .path_parameter("Id", "x")
            .form("a", 1)
            .body(1)
    })
    .await;
    for expected in [
        "give the one of the page",
        "Id has no place",
        "a form and another body",
    ] {
        assert!(text.contains(expected), "{text}");
    }
    let table: [(Make, &str); 9] = [
        (|core| core.action(""), "has no name"),
        (
            |core| core.action("a\r\nx: y"),
            "name of the operation holds a line break",
        ),
        (
            |core| core.action("Do").method("G T"),
            "G T is no HTTP method",
        ),
        (
            |core| core.action("Do").header("Host", "evil"),
            "Host would replace",
        ),
        (
            |core| core.action("Do").path("/{Id}").path_parameter("Id", ".."),
            "Id is \"..\"",
        ),
        (
            |core| {
                core.action("Do")
                    .path("/{Id}")
                    .path_parameter("Id", Json::Null)
            },
            "Id is empty",
        ),
        (
            |core| core.action("Do").body(lists(LIMIT)),
            "body is nested too deeply",
        ),
        (
            |core| core.action("Do").query("Deep", lists(LIMIT)),
            ": Deep is nested too deeply",
        ),
        (
            |core| core.action("Do").form_json("Deep", lists(LIMIT)),
            "Deep is nested too deeply",
        ),
    ];
    for (make, expected) in table {
        let text = problem(&RPC, make).await;
        assert!(text.contains(expected), "{text}");
    }
}

#[tokio::test]
async fn an_anonymous_call_needs_no_credentials() {
    let config = Config::new("cn-hangzhou")
        .with_transport(Recorder::answering(200, "{}"))
        .with_timeout(None)
        .with_read_timeout(None);
    let core = Core::new(&RPC, &config).unwrap();
    let request = core.action("Do").anonymous().prepare().await.unwrap();
    assert!(
        request
            .uri()
            .query()
            .unwrap()
            .starts_with("Action=Do&Format=json&")
    );
    let error = core.action("Do").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
}

#[test]
fn a_call_can_cross_threads_and_shows_no_value() {
    fn check<T: Send>(_: &T) {}
    let core = core(&RPC, &Recorder::answering(200, "{}"));
    let call = core.action("Do").query("Password", "canary");
    assert!(!format!("{call:?}").contains("canary"));
    check(&call.into_future());
}
