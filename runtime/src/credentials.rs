//! Who signs a call.
//!
//! In: keys and tokens. Out: what the signer needs, through [`ProvideCredentials`], so that fixed keys,
//! the environment and self-refreshing sources look the same to a client.

// What a user chooses from.
mod cached;
mod chain;
mod cli;
mod common;
mod ecs;
mod environment;
mod ini;
mod oidc;
mod role;
mod uri;

// What they are made of.
mod cache;
mod document;
mod error;
mod fetch;
mod home;
mod metadata;
mod sts;
mod surroundings;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

pub use self::cached::CachedCredentials;
pub use self::chain::DefaultChain;
pub use self::cli::CliProfileCredentials;
pub use self::ecs::EcsRamRoleCredentials;
pub use self::environment::EnvironmentCredentials;
pub(crate) use self::environment::{not_set, read};
pub use self::error::CredentialsError;
pub use self::ini::IniProfileCredentials;
pub use self::oidc::OidcRoleCredentials;
pub use self::role::AssumeRoleCredentials;
pub use self::surroundings::Surroundings;
pub use self::uri::UriCredentials;
use crate::boxed::BoxFuture;
use crate::date::timestamp;
use crate::secret::Secret;

/// Keys or a token of Alibaba Cloud. `Debug` shows the access key id and hides everything else;
/// secrets are wiped from memory on drop.
///
/// ```
/// use alicloud_core::Credentials;
///
/// let credentials = Credentials::access_key("LTAI-example", "never-printed");
/// assert!(!format!("{credentials:?}").contains("never-printed"));
/// ```
#[derive(Clone)]
pub struct Credentials {
    held: Arc<Held>,
    expiration: Option<SystemTime>,
    provider: Option<Arc<str>>,
}

enum Held {
    AccessKey {
        id: String,
        secret: Secret,
    },
    Sts {
        id: String,
        secret: Secret,
        token: Secret,
    },
    Bearer {
        token: Secret,
    },
    Anonymous,
}

/// What the signer sees.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum CredentialsKind<'a> {
    AccessKey {
        id: &'a str,
        secret: &'a str,
    },
    Sts {
        id: &'a str,
        secret: &'a str,
        token: &'a str,
    },
    Bearer {
        token: &'a str,
    },
    Anonymous,
}

impl Credentials {
    /// A long-lived access key of a RAM user.
    pub fn access_key(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self::of(Held::AccessKey {
            id: id.into(),
            secret: Secret::new(secret),
        })
    }

    /// Temporary keys from STS. They are used as they are, also after they have expired; a provider
    /// such as [`AssumeRoleCredentials`] refreshes them.
    pub fn sts(id: impl Into<String>, secret: impl Into<String>, token: impl Into<String>) -> Self {
        Self::of(Held::Sts {
            id: id.into(),
            secret: Secret::new(secret),
            token: Secret::new(token),
        })
    }

    /// A bearer token: it travels in a header, nothing is signed.
    pub fn bearer(token: impl Into<String>) -> Self {
        Self::of(Held::Bearer {
            token: Secret::new(token),
        })
    }

    /// Nobody: calls go out unsigned, and only operations for anonymous callers answer them.
    pub fn anonymous() -> Self {
        Self::of(Held::Anonymous)
    }

    /// Temporary keys of secrets that are not copied.
    fn of_secrets(id: String, secret: Secret, token: Secret) -> Self {
        Self::of(Held::Sts { id, secret, token })
    }

    fn of(held: Held) -> Self {
        Credentials {
            held: Arc::new(held),
            expiration: None,
            provider: None,
        }
    }

    /// The same credentials, valid until `at`. Whatever keeps credentials, such as
    /// [`CachedCredentials`], asks for new ones before that.
    #[must_use]
    pub fn with_expiration(mut self, at: SystemTime) -> Self {
        self.expiration = Some(at);
        self
    }

