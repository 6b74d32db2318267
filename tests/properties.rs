//! What holds for every value, not only for those that somebody thought of.
//!
//! In: generated values. Out: whether what goes on the wire gives the same value back, stays in its
//! place, and is signed the same however it is ordered. `PROPTEST_CASES` sets how many are tried.

use std::time::UNIX_EPOCH;

use alicloud::sign::{Parts, payload_hash, sign};
use alicloud::{Bytes, Context, Credentials, ErrorKind, Json, http, interpret, rt};
use proptest::prelude::*;

#[allow(dead_code, unreachable_pub, reason = "the fuzz targets use all of it")]
#[path = "fuzz/src/sample.rs"]
mod sample;
#[path = "properties/values.rs"]
mod values;

use sample::{Sample, Shown};
use values::{flat, leaves, parsed, sample, sample_for_xml, trees, unflat};

/// One parameter of any kind in any place.
struct Request<'v>(&'static rt::Schema, &'v dyn rt::Value);

impl rt::Model for Request<'_> {
    fn fields(&self) -> rt::Values<'_> {
        rt::Values::new(self.0, [self.1])
    }
}

/// What a service would read from a body with one member.
#[derive(Default)]
struct Received(Option<Sample>);

static RECEIVED: rt::Schema = rt::Schema {
    fields: &[rt::Field::new("Sample")],
    ..rt::Schema::named("Received")
};

impl rt::Model for Received {
    fn fields(&self) -> rt::Values<'_> {
        rt::Values::new(&RECEIVED, [&self.0])
    }
}

impl rt::ModelMut for Received {
    fn fields_mut(&mut self) -> rt::Slots<'_> {
        rt::Slots::new(&RECEIVED, [&mut self.0])
    }
}

/// A table with this one field.
macro_rules! one_field {
    ($field:expr) => {{
        static SCHEMA: rt::Schema = rt::Schema {
            fields: &[$field],
            ..rt::Schema::named("Request")
        };
        &SCHEMA
    }};
}

static PRODUCT: rt::ProductInfo = rt::ProductInfo::new(
    "demo",
    "2024-01-01",
    rt::ApiStyle::Roa,
    rt::EndpointRule::Regional,
);

const fn operation(path: &'static str, body: rt::Body) -> rt::OperationInfo {
    rt::OperationInfo {
        path,
        body,
        ..rt::OperationInfo::new(&PRODUCT, "Do")
    }
}

static QUERY: rt::OperationInfo = operation("/", rt::Body::None);
static FORM: rt::OperationInfo = operation("/", rt::Body::Form);
static XML: rt::OperationInfo = operation(
    "/",
    rt::Body::Xml {
        name: "body",
        root: "Root",
    },
);
static PAYLOAD: rt::OperationInfo = operation("/", rt::Body::Payload);

fn prepared(
    info: &'static rt::OperationInfo,
    schema: &'static rt::Schema,
    value: &dyn rt::Value,
) -> Result<http::Request<Bytes>, alicloud::Error> {
    let config = alicloud::Config::new("cn-hangzhou");
    let core = rt::Core::new(&PRODUCT, &config).expect("the config is good");
    let credentials = Credentials::access_key("id", "secret");
    let context = Context::new(core.endpoint(), UNIX_EPOCH, "nonce").with_credentials(&credentials);
    alicloud::prepare(info, &Request(schema, value), &context)
}

/// The same parameter in a query and in a form: their pairs, which must be alike.
fn pairs(
    query: &'static rt::Schema,
    form: &'static rt::Schema,
    value: &dyn rt::Value,
) -> Vec<(String, String)> {
    let in_query = prepared(&QUERY, query, value).expect("any text fits a query");
    let in_form = prepared(&FORM, form, value).expect("any text fits a form");
    let text = in_query.uri().query().unwrap_or_default();
    assert_eq!(text.as_bytes(), &in_form.body()[..]);
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.~%=&".contains(c);
    assert!(text.chars().all(plain), "{text}");
    parsed(text)
}

