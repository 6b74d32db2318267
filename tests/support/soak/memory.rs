//! The memory of this process.
//!
//! In: `/proc`. Out: bytes, or nothing where there is no `/proc`.

use std::fs;

/// How large a page is on the machines that this runs on.
const PAGE: u64 = 4096;

/// What of the process is in memory now.
pub(super) fn resident() -> Option<u64> {
    let text = fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = text.split(' ').nth(1)?.parse().ok()?;
    Some(pages * PAGE)
}
