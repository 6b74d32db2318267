//! Quirks that `facts` decides about while it looks for something else, and notes by itself.

use super::Fixup;

pub(super) const TABLE: &[Fixup] = &[];
