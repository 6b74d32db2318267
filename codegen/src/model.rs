//! The resolved spec: the same facts, with every reference followed.
//!
//! In: filled by `resolve`. Out: read by `lower`. It borrows the spec and adds what the spec only says
//! by name: which operations and shared structures are wanted, where rule paths lead, where a type
//! contains itself. Plain data.

use std::collections::{BTreeMap, BTreeSet};

use crate::lookup::Found;
use crate::spec;

/// What a spec was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// YAML files, one an operation.
    Specs,
    /// The metadata of a product version, in one file.
    Metadata,
}

/// A product version with the operations that are wanted.
pub(crate) struct Product<'s> {
    pub spec: &'s spec::Product,
    pub origin: Origin,
    /// Wanted operations, sorted by name.
    pub operations: Vec<&'s spec::Operation>,
    /// Shared structures that these operations reach, in the order of the spec.
    pub shared: Vec<Shared<'s>>,
    /// Where each path of each rule leads, by the place of the path, which is its identity.
    pub paths: BTreeMap<spec::At, Found<'s>>,
    /// Fields that must be boxed, because their type contains itself.
    pub boxed: BTreeSet<spec::At>,
}

/// A shared structure and the directions it travels in.
pub(crate) struct Shared<'s> {
    pub name: &'s str,
    pub field: &'s spec::Field,
    pub in_requests: bool,
    pub in_responses: bool,
}
