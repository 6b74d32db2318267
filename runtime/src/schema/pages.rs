//! Tables about lists that come page by page.
//!
//! In: what a spec says of an operation's pages. Out: the members that a walk sets in requests, and the paths it
//! reads in answers.

use super::Path;

/// How the pages of a list are walked.
#[derive(Debug, Clone, Copy)]
pub struct PageInfo {
    /// What tells one page from the next.
    pub by: PageBy,
    /// Request member that says how many entries a page has.
    pub size: Option<PageMember>,
    /// Entries of a page to ask for where the request does not say. Some services go by page numbers, and give no
    /// token, until they are told a size.
    pub default_size: Option<u32>,
    /// Where an answer has the entries; empty if nobody knows.
    pub items: Path,
}

/// What tells one page from the next.
#[derive(Debug, Clone, Copy)]
pub enum PageBy {
    /// A number, 1 for the first page.
    Number {
        /// Request member.
        page: PageMember,
        /// Where an answer has the number of all entries; empty if it does not have it.
        total: Path,
    },
    /// What the answer before gave.
    Token {
        /// Request member.
        token: PageMember,
        /// Where an answer has the token of the next page.
        next: Path,
    },
    /// The number of entries to skip.
    Offset {
        /// Request member.
        offset: PageMember,
        /// Where an answer has the number of all entries; empty if it does not have it.
        total: Path,
    },
}

/// A member of a request that a walk sets.
#[derive(Debug, Clone, Copy)]
pub struct PageMember {
    /// Name on the wire.
    pub name: &'static str,
    /// Whether it is text, which numbers are then written as.
    pub is_text: bool,
}

impl PageMember {
    /// A member that is text.
    pub const fn text(name: &'static str) -> Self {
        PageMember {
            name,
            is_text: true,
        }
    }

    /// A member that is a number.
    pub const fn number(name: &'static str) -> Self {
        PageMember {
            name,
            is_text: false,
        }
    }
}
