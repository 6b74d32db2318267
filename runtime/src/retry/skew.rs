//! How far the clock of this machine is off.
//!
//! In: the date of an answer that refuses a request for its time. Out: a correction of the clock, which all clones
//! of a client share.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::header::DATE;

use crate::date::parse_http_date;
use crate::error::Error;

/// Dates outside of these years come from a clock that is itself wrong: 2020-01-01 and 2100-01-01.
const SENSIBLE: std::ops::Range<u64> = 1_577_836_800..4_102_444_800;

/// Less than this does not explain why a request was refused: the service allows 15 minutes.
const NOTICEABLE: i64 = 60;

/// Seconds to add to the clock of this machine.
#[derive(Debug, Clone, Default)]
pub(crate) struct Skew(Arc<AtomicI64>);

impl Skew {
    /// The time by the clock of the service, as far as it is known.
    pub(crate) fn correct(&self, now: SystemTime) -> SystemTime {
        let seconds = self.0.load(Ordering::Relaxed);
        let by = Duration::from_secs(seconds.unsigned_abs());
        let corrected = match seconds {
            0.. => now.checked_add(by),
            _ => now.checked_sub(by),
        };
        corrected.unwrap_or(now)
    }

    /// Takes the correction from the date of the answer. Whether that changes anything.
    pub(super) fn learn(&self, error: &Error, now: SystemTime) -> bool {
        let date = error.headers().and_then(|headers| headers.get(DATE));
        let date = date.and_then(|date| parse_http_date(date.to_str().ok()?));
        let Some(found) = date.and_then(|date| difference(date, now)) else {
            return false;
        };
        let known = self.0.load(Ordering::Relaxed);
        if found.abs_diff(known) < NOTICEABLE.unsigned_abs() {
            return false;
        }
        self.0.store(found, Ordering::Relaxed);
        true
    }
}

/// Seconds from `now` to `date`; `None` for a date that makes no sense.
fn difference(date: SystemTime, now: SystemTime) -> Option<i64> {
    let seconds = |time: SystemTime| Some(time.duration_since(UNIX_EPOCH).ok()?.as_secs());
    let date = seconds(date).filter(|date| SENSIBLE.contains(date))?;
    i64::try_from(date)
        .ok()?
        .checked_sub_unsigned(seconds(now)?)
}
