//! What all clients of a program have in common.
//!
//! In: region, credentials, limits. Out: a value that is cheap to clone and that every product's
//! client is made from. Nothing is checked here: the client's constructor can answer with an error.

mod settings;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use self::settings::Host;
pub(crate) use self::settings::Settings;
use crate::credentials::{DefaultChain, ProvideCredentials, Surroundings, not_set, read};
use crate::endpoint::Network;
use crate::environment::{Environment, non_empty};
use crate::error::Error;
use crate::hook::AttemptHook;
use crate::idempotency::IdempotencyToken;
use crate::retry::{RetryBudget, RetryPolicy};
use crate::timer::Timer;
use crate::transport::Transport;
#[cfg(feature = "transport")]
use crate::transport::{Proxy, RootCertificates};
use crate::validate::Validation;

const REGION_ID: &str = "ALIBABA_CLOUD_REGION_ID";

/// Region, credentials and limits of clients.
///
/// Clones are cheap, and all clients made from a config and its clones share one pool of connections:
/// make one config and keep it. Mistakes in it (a region that is none, a host with a path) are
/// reported by the constructor of a client.
///
/// ```
/// use std::time::Duration;
///
/// use alicloud_core::{Config, Credentials};
///
/// let config = Config::new("cn-hangzhou")
///     .with_credentials(Credentials::access_key("id", "secret"))
///     .with_timeout(Duration::from_secs(20));
/// # let _ = config;
/// ```
#[derive(Clone)]
pub struct Config(Arc<Settings>);

impl Config {
    /// A config for `region`, such as `cn-hangzhou`, without credentials: give them with
    /// [`with_credentials`](Config::with_credentials).
    ///
    /// The region decides the host and nothing else. It may be empty for products with one central
    /// host, and when [`with_endpoint`](Config::with_endpoint) names the host.
    pub fn new(region: impl Into<String>) -> Self {
        Config(Arc::new(Settings::new(region.into())))
    }

    /// A config from the environment of this process: the region from `ALIBABA_CLOUD_REGION_ID`, which is
    /// read once, and credentials from wherever the official tools look for them: see
    /// [`DefaultChain`](crate::DefaultChain). They are looked for at the first call; if there are none, it
    /// fails with the reason for each place.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind) if the variable is not set or empty.
    ///
    /// ```no_run
    /// let config = alicloud_core::Config::from_env()?;
    /// # let _ = config;
    /// # Ok::<(), alicloud_core::Error>(())
    /// ```
    pub fn from_env() -> Result<Self, Error> {
        Self::from_surroundings(Surroundings::new())
    }

    /// As [`from_env`](Config::from_env), in another outside world.
    ///
    /// # Errors
    ///
    /// As for [`from_env`](Config::from_env).
    pub fn from_surroundings(surroundings: Surroundings) -> Result<Self, Error> {
        let region = surroundings.variable(REGION_ID).ok_or_else(|| {
            Error::config(format!(
                "{}; or pass the region in code, with `Config::new`",
                not_set(&[REGION_ID])
            ))
        })?;
        Ok(Self::new(region).with_credentials(DefaultChain::of(surroundings)))
    }

    /// A config from the given environment alone, read once: `ALIBABA_CLOUD_REGION_ID`,
    /// `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET`, and for temporary keys
    /// `ALIBABA_CLOUD_SECURITY_TOKEN`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind) naming every variable that is not set or empty.
    pub fn from_environment(environment: &dyn Environment) -> Result<Self, Error> {
        match (non_empty(environment, REGION_ID), read(environment)) {
            (Some(region), Ok(credentials)) => Ok(Self::new(region).with_credentials(credentials)),
            (region, credentials) => {
                let mut missing = if region.is_none() {
                    vec![REGION_ID]
                } else {
                    vec![]
                };
                missing.extend(credentials.err().unwrap_or_default());
                Err(Error::config(format!(
                    "{}; or pass region and credentials in code, with `Config::new` and `Config::with_credentials`",
                    not_set(&missing)
                )))
            }
        }
    }

    /// Signs calls with these credentials, or with what this source gives for each call.
    #[must_use]
    pub fn with_credentials(self, credentials: impl ProvideCredentials + 'static) -> Self {
        self.set(|settings| settings.credentials = Some(Arc::new(credentials)))
    }

    /// Calls this host over TLS, whatever region and product say: `host` or `host:port`, nothing else.
    /// Use it for one product only: a host answers for the product it belongs to.
    #[must_use]
    pub fn with_endpoint(self, host: impl Into<String>) -> Self {
        self.set(|settings| settings.host = Host::Https(host.into()))
    }

