//! Entry after entry, whatever page they are on.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use futures_core::Stream;

use super::PagePosition;
use super::options::walk_setters;
use super::walk::Walk;
use crate::error::Error;
use crate::operation::Output;

/// One entry after the other: what [`PagedCall::items`](crate::PagedCall::items) gives. Nothing is sent before an
/// entry is asked for, and no page before all entries of the one before are delivered.
///
/// A page that fails is an error and the end of the stream, behind all entries of the pages before;
/// [`position`](Items::position) then still is that of the page, so that another walk can go on there. Dropping the
/// stream gives the call of a page up.
#[must_use = "entries come when they are asked for"]
pub struct Items<'a, I> {
    walk: Walk<'a>,
    /// What is left of the page at `here`.
    entries: IntoIter<I>,
    here: Option<PagePosition>,
    items_left: Option<u64>,
}

impl<'a, I> Items<'a, I> {
    pub(super) fn new(walk: Walk<'a>) -> Self {
        Items {
            walk,
            entries: Vec::new().into_iter(),
            here: None,
            items_left: None,
        }
    }

    walk_setters!();

    fn resume(&mut self, position: PagePosition) {
        self.walk.resume(position);
        (self.entries, self.here) = (Vec::new().into_iter(), None);
    }

    /// Ends after so many entries from here, in the middle of a page too; [`position`](Items::position) then says
    /// where to go on. Without it no number of entries ends the walk.
    pub fn with_item_limit(mut self, entries: u64) -> Self {
        self.items_left = Some(entries);
        self
    }

    /// Where the next entry is; `None` at the end of the list. Kept as text it tells
    /// [`resume_from`](Items::resume_from) where to go on, in another process too.
    pub fn position(&self) -> Option<PagePosition> {
        match &self.here {
            Some(here) if self.entries.len() > 0 => Some(here.clone()),
            _ => self.walk.next.clone(),
        }
    }
}

impl<I: Output> Items<'_, I> {
    /// The next entry; `None` at the end of the list, at a limit and after an error. Giving up the future loses
    /// nothing: the next one goes on where it stopped.
    ///
    /// # Errors
    ///
    /// What the call of a page fails with; an answer that calls itself a failure (`Success` is false) or is no object
    /// in JSON or XML; a service that gives a token which it gave before, or, where it says no total, the same page
    /// again.
    pub async fn next(&mut self) -> Option<Result<I, Error>> {
        std::future::poll_fn(|context| self.poll_item(context)).await
    }

    /// All entries to come. All of them are kept in memory, however many there are, and only
    /// [`with_page_limit`](Items::with_page_limit) and [`with_item_limit`](Items::with_item_limit) bound that: with a
    /// service that gives a new token with every page this never ends.
    ///
    /// # Errors
    ///
    /// As for [`next`](Items::next). The entries before the error are lost: [`append_to`](Items::append_to) keeps
    /// them.
    pub async fn collect(mut self) -> Result<Vec<I>, Error> {
        let mut items = Vec::new();
        self.append_to(&mut items).await?;
        Ok(items)
    }

    /// Adds all entries to come to `items`, with no other limit than [`collect`](Items::collect) has.
    ///
    /// # Errors
    ///
    /// As for [`next`](Items::next). The entries before the error are in `items` then, and
    /// [`position`](Items::position) says where to go on.
    pub async fn append_to(&mut self, items: &mut Vec<I>) -> Result<(), Error> {
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(())
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<I, Error>>> {
        loop {
            if self.items_left == Some(0) {
                return Poll::Ready(None);
            }
            if let Some(item) = self.entries.next() {
                self.items_left = self.items_left.map(|left| left - 1);
                self.here.iter_mut().for_each(|here| here.done += 1);
                return Poll::Ready(Some(Ok(item)));
            }
            let Some(landed) = ready!(self.walk.poll(context)) else {
                return Poll::Ready(None);
            };
            let landed = match landed {
                Ok(landed) => landed,
                Err(error) => return Poll::Ready(Some(Err(error))),
            };
            let mut entries = Vec::<I>::new();
            if let Err(error) = self
                .walk
                .fill(landed.document, &landed.answer, &mut entries)
            {
                return Poll::Ready(Some(Err(error)));
            }
            let done = usize::try_from(landed.position.done).unwrap_or(usize::MAX);
            entries.drain(..done.min(entries.len()));
            self.entries = entries.into_iter();
            self.here = Some(landed.position);
            self.walk.accept(landed.behind);
        }
    }
}

impl<I: Output + Unpin> Stream for Items<'_, I> {
    type Item = Result<I, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<I> fmt::Debug for Items<'_, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("operation", &self.walk.exchange.info.name)
            .field("position", &self.position())
            .finish_non_exhaustive()
    }
}
