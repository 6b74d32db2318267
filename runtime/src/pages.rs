//! Lists that come page by page.
//!
//! In: a call, and what the table of its operation says of pages. Out: the pages, or their entries, as streams that
//! know where they stand. Which page comes next is read from the bytes of an answer by paths, so that an operation
//! costs a line in a table and no generated code; only decoding is generic.

mod call;
mod document;
mod items;
mod options;
mod position;
mod progress;
mod stream;
mod untold;
mod walk;

pub use self::call::PagedCall;
pub use self::items::Items;
pub use self::position::PagePosition;
pub use self::stream::Pages;
pub use self::untold::Untold;

#[cfg(test)]
mod tests;
