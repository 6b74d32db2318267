//! Dates on the wire.
//!
//! In: a point in time. Out: `2023-10-26T10:22:32Z`, or the form that HTTP has for its own headers; and both
//! forms read back. Some arithmetic instead of a calendar crate, which nothing else here would use.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

const DAY: i64 = 86_400;

/// The first day of 1970 was a Thursday.
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The point in time in UTC, to the second.
pub(crate) fn timestamp(now: SystemTime) -> String {
    let (days, clock) = split(now);
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}T{clock}Z")
}

/// The same as HTTP writes it: `Thu, 26 Oct 2023 10:22:32 GMT`.
pub(crate) fn http_date(now: SystemTime) -> String {
    let (days, clock) = split(now);
    let (year, month, day) = civil(days);
    let weekday = usize::try_from(days.rem_euclid(7)).map_or("", |day| WEEKDAYS[day]);
    let month = usize::try_from(month - 1).map_or("", |month| MONTHS[month]);
    format!("{weekday}, {day:02} {month} {year:04} {clock} GMT")
}

/// The point in time that [`http_date`] wrote; `None` for anything else, and before 1970.
pub(crate) fn parse_http_date(text: &str) -> Option<SystemTime> {
    let (_, date) = text.trim().split_once(", ")?;
    let parts: Vec<&str> = date.split(' ').collect();
    let [day, month, year, clock, "GMT"] = parts[..] else {
        return None;
    };
    let month = MONTHS.iter().position(|name| *name == month)?;
    let (year, day): (i64, i64) = (year.parse().ok()?, day.parse().ok()?);
    if !(1970..=9999).contains(&year) || !(1..=31).contains(&day) {
        return None;
    }
    let mut seconds = days(year, i64::try_from(month).ok()? + 1, day) * DAY;
    let clock: Vec<&str> = clock.split(':').collect();
    let [hour, minute, second] = clock[..] else {
        return None;
    };
    for (text, unit, limit) in [(hour, 3600, 23), (minute, 60, 59), (second, 1, 60)] {
        let count: i64 = text.parse().ok()?;
        if !(0..=limit).contains(&count) {
            return None;
        }
        seconds += count * unit;
    }
    Some(UNIX_EPOCH + Duration::from_secs(u64::try_from(seconds).ok()?))
}

/// The day, counted from 1970-01-01, and the time of day.
fn split(now: SystemTime) -> (i64, String) {
    let seconds = match now.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_secs()).map_or(i64::MIN, |s| -s),
    };
    let second = seconds.rem_euclid(DAY);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    (seconds.div_euclid(DAY), clock)
}

/// The reverse of [`civil`].
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year, month and day of the day that is `days` after 1970-01-01. Years begin in March here, so that
/// the leap day is the last day of its year; an era is the 400 years after which the calendar repeats.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 {
        march_month + 3
    } else {
        march_month - 9
    };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

/// The point in time that such a text says, from 1970 on; a fraction of a second is left out.
pub(crate) fn parse_timestamp(text: &str) -> Option<SystemTime> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let [year, month, day] = numbers(date, '-', &[4, 2, 2])?;
    let [hour, minute, second] = numbers(time, ':', &[2, 2, 2])?;
    let days = days(year, month, day);
    let is_real = civil(days) == (year, month, day) && hour < 24 && minute < 60 && second < 60;
    if !is_real || fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = days * DAY + hour * 3600 + minute * 60 + second;
    UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(seconds).ok()?))
}

/// Three numbers of so many digits each.
fn numbers(text: &str, between: char, digits: &[usize; 3]) -> Option<[i64; 3]> {
    let mut parts = text.split(between);
    let mut out = [0; 3];
    for (number, digits) in out.iter_mut().zip(digits) {
        let part = parts.next().filter(|part| part.len() == *digits)?;
        if !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_match_the_calendar() {
        let table = [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (951_868_800, "2000-03-01T00:00:00Z"),
            (1_698_315_752, "2023-10-26T10:22:32Z"),
            (1_709_164_800, "2024-02-29T00:00:00Z"),
            (1_735_689_599, "2024-12-31T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ];
        for (seconds, expected) in table {
            assert_eq!(
                timestamp(UNIX_EPOCH + Duration::from_secs(seconds)),
                expected
            );
            let parsed = parse_timestamp(expected);
            assert_eq!(parsed, Some(UNIX_EPOCH + Duration::from_secs(seconds)));
        }
        for day in (0..60_000).step_by(7) {
            let point = UNIX_EPOCH + Duration::from_secs(day * 86_400 + 1);
            assert_eq!(parse_timestamp(&timestamp(point)), Some(point));
        }
    }

    #[test]
    fn a_text_that_is_no_point_in_time_is_none() {
        let fraction = parse_timestamp("1970-01-01T00:00:01.999Z");
        assert_eq!(fraction, Some(UNIX_EPOCH + Duration::from_secs(1)));
        let table = [
            "",
            "Z",
            "2023-10-26",
            "2023-10-26T10:22:32",
            "2023-10-26T10:22:32+08:00",
            "2023-02-29T00:00:00Z",
            "2023-13-01T00:00:00Z",
            "2023-00-01T00:00:00Z",
            "2023-10-26T24:00:00Z",
            "2023-10-26T10:60:00Z",
            "2023-10-26T10:22:60Z",
            "2023-10-26T10:22:32.Z",
            "2023-10-26T10:22:32.xZ",
            "2023-10-26T10:22:32:00Z",
            "+023-10-26T10:22:32Z",
            "12023-10-26T10:22:32Z",
            "1969-12-31T23:59:59Z",
        ];
        for text in table {
            assert_eq!(parse_timestamp(text), None, "{text}");
        }
    }

    #[test]
    fn http_dates_are_written_and_read() {
        let table = [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (951_868_800, "Wed, 01 Mar 2000 00:00:00 GMT"),
            (1_714_979_289, "Mon, 06 May 2024 07:08:09 GMT"),
            (1_735_689_599, "Tue, 31 Dec 2024 23:59:59 GMT"),
        ];
        for (seconds, text) in table {
            let time = UNIX_EPOCH + Duration::from_secs(seconds);
            assert_eq!(http_date(time), text);
            assert_eq!(parse_http_date(text), Some(time));
        }
    }

    #[test]
    fn what_is_no_http_date_is_not_read() {
        let table = [
            "",
            "7",
            "2024-05-06T07:08:09Z",
            "Mon, 06 May 2024 07:08:09",
            "Mon, 06 May 2024 07:08 GMT",
            "Mon, 06 Mai 2024 07:08:09 GMT",
            "Mon, 32 May 2024 07:08:09 GMT",
            "Mon, 06 May 2024 24:08:09 GMT",
            "Mon, 06 May 2024 -7:08:09 GMT",
            "Mon, 06 May 1924 07:08:09 GMT",
            "Mon, 06 May 99999999999 07:08:09 GMT",
            "Monday, 06-May-24 07:08:09 GMT",
        ];
        for text in table {
            assert_eq!(parse_http_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_clock_before_1970_does_not_panic() {
        assert_eq!(
            timestamp(UNIX_EPOCH - Duration::from_secs(1)),
            "1969-12-31T23:59:59Z"
        );
    }
}
