//! Shared structures, found by name.
//!
//! In: the shared structures of a product, in the order of its file. Out: the same in that order, and by their names:
//! references are followed many times, and names do not change.

use std::collections::HashMap;
use std::ops::Deref;

use super::Shared;

/// Structures that several operations share, in the order of `schemas.yaml`.
#[derive(Debug, Default)]
pub(crate) struct Schemas {
    all: Vec<Shared>,
    /// References are followed again and again, and a product may have thousands of schemas.
    by_name: HashMap<String, usize>,
}

impl Schemas {
    /// All of them; of two with one name the first counts.
    pub(crate) fn new(all: Vec<Shared>) -> Self {
        let mut by_name = HashMap::new();
        for (index, shared) in all.iter().enumerate() {
            by_name.entry(shared.name.value.clone()).or_insert(index);
        }
        Schemas { all, by_name }
    }

    /// The same without those that are not to be kept.
    pub(crate) fn retain(&mut self, is_kept: impl Fn(&Shared) -> bool) {
        let mut all = std::mem::take(&mut self.all);
        all.retain(is_kept);
        *self = Schemas::new(all);
    }

    /// The one with this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Shared> {
        self.position(name).map(|index| &self.all[index])
    }

    /// The index of the one with this name.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }
}

impl Deref for Schemas {
    type Target = [Shared];

    fn deref(&self) -> &[Shared] {
        &self.all
    }
}
