//! A checker of requests that does not trust the client: method, path, date, signature, required members.
//!
//! In: a request as it came in, what the documentation page says, the caller's key, the time. Out:
//! nothing to say, or the refusal that a service would answer with. The example's endpoint uses it, and
//! so do tests; it is written against the documentation and shares no code with the client.

use serde_json::Value;

// The path is spelled out so that a test can include this file from another folder.
#[path = "signature.rs"]
mod signature;

pub(crate) use signature::{Parts, authorization, sha256, string_to_sign};

/// A service accepts a date that is at most this many seconds off.
const CLOCK_TOLERANCE: u64 = 15 * 60;

/// A request as it came in.
pub(crate) struct Received<'a> {
    pub(crate) method: &'a str,
    /// Path and query as they came, still percent-encoded.
    pub(crate) path_and_query: &'a str,
    pub(crate) headers: &'a [(String, String)],
    pub(crate) body: &'a [u8],
}

/// What the documentation page of an operation says.
pub(crate) struct Page {
    pub(crate) action: &'static str,
    pub(crate) version: &'static str,
    pub(crate) method: &'static str,
    /// `{Name}` stands for any text without a slash.
    pub(crate) path: &'static str,
    /// Members of the body that must be set; `[]` stands for each entry of a list.
    pub(crate) required: &'static [&'static str],
}

/// The key of the caller.
#[derive(Clone, Copy)]
pub(crate) struct Key<'a> {
    pub(crate) id: &'a str,
    pub(crate) secret: &'a str,
}

/// Why a request is turned away.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

/// Checks a request against its page. `now` is in seconds since 1970.
pub(crate) fn check(
    request: &Received<'_>,
    page: &Page,
    key: &Key<'_>,
    now: u64,
) -> Result<(), Refusal> {
    check_place(request, page)?;
    check_date(request, now)?;
    check_signature(request, key)?;
    check_members(request, page)
}

fn check_place(request: &Received<'_>, page: &Page) -> Result<(), Refusal> {
    let (path, _) = split(request.path_and_query);
    let version = request.header("x-acs-version")?;
    if version == page.version && request.method == page.method && fits(path, page.path) {
        return Ok(());
    }
    Err(Refusal {
        status: 404,
        code: "InvalidAction.NotFound",
        message: format!(
            "{} is {} {} of version {}, not {} {path} of version {version}.",
            page.action, page.method, page.path, page.version, request.method
        ),
    })
}

fn check_date(request: &Received<'_>, now: u64) -> Result<(), Refusal> {
    let date = request.header("x-acs-date")?;
    match seconds(date) {
        Some(then) if then.abs_diff(now) <= CLOCK_TOLERANCE => Ok(()),
        Some(_) => Err(refusal(
            "InvalidTimeStamp.Expired",
            format!("The date {date} is more than 15 minutes away from the date here."),
        )),
        None => Err(refusal(
            "InvalidTimeStamp.Format",
            format!("The date {date} is not YYYY-MM-DDTHH:MM:SSZ."),
        )),
    }
}

fn check_signature(request: &Received<'_>, key: &Key<'_>) -> Result<(), Refusal> {
    let given = request.header("authorization")?;
    if field(given, "Credential") != Some(key.id) {
        return Err(Refusal {
            status: 404,
            code: "InvalidAccessKeyId.NotFound",
            message: "The access key id is not known here.".to_owned(),
        });
    }
    let listed: Vec<&str> = field(given, "SignedHeaders")
        .unwrap_or_default()
        .split(';')
        .collect();
    let is_listed = |name: &str| {
        listed
            .iter()
            .any(|listed| name.eq_ignore_ascii_case(listed))
    };
    if let Some((name, _)) = request
        .headers
        .iter()
        .find(|(name, _)| must_be_signed(name) && !is_listed(name))
    {
        return Err(refusal(
            "SignatureDoesNotMatch",
            format!("The signature does not cover the header {name}."),
        ));
    }
    let headers: Vec<_> = request
        .headers
        .iter()
        .filter(|(name, _)| is_listed(name))
        .cloned()
        .collect();
    let (path, query) = split(request.path_and_query);
    let parts = Parts {
        method: request.method,
        path,
        query: &pairs(query),
        headers: &headers,
        body_hash: &sha256(request.body),
    };
    if given == authorization(&parts, key.id, key.secret) {
        return Ok(());
    }
    let string_to_sign = string_to_sign(&parts).replace('\n', "\\n");
    Err(refusal(
        "SignatureDoesNotMatch",
        format!(
            "The signature is not the one of this request. String to sign on this side: {string_to_sign}"
        ),
    ))
}

