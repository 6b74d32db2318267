//! What the providers know of the outside world.
//!
//! In: environment, files, clock, transports, timer. Out: a value that is cheap to clone and that every
//! provider takes, so that none of them reaches for the outside by itself.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
#[cfg(feature = "transport")]
use std::sync::OnceLock;
#[cfg(feature = "transport")]
use std::time::Duration;
use std::time::SystemTime;

use zeroize::Zeroizing;

use super::CredentialsError;
use crate::environment::{Environment, ProcessEnvironment, non_empty};
use crate::files::{Disk, ReadFile};
use crate::timer::{Timer, default_timer};
use crate::transport::Transport;

/// What providers of credentials know of the outside world: environment, files, clock, network.
///
/// By default those of this process. Programs replace a part of it when they run in a sandbox of their
/// own, and in tests.
///
/// ```
/// use alicloud_core::{Config, DefaultChain, Surroundings};
///
/// let variables = |name: &str| match name {
///     "ALIBABA_CLOUD_ACCESS_KEY_ID" => Some("id".to_owned()),
///     "ALIBABA_CLOUD_ACCESS_KEY_SECRET" => Some("secret".to_owned()),
///     _ => None,
/// };
/// let chain = DefaultChain::of(Surroundings::new().with_environment(variables));
/// let config = Config::new("cn-hangzhou").with_credentials(chain);
/// # let _ = config;
/// ```
#[derive(Clone)]
pub struct Surroundings(Arc<Parts>);

#[derive(Clone)]
struct Parts {
    environment: Arc<dyn Environment>,
    files: Arc<dyn ReadFile>,
    clock: Arc<dyn Fn() -> SystemTime + Send + Sync>,
    timer: Option<Arc<dyn Timer>>,
    transport: Option<Arc<dyn Transport>>,
    metadata_transport: Option<Arc<dyn Transport>>,
    /// Made when it is needed, then shared by all clones.
    #[cfg(feature = "transport")]
    made: Arc<Made>,
}

/// The default transports: to STS, and to the metadata service.
#[cfg(feature = "transport")]
#[derive(Default)]
struct Made {
    transport: OnceLock<Arc<dyn Transport>>,
    metadata_transport: OnceLock<Arc<dyn Transport>>,
}

impl Surroundings {
    /// Those of this process. Without the feature `transport` there is no network until
    /// [`with_transport`](Self::with_transport), [`with_metadata_transport`](Self::with_metadata_transport)
    /// and [`with_timer`](Self::with_timer) give one.
    pub fn new() -> Self {
        Surroundings(Arc::new(Parts {
            environment: Arc::new(ProcessEnvironment),
            files: Arc::new(Disk),
            clock: Arc::new(SystemTime::now),
            timer: default_timer(),
            transport: None,
            metadata_transport: None,
            #[cfg(feature = "transport")]
            made: Arc::default(),
        }))
    }

    /// Reads variables from here.
    #[must_use]
    pub fn with_environment(self, environment: impl Environment + 'static) -> Self {
        self.set(|parts| parts.environment = Arc::new(environment))
    }

    /// Reads files from here.
    #[must_use]
    pub fn with_files(self, files: impl ReadFile + 'static) -> Self {
        self.set(|parts| parts.files = Arc::new(files))
    }

    /// Compares expirations with this clock, and dates requests to STS with it. By default
    /// [`SystemTime::now`].
    #[must_use]
    pub fn with_clock(self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.set(|parts| parts.clock = Arc::new(clock))
    }

    /// Measures timeouts with this timer. By default the one of tokio.
    #[must_use]
    pub fn with_timer(self, timer: impl Timer + 'static) -> Self {
        self.set(|parts| parts.timer = Some(Arc::new(timer)))
    }

    /// Calls STS with this transport. By default HTTPS without a proxy.
    #[must_use]
    pub fn with_transport(self, transport: impl Transport + 'static) -> Self {
        self.set(|parts| parts.transport = Some(Arc::new(transport)))
    }