    /// Calls this host **without** TLS: everyone on the way reads requests, answers and tokens. For
    /// servers in tests only.
    #[must_use]
    pub fn with_insecure_http_endpoint(self, host: impl Into<String>) -> Self {
        self.set(|settings| settings.host = Host::InsecureHttp(host.into()))
    }

    /// Calls the hosts that are reached from inside a VPC of the region, and from nowhere else. By default the public
    /// ones.
    ///
    /// The host is the one that the product's table lists for the region, else it follows the official rule:
    /// `<product>-vpc.<region>.aliyuncs.com`. Not every product has one everywhere: where the documentation says
    /// so, the client's constructor fails, elsewhere the first call, with
    /// [`ErrorKind::Connect`](crate::ErrorKind). [`with_endpoint`](Config::with_endpoint) goes before this.
    #[must_use]
    pub fn with_vpc_endpoints(self) -> Self {
        self.set(|settings| settings.network = Network::Vpc)
    }

    /// How strictly requests are checked before they are sent. By default
    /// [`Validation::Enforce`]. A call can differ: [`Call::with_validation`](crate::Call::with_validation).
    #[must_use]
    pub fn with_validation(self, validation: Validation) -> Self {
        self.set(|settings| settings.options.validation = validation)
    }

    /// How long a whole call may take, from asking for credentials to the last byte of the answer, all its
    /// attempts and the waits between them included. By default 60 seconds; `None` for no limit. It does not raise
    /// [`with_read_timeout`](Config::with_read_timeout), which still ends a call when the service is
    /// silent. An answer that is read as a stream must begin within this time. A call can differ:
    /// [`Call::with_timeout`](crate::Call::with_timeout).
    #[must_use]
    pub fn with_timeout(self, timeout: impl Into<Option<Duration>>) -> Self {
        self.set(|settings| settings.options.timeout = timeout.into())
    }

    /// How long name resolution, TCP and TLS may take together. By default 5 seconds; `None` for no
    /// limit. It has no effect on a transport of your own.
    #[must_use]
    pub fn with_connect_timeout(self, timeout: impl Into<Option<Duration>>) -> Self {
        self.set(|settings| {
            settings.connect_timeout = timeout.into();
            settings.forget_default_transport();
        })
    }

    /// How long the service may be silent: until the answer begins, the time to connect and to send the
    /// request included, and then between two pieces of it. By default 10 seconds; `None` for no limit.
    /// Raise it for large uploads and slow operations, together with
    /// [`with_timeout`](Config::with_timeout). A call can differ:
    /// [`Call::with_read_timeout`](crate::Call::with_read_timeout).
    #[must_use]
    pub fn with_read_timeout(self, timeout: impl Into<Option<Duration>>) -> Self {
        self.set(|settings| settings.options.read_timeout = timeout.into())
    }

    /// How long one attempt of a call may take, from asking for credentials to the last byte of the answer. By
    /// default there is no limit but [`with_timeout`](Config::with_timeout), which bounds all attempts and the
    /// waits between them, and [`with_read_timeout`](Config::with_read_timeout). Set it where answers come
    /// slowly rather than not at all, so that there is time for another attempt. A call can differ:
    /// [`Call::with_attempt_timeout`](crate::Call::with_attempt_timeout).
    #[must_use]
    pub fn with_attempt_timeout(self, timeout: impl Into<Option<Duration>>) -> Self {
        self.set(|settings| settings.options.attempt_timeout = timeout.into())
    }

    /// Which calls are repeated, how often, and how long that may take. By default
    /// [`RetryPolicy::standard`]: up to 3 attempts, where repeating is safe. A call can differ:
    /// [`Call::with_retry`](crate::Call::with_retry).
    #[must_use]
    pub fn with_retry(self, policy: RetryPolicy) -> Self {
        self.set(|settings| settings.options.retry = policy)
    }

    /// How many attempts all calls of a client may repeat together, before some must succeed. By default 100;
    /// see [`RetryBudget`].
    #[must_use]
    pub fn with_retry_budget(self, budget: RetryBudget) -> Self {
        self.set(|settings| settings.retry_budget = budget)
    }

    /// Whether calls that write get an idempotency token where the request has none. By default they do,
    /// where the operation takes one, so that they can be repeated; `false` leaves requests as they are. A call
    /// can differ: [`Call::with_idempotency_token`](crate::Call::with_idempotency_token).
    #[must_use]
    pub fn with_idempotency_tokens(self, filled: bool) -> Self {
        let token = match filled {
            true => IdempotencyToken::Auto,
            false => IdempotencyToken::Off,
        };
        self.set(|settings| settings.options.idempotency_token = token)
    }