fn config() -> ProptestConfig {
    let mut config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 64;
    }
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn flat_parameters_give_the_tree_back(tree in trees()) {
        let query = one_field!(rt::Field::query("K"));
        let form = one_field!(rt::Field::form("K"));
        let pairs = pairs(query, form, &tree);
        prop_assert_eq!(unflat(&pairs), Json::from_iter([("K", leaves(&tree))]));
        let mut expected = flat("K", &tree);
        expected.sort();
        prop_assert_eq!(pairs, expected);
    }

    #[test]
    fn parameters_of_json_give_the_json_back(tree in trees()) {
        let query = one_field!(rt::Field::query("K").style(rt::Style::Json));
        let form = one_field!(rt::Field::form("K").style(rt::Style::Json));
        let pairs = pairs(query, form, &tree);
        prop_assert_eq!(pairs.len(), 1);
        let back = match &tree {
            Json::String(_) => Json::from(pairs[0].1.as_str()),
            _ => serde_json::from_str(&pairs[0].1).unwrap(),
        };
        prop_assert_eq!(back, tree);
    }

    #[test]
    fn simple_parameters_give_the_list_back(texts in prop::collection::vec("[^,]{0,8}", 1..5)) {
        let query = one_field!(rt::Field::query("K").style(rt::Style::Simple));
        let form = one_field!(rt::Field::form("K").style(rt::Style::Simple));
        let pairs = pairs(query, form, &texts);
        let back: Vec<&str> = pairs[0].1.split(',').collect();
        prop_assert_eq!(back, texts);
    }

    #[test]
    fn a_body_of_json_decodes_to_the_same_value(value in sample()) {
        let schema = one_field!(rt::Field::payload("Sample"));
        let request = prepared(&PAYLOAD, schema, &value).expect("any value fits a body");
        let (parts, ()) = http::Response::new(()).into_parts();
        let mut back = Sample::default();
        interpret(&PAYLOAD, &parts, request.body(), &mut back).expect("what was written can be read");
        prop_assert_eq!(format!("{:?}", Shown(&back)), format!("{:?}", Shown(&value)));
        let again = prepared(&PAYLOAD, schema, &back).expect("any value fits a body");
        prop_assert_eq!(again.body(), request.body());
        let json: Result<Json, _> = serde_json::from_slice(request.body());
        prop_assert!(json.is_ok());
    }

    #[test]
    fn a_body_of_xml_decodes_to_the_same_value(value in sample_for_xml()) {
        let request = prepared(&XML, one_field!(rt::Field::body("Sample")), &value);
        let request = request.expect("the value fits XML");
        let (mut parts, ()) = http::Response::new(()).into_parts();
        parts.headers = request.headers().clone();
        let mut back = Received::default();
        interpret(&XML, &parts, request.body(), &mut back).expect("what was written can be read");
        let back = back.0.expect("there is a value");
        prop_assert_eq!(format!("{:?}", Shown(&back)), format!("{:?}", Shown(&value)));
    }

    #[test]
    fn text_that_xml_cannot_carry_is_refused_by_name(text in any::<String>()) {
        let bad = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
        match prepared(&XML, one_field!(rt::Field::body("Text")), &text) {
            Ok(_) => prop_assert!(!text.contains(bad), "{:?} was sent", text),
            Err(error) => {
                prop_assert!(text.contains(bad), "{:?}: {}", text, error);
                prop_assert_eq!(error.kind(), ErrorKind::InvalidRequest);
                prop_assert!(error.to_string().contains("Text"), "{}", error);
            }
        }
    }

    #[test]
    fn a_path_value_stays_in_its_segment(text in any::<String>(), dots in "[./%]{0,4}") {
        static SEGMENT: rt::OperationInfo = operation("/a/{Name}/b", rt::Body::None);
        static PART: rt::OperationInfo = operation("/a/.{Name}:stop?c={Name}", rt::Body::None);
        let schema = one_field!(rt::Field::path("Name"));
        for text in [text, dots] {
            let refused = matches!(text.as_str(), "" | "." | "..");
            for (info, before, after, last) in [(&SEGMENT, "", "", Some("b")), (&PART, ".", ":stop", None)] {
                let request = match prepared(info, schema, &text) {
                    Ok(request) => request,
                    Err(error) => {
                        prop_assert!(refused, "{:?}: {}", text, error);
                        prop_assert_eq!(error.kind(), ErrorKind::InvalidRequest);
                        continue;
                    }
                };
                prop_assert!(!refused, "{:?} was sent as {}", text, request.uri());
                let uri = request.uri();
                let again: http::Uri = uri.to_string().parse().unwrap();
                prop_assert_eq!(&again, uri);
                let segments: Vec<String> = uri.path().split('/').map(values::decoded).collect();
                let mut expected = vec![String::new(), "a".to_owned(), format!("{before}{text}{after}")];
                expected.extend(last.map(str::to_owned));
                prop_assert_eq!(segments, expected);
                let query = last.is_none().then(|| vec![("c".to_owned(), text.clone())]);
                prop_assert_eq!(parsed(uri.query().unwrap_or_default()), query.unwrap_or_default());
            }
        }
    }

    #[test]
    fn a_header_value_arrives_as_it_is_or_not_at_all(text in any::<String>()) {
        let schema = one_field!(rt::Field::header("x-demo"));
        match prepared(&QUERY, schema, &text) {
            Ok(request) => {
                let sent = request.headers().get("x-demo").map(http::HeaderValue::as_bytes);
                prop_assert_eq!(sent.unwrap_or_default(), text.as_bytes());
            }
            Err(error) => {
                prop_assert_eq!(error.kind(), ErrorKind::InvalidRequest);
                prop_assert!(text.chars().any(char::is_control), "{:?}: {}", text, error);
                prop_assert!(error.to_string().contains("x-demo"), "{}", error);
            }
        }
    }

    #[test]
    fn neither_order_nor_case_nor_space_changes_a_signature(
        headers in prop::collection::vec(("x-acs-[a-c]{1,2}", "[!-~]{1,4}( [!-~]{1,2})?"), 0..6),
        query in prop::collection::vec(("[a-c.1]{0,3}", any::<String>()), 0..6),
        keys in prop::collection::vec(any::<u32>(), 12),
        upper in any::<bool>(),
        space in "[ \t]{0,2}",
    ) {
        let plain = signed(&headers, &query);
        let order = |items: &[(String, String)]| {
            let mut keyed: Vec<_> = keys.iter().zip(items.to_vec()).collect();
            keyed.sort();
            keyed.into_iter().map(|(_, item)| item).collect::<Vec<_>>()
        };
        let mut moved = order(&headers);
        for (name, value) in &mut moved {
            if upper {
                *name = name.to_ascii_uppercase();
            }
            *value = format!("{space}{value}{space}");
        }
        prop_assert_eq!(&signed(&moved, &order(&query)), &plain);
        // Whatever is signed matters.
        if let Some((name, value)) = headers.first() {
            let mut other = headers.clone();
            other[0] = (name.clone(), format!("{value}x"));
            prop_assert_ne!(signed(&other, &query).string_to_sign, plain.string_to_sign.clone());
        }
        if let Some((name, value)) = query.first() {
            let mut other = query.clone();
            other[0] = (name.clone(), format!("{value}x"));
            prop_assert_ne!(signed(&headers, &other).string_to_sign, plain.string_to_sign);
        }
    }
}

fn signed(headers: &[(String, String)], query: &[(String, String)]) -> alicloud::sign::Signed {
    let headers: Vec<(&str, &str)> = headers.iter().map(|(n, v)| (&**n, &**v)).collect();
    let query: Vec<(&str, &str)> = query.iter().map(|(n, v)| (&**n, &**v)).collect();
    let parts = Parts {
        method: "POST",
        path: "/",
        query: &query,
        headers: &headers,
        payload_hash: &payload_hash(b""),
    };
    sign(&parts, "id", "secret")
}
