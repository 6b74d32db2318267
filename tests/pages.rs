//! Lists that come page by page, through generated clients.
//!
//! In: services in memory that keep a list and answer for the page that a request asks for. Out: every entry once,
//! however it is asked for.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where its preparation fails"
)]

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use alicloud::{
    BoxFuture, Bytes, Config, Credentials, Error, ErrorKind, PagePosition, RetryPolicy, Transport,
    TransportBody, TransportError, http,
};
use alicloud_tests::specs::shelf::{self, list_readers::Reader, types::Shelf};

/// What a service does with the parameters of a request: the body of its answer, or an error status.
type Service = fn(&HashMap<String, String>) -> Result<String, u16>;

/// Asks a service, and keeps what it was asked.
#[derive(Clone)]
struct Asked {
    service: Service,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Transport for Asked {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<TransportBody>, TransportError>> {
        let query = request.uri().query().unwrap_or_default().to_owned();
        let body = String::from_utf8(request.body().to_vec()).unwrap();
        let mut parameters: HashMap<String, String> = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        if let Ok(serde_json::Value::Object(members)) = serde_json::from_str(&body) {
            let text = |value: &serde_json::Value| value.to_string().replace('"', "");
            let members = members
                .iter()
                .map(|(name, value)| (name.clone(), text(value)));
            parameters.extend(members);
        }
        self.requests.lock().unwrap().push(query + &body);
        let (status, body) = match (self.service)(&parameters) {
            Ok(body) => (200, body),
            Err(status) => (status, "{}".to_owned()),
        };
        let answer = http::Response::builder().status(status);
        let answer = answer.body(TransportBody::from(Bytes::from(body))).unwrap();
        Box::pin(std::future::ready(Ok(answer)))
    }
}

fn client(service: Service) -> (shelf::Client, Asked) {
    let requests = Arc::default();
    let asked = Asked { service, requests };
    let config = Config::new("cn-hangzhou")
        .with_credentials(Credentials::access_key("id", "secret"))
        .with_retry(RetryPolicy::never())
        .with_transport(asked.clone());
    (shelf::Client::new(&config).unwrap(), asked)
}

impl Asked {
    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// Seven readers, three on a page unless a request says otherwise; all numbers are text.
fn readers(asked: &HashMap<String, String>) -> Result<String, u16> {
    let number = |name: &str, or: usize| asked.get(name).map_or(or, |text| text.parse().unwrap());
    let (page, size) = (number("PageNo", 1), number("PageSize", 3));
    let all: Vec<_> = (1..=7)
        .map(|name| format!(r#"{{"Name":"r{name}"}}"#))
        .collect();
    let here: Vec<_> = all.into_iter().skip((page - 1) * size).take(size).collect();
    let list = here.join(",");
    Ok(format!(
        r#"{{"Data":{{"Total":"7","Readers":{{"Reader":[{list}]}}}}}}"#
    ))
}

/// Shelves on four floors, two on a page; the last page has a marker and no shelves.
fn shelves(asked: &HashMap<String, String>) -> Result<String, u16> {
    let (list, next) = match asked.get("Marker").map(String::as_str) {
        None => (r#"{"Floor":1},{"Floor":"2"}"#, r#""m/2""#),
        Some("m/2") => (r#"{"Floor":3},{"Floor":4}"#, r#""m/4""#),
        Some("m/4") => ("", "null"),
        Some(_) => return Err(400),
    };
    Ok(format!(
        r#"{{"Page":{{"Shelves":[{list}],"NextMarker":{next}}}}}"#
    ))
}

fn names(readers: Vec<Reader>) -> String {
    let names = readers.into_iter().filter_map(|reader| reader.name);
    names.collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn page_numbers_that_are_text_are_walked_to_the_total() {
    let (client, asked) = client(readers);
    let request = shelf::ListReadersRequest::default();
    let all = client.list_readers(&request).items().collect().await;
    assert_eq!(names(all.unwrap()), "r1 r2 r3 r4 r5 r6 r7");
    assert_eq!(asked.requests(), ["", "PageNo=2", "PageNo=3"]);
    // What the caller said is left as it is.
    assert!(request.page_no.is_none());

    let pages = client.list_readers(&request).pages().with_page_size(4);
    let pages = pages.collect().await.unwrap();
    let counts: Vec<_> = pages
        .iter()
        .map(|page| {
            let data = page.data.as_ref().unwrap();
            data.readers.as_ref().unwrap().reader.len()
        })
        .collect();
    assert_eq!(counts, [4, 3]);
}

#[tokio::test]
async fn tokens_in_a_body_are_walked_to_the_end() {
    let (client, asked) = client(shelves);
    let request = shelf::ListShelvesRequest::default().limit(2);
    let mut items = client.list_shelves(&request).items();
    let mut floors = Vec::new();
    while let Some(shelf) = items.next().await {
        let shelf: Shelf = shelf.unwrap();
        floors.push(shelf.floor.unwrap());
    }
    assert_eq!(floors, [1, 2, 3, 4]);
    assert_eq!(items.position(), None);
    assert_eq!(
        asked.requests(),
        [
            r#"{"Limit":2}"#,
            r#"{"Marker":"m/2","Limit":2}"#,
            r#"{"Marker":"m/4","Limit":2}"#
        ]
    );
}

#[tokio::test]
async fn another_walk_goes_on_from_the_text_of_a_position() {
    let (client, _) = client(readers);
    let request = shelf::ListReadersRequest::default().page_size("2");
    let mut first = client.list_readers(&request).items().with_item_limit(3);
    let mut some = Vec::new();
    first.append_to(&mut some).await.unwrap();
    let kept = first.position().unwrap().to_string();

    let position: PagePosition = kept.parse().unwrap();
    let rest = client.list_readers(&request).items().resume_from(position);
    let rest = rest.collect().await.unwrap();
    assert_eq!(
        (names(some).as_str(), names(rest).as_str()),
        ("r1 r2 r3", "r4 r5 r6 r7")
    );
}

#[tokio::test]
async fn the_error_of_a_page_is_the_error_of_its_call() {
    let (client, _) = client(|asked| match asked.get("PageNo").map(String::as_str) {
        Some("3") => Err(503),
        _ => readers(asked),
    });
    let request = shelf::ListReadersRequest::default();
    let mut items = client.list_readers(&request).items();
    let mut readers = Vec::new();
    let error: Error = items.append_to(&mut readers).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status().unwrap().as_u16()),
        (ErrorKind::Service, 503)
    );
    assert_eq!(names(readers), "r1 r2 r3 r4 r5 r6");
    assert_eq!(items.position().unwrap().to_string(), "page:3/6");
}

#[tokio::test]
async fn a_page_size_beyond_the_documentation_is_refused() {
    let (client, asked) = client(shelves);
    let request = shelf::ListShelvesRequest::default();
    let items = client.list_shelves(&request).items().with_page_size(101);
    let error = items.collect().await.unwrap_err();
    assert!(error.is_invalid_request(), "{error}");
    assert!(asked.requests().is_empty());
}

/// What a program that owns client and request may do with a walk.
#[tokio::test]
async fn a_walk_can_run_in_a_task() {
    let (client, _) = client(readers);
    let task = async move {
        let request = shelf::ListReadersRequest::default();
        client.list_readers(&request).items().collect().await
    };
    let task = tokio::spawn(task);
    assert_eq!(task.await.unwrap().unwrap().len(), 7);
}
