//! A call of an operation that lists something page by page.

use std::fmt;
use std::marker::PhantomData;

use super::walk::Walk;
use super::{Items, Pages, Untold};
use crate::call::{Call, CallFuture};
use crate::client::Core;
use crate::error::Error;
use crate::exchange::Exchange;
use crate::model::Model;
use crate::operation::Output;
use crate::options::typed_call;
use crate::response::Response;

/// A call of an operation that lists something page by page.
///
/// Await it for the one page that the request asks for, [`pages`](PagedCall::pages) for that and all behind it, or
/// [`items`](PagedCall::items) for the entries alone:
///
/// ```
/// use alicloud_core::{Error, PagedCall, Json};
///
/// async fn print_all(call: PagedCall<'_, Json, String>) -> Result<(), Error> {
///     let mut names = call.items().with_page_size(100);
///     while let Some(name) = names.next().await {
///         println!("{}", name?);
///     }
///     Ok(())
/// }
///
/// async fn first_ten(call: PagedCall<'_, Json, String>) -> Result<Vec<String>, Error> {
///     call.items().with_item_limit(10).collect().await
/// }
/// # let _ = (print_all, first_ten);
/// ```
///
/// Options of the call are those of each page: every page has its own retries, time limits and request id.
/// [`guide::pagination`](crate::guide::pagination) says more.
#[must_use = "a call is sent when it is awaited, or when its pages are"]
pub struct PagedCall<'a, T, I = Untold> {
    exchange: Exchange<'a>,
    output: PhantomData<fn() -> (T, I)>,
}

impl<'a, T, I> PagedCall<'a, T, I> {
    pub(crate) fn new(core: &'a Core, info: &'static str, request: &'a dyn Model) -> Self {
        Self::of(Exchange::new(core, info, request))
    }

    pub(super) fn of(exchange: Exchange<'a>) -> Self {
        PagedCall {
            exchange,
            output: PhantomData,
        }
    }

    typed_call!();
}

impl<'a, T: Output, I> PagedCall<'a, T, I> {
    /// One page after the other, from the one that the request asks for.
    pub fn pages(self) -> Pages<'a, T> {
        Pages::new(Walk::new(self.exchange))
    }
}

impl<'a, T, I: Output> PagedCall<'a, T, I> {
    /// The entries of one page after the other, from the page that the request asks for. What else an answer holds
    /// is not looked at.
    pub fn items(self) -> Items<'a, I> {
        Items::new(Walk::new(self.exchange))
    }
}

/// The call of the one page that the request asks for.
impl<'a, T, I> From<PagedCall<'a, T, I>> for Call<'a, T> {
    fn from(call: PagedCall<'a, T, I>) -> Self {
        Call::of(call.exchange)
    }
}

impl<'a, T: Output, I> IntoFuture for PagedCall<'a, T, I> {
    type Output = Result<Response<T>, Error>;
    type IntoFuture = CallFuture<'a, T>;

    fn into_future(self) -> CallFuture<'a, T> {
        Call::from(self).into_future()
    }
}

impl<T, I> fmt::Debug for PagedCall<'_, T, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PagedCall")
            .field("operation", &self.exchange.info.name)
            .finish_non_exhaustive()
    }
}
