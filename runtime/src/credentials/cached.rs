//! Any source of credentials, asked seldom.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use super::cache::Cache;
use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::boxed::BoxFuture;

/// Keeps what another source gives, and asks it again from 15 minutes before the credentials expire, or in
/// the last quarter of their life if that is later; up to a fifth of that time later, which differs with the id of the
/// credentials. Credentials without an
/// [`expiration`](Credentials::expiration) are asked for again after 15 minutes.
///
/// One caller asks for all: the others go on with the old credentials while these are valid, else they
/// wait for the same answer. When asking fails while the old ones are valid, they are used on, and the
/// source is asked again after 30 seconds. The providers of this crate that read files or the network
/// already do this by themselves.
///
/// ```
/// use alicloud_core::{
///     BoxFuture, CachedCredentials, Config, Credentials, CredentialsError, ProvideCredentials,
/// };
///
/// struct Vault;
///
/// impl ProvideCredentials for Vault {
///     fn credentials(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
///         Box::pin(async { Err(CredentialsError::new("the vault is sealed")) })
///     }
/// }
///
/// let config = Config::new("cn-hangzhou").with_credentials(CachedCredentials::new(Vault));
/// # let _ = config;
/// ```
pub struct CachedCredentials<P> {
    source: P,
    cache: Cache,
    clock: Arc<dyn Fn() -> SystemTime + Send + Sync>,
}

impl<P: ProvideCredentials> CachedCredentials<P> {
    /// Keeps what `source` gives.
    pub fn new(source: P) -> Self {
        CachedCredentials {
            source,
            cache: Cache::default(),
            clock: Arc::new(SystemTime::now),
        }
    }

    /// Compares expirations with this clock. By default [`SystemTime::now`].
    #[must_use]
    pub fn with_clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }
}

impl<P: ProvideCredentials> ProvideCredentials for CachedCredentials<P> {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let ask = async { self.source.credentials().await };
        Box::pin(self.cache.get(&*self.clock, ask))
    }

    fn rejected(&self, credentials: &Credentials) {
        self.cache.forget(credentials);
        self.source.rejected(credentials);
    }
}

impl<P: fmt::Debug> fmt::Debug for CachedCredentials<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedCredentials")
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}
