//! How much memory an answer may take once it is decoded.
//!
//! In: the size of a document, and what each list and map takes as it grows. Out: nothing, or a refusal. The
//! limit on the size of an answer does not bound this by itself: `{},` are three bytes, and an entry of a list
//! is a structure with all its fields, of which some have thousands of bytes.

use std::fmt;

/// What any document may take: pages of a list with few members set stay far below it.
const FREE: usize = 64 << 20;

/// What it may take besides, for each of its bytes. Free JSON of small objects takes some 30.
const FACTOR: usize = 32;

/// A map takes memory for so many entries at once.
const NODE: usize = 11;

/// Memory that is left.
pub(crate) struct Room {
    left: usize,
    limit: usize,
}

impl Room {
    /// The room of a document of so many bytes.
    pub(crate) fn of(document: usize) -> Self {
        let limit = document.saturating_mul(FACTOR).saturating_add(FREE);
        Room { left: limit, limit }
    }

    #[cfg(test)]
    pub(crate) fn exactly(limit: usize) -> Self {
        Room { left: limit, limit }
    }

    /// One more entry of a list, of this size.
    pub(crate) fn entry(&mut self, size: usize) -> Result<(), NoRoom> {
        match self.left.checked_sub(size) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(NoRoom(self.limit)),
        }
    }

    /// One more entry of a map that has so many, of this size together with its key.
    pub(crate) fn key(&mut self, before: usize, size: usize) -> Result<(), NoRoom> {
        let entries = if before == 0 { NODE } else { 1 };
        self.entry(size.saturating_mul(entries))
    }
}

/// The answer would take more than this.
#[derive(Debug, PartialEq)]
pub(crate) struct NoRoom(usize);

impl fmt::Display for NoRoom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limit = self.0;
        write!(
            f,
            "lists and maps would take more than {limit} bytes of memory: ask for less at once"
        )
    }
}

impl std::error::Error for NoRoom {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_gone_and_a_map_takes_a_node_at_once() {
        let mut room = Room::of(1);
        assert_eq!(room.entry(FREE), Ok(()));
        assert_eq!(room.entry(31), Ok(()));
        assert_eq!(room.entry(2), Err(NoRoom(FREE + 32)));
        assert_eq!((room.entry(1), room.entry(0)), (Ok(()), Ok(())));
        assert_eq!(room.key(1, 1), Err(NoRoom(FREE + 32)));

        let mut room = Room::of(0);
        assert_eq!(room.key(1, FREE - 11), Ok(()));
        assert_eq!(room.key(0, 2), Err(NoRoom(FREE)));
        assert_eq!(room.key(0, 1), Ok(()));
        assert!(Room::of(usize::MAX).entry(usize::MAX).is_ok());
    }
}