    /// Asks the metadata service and the credentials URI with this transport. It must use no proxy and
    /// follow no redirect: what comes back are keys. By default one that connects within a second.
    #[must_use]
    pub fn with_metadata_transport(self, transport: impl Transport + 'static) -> Self {
        self.set(|parts| parts.metadata_transport = Some(Arc::new(transport)))
    }

    fn set(mut self, change: impl FnOnce(&mut Parts)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    pub(super) fn now(&self) -> SystemTime {
        (self.0.clock)()
    }

    /// The clock itself, for clients of STS.
    pub(super) fn clock(&self) -> Arc<dyn Fn() -> SystemTime + Send + Sync> {
        self.0.clock.clone()
    }

    /// The value of a variable that is neither absent nor empty.
    pub(crate) fn variable(&self, name: &str) -> Option<String> {
        non_empty(&*self.0.environment, name)
    }

    /// Whether a variable says `true`, in any case.
    pub(super) fn says_true(&self, name: &str) -> bool {
        self.variable(name)
            .is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
    }

    pub(super) fn environment(&self) -> &dyn Environment {
        &*self.0.environment
    }

    /// The text of a file, wiped when it is dropped; `what` names the file in errors.
    pub(super) fn file(
        &self,
        what: &str,
        path: &Path,
    ) -> Result<Zeroizing<String>, CredentialsError> {
        let bytes = self.0.files.read(path).map_err(|error| {
            let text = format!("{what} {} cannot be read", path.display());
            match error.kind() {
                std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
                    CredentialsError::missing(format!("there is no {what} {}", path.display()))
                }
                _ => CredentialsError::new(text).with_source(error),
            }
        })?;
        String::from_utf8(bytes)
            .map(Zeroizing::new)
            .map_err(|error| {
                drop(Zeroizing::new(error.into_bytes()));
                CredentialsError::new(format!("{what} {} is not UTF-8", path.display()))
            })
    }

    pub(super) fn timer(&self) -> Result<Arc<dyn Timer>, CredentialsError> {
        self.0.timer.clone().ok_or_else(|| {
            CredentialsError::new(
                "nothing measures timeouts: turn the feature `transport` of alicloud (or alicloud-core) on, or \
                 give `Surroundings::with_timer` your own",
            )
        })
    }

    pub(super) fn transport(&self) -> Result<Arc<dyn Transport>, CredentialsError> {
        let given = self.0.transport.clone();
        given
            .or_else(|| self.default_transport())
            .ok_or_else(|| no_transport("with_transport"))
    }

    pub(super) fn metadata_transport(&self) -> Result<Arc<dyn Transport>, CredentialsError> {
        let given = self.0.metadata_transport.clone();
        given
            .or_else(|| self.default_metadata_transport())
            .ok_or_else(|| no_transport("with_metadata_transport"))
    }
}

fn no_transport(setter: &str) -> CredentialsError {
    CredentialsError::new(format!(
        "nothing carries requests: turn the feature `transport` of alicloud (or alicloud-core) on, or give \
         `Surroundings::{setter}` your own"
    ))
}

#[cfg(feature = "transport")]
impl Surroundings {
    fn default_transport(&self) -> Option<Arc<dyn Transport>> {
        Some(self.make(&self.0.made.transport, Duration::from_secs(5)))
    }

    fn default_metadata_transport(&self) -> Option<Arc<dyn Transport>> {
        Some(self.make(&self.0.made.metadata_transport, Duration::from_secs(1)))
    }

    fn make(&self, into: &OnceLock<Arc<dyn Transport>>, connect: Duration) -> Arc<dyn Transport> {
        let made = into.get_or_init(|| {
            let transport = crate::transport::HyperTransport::new(connect);
            Arc::new(match &self.0.timer {
                Some(timer) => transport.with_timer(timer.clone()),
                None => transport,
            })
        });
        made.clone()
    }
}

#[cfg(not(feature = "transport"))]
impl Surroundings {
    fn default_transport(&self) -> Option<Arc<dyn Transport>> {
        None
    }

    fn default_metadata_transport(&self) -> Option<Arc<dyn Transport>> {
        None
    }
}

impl Default for Surroundings {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Surroundings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Surroundings")
    }
}
