//! Whether an error answer means "too many calls", and how long to wait.
//!
//! In: status, headers and code. Out: yes or no, and a duration. Services say it with a header, with a
//! status, or only with a code, under statuses from 400 to 503.

use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::date::parse_http_date;
use crate::retry::{RetryCodes, is_throttling_code};

/// No service means more than a day, and a program that waits for ever has stopped.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// Whether the answer turns the call away because there are too many.
pub(crate) fn is_throttling(
    status: StatusCode,
    headers: &HeaderMap,
    code: Option<&str>,
    own: &RetryCodes,
) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS
        || number(headers, "x-acs-retry-after").is_some_and(|wait| wait > 0)
        || code.is_some_and(|code| is_throttling_code(code, own))
}

/// How long the service asks to wait, from the most specific header that says so.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let asked = number(headers, "x-acs-retry-after").filter(|wait| *wait > 0);
    let limited = || {
        let names = ["x-ratelimit-user-api", "x-ratelimit-user"];
        names
            .iter()
            .filter_map(|name| time_left(text(headers, name)?))
            .max()
    };
    let standard = || seconds_left(headers).map(|seconds| seconds.saturating_mul(1000));
    asked
        .or_else(limited)
        .or_else(standard)
        .map(|wait| Duration::from_millis(wait).min(LONGEST_WAIT))
}

/// `Retry-After`, which is a number of seconds or a date; a date is measured by the clock of the service.
fn seconds_left(headers: &HeaderMap) -> Option<u64> {
    let date = |name| parse_http_date(text(headers, name)?);
    number(headers, "retry-after").or_else(|| {
        let left = date("retry-after")?.duration_since(date("date")?).ok()?;
        Some(left.as_secs())
    })
}

/// `Limit:1,Remain:0,TimeLeft:2000`
fn time_left(limits: &str) -> Option<u64> {
    limits.split(',').find_map(|part| {
        let (name, value) = part.split_once(':')?;
        if name.trim().eq_ignore_ascii_case("TimeLeft") {
            value.trim().parse().ok()
        } else {
            None
        }
    })
}

/// A header that is a whole number, of whatever unit.
fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    text(headers, name)?.trim().parse().ok()
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn status_header_or_code_mean_throttling() {
        let table = [
            (429, "", None, true),
            (503, "50", Some("ServiceUnavailable"), true),
            (503, "0", Some("ServiceUnavailable"), false),
            (503, "-1", None, false),
            (400, "", Some("Throttling"), true),
            (400, "", Some("CCAI.Throttling.Qps"), true),
            (403, "", Some("deniedrequest"), true),
            (400, "", Some("Throttli∂ngException"), true),
            (400, "", Some("InvalidParameter"), false),
            (500, "", None, false),
        ];
        for (status, header, code, expected) in table {
            let headers = if header.is_empty() {
                HeaderMap::new()
            } else {
                headers(&[("x-acs-retry-after", header)])
            };
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(
                is_throttling(status, &headers, code, &RetryCodes::NONE),
                expected,
                "{status} {header} {code:?}"
            );
        }
    }

    #[test]
    fn the_wait_comes_from_the_most_specific_header() {
        type Headers = &'static [(&'static str, &'static str)];
        let table: [(Headers, Option<u64>); 12] = [
            (&[], None),
            (
                &[("x-acs-retry-after", "50"), ("retry-after", "9")],
                Some(50),
            ),
            (
                &[("x-acs-retry-after", "0"), ("retry-after", "9")],
                Some(9000),
            ),
            (
                &[("x-ratelimit-user", "Limit:1,Remaining:0,TimeLeft:2000")],
                Some(2000),
            ),
            (
                &[
                    ("x-ratelimit-user", "TimeLeft:2000"),
                    ("x-ratelimit-user-api", "Limit:1, TimeLeft:3000"),
                ],
                Some(3000),
            ),
            (&[("x-ratelimit-user", "TimeLeft:x")], None),
            (&[("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT")], None),
            (
                &[
                    ("retry-after", "Wed, 21 Oct 2015 07:28:05 GMT"),
                    ("date", "Wed, 21 Oct 2015 07:28:00 GMT"),
                ],
                Some(5000),
            ),
            (
                &[
                    ("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT"),
                    ("date", "Wed, 21 Oct 2015 07:28:05 GMT"),
                ],
                None,
            ),
            (&[("retry-after", "18446744073709551615")], Some(86_400_000)),
            (
                &[("x-acs-retry-after", "18446744073709551615")],
                Some(86_400_000),
            ),
            (&[("x-acs-retry-after", "86400001")], Some(86_400_000)),
        ];
        for (pairs, expected) in table {
            assert_eq!(
                retry_after(&headers(pairs)),
                expected.map(Duration::from_millis),
                "{pairs:?}"
            );
        }
    }
}