    /// The largest body of an answer, in bytes, that is accepted; in a stream of events the largest
    /// event. By default 64 MiB. A larger one ends the call with
    /// [`ErrorKind::TooLarge`](crate::ErrorKind).
    ///
    /// Decoded, an answer takes more memory than its bytes: some 30 times as much as free JSON of small
    /// objects, and an entry of a list is a whole structure, however few of its members are set. Lists and
    /// maps of one answer may take 64 MiB and 32 times its size, and up to three times that while they
    /// grow; what would take more ends the call with [`ErrorKind::Decode`](crate::ErrorKind). So a
    /// program that must stay small lowers this.
    #[must_use]
    pub fn with_max_response_size(self, bytes: usize) -> Self {
        self.set(|settings| settings.max_response_size = bytes)
    }

    /// Puts this behind the `user-agent` header, so that the audit log of the account shows which
    /// program called: `my-tool/1.2`. Printable ASCII.
    #[must_use]
    pub fn with_user_agent_suffix(self, suffix: impl Into<String>) -> Self {
        self.set(|settings| settings.user_agent_suffix = Some(suffix.into()))
    }

    /// Runs this around every attempt of every call, after the hooks that were set before: for metrics, logs,
    /// headers. A call can have hooks of its own: [`Call::with_hook`](crate::Call::with_hook).
    #[must_use]
    pub fn with_hook(self, hook: impl AttemptHook + 'static) -> Self {
        self.set(|settings| settings.options.hooks.push(hook))
    }

    /// Sends requests through this proxy. By default none, whatever the environment says; [`Proxy::from_env`] asks
    /// it. It has no effect on a transport of your own.
    ///
    /// Providers of credentials that call STS have a transport of their own, without a proxy. To take them along,
    /// give both the same one; the metadata service is asked without it:
    ///
    /// ```no_run
    /// use std::time::Duration;
    ///
    /// use alicloud_core::{Config, DefaultChain, HyperTransport, Proxy, Surroundings};
    ///
    /// let transport = HyperTransport::new(Duration::from_secs(5)).with_proxy(Proxy::from_env()?);
    /// let config = Config::new("cn-hangzhou")
    ///     .with_credentials(DefaultChain::of(Surroundings::new().with_transport(transport.clone())))
    ///     .with_transport(transport);
    /// # let _ = config;
    /// # Ok::<(), alicloud_core::Error>(())
    /// ```
    #[cfg(feature = "transport")]
    #[cfg_attr(docsrs, doc(cfg(feature = "transport")))]
    #[must_use]
    pub fn with_proxy(self, proxy: Proxy) -> Self {
        self.set(|settings| {
            settings.proxy = Some(proxy);
            settings.forget_default_transport();
        })
    }

    /// Believes servers whose certificates lead to these roots. By default those of Mozilla. It has no effect on a
    /// transport of your own.
    ///
    /// Providers of credentials that call STS have a transport of their own, with the roots of Mozilla. To take them
    /// along, give both a [`HyperTransport`](crate::HyperTransport) with these roots, as
    /// [`with_proxy`](Config::with_proxy) shows for a proxy.
    #[cfg(feature = "transport")]
    #[cfg_attr(docsrs, doc(cfg(feature = "transport")))]
    #[must_use]
    pub fn with_root_certificates(self, roots: RootCertificates) -> Self {
        self.set(|settings| {
            settings.roots = Some(roots);
            settings.forget_default_transport();
        })
    }

    /// Sends requests with this transport. Connect timeout, proxy and root certificates are then its own.
    #[must_use]
    pub fn with_transport(self, transport: impl Transport + 'static) -> Self {
        self.set(|settings| settings.transport = Some(Arc::new(transport)))
    }

    /// Measures timeouts with this timer. By default the one of tokio.
    #[must_use]
    pub fn with_timer(self, timer: impl Timer + 'static) -> Self {
        self.set(|settings| {
            settings.timer = Some(Arc::new(timer));
            settings.forget_default_transport();
        })
    }

    /// Takes the date in signatures from this clock. By default [`SystemTime::now`]. The service accepts
    /// a date that is at most 15 minutes off.
    #[must_use]
    pub fn with_clock(self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.set(|settings| settings.clock = Arc::new(clock))
    }

    /// Takes the nonce in signatures from this function. By default 32 random hexadecimal digits. The
    /// service refuses a nonce that it has seen: outside of tests it must never repeat.
    #[must_use]
    pub fn with_nonce(self, nonce: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.set(|settings| settings.nonce = Some(Arc::new(nonce)))
    }

    /// Takes random numbers from this function: waits between attempts and idempotency tokens come of them. By
    /// default the operating system gives them. For tests: what it gives must not be guessed.
    #[must_use]
    pub fn with_randomness(self, randomness: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        self.set(|settings| settings.randomness = Some(Arc::new(randomness)))
    }

    fn set(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests;
