//! Runtime of the **unofficial** Alibaba Cloud clients: credentials, signing, encoding, validation,
//! retries, transport.
//!
//! This crate is not made or endorsed by Alibaba Cloud. Programs normally depend on the crate
//! `alicloud`, which holds the generated clients and re-exports what is needed from here. Depend on
//! this crate directly to write a [`Transport`], a [`ProvideCredentials`] or clients of your own with
//! the generator.
//!
//! A generated request is data: a plain structure and a text that describes it. The code here reads that
//! text, once. A call goes through these steps, each of them a public function or trait:
//!
//! 1. [`Operation::validate`] checks the request against its documentation page.
//! 2. [`ProvideCredentials`] gives the keys.
//! 3. [`prepare`](fn@prepare) encodes and signs: out comes an [`http::Request`].
//! 4. [`Transport`] carries it; `HyperTransport` is the default one.
//! 5. [`interpret`](fn@interpret) turns the answer into a value or an [`Error`].
//!
//! Steps 1, 3 and 5 do no input or output, so other front ends (blocking, WebAssembly, tests) can share
//! them.
//!
//! An answer that comes piece by piece is a [`Stream`]: [`Events`] of an operation that sends events, taken
//! apart by [`EventParser`], and the [`ByteStream`] of one that answers with bytes ([`Call::stream`]). A list that
//! comes page by page is walked by [`PagedCall`].
//!
//! # Features
//!
//! * `transport` (on by default): HTTPS over hyper and rustls, and a [`Timer`] of tokio. Without it
//!   neither hyper nor tokio is in the tree, and [`Config::with_transport`] and [`Config::with_timer`]
//!   bring your own.
//!
//! # Errors
//!
//! What fails and can safely be repeated is repeated before anyone sees an error: see [`guide::retries`]. Every
//! call fails with the one type [`Error`], which says what to do:
//!
//! ```
//! use std::time::Duration;
//!
//! use alicloud_core::Error;
//!
//! /// How long to wait before calling again, for a program that only reads.
//! fn wait(error: &Error) -> Option<Duration> {
//!     if error.is_throttling() {
//!         return Some(error.retry_after().unwrap_or(Duration::from_secs(5)));
//!     }
//!     match error.code() {
//!         Some("OperationConflict") => Some(Duration::from_secs(30)),
//!         _ if error.is_retryable() => Some(Duration::from_secs(1)),
//!         _ => None,
//!     }
//! }
//! # let _ = wait;
//! ```
//!
//! What errors say, what they mean and what to log is on a page of its own: [`guide::errors`].
//!
//! * [`RequestExt::to_curl`] shows what a call would send, with the secrets masked.
//! * [`Operation::validate`] checks a request alone; [`Validation`] says how strict a call is.
//! * The [`guide`] has pages on what a program in production meets.
//! * A [`Transport`] of your own answers calls in tests; its page has an example.
//!
//! Examples here are written with `alicloud_core::`; programs that depend on the crate `alicloud` write
//! `alicloud::` instead.
//!
//! # Nothing leaks
//!
//! Secrets are hidden from `Debug` of every type here and from every error. Spans and events of
//! `tracing` hold names, sizes and ids, no values: `alicloud.call` around a call, `alicloud.attempt` around each of
//! its attempts. An [`AttemptHook`] runs code of the program around attempts.

#![cfg_attr(docsrs, feature(doc_cfg))]

// Generated code names the runtime like this, and the runtime holds some.
extern crate self as alicloud_core;

// What a user touches.
mod action;
mod call;
mod client;
mod config;
mod curl;
mod error;
mod pages;
mod response;
mod stream;

// The way of a call. `prepare` and `interpret` do no input or output; `exchange` is what lies between.
mod exchange;
mod hook;
mod interpret;
mod prepare;
mod retry;

// One concern each, driven by tables.
mod address;
mod compression;
mod date;
mod debug;
mod decode;
mod depth;
mod encode;
mod endpoint;
mod envelope;
mod events;
mod form;
mod from_json;
mod idempotency;
mod json;
mod masking;
mod members;
mod nearest;
mod options;
mod overlay;
mod path;
mod printable;
mod random;
pub mod sign;
mod unfinished;
mod user_agent;
mod validate;
mod xml;

// The outside world.
mod boxed;
mod credentials;
mod environment;
mod files;
mod nonce;
mod secret;
mod timeout;
mod timer;
mod transport;

// Ground floor: what generated code is made of.
mod model;
mod open;
mod operation;
pub mod rt;
mod schema;

// What a person reads.
pub mod guide;

#[cfg(test)]
mod fixture;

pub use bytes::Bytes;
pub use futures_core::Stream;
pub use http;
pub use serde_json::Value as Json;

pub use crate::action::ActionCall;
pub use crate::boxed::BoxFuture;
pub use crate::call::{Call, CallFuture};
pub use crate::config::Config;
pub use crate::credentials::{
    AssumeRoleCredentials, CachedCredentials, CliProfileCredentials, Credentials, CredentialsError,
    DefaultChain, EcsRamRoleCredentials, EnvironmentCredentials, IniProfileCredentials,
    OidcRoleCredentials, ProvideCredentials, Surroundings, UriCredentials,
};
pub use crate::curl::RequestExt;
pub use crate::endpoint::Endpoint;
pub use crate::environment::{Environment, ProcessEnvironment};
pub use crate::error::{AccessDenied, Error, ErrorKind};
pub use crate::events::{EventParser, EventTooLarge, RawEvent};
pub use crate::files::{Disk, ReadFile};
pub use crate::from_json::from_json;
pub use crate::hook::{AddedHeaders, AttemptEnd, AttemptHook, AttemptStart, SignedRequest};
pub use crate::idempotency::IdempotencyToken;
pub use crate::interpret::interpret;
pub use crate::model::{Model, Slot};
pub use crate::open::{Known, Open};
pub use crate::operation::Operation;
pub use crate::pages::{Items, PagePosition, PagedCall, Pages, Untold};
#[doc(hidden)]
pub use crate::prepare::OWNED_HEADERS;
pub use crate::prepare::{Context, Repeat, prepare};
pub use crate::response::{Business, Response};
pub use crate::retry::{Backoff, RetryBudget, RetryPolicy};
pub use crate::schema::{OperationFacts, OperationInfo};
pub use crate::stream::{ByteStream, Event, Events, EventsCall, EventsFuture};
pub use crate::timer::Timer;
#[cfg(feature = "transport")]
pub use crate::timer::TokioTimer;
#[cfg(feature = "transport")]
pub use crate::transport::{HyperTransport, Proxy, RootCertificates};
pub use crate::transport::{Transport, TransportBody, TransportError};
pub use crate::validate::{Validation, Violation, Violations};

/// Compiles the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
