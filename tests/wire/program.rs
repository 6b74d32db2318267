//! Prepares the request of one vector; a copy stands in every crate that the wire proof generates.
//!
//! In: the file of a vector. Out, on standard output: the request line without a version, a line for each
//! header, an empty line, the body. A vector whose input the generated types cannot hold gives a message on
//! standard error and exit code 1.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::pin::pin;
use std::process::ExitCode;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use alicloud_core::rt::{Core, EndpointRule, ModelMut, Operation, OperationInfo, ProductInfo};
use alicloud_core::{
    BoxFuture, Bytes, Config, Credentials, Json, Transport, TransportBody, TransportError,
    Validation, from_json, http,
};

/// What goes wrong, as text.
type Outcome<T> = Result<T, Box<dyn Error>>;

/// Prepares the request of a vector.
pub(crate) type Prepare = fn(&Json) -> Outcome<http::Request<Bytes>>;

/// Reads the vector that the command line names and writes its request.
pub(crate) fn main(operation: fn(&str) -> Option<Prepare>) -> ExitCode {
    match answer(operation) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn answer(operation: fn(&str) -> Option<Prepare>) -> Outcome<()> {
    let file = std::env::args_os().nth(1).ok_or("no vector is named")?;
    let text = std::fs::read_to_string(file)?;
    let vector: Json = text.trim_start_matches('\u{feff}').parse()?;
    let prepare =
        operation(text_of(&vector, "operation")?).ok_or("the operation was not generated")?;
    std::io::stdout().write_all(&message(&prepare(&vector)?)?)?;
    Ok(())
}

/// Decodes the input into the request type, and prepares it with what the vector pins.
pub(crate) fn prepare<R>(vector: &Json) -> Outcome<http::Request<Bytes>>
where
    R: Operation + ModelMut + Default,
{
    let nothing = Json::Object(Default::default());
    let input = Some(&vector["input"]).filter(|input| !input.is_null());
    let input = input.unwrap_or(&nothing);
    // A body of no known members travels under its own name, which the input of a vector does not repeat.
    let request: R =
        from_json(input).or_else(|error| from_json(&nested(input)).map_err(|_| error))?;
    let core = Core::new(product(R::info()), &config(vector)?)?;
    let call = core.call(&request).with_validation(Validation::Off);
    let mut call = pin!(call.prepare());
    match call.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(request) => Ok(request?),
        Poll::Pending => Err("the request waits for something".into()),
    }
}

/// The product of an operation, as far as a request with a given endpoint depends on it.
fn product(info: &OperationInfo) -> &'static ProductInfo {
    let rule = EndpointRule::Central;
    let product = ProductInfo::new(info.product, info.version, info.style, rule);
    Box::leak(Box::new(product))
}

/// The input with each object inside another, under its own name.
fn nested(input: &Json) -> Json {
    let Json::Object(members) = input else {
        return input.clone();
    };
    let inside = |(name, value): (&String, &Json)| {
        let value = value.clone();
        let value = match value.is_object() {
            true => Json::Object([(name.clone(), value)].into_iter().collect()),
            false => value,
        };
        (name.clone(), value)
    };
    Json::Object(members.iter().map(inside).collect())
}

/// Endpoint, credentials, date, nonce and user agent of a vector.
fn config(vector: &Json) -> Outcome<Config> {
    let given = &vector["credentials"];
    let text = |name| text_of(given, name);
    let credentials = match text("type")? {
        "access_key" => Credentials::access_key(text("access_key_id")?, text("access_key_secret")?),
        "sts" => Credentials::sts(
            text("access_key_id")?,
            text("access_key_secret")?,
            text("security_token")?,
        ),
        "bearer" => Credentials::bearer(text("bearer_token")?),
        "anonymous" => Credentials::anonymous(),
        other => return Err(format!("there are no credentials of type `{other}`").into()),
    };
    let nonce = text_of(vector, "nonce")?.to_owned();
    let date = date(text_of(vector, "date")?).ok_or("the date is not as 2024-05-06T07:08:09Z")?;
    Ok(Config::new("cn-hangzhou")
        .with_credentials(credentials)
        .with_endpoint(text_of(vector, "endpoint")?)
        .with_clock(move || date)
        .with_nonce(move || nonce.clone())
        .with_user_agent_suffix(text_of(vector, "user_agent")?)
        .with_idempotency_tokens(false)
        .with_timeout(None)
        .with_read_timeout(None)
        .with_transport(Unused))
}

fn text_of<'v>(value: &'v Json, name: &str) -> Outcome<&'v str> {
    value[name]
        .as_str()
        .ok_or_else(|| format!("there is no text `{name}`").into())
}

/// A point in time in UTC, to the second.
fn date(text: &str) -> Option<SystemTime> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    if text.get(19..) != Some("Z") || year < 1970 || !(1..=12).contains(&month) || day == 0 {
        return None;
    }
    // Years begin in March, so that the leap day is the last of its year.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day;
    let days = days.checked_sub(719_469)?;
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second;
    Some(UNIX_EPOCH + Duration::from_secs(seconds))
}

/// A request as the bytes of a message.
fn message(request: &http::Request<Bytes>) -> Outcome<Vec<u8>> {
    let uri = request.uri();
    let mut head = format!(
        "{} {}\n",
        request.method(),
        uri.path_and_query().ok_or("no path")?
    );
    for (name, value) in request.headers() {
        writeln!(head, "{name}: {}", std::str::from_utf8(value.as_bytes())?)?;
    }
    head.push('\n');
    let mut message = head.into_bytes();
    message.extend_from_slice(request.body());
    Ok(message)
}

/// Requests are prepared here, never sent.
struct Unused;

impl Transport for Unused {
    fn send(
        &self,
        _: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<TransportBody>, TransportError>> {
        Box::pin(async { unreachable!("nothing is sent") })
    }
}

#[cfg(test)]
mod tests;
