//! Chance.
//!
//! In: randomness of the operating system. Out: a number. Waits between attempts and idempotency tokens take it as
//! a parameter, so that tests know what comes.

use ring::rand::{SecureRandom, SystemRandom};

/// Any number, each of them as likely; `None` if the operating system has no randomness to give.
pub(crate) fn number() -> Option<u64> {
    let mut bytes = [0; 8];
    SystemRandom::new().fill(&mut bytes).ok()?;
    Some(u64::from_be_bytes(bytes))
}
