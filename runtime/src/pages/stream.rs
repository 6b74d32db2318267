//! Page after page.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::PagePosition;
use super::options::walk_setters;
use super::walk::Walk;
use crate::error::Error;
use crate::operation::Output;
use crate::response::Response;

/// One page after the other: what [`PagedCall::pages`](crate::PagedCall::pages) gives. Nothing is sent before a page
/// is asked for, and no page before it is.
///
/// A page that fails is an error and the end of the stream; [`position`](Pages::position) then still is that of
/// the page, so that another walk can go on there. Dropping the stream gives the call of a page up.
#[must_use = "pages come when they are asked for"]
pub struct Pages<'a, T> {
    walk: Walk<'a>,
    output: PhantomData<fn() -> T>,
}

impl<'a, T> Pages<'a, T> {
    pub(super) fn new(walk: Walk<'a>) -> Self {
        Pages {
            walk,
            output: PhantomData,
        }
    }

    walk_setters!();

    fn resume(&mut self, position: PagePosition) {
        self.walk.resume(position);
    }

    /// Where the next page begins; `None` at the end of the list. Kept as text it tells
    /// [`resume_from`](Pages::resume_from) where to go on, in another process too.
    pub fn position(&self) -> Option<PagePosition> {
        self.walk.next.clone()
    }
}

impl<T: Output> Pages<'_, T> {
    /// The next page; `None` at the end of the list, at the page limit and after an error. Giving up the future
    /// loses nothing: the next one goes on where it stopped.
    ///
    /// # Errors
    ///
    /// What a call fails with; an answer that calls itself a failure (`Success` is false) or is no object in JSON or
    /// XML; a service that gives a token which it gave before, or, where it says no total, the same page again.
    pub async fn next(&mut self) -> Option<Result<Response<T>, Error>> {
        std::future::poll_fn(|context| self.poll_page(context)).await
    }

    /// All pages to come. All of them are kept in memory, however many there are, and only
    /// [`with_page_limit`](Pages::with_page_limit) bounds that: with a service that gives a new token with every page
    /// this never ends.
    ///
    /// # Errors
    ///
    /// As for [`next`](Pages::next). The pages before the error are lost: to keep them, ask for one after the other.
    pub async fn collect(mut self) -> Result<Vec<Response<T>>, Error> {
        let mut pages = Vec::new();
        while let Some(page) = self.next().await {
            pages.push(page?);
        }
        Ok(pages)
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Response<T>, Error>>> {
        let landed = ready!(self.walk.poll(context));
        Poll::Ready(landed.map(|landed| {
            let landed = landed?;
            let info = self.walk.exchange.info;
            match landed.answer.decode(info, Box::new(T::default())) {
                Ok(held) => {
                    self.walk.accept(landed.behind);
                    Ok(Response::new(held))
                }
                Err(error) => Err(self.walk.fail(error)),
            }
        }))
    }
}

impl<T: Output> Stream for Pages<'_, T> {
    type Item = Result<Response<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

impl<T> fmt::Debug for Pages<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &self.walk.exchange.info.name)
            .field("position", &self.walk.next)
            .finish_non_exhaustive()
    }
}
