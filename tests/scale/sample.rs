//! A part of the product versions, the same for the same seed.

use crate::cut::Version;
use crate::tree::hash;

/// `count` of the versions, or all, in the order of their names.
pub(crate) fn choose(versions: &[Version], seed: &str, count: Option<usize>) -> Vec<Version> {
    let mut chosen = versions.to_vec();
    if let Some(count) = count {
        chosen.sort_by_cached_key(|version| rank(seed, &version.krate));
        chosen.truncate(count);
    }
    chosen.sort_by(|one, other| one.krate.cmp(&other.krate));
    chosen
}

/// FNV mixes its last bytes poorly, and names of one product differ in just those.
fn rank(seed: &str, name: &str) -> u64 {
    let mixed = hash(seed.bytes().chain([0]).chain(name.bytes()));
    (mixed ^ (mixed >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
