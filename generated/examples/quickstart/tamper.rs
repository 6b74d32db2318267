//! Shows that the endpoint notices what happens to a request after it was signed.
//!
//! In: the part to change. Out: a printed refusal; an error if the endpoint did not refuse.

use std::io::Write;

use alicloud::http::{HeaderValue, Request, Uri};
use alicloud::{Bytes, aiworkspace};

use crate::endpoint::Endpoint;
use crate::wire::Wire;
use crate::{Failure, KEY, loopback, requests, show};

/// The part of a signed request that is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Header,
    Body,
    Path,
    Date,
}

const NONCE: &str = "x-acs-signature-nonce";
const DATE: &str = "x-acs-date";

impl Part {
    /// Every part under its name on the command line.
    pub(crate) const NAMED: [(&'static str, Part); 4] = [
        ("header", Part::Header),
        ("body", Part::Body),
        ("path", Part::Path),
        ("date", Part::Date),
    ];

    /// The request with this part changed and its signature left as it was.
    pub(crate) fn change(self, mut request: Request<Bytes>) -> Request<Bytes> {
        match self {
            Part::Header => set_header(&mut request, NONCE, |_| {
                "0123456789abcdef0123456789abcdef".to_owned()
            }),
            Part::Date => set_header(&mut request, DATE, another_second),
            Part::Body => {
                let body = String::from_utf8_lossy(request.body()).replacen("dev", "prod", 1);
                *request.body_mut() = body.into();
            }
            Part::Path => {
                let uri =
                    request
                        .uri()
                        .to_string()
                        .replacen("/workspaces/123/", "/workspaces/124/", 1);
                if let Ok(uri) = Uri::try_from(uri) {
                    *request.uri_mut() = uri;
                }
            }
        }
        request
    }
}

/// Another second of the same minute: the clock of the endpoint accepts it, so that only the signature
/// can be what it refuses.
fn another_second(date: &str) -> String {
    match date.strip_suffix("00Z") {
        Some(minute) => format!("{minute}01Z"),
        None => format!("{}00Z", date.get(..17).unwrap_or(date)),
    }
}

fn set_header(request: &mut Request<Bytes>, name: &'static str, value: impl Fn(&str) -> String) {
    let before = request
        .headers()
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if let Ok(after) = HeaderValue::from_str(&value(before)) {
        request.headers_mut().insert(name, after);
    }
}

/// Sends a request with one part changed and prints the refusal.
pub(crate) async fn run(out: &mut dyn Write, part: Part) -> Result<(), Failure> {
    let endpoint = Endpoint::start(KEY).await?;
    let wire = Wire::new(Some(part));
    let client = aiworkspace::Client::new(&loopback(&endpoint, &wire))?;

    show::title(out, "A request that is changed after it was signed")?;
    let outcome = client
        .create_workspace_resource(&requests::resource())
        .await;
    if let Some(seen) = wire.seen() {
        show::block(
            out,
            "Changed on the way",
            &difference(&seen.signed, &seen.sent),
        )?;
    }
    match outcome {
        Err(error) if error.code() == Some("SignatureDoesNotMatch") => {
            show::block(out, "What the client reports", &error.to_string())?;
            show::paragraph(out, "The endpoint refused it, as it should.")?;
            Ok(())
        }
        Err(error) => Err(error.into()),
        Ok(_) => {
            Err("the endpoint accepted a request whose signature belongs to another one".into())
        }
    }
}

fn difference(signed: &Request<Bytes>, sent: &Request<Bytes>) -> String {
    let lines = |request| {
        show::message(request)
            .lines()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let pairs = lines(signed).into_iter().zip(lines(sent));
    let changed: Vec<_> = pairs
        .filter(|(before, after)| before != after)
        .map(|(before, after)| format!("signed  {before}\nsent    {after}"))
        .collect();
    changed.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request<Bytes> {
        Request::post("http://127.0.0.1:1/api/v1/workspaces/123/resources")
            .header(DATE, "2023-10-26T10:22:32Z")
            .header(NONCE, "n")
            .body(Bytes::from_static(b"{\"EnvType\":\"dev\"}"))
            .expect("a valid request")
    }

    #[test]
    fn each_part_changes_one_line() {
        for (name, part) in Part::NAMED {
            let difference = difference(&request(), &part.change(request()));
            assert_eq!(difference.lines().count(), 2, "{name}: {difference}");
        }
    }

    #[tokio::test]
    async fn the_endpoint_refuses_every_change() {
        for (name, part) in Part::NAMED {
            let mut out = Vec::new();
            assert!(run(&mut out, part).await.is_ok(), "{name}");
            assert!(
                String::from_utf8_lossy(&out).contains("SignatureDoesNotMatch"),
                "{name}"
            );
        }
    }

    #[test]
    fn the_date_stays_in_its_minute() {
        let table = [
            ("2023-10-26T10:22:32Z", "2023-10-26T10:22:00Z"),
            ("2023-10-26T10:22:00Z", "2023-10-26T10:22:01Z"),
        ];
        for (before, after) in table {
            assert_eq!(another_second(before), after);
        }
    }
}
