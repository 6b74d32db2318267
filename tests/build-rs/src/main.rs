//! Somebody else's program over an API of their own.

use std::sync::{Arc, Mutex};

use alicloud_core::{Bytes, Config, Credentials, Transport, TransportBody, TransportError, http};

include!(concat!(env!("OUT_DIR"), "/alicloud.rs"));

use lending::{Client, LendBookRequest};

/// Answers every request from memory and remembers what it was asked.
#[derive(Clone, Default)]
struct Desk(Arc<Mutex<Vec<String>>>);

impl Transport for Desk {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> alicloud_core::BoxFuture<'_, Result<http::Response<TransportBody>, TransportError>> {
        let asked = format!("{} {} {}", request.method(), request.uri(), String::from_utf8_lossy(request.body()));
        self.0.lock().expect("nobody panics while holding the lock").push(asked);
        let answer = Bytes::from_static(br#"{"Due": "2030-02-01", "RequestId": "r-1"}"#);
        Box::pin(async { Ok(http::Response::new(TransportBody::from(answer))) })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), alicloud_core::Error> {
    let desk = Desk::default();
    let config = Config::new("cn-hangzhou")
        .with_credentials(Credentials::access_key("id", "secret"))
        .with_transport(desk.clone());
    let client = Client::new(&config)?;

    let request = LendBookRequest::new("a/b", "9780000000", "Ada").days(14);
    let lent = client.lend_book(&request).await?;
    println!("due {} ({})", lent.due.as_deref().unwrap_or("?"), lent.request_id().unwrap_or("?"));
    let letter = post_office::SendLetterRequest::new("Ada").stamps(["blue".to_owned()]);
    post_office::Client::new(&config)?.send_letter(&letter).await?;
    for asked in desk.0.lock().expect("nobody panics while holding the lock").iter() {
        println!("asked {asked}");
    }

    let refused = client.lend_book(&LendBookRequest::new("a", "1", "Ada").days(31)).await;
    println!("{}", refused.expect_err("a number that is too short is refused"));
    Ok(())
}
