//! Keys of `pages` and `polling`.
//!
//! In: nothing. Out: tables: how a spec says which operations go together.

use super::Wants::{Formatted, Word};
use super::{Key, Object, format, words};

/// How the pages of a list are walked.
pub(crate) static PAGES: Object = Object {
    name: "`pages`",
    doc: "How the pages of a list are walked: `{ by: number, page: PageNumber, size: PageSize, total: TotalCount, items: Regions.Region }`. `page`, `token`, `offset` and `size` are members of the request, `next`, `total` and `items` paths in the answer. A call of the operation has `pages()`, and `items()` where `items` is said. By `number` and `offset` both need `items`, which tell the last page; and no client can walk pages by a member that stands inside another: such an operation has its documentation alone.",
    keys: &[
        Key::new(
            "by",
            Word(words::PAGES_BY),
            "What tells one page from the next.",
        )
        .required(),
        Key::new(
            "page",
            Formatted(&format::MEMBER),
            "Request member that takes the number of the page.",
        ),
        Key::new(
            "token",
            Formatted(&format::MEMBER),
            "Request member that takes the token of the page.",
        ),
        Key::new(
            "next",
            Formatted(&format::MEMBER),
            "Path in the answer to the token of the next page; the last page has none.",
        ),
        Key::new(
            "offset",
            Formatted(&format::MEMBER),
            "Request member that takes the number of entries to skip.",
        ),
        Key::new(
            "size",
            Formatted(&format::MEMBER),
            "Request member that takes the number of entries of a page.",
        ),
        Key::new(
            "default_size",
            Formatted(&format::COUNT),
            "Entries of a page that a walk asks for where the request does not say; for services that give no token otherwise.",
        ),
        Key::new(
            "total",
            Formatted(&format::MEMBER),
            "Path in the answer to the number of all entries, not of those on the page.",
        ),
        Key::new(
            "items",
            Formatted(&format::MEMBER),
            "Path in the answer to the list of entries.",
        ),
    ],
    also: &[],
};

/// How to learn what became of work.
pub(crate) static POLLING: Object = Object {
    name: "`polling`",
    doc: "How to learn what became of the work that an operation only starts: `{ operation: DescribeTask, interval: 1000, attempts: 60 }`.",
    keys: &[
        Key::new(
            "operation",
            Formatted(&format::OPERATION_PATH),
            "The operation to call until the work is done; with `product/version:` in front it is not looked up.",
        )
        .required(),
        Key::new(
            "interval",
            Formatted(&format::COUNT),
            "Milliseconds between two calls.",
        ),
        Key::new(
            "attempts",
            Formatted(&format::COUNT),
            "Calls after which to give up.",
        ),
    ],
    also: &[],
};