fn must_be_signed(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "host" || name == "content-type" || name.starts_with("x-acs-")
}

fn check_members(request: &Received<'_>, page: &Page) -> Result<(), Refusal> {
    if page.required.is_empty() {
        return Ok(());
    }
    let body: Value = serde_json::from_slice(request.body).map_err(|error| {
        refusal(
            "InvalidParameter",
            format!("The body is not JSON: {error}."),
        )
    })?;
    match page.required.iter().find(|path| !is_set(&body, path)) {
        None => Ok(()),
        Some(path) => Err(refusal(
            "MissingParameter",
            format!("The request must contain {path}."),
        )),
    }
}

/// Whether the member at `path` is set, in every entry of the lists on the way.
fn is_set(value: &Value, path: &str) -> bool {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let (name, is_list) = first
        .strip_suffix("[]")
        .map_or((first, false), |name| (name, true));
    let inside = |value: &Value| rest.is_empty() || is_set(value, rest);
    match &value[name] {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(entries) if is_list => entries.iter().all(inside),
        Value::Array(entries) => !entries.is_empty(),
        member => inside(member),
    }
}

impl Received<'_> {
    fn header(&self, name: &str) -> Result<&str, Refusal> {
        let found = self
            .headers
            .iter()
            .find(|(given, _)| given.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str()).ok_or_else(|| {
            refusal(
                "MissingParameter",
                format!("The request must contain the header {name}."),
            )
        })
    }
}

fn refusal(code: &'static str, message: String) -> Refusal {
    Refusal {
        status: 400,
        code,
        message,
    }
}

/// The value of `name` in `ACS3-HMAC-SHA256 name=value,other=value`.
fn field<'a>(authorization: &'a str, name: &str) -> Option<&'a str> {
    let fields = authorization.strip_prefix("ACS3-HMAC-SHA256 ")?;
    fields
        .split(',')
        .find_map(|field| field.strip_prefix(name)?.strip_prefix('='))
}

fn fits(path: &str, template: &str) -> bool {
    let is_same = |(text, template): (&str, &str)| {
        text == template || template.starts_with('{') && !text.is_empty()
    };
    path.split('/').count() == template.split('/').count()
        && path.split('/').zip(template.split('/')).all(is_same)
}

fn split(path_and_query: &str) -> (&str, &str) {
    path_and_query
        .split_once('?')
        .unwrap_or((path_and_query, ""))
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let pair = |text: &str| {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        (decoded(name), decoded(value))
    };
    query
        .split('&')
        .filter(|text| !text.is_empty())
        .map(pair)
        .collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = code
            .filter(|_| *first == b'%')
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// `2023-10-26T10:22:32Z` as seconds since 1970.
fn seconds(date: &str) -> Option<u64> {
    let shape: String = date
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    if shape != "0000-00-00T00:00:00Z" {
        return None;
    }
    let number = |at: usize, digits: usize| date[at..at + digits].parse::<u64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 2)?, number(8, 2)?);
    if year < 1970 || !(1..=12).contains(&month) || day == 0 {
        return None;
    }
    let is_leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let before_year: u64 = (1970..year)
        .map(|year| if is_leap(year) { 366 } else { 365 })
        .sum();
    let month_lengths = [
        31,
        if is_leap(year) { 29 } else { 28 },
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    let before_month: u64 = month_lengths
        .iter()
        .zip(1..month)
        .map(|(length, _)| length)
        .sum();
    let days = before_year + before_month + day - 1;
    Some(((days * 24 + number(11, 2)?) * 60 + number(14, 2)?) * 60 + number(17, 2)?)
}

#[cfg(test)]
#[path = "checker_tests.rs"]
mod tests;
