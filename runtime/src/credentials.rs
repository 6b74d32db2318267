//! Who signs a call.
//!
//! In: keys and tokens. Out: what the signer needs, through [`ProvideCredentials`], so that fixed keys,
//! the environment and self-refreshing sources look the same to a client.

mod environment;
mod error;

use std::fmt;
use std::sync::Arc;

pub use self::environment::EnvironmentCredentials;
pub(crate) use self::environment::{not_set, read};
pub use self::error::CredentialsError;
use crate::boxed::BoxFuture;
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
pub struct Credentials(Held);

#[derive(Clone)]
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
        Credentials(Held::AccessKey {
            id: id.into(),
            secret: Secret::new(secret),
        })
    }

    /// Temporary keys from STS. They are used as they are, also after they have expired; to refresh
    /// them, implement [`ProvideCredentials`].
    pub fn sts(id: impl Into<String>, secret: impl Into<String>, token: impl Into<String>) -> Self {
        Credentials(Held::Sts {
            id: id.into(),
            secret: Secret::new(secret),
            token: Secret::new(token),
        })
    }

    /// A bearer token: it travels in a header, nothing is signed.
    pub fn bearer(token: impl Into<String>) -> Self {
        Credentials(Held::Bearer {
            token: Secret::new(token),
        })
    }

    /// Nobody: calls go out unsigned, and only operations for anonymous callers answer them.
    pub fn anonymous() -> Self {
        Credentials(Held::Anonymous)
    }

    pub(crate) fn kind(&self) -> CredentialsKind<'_> {
        match &self.0 {
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
        match &self.0 {
            Held::AccessKey { id, secret } => f
                .debug_struct("AccessKey")
                .field("id", id)
                .field("secret", secret)
                .finish(),
            Held::Sts { id, secret, token } => f
                .debug_struct("Sts")
                .field("id", id)
                .field("secret", secret)
                .field("token", token)
                .finish(),
            Held::Bearer { token } => f.debug_struct("Bearer").field("token", token).finish(),
            Held::Anonymous => f.write_str("Anonymous"),
        }
    }
}

/// A source of credentials, asked once for every attempt of a call that must be signed.
///
/// Implement it to refresh temporary keys. An implementation keeps its own cache: a call waits for the
/// answer, within the call's timeout. Operations for anonymous callers do not ask.
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_the_id_and_hides_secrets() {
        let table = [
            (
                Credentials::access_key("id", "canary"),
                r#"AccessKey { id: "id", secret: *** }"#,
            ),
            (
                Credentials::sts("id", "canary", "canary"),
                r#"Sts { id: "id", secret: ***, token: *** }"#,
            ),
            (Credentials::bearer("canary"), "Bearer { token: *** }"),
            (Credentials::anonymous(), "Anonymous"),
        ];
        for (credentials, expected) in table {
            assert_eq!(format!("{credentials:?}"), expected);
        }
    }
}
