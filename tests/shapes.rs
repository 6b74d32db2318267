//! Shapes of requests and answers that none of the real operations in `specs/` has, end to end: golden
//! output as it stands in `golden/*/expected.rs`, sent and answered in memory.

use std::collections::BTreeMap;

use alicloud::{Bytes, Config, Credentials, Open, Operation, RequestExt, http};
use alicloud_tests::in_memory::InMemory;

#[allow(dead_code, missing_docs, unreachable_pub, reason = "it is a library")]
mod collections {
    include!("golden/collections/expected.rs");
}
#[allow(dead_code, missing_docs, unreachable_pub, reason = "it is a library")]
mod headers {
    include!("golden/headers/expected.rs");
}
#[allow(dead_code, missing_docs, unreachable_pub, reason = "it is a library")]
mod path_templates {
    include!("golden/path-templates/expected.rs");
}
#[allow(dead_code, missing_docs, unreachable_pub, reason = "it is a library")]
mod xml {
    include!("golden/xml/expected.rs");
}

fn answer(headers: &[(&str, &str)], body: &'static str) -> http::Response<Bytes> {
    let mut answer = http::Response::builder();
    for (name, value) in headers {
        answer = answer.header(*name, *value);
    }
    answer
        .body(Bytes::from_static(body.as_bytes()))
        .expect("the answer is in order")
}

fn config(transport: &InMemory) -> Config {
    Config::new("cn-hangzhou")
        .with_credentials(Credentials::access_key("id", "secret"))
        .with_transport(transport.clone())
}

fn header<'r>(request: &'r http::Request<Bytes>, name: &str) -> &'r str {
    let value = request.headers().get(name).map(|value| value.to_str());
    value.and_then(Result::ok).unwrap_or("<absent>")
}

