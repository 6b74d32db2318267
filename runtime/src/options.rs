//! How a call is made.
//!
//! In: what the config says, and what a call says instead. Out: the options that the exchange follows.
//! Every kind of call has the same setters, so that an option is described and set here alone.

use std::time::Duration;

use crate::hook::Hooks;
use crate::idempotency::IdempotencyToken;
use crate::retry::RetryPolicy;
use crate::validate::Validation;

/// What a config says for all calls and each call may say for itself.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) read_timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) retry: RetryPolicy,
    pub(crate) idempotency_token: IdempotencyToken,
    pub(crate) validation: Validation,
    pub(crate) hooks: Hooks,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            timeout: Some(Duration::from_secs(60)),
            read_timeout: Some(Duration::from_secs(10)),
            attempt_timeout: None,
            retry: RetryPolicy::standard(),
            idempotency_token: IdempotencyToken::Auto,
            validation: Validation::Enforce,
            hooks: Hooks::default(),
        }
    }
}

impl Options {
    /// Whether there is something to measure.
    pub(crate) fn has_limits(&self) -> bool {
        let limits = [self.timeout, self.read_timeout, self.attempt_timeout];
        limits.iter().any(Option::is_some)
    }
}

/// The setters of any call, whose options are its field of this path.
macro_rules! option_setters {
    ($($options:ident).+) => {
        /// How long this call may take, from asking for credentials to the last byte of the answer, all its
        /// attempts and the waits between them included; `None` for no limit. An answer that is read as a stream must
        /// begin within this time, and may then go on for as long as it likes. By default what
        /// [`Config::with_timeout`](crate::Config::with_timeout) says. For an operation that is long
        /// silent before it answers, raise [`with_read_timeout`](Self::with_read_timeout) too.
        pub fn with_timeout(mut self, timeout: impl Into<Option<std::time::Duration>>) -> Self {
            self.$($options).+.timeout = timeout.into();
            self
        }

        /// How long the service may be silent, before the answer begins and then within it; `None` for no
        /// limit. By default what [`Config::with_read_timeout`](crate::Config::with_read_timeout) says.
        /// Raise it for services that think before they speak.
        pub fn with_read_timeout(
            mut self,
            timeout: impl Into<Option<std::time::Duration>>,
        ) -> Self {
            self.$($options).+.read_timeout = timeout.into();
            self
        }

        /// How long one attempt may take; `None` for no limit but that of the call. By default what
        /// [`Config::with_attempt_timeout`](crate::Config::with_attempt_timeout) says.
        pub fn with_attempt_timeout(
            mut self,
            timeout: impl Into<Option<std::time::Duration>>,
        ) -> Self {
            self.$($options).+.attempt_timeout = timeout.into();
            self
        }

        /// Whether and how this call is repeated. By default what
        /// [`Config::with_retry`](crate::Config::with_retry) says.
        pub fn with_retry(mut self, policy: crate::RetryPolicy) -> Self {
            self.$($options).+.retry = policy;
            self
        }

        /// Runs this around every attempt of this call, after the hooks of the config. See
        /// [`AttemptHook`](crate::AttemptHook).
        pub fn with_hook(mut self, hook: impl crate::AttemptHook + 'static) -> Self {
            self.$($options).+.hooks.push(hook);
            self
        }
    };
}

/// What a call of a typed request, which is its field `exchange`, has besides.
macro_rules! typed_call {
    () => {
        crate::options::option_setters!(exchange.options);

        /// How strictly this request is checked before it is sent. By default what
        /// [`Config::with_validation`](crate::Config::with_validation) says.
        pub fn with_validation(mut self, validation: crate::Validation) -> Self {
            self.exchange.options.validation = validation;
            self
        }

        /// What becomes of the idempotency token that the request leaves out. By default what
        /// [`Config::with_idempotency_tokens`](crate::Config::with_idempotency_tokens) says.
        pub fn with_idempotency_token(mut self, token: impl Into<crate::IdempotencyToken>) -> Self {
            self.exchange.options.idempotency_token = token.into();
            self
        }

        /// The signed HTTP request, checked but not sent. It can be sent once, within 15 minutes;
        /// [`RequestExt::to_curl`](crate::RequestExt::to_curl) shows it.
        ///
        /// # Errors
        ///
        /// Whatever keeps a call from being sent: [`ErrorKind::InvalidRequest`](crate::ErrorKind),
        /// `Config`, `Credentials`, or `Timeout` while waiting for credentials.
        pub async fn prepare(self) -> Result<http::Request<bytes::Bytes>, crate::Error> {
            self.exchange.prepare().await
        }
    };
}

pub(crate) use {option_setters, typed_call};
