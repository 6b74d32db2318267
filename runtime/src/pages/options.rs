//! The setters of a walk over pages, which a stream of pages and one of entries have both.

/// For a stream whose walk is its field `walk`, and whose `resume` forgets what it was at.
macro_rules! walk_setters {
    () => {
        /// Asks for pages of so many entries, whatever the request says. Services have a limit, which the
        /// documentation of the request mostly gives; larger pages mean fewer calls. Without it the size in
        /// the request counts. Where that has none, the service decides, unless it gives tokens only to those who name
        /// a size: then the walk names one.
        ///
        /// The next page fails with [`ErrorKind::InvalidRequest`](crate::ErrorKind::InvalidRequest), and nothing is
        /// sent, if no member of the request takes a size or if this one breaks the documented range. Where the range
        /// is advice alone, the service decides. A page that is under way already is not asked for anew.
        pub fn with_page_size(mut self, entries: u32) -> Self {
            self.walk.size = Some(entries);
            self
        }

        /// Ends after so many pages from here; [`position`](Self::position) then says where to go on. Without it no
        /// number of pages ends the walk.
        pub fn with_page_limit(mut self, pages: u64) -> Self {
            self.walk.pages_left = Some(pages);
            self
        }

        /// Begins where an earlier walk stood, or this one when it failed, whatever page the request asks for. The
        /// request must be the same otherwise, its page size too. What is left of the page at hand is dropped; limits
        /// stay, less what has come.
        ///
        /// If the position is of another kind than the pages of this operation (a page number where they go by
        /// tokens), the next page fails with [`ErrorKind::InvalidRequest`](crate::ErrorKind::InvalidRequest), and
        /// nothing is sent.
        pub fn resume_from(mut self, position: crate::PagePosition) -> Self {
            self.resume(position);
            self
        }
    };
}

pub(super) use walk_setters;
