//! The setters of a walk over pages, which a stream of pages and one of entries have both.

/// For a stream whose walk is its field `walk`, and whose `resume` forgets what it was at.
macro_rules! walk_setters {
    () => {
        /// Asks for pages of so many entries, whatever the request says. Services have a limit, which the
        /// documentation of the request mostly gives; larger pages mean fewer calls.
        pub fn with_page_size(mut self, entries: u32) -> Self {
            self.walk.size = Some(entries);
            self
        }

        /// Ends after so many pages; [`position`](Self::position) then says where to go on.
        pub fn with_page_limit(mut self, pages: u64) -> Self {
            self.walk.pages_left = Some(pages);
            self
        }

        /// Begins where an earlier walk stood, or this one when it failed, whatever page the request asks for. The
        /// request must be the same otherwise, its page size too.
        pub fn resume_from(mut self, position: crate::PagePosition) -> Self {
            self.resume(position);
            self
        }
    };
}

pub(super) use walk_setters;
