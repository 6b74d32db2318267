//! Both services on one port of this machine.
//!
//! In: HTTP requests. Out: the example answer of the operation's page to a request that the checker
//! passes, and to any other an error document of the shape that the services use.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use alicloud::Bytes;
use alicloud::http::{Request, Response, StatusCode, header};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use crate::checker::{Key, Received, Refusal, check};
use crate::documented;

const LARGEST_BODY: usize = 1024 * 1024;

/// A running endpoint. It stops with the runtime.
pub(crate) struct Endpoint {
    address: SocketAddr,
    received: Arc<AtomicUsize>,
}

impl Endpoint {
    /// Listens on a free port of the loopback interface, for callers with this key.
    pub(crate) async fn start(key: Key<'static>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let endpoint = Endpoint {
            address: listener.local_addr()?,
            received: Arc::default(),
        };
        tokio::spawn(serve(listener, key, Arc::clone(&endpoint.received)));
        Ok(endpoint)
    }

    /// `127.0.0.1:PORT`
    pub(crate) fn address(&self) -> String {
        self.address.to_string()
    }

    /// How many requests have come in so far.
    pub(crate) fn received(&self) -> usize {
        self.received.load(Ordering::Relaxed)
    }
}

async fn serve(listener: TcpListener, key: Key<'static>, received: Arc<AtomicUsize>) {
    while let Ok((stream, _)) = listener.accept().await {
        let received = Arc::clone(&received);
        let service = service_fn(move |request| {
            let number = received.fetch_add(1, Ordering::Relaxed) + 1;
            answer(request, key, number)
        });
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

async fn answer(
    request: Request<Incoming>,
    key: Key<'static>,
    number: usize,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (parts, body) = request.into_parts();
    let headers: Vec<_> = parts
        .headers
        .iter()
        .map(|(name, value)| {
            (
                name.to_string(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        })
        .collect();
    let body = match Limited::new(body, LARGEST_BODY).collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) => {
            return Ok(refused(
                &Refusal {
                    status: 400,
                    code: "InvalidBody",
                    message: error.to_string(),
                },
                &headers,
                number,
            ));
        }
    };
    let received = Received {
        method: parts.method.as_str(),
        path_and_query: parts.uri.path_and_query().map_or("/", |text| text.as_str()),
        headers: &headers,
        body: &body,
    };
    Ok(match judged(&received, &key) {
        Ok(answer) => json(StatusCode::OK, answer.into()),
        Err(refusal) => refused(&refusal, &headers, number),
    })
}

fn judged(received: &Received<'_>, key: &Key<'_>) -> Result<&'static str, Refusal> {
    let action = header_value(received.headers, "x-acs-action");
    let documented = documented::find(action).ok_or_else(|| Refusal {
        status: 404,
        code: "InvalidAction.NotFound",
        message: format!("There is no action {action:?} here."),
    })?;
    check(received, &documented.page, key, now())?;
    Ok(documented.answer)
}

fn refused(
    refusal: &Refusal,
    headers: &[(String, String)],
    number: usize,
) -> Response<Full<Bytes>> {
    let document = serde_json::json!({
        "RequestId": format!("quickstart-{number:04}"),
        "HostId": header_value(headers, "host"),
        "Code": refusal.code,
        "Message": refusal.message,
        "Recommend": format!("https://api.aliyun.com/troubleshoot?q={}", refusal.code),
    });
    json(
        StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::BAD_REQUEST),
        document.to_string().into(),
    )
}

fn json(status: StatusCode, document: Bytes) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(document));
    *response.status_mut() = status;
    let content_type = header::HeaderValue::from_static("application/json;charset=utf-8");
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, content_type);
    response
}

fn header_value<'h>(headers: &'h [(String, String)], name: &str) -> &'h str {
    headers
        .iter()
        .find(|(given, _)| given == name)
        .map_or("", |(_, value)| value)
}

fn now() -> u64 {
    SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}
