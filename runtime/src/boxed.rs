//! The future that object-safe async traits answer with.

use std::pin::Pin;

/// A boxed future that can move between threads: what [`Transport`](crate::Transport),
/// [`ProvideCredentials`](crate::ProvideCredentials) and [`Timer`](crate::Timer) give back.
///
/// Make one with `Box::pin(async move { .. })`.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
