//! Operations that go together: pages of a list, and work that is polled.
//!
//! In: nothing: data of the spec. Out: which members carry tokens and entries, and which operation tells of progress,
//! for the documentation and for walking pages at run time.

use super::Spanned;

/// How the pages of a list are walked.
#[derive(Debug)]
pub(crate) struct Pages {
    /// What tells one page from the next.
    pub(crate) by: PagesBy,
    /// Request member that says how many entries a page has.
    pub(crate) size: Option<Spanned>,
    /// Entries to ask for where neither the request nor the caller says how many.
    pub(crate) default_size: Option<Spanned>,
    /// Path in the answer to the list of entries: `Regions.Region`.
    pub(crate) items: Option<Spanned>,
}

/// What tells one page from the next.
#[derive(Debug)]
pub(crate) enum PagesBy {
    /// A page number, from 1.
    Number {
        /// Request member.
        page: Spanned,
        /// Path in the answer to the number of all entries.
        total: Option<Spanned>,
    },
    /// A token that an answer gives for the next request.
    Token {
        /// Request member.
        token: Spanned,
        /// Path in the answer.
        next: Spanned,
    },
    /// The number of entries to skip.
    Offset {
        /// Request member.
        offset: Spanned,
        /// Path in the answer to the number of all entries.
        total: Option<Spanned>,
    },
}

/// How to learn what became of work that an operation only starts.
#[derive(Debug)]
pub(crate) struct Polling {
    /// The operation to call: `Operation`, or `product/version:Operation` of another product.
    pub(crate) operation: Spanned,
    /// Milliseconds between two calls.
    pub(crate) interval: Option<u64>,
    /// Calls after which to give up.
    pub(crate) attempts: Option<u64>,
}
