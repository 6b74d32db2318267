//! The walk from spec to answer, for both operations, and one request that is not sent.
//!
//! In: nothing. Out: printed sections. Every request goes over a real connection to the endpoint of this
//! process, which checks it independently of the client.

use std::fmt::Debug;
use std::io::Write;

use alicloud::{Operation, Response, aiworkspace, emr_serverless_spark};

use crate::endpoint::Endpoint;
use crate::wire::Wire;
use crate::{Failure, KEY, loopback, requests, show};

pub(crate) async fn run(out: &mut dyn Write) -> Result<(), Failure> {
    let endpoint = Endpoint::start(KEY).await?;
    let wire = Wire::new(None);
    let config = loopback(&endpoint, &wire);
    introduce(out, &endpoint)?;

    let request = requests::resource();
    let client = aiworkspace::Client::new(&config)?;
    show::operation(out, 1, &request)?;
    let response = client.create_workspace_resource(&request).await?;
    show_exchange(out, &request, &wire, &response)?;

    let request = requests::workspace();
    let client = emr_serverless_spark::Client::new(&config)?;
    show::operation(out, 2, &request)?;
    let response = client.create_workspace(&request).await?;
    show_exchange(out, &request, &wire, &response)?;

    let client = aiworkspace::Client::new(&config)?;
    show_refused(out, &client, &endpoint).await?;
    show::paragraph(out, "Next: --tamper body, --live, or --help.")?;
    Ok(())
}

fn introduce(out: &mut dyn Write, endpoint: &Endpoint) -> Result<(), Failure> {
    show::title(out, "Two operations from spec to answer")?;
    show::paragraph(
        out,
        &format!(
            "Nothing leaves this machine: {} stands in for both services. It checks method, path, date, \
             signature and required members with code of its own, and answers a good request with the \
             example of the documentation page.",
            endpoint.address()
        ),
    )?;
    Ok(())
}

fn show_exchange<R: Operation + Debug, T: Debug + 'static>(
    out: &mut dyn Write,
    request: &R,
    wire: &Wire,
    response: &Response<T>,
) -> Result<(), Failure> {
    show::block(out, "Typed request", &format!("{request:#?}"))?;
    let seen = wire
        .seen()
        .ok_or("the request went another way than over this wire")?;
    show::block(
        out,
        "Signed HTTP request, as sent (long lines are broken here)",
        &show::message(&seen.sent),
    )?;
    show::facts(
        out,
        "Response",
        &[
            ("HTTP status", response.status().as_str()),
            ("request id", response.request_id().unwrap_or("none")),
            ("body", &String::from_utf8_lossy(response.raw())),
        ],
    )?;
    show::block(out, "Typed response", &format!("{:#?}", **response))?;
    Ok(())
}

async fn show_refused(
    out: &mut dyn Write,
    client: &aiworkspace::Client,
    endpoint: &Endpoint,
) -> Result<(), Failure> {
    let request = requests::broken();
    let before = endpoint.received();
    show::heading(out, 3, "A request that breaks its page's rules")?;
    show::block(out, "Typed request", &format!("{request:#?}"))?;
    let error = match client.create_workspace_resource(&request).await {
        Err(error) if error.is_invalid_request() => error,
        Err(error) => return Err(error.into()),
        Ok(_) => return Err("a request that breaks the page's rules was sent".into()),
    };
    show::block(out, "What the client reports", &error.to_string())?;
    let sent = (endpoint.received() - before).to_string();
    show::facts(out, "Requests", &[("sent for it", sent.as_str())])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #[tokio::test]
    async fn both_calls_are_answered_and_the_broken_request_is_not_sent() {
        let mut out = Vec::new();
        super::run(&mut out).await.expect("the walk succeeds");
        let text = String::from_utf8(out).expect("text");
        let table = [
            "request id   1e195c5116124202371861018d5bde",
            "request id   DD6B1B2A-5837-5237-ABE4-FF0C8944****",
            "[maxcompute-attach-only]",
            "did you mean \"prod\"?",
            "sent for it  0",
        ];
        for expected in table {
            assert!(text.contains(expected), "{expected}");
        }
        assert!(text.lines().all(|line| line.chars().count() <= 100));
    }
}
