//! What a config holds, and what the client makes of it.
//!
//! In: what the user set. Out: endpoint, transport, date and nonce.

use std::fmt;
use std::sync::Arc;
#[cfg(feature = "transport")]
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use crate::address::shown_endpoint;
use crate::credentials::ProvideCredentials;
use crate::endpoint::{Endpoint, Network};
use crate::error::Error;
use crate::nonce;
use crate::options::Options;
use crate::random;
use crate::retry::RetryBudget;
use crate::schema::ProductInfo;
use crate::timer::{Timer, default_timer};
use crate::transport::Transport;

#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) region: String,
    pub(crate) credentials: Option<Arc<dyn ProvideCredentials>>,
    pub(super) host: Host,
    pub(super) network: Network,
    pub(crate) options: Options,
    pub(super) connect_timeout: Option<Duration>,
    #[cfg(feature = "transport")]
    pub(super) proxy: Option<crate::transport::Proxy>,
    /// Those of Mozilla if there are none.
    #[cfg(feature = "transport")]
    pub(super) roots: Option<crate::transport::RootCertificates>,
    pub(crate) retry_budget: RetryBudget,
    pub(crate) max_response_size: usize,
    pub(crate) user_agent_suffix: Option<String>,
    pub(super) transport: Option<Arc<dyn Transport>>,
    /// Made when the first client needs it, then shared by all clones.
    #[cfg(feature = "transport")]
    default_transport: Arc<OnceLock<Arc<dyn Transport>>>,
    pub(crate) timer: Option<Arc<dyn Timer>>,
    pub(super) clock: Arc<dyn Fn() -> SystemTime + Send + Sync>,
    pub(super) nonce: Option<Arc<dyn Fn() -> String + Send + Sync>>,
    pub(super) randomness: Option<Arc<dyn Fn() -> u64 + Send + Sync>>,
}

/// Where the host comes from.
#[derive(Clone)]
pub(super) enum Host {
    ByRegion,
    Https(String),
    InsecureHttp(String),
}

impl fmt::Debug for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, host) = match self {
            Host::ByRegion => return f.write_str("ByRegion"),
            Host::Https(host) => ("Https", host),
            Host::InsecureHttp(host) => ("InsecureHttp", host),
        };
        f.debug_tuple(name).field(&shown_endpoint(host)).finish()
    }
}

impl Settings {
    pub(super) fn new(region: String) -> Self {
        Settings {
            region,
            credentials: None,
            host: Host::ByRegion,
            network: Network::Public,
            options: Options::default(),
            connect_timeout: Some(Duration::from_secs(5)),
            #[cfg(feature = "transport")]
            proxy: None,
            #[cfg(feature = "transport")]
            roots: None,
            retry_budget: RetryBudget::default(),
            max_response_size: 64 << 20,
            user_agent_suffix: None,
            transport: None,
            #[cfg(feature = "transport")]
            default_transport: Arc::default(),
            timer: default_timer(),
            clock: Arc::new(SystemTime::now),
            nonce: None,
            randomness: None,
        }
    }

    pub(crate) fn endpoint(&self, product: &ProductInfo) -> Result<Endpoint, Error> {
        match &self.host {
            Host::ByRegion => Endpoint::of(product, &self.region, self.network),
            Host::Https(host) => Endpoint::https(host),
            Host::InsecureHttp(host) => Endpoint::insecure_http(host),
        }
    }

    /// Whether calls go to hosts that are reached from inside a VPC alone.
    pub(crate) fn is_inside_vpc(&self) -> bool {
        matches!((&self.host, self.network), (Host::ByRegion, Network::Vpc))
    }

    /// The transport of the user, else the shared default one, else none.
    pub(crate) fn transport(&self) -> Option<Arc<dyn Transport>> {
        self.transport.clone().or_else(|| self.default_transport())
    }

    pub(crate) fn now(&self) -> SystemTime {
        (self.clock)()
    }

    /// Any number; `None` if the operating system has no randomness to give.
    pub(crate) fn random(&self) -> Option<u64> {
        match &self.randomness {
            Some(randomness) => Some(randomness()),
            None => random::number(),
        }
    }

    pub(crate) fn fresh_nonce(&self) -> Result<String, Error> {
        match &self.nonce {
            Some(nonce) => Ok(nonce()),
            None => nonce::random().ok_or_else(|| {
                Error::config("the operating system has no random bytes to sign with; `Config::with_nonce` replaces them")
            }),
        }
    }
}

#[cfg(feature = "transport")]
impl Settings {
    fn default_transport(&self) -> Option<Arc<dyn Transport>> {
        let made = self.default_transport.get_or_init(|| {
            let mut transport = crate::transport::HyperTransport::new(self.connect_timeout);
            if let Some(roots) = &self.roots {
                transport = transport.with_root_certificates(roots.clone());
            }
            if let Some(proxy) = &self.proxy {
                transport = transport.with_proxy(proxy.clone());
            }
            Arc::new(match &self.timer {
                Some(timer) => transport.with_timer(timer.clone()),
                None => transport,
            })
        });
        Some(made.clone())
    }

    pub(super) fn forget_default_transport(&mut self) {
        self.default_transport = Arc::default();
    }
}

#[cfg(not(feature = "transport"))]
impl Settings {
    fn default_transport(&self) -> Option<Arc<dyn Transport>> {
        None
    }

    pub(super) fn forget_default_transport(&mut self) {}
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("region", &self.region)
            .field("host", &self.host)
            .field("network", &self.network)
            .field("has_credentials", &self.credentials.is_some())
            .field("options", &self.options)
            .field("connect_timeout", &self.connect_timeout)
            .field("retry_budget", &self.retry_budget)
            .field("max_response_size", &self.max_response_size)
            .field("user_agent_suffix", &self.user_agent_suffix)
            .finish_non_exhaustive()
    }
}