    /// Until when they are valid; `None` if nobody said so.
    pub fn expiration(&self) -> Option<SystemTime> {
        self.expiration
    }

    /// Which provider gave them, as the official tools write it: `default/env`,
    /// `default/cli_profile/ram_role_arn/static_ak`. Without a provider it is the kind of the
    /// credentials: `static_ak`, `static_sts`, `bearer` or `anonymous`. It is not sent anywhere.
    pub fn provider(&self) -> &str {
        self.provider.as_deref().unwrap_or(match *self.held {
            Held::AccessKey { .. } => "static_ak",
            Held::Sts { .. } => "static_sts",
            Held::Bearer { .. } => "bearer",
            Held::Anonymous => "anonymous",
        })
    }

    /// The same credentials as `provider` gives them.
    pub(crate) fn from(mut self, provider: impl Into<Arc<str>>) -> Self {
        self.provider = Some(provider.into());
        self
    }

    /// What goes out with every request and must not be shown.
    pub(crate) fn token(&self) -> Option<&str> {
        match &*self.held {
            Held::Sts { token, .. } | Held::Bearer { token } => Some(token.expose()),
            Held::AccessKey { .. } | Held::Anonymous => None,
        }
    }

    pub(crate) fn kind(&self) -> CredentialsKind<'_> {
        match &*self.held {
            Held::AccessKey { id, secret } => CredentialsKind::AccessKey {
                id,
                secret: secret.expose(),
            },
            Held::Sts { id, secret, token } => CredentialsKind::Sts {
                id,
                secret: secret.expose(),
                token: token.expose(),
            },
            Held::Bearer { token } => CredentialsKind::Bearer {
                token: token.expose(),
            },
            Held::Anonymous => CredentialsKind::Anonymous,
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, members): (_, &[(&str, &dyn fmt::Debug)]) = match &*self.held {
            Held::AccessKey { id, secret } => ("AccessKey", &[("id", id), ("secret", secret)]),
            Held::Sts { id, secret, token } => {
                ("Sts", &[("id", id), ("secret", secret), ("token", token)])
            }
            Held::Bearer { token } => ("Bearer", &[("token", token)]),
            Held::Anonymous => ("Anonymous", &[]),
        };
        let mut shown = f.debug_struct(name);
        for (name, value) in members {
            shown.field(name, value);
        }
        if let Some(at) = self.expiration {
            shown.field("expiration", &timestamp(at));
        }
        if let Some(provider) = &self.provider {
            shown.field("provider", provider);
        }
        shown.finish()
    }
}

/// A source of credentials, asked anew for every attempt of every call that must be signed.
///
/// Implement it for a source of your own, and wrap it in [`CachedCredentials`] when asking takes time: a
/// call waits for the answer, within the call's timeout. Operations for anonymous callers do not ask.
///
/// ```
/// use alicloud_core::{BoxFuture, Credentials, CredentialsError, ProvideCredentials};
///
/// struct Vault;
///
/// impl ProvideCredentials for Vault {
///     fn credentials(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
///         Box::pin(async { Err(CredentialsError::new("the vault is sealed")) })
///     }
/// }
/// ```
pub trait ProvideCredentials: Send + Sync {
    /// The credentials to use now.
    ///
    /// # Errors
    ///
    /// Why there are none. The call fails with [`ErrorKind::Credentials`](crate::ErrorKind) and this
    /// error as its source; nothing is sent.
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>>;

    /// The service has refused `credentials`, which came from here, as expired or unknown: whoever keeps
    /// them forgets them, so that the next attempt gets others. Does nothing by default.
    fn rejected(&self, credentials: &Credentials) {
        let _ = credentials;
    }
}

impl ProvideCredentials for Credentials {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

impl<P: ProvideCredentials + ?Sized> ProvideCredentials for Arc<P> {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        (**self).credentials()
    }

    fn rejected(&self, credentials: &Credentials) {
        (**self).rejected(credentials);
    }
}
