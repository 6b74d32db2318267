//! Stands for the entries of a list whose place in the answer nobody knows.

/// The entries of a [`PagedCall`](crate::PagedCall) whose documentation does not say where they stand: it has
/// [`pages`](crate::PagedCall::pages) and no `items`. There are no values of this type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untold {}