#[tokio::test]
async fn headers_carry_lists_objects_and_families_both_ways() {
    use headers::demo::{Client, PutThingRequest};

    let given = [
        ("x-total-count", "12"),
        ("x-labels", "a, b"),
        ("x-demo-meta-color", "red"),
    ];
    let transport = InMemory::answering([answer(&given, r#"{"RequestId":"r"}"#)]);
    let client = Client::new(&config(&transport)).expect("the config is in order");
    let texts = |texts: &[&str]| {
        texts
            .iter()
            .map(|&text| text.to_owned())
            .collect::<Vec<_>>()
    };
    let size = headers::demo::v2024_01_01::put_thing::Size::default().width(3);
    let request = PutThingRequest {
        x_note: Some("note".to_owned()),
        x_labels: Some(texts(&["a", "b"])),
        x_colors: Some(texts(&["red", "blue"])),
        x_size: Some(size),
        x_demo_meta: Some(BTreeMap::from([("Color".to_owned(), "red".to_owned())])),
    };
    let answer = client.put_thing(&request).await.expect("it is a success");
    assert_eq!(answer.x_total_count, Some(12));
    assert_eq!(answer.x_labels, ["a", "b"]);
    assert_eq!(answer.x_demo_meta["color"], "red");
    assert_eq!(answer.request_id.as_deref(), Some("r"));

    let sent = &transport.requests()[0];
    assert_eq!(header(sent, "x-note"), "note");
    assert_eq!(header(sent, "x-labels"), r#"["a","b"]"#);
    assert_eq!(header(sent, "x-colors"), "red,blue");
    assert_eq!(header(sent, "x-size"), r#"{"Width":3}"#);
    assert_eq!(header(sent, "x-demo-meta-color"), "red");
}

#[tokio::test]
async fn bodies_and_answers_are_xml() {
    use xml::demo::v2024_01_01::put_rules::{Owner, Rule};
    use xml::demo::{Client, PutRulesRequest};

    let body = "<?xml version=\"1.0\"?>\n<Result>\n  <RequestId>r</RequestId>\n  <Count>2</Count>\n  \
                <Rule><Id>a&amp;b</Id><Days>1</Days></Rule>\n  <Rule><Id>c</Id></Rule>\n</Result>";
    let transport = InMemory::answering([answer(&[("content-type", "application/xml")], body)]);
    let client = Client::new(&config(&transport)).expect("the config is in order");
    let mut request = PutRulesRequest::new("shelf 1");
    request.owner = Some(Owner {
        id: Some("o".to_owned()),
        secret: Some("canary".to_owned()),
    });
    request.rule = Some(vec![
        Rule {
            id: Some("<a>".to_owned()),
            days: Some(30),
            active: Some(true),
            prefix: Some(vec!["x/".to_owned(), "y/".to_owned()]),
        },
        Rule::default(),
    ]);
    let answer = client.put_rules(&request).await.expect("it is a success");
    assert_eq!(answer.request_id(), Some("r"));
    assert_eq!(answer.count, Some(2));
    let kept: Vec<_> = answer
        .rule
        .iter()
        .map(|rule| (rule.id.as_deref(), rule.days))
        .collect();
    assert_eq!(kept, [(Some("a&b"), Some(1)), (Some("c"), None)]);

    let sent = &transport.requests()[0];
    assert_eq!(sent.uri().path(), "/shelf%201/");
    assert_eq!(sent.uri().query(), Some("lifecycle="));
    assert_eq!(header(sent, "content-type"), "application/xml");
    assert_eq!(
        sent.body(),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><LifecycleConfiguration>\
         <Owner><Id>o</Id><Secret>canary</Secret></Owner>\
         <Rule><Id>&lt;a&gt;</Id><Days>30</Days><Active>true</Active><Prefix>x/</Prefix><Prefix>y/</Prefix></Rule>\
         <Rule></Rule></LifecycleConfiguration>"
    );
}

#[tokio::test]
async fn a_shared_structure_or_a_map_is_an_xml_body_as_a_whole() {
    use xml::demo::types::{Policy, Statement};
    use xml::demo::{Client, PutLabelsRequest, PutPolicyRequest};

    let transport = InMemory::answering((0..3).map(|_| answer(&[], "")));
    let client = Client::new(&config(&transport)).expect("the config is in order");
    let mut request = PutPolicyRequest::new("s").policy(Policy {
        owner: "a&b".to_owned(),
        key: Some("canary".to_owned()),
        statement: Some(vec![
            Statement {
                action: Some(vec!["read".to_owned(), "write".to_owned()]),
                within: Some(Policy {
                    owner: "c".to_owned(),
                    ..Policy::default()
                }),
            },
            Statement::default(),
        ]),
    });
    client.put_policy(&request).await.expect("it is a success");
    let prepared = client.put_policy(&request).prepare().await;
    let shown = prepared.expect("it can be sent").to_curl();
    request.policy = None;
    client.put_policy(&request).await.expect("it is a success");
    let labels = BTreeMap::from([("tone".to_owned(), "red".to_owned())]);
    let labels = PutLabelsRequest::new("s", labels);
    client.put_labels(&labels).await.expect("it is a success");

    let [policy, nothing, labels] = &transport.requests()[..] else {
        panic!("three requests were sent");
    };
    let start = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    assert_eq!(policy.uri().query(), Some("policy="));
    assert_eq!(header(policy, "content-type"), "application/xml");
    assert_eq!(
        policy.body(),
        &format!(
            "{start}<PolicyConfiguration><Owner>a&amp;b</Owner><Key>canary</Key>\
             <Statement><Action>read</Action><Action>write</Action><Within><Owner>c</Owner></Within></Statement>\
             <Statement></Statement></PolicyConfiguration>"
        )
    );
    assert!(
        shown.contains("<Key>***</Key>") && !shown.contains("canary"),
        "{shown}"
    );
    assert_eq!(header(nothing, "content-type"), "<absent>");
    assert_eq!(nothing.body(), "");
    assert_eq!(
        labels.body(),
        &format!("{start}<LabelSet><tone>red</tone></LabelSet>")
    );
}

#[tokio::test]
async fn path_templates_are_encoded_split_and_kept() {
    use path_templates::demo::{CallRequest, Client, GetRightsRequest, ListThingsRequest};

    let client = Client::new(&config(&InMemory::default())).expect("the config is in order");
    let target = |request: Result<http::Request<Bytes>, alicloud::Error>| {
        let request = request.expect("it can be sent");
        let target = request.uri().path_and_query().expect("it has a path");
        target.as_str().to_owned()
    };
    let call = CallRequest::new("a/b c");
    assert_eq!(
        target(client.call_(&call).prepare().await),
        "/things/a%2Fb%20c%3Acall"
    );
    let rights = GetRightsRequest::new("a", "me&you").after("x");
    assert_eq!(
        target(client.get_rights(&rights).prepare().await),
        "/things/a?after=x&of=me%26you&rights="
    );
    let things = ListThingsRequest::new("s");
    assert_eq!(
        target(client.list_things(&things).prepare().await),
        "/shelves/s/things/"
    );
}

#[tokio::test]
async fn an_operation_without_a_spec_is_called_by_name() {
    use path_templates::demo::Client;

    let transport =
        InMemory::answering([answer(&[], r#"{"Total":1,"Code":"OK","Success":"true"}"#)]);
    let client = Client::new(&config(&transport)).expect("the config is in order");
    let answer = client
        .call("DropThing")
        .method("DELETE")
        .path("/things/{Id}")
        .path_parameter("Id", "7")
        .query("Tag", serde_json::json!([{"Key": "k"}]))
        .await
        .expect("it is a success");
    assert_eq!(answer["Total"], 1);
    let business = answer.business();
    assert_eq!(
        (business.code.as_deref(), business.success),
        (Some("OK"), Some(true))
    );

    let sent = &transport.requests()[0];
    assert_eq!(sent.method(), "DELETE");
    assert_eq!(sent.uri().path(), "/things/7");
    assert_eq!(sent.uri().query(), Some("Tag.1.Key=k"));
    assert_eq!(header(sent, "x-acs-action"), "DropThing");
    assert_eq!(header(sent, "x-acs-version"), "2024-01-01");
}

#[test]
fn requests_take_open_values_as_the_enum_and_as_text() {
    use collections::demo::SetThingsRequest;
    use collections::demo::v2024_01_01::set_things::Color;

    let labels = BTreeMap::from([("k".to_owned(), "v".to_owned())]);
    let request = SetThingsRequest::new("s", ["n".to_owned()], labels);
    let texts = ["red", "green"];
    for request in [
        request.clone().colors([Color::Red, Color::Green]),
        request.clone().colors(texts),
        request.clone().colors(texts.map(str::to_owned).to_vec()),
        request.clone().colors(texts.map(Open::from)),
    ] {
        request.validate().expect("both are documented");
        assert_eq!(request.colors.as_deref().unwrap_or_default(), texts);
        let shown = format!("{request:?}");
        assert!(shown.contains(r#"["red", "green"]"#), "{shown}");
    }
    let violations = request.colors(["red", "blue"]).validate();
    assert_eq!(violations.unwrap_err().iter().count(), 1);
}

#[tokio::test]
async fn answers_keep_values_that_no_page_documents() {
    use alicloud::aiworkspace::get_workspace::{EnvType, WorkspaceStatus};
    use alicloud::aiworkspace::{Client, GetWorkspaceRequest};

    let body = r#"{"Status":"ENABLED","EnvTypes":["dev","later"]}"#;
    let transport = InMemory::answering([answer(&[], body)]);
    let client = Client::new(&config(&transport)).expect("the config is in order");
    let request = GetWorkspaceRequest::new("1");
    let workspace = client
        .get_workspace(&request)
        .await
        .expect("it is a success");
    let is_usable = match workspace.status.as_ref().and_then(Open::known) {
        Some(WorkspaceStatus::Enabled) => true,
        Some(_) | None => false,
    };
    assert!(is_usable);
    let [dev, later] = &workspace.env_types[..] else {
        panic!("two values: {:?}", workspace.env_types);
    };
    assert!(*dev == EnvType::Dev && later.known().is_none());
    assert_eq!((dev.as_str(), later.as_str()), ("dev", "later"));
}
