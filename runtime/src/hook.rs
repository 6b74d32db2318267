//! Code of the program that runs around every attempt of a call.
//!
//! In: what the program wants to add, count or write down. Out: headers that are signed and sent like any other,
//! and calls back before and after an attempt. Hooks see requests with their secrets masked.

mod end;
mod headers;
mod request;
mod start;

use std::fmt;
use std::sync::Arc;

pub use self::end::AttemptEnd;
pub use self::headers::AddedHeaders;
pub use self::request::SignedRequest;
pub use self::start::AttemptStart;

/// What a program does before and after every attempt of its calls: metrics, logs, headers for tracing.
///
/// Set one with [`Config::with_hook`](crate::Config::with_hook), or for one call with
/// [`Call::with_hook`](crate::Call::with_hook). Several run in the order in which they were set, those of the
/// config first. A call that is repeated runs them for each attempt; calls that providers of credentials make to
/// STS run none.
///
/// The methods are called by the task that awaits the call, so they must not block. A panic in one ends the call
/// like a panic anywhere else in that task; the client stays usable. When a call's future is dropped, nothing
/// more is called.
///
/// ```
/// use std::sync::atomic::{AtomicU32, Ordering};
///
/// use alicloud_core::{AddedHeaders, AttemptEnd, AttemptHook, AttemptStart, Config};
///
/// /// Counts attempts that failed, and passes a trace on.
/// #[derive(Default)]
/// struct Observer {
///     failed: AtomicU32,
/// }
///
/// impl AttemptHook for Observer {
///     fn headers(&self, _attempt: &AttemptStart<'_>, headers: &mut AddedHeaders) {
///         headers.set("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
///     }
///
///     fn after(&self, attempt: &AttemptStart<'_>, end: &AttemptEnd<'_>) {
///         if let Some(error) = end.error() {
///             self.failed.fetch_add(1, Ordering::Relaxed);
///             let (operation, number) = (attempt.operation(), attempt.number());
///             println!("{operation}, attempt {number}: {:?}, {:?}", error.kind(), end.request_id());
///         }
///     }
/// }
///
/// let config = Config::new("cn-hangzhou").with_hook(Observer::default());
/// # let _ = config;
/// ```
pub trait AttemptHook: Send + Sync {
    /// Adds headers to a request before it is signed. By default none. Also called by
    /// [`Call::prepare`](crate::Call::prepare).
    ///
    /// A header that the request has already, or that belongs to the protocol, cannot be added: the call then
    /// fails with [`ErrorKind::Config`](crate::ErrorKind) and names it, and nothing is sent.
    fn headers(&self, attempt: &AttemptStart<'_>, headers: &mut AddedHeaders) {
        let _ = (attempt, headers);
    }

    /// The request is signed and will be sent now. Not called when there is nothing to send, for want of
    /// credentials for instance.
    fn before(&self, attempt: &AttemptStart<'_>, request: &SignedRequest<'_>) {
        let _ = (attempt, request);
    }

    /// The attempt has ended; called once for each [`before`](AttemptHook::before). The answer of a success has
    /// not been decoded yet; of one that is read as a stream only the head is there.
    fn after(&self, attempt: &AttemptStart<'_>, end: &AttemptEnd<'_>) {
        let _ = (attempt, end);
    }
}

impl<T: AttemptHook + ?Sized> AttemptHook for Arc<T> {
    fn headers(&self, attempt: &AttemptStart<'_>, headers: &mut AddedHeaders) {
        (**self).headers(attempt, headers);
    }

    fn before(&self, attempt: &AttemptStart<'_>, request: &SignedRequest<'_>) {
        (**self).before(attempt, request);
    }

    fn after(&self, attempt: &AttemptStart<'_>, end: &AttemptEnd<'_>) {
        (**self).after(attempt, end);
    }
}

/// Hooks, in the order in which they run.
#[derive(Clone, Default)]
pub(crate) struct Hooks(Vec<Arc<dyn AttemptHook>>);

impl Hooks {
    pub(crate) fn push(&mut self, hook: impl AttemptHook + 'static) {
        self.0.push(Arc::new(hook));
    }

    /// What they add to a request that is signed next.
    pub(crate) fn headers(&self, attempt: &AttemptStart<'_>) -> AddedHeaders {
        let mut headers = AddedHeaders::new();
        for hook in &self.0 {
            hook.headers(attempt, &mut headers);
        }
        headers
    }

    pub(crate) fn before(&self, attempt: &AttemptStart<'_>, request: &SignedRequest<'_>) {
        for hook in &self.0 {
            hook.before(attempt, request);
        }
    }

    pub(crate) fn after(&self, attempt: &AttemptStart<'_>, end: &AttemptEnd<'_>) {
        for hook in &self.0 {
            hook.after(attempt, end);
        }
    }
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} hooks", self.0.len())
    }
}
