//! The keys of a RAM role, for who holds a token of an identity provider.

use std::fmt;
use std::path::PathBuf;

use super::cache::Cache;
use super::common::{kept, outside, session_setters};
use super::sts::Session;
use super::{Credentials, CredentialsError, Surroundings, not_set};

const ROLE_ARN: &str = "ALIBABA_CLOUD_ROLE_ARN";
const PROVIDER_ARN: &str = "ALIBABA_CLOUD_OIDC_PROVIDER_ARN";
const TOKEN_FILE: &str = "ALIBABA_CLOUD_OIDC_TOKEN_FILE";

/// Assumes a RAM role with a token of an identity provider (OIDC), as pods of a Kubernetes cluster do
/// (RRSA). It needs no keys.
///
/// The file of the token is read anew for every request to STS, because clusters replace it. The keys are
/// kept and renewed as [`CachedCredentials`](super::CachedCredentials) describes.
///
/// ```
/// use alicloud_core::{Config, OidcRoleCredentials};
///
/// let role = OidcRoleCredentials::new(
///     "acs:ram::123456789012:role/pod",
///     "acs:ram::123456789012:oidc-provider/ack-rrsa-c1",
///     "/var/run/secrets/ack.alibabacloud.com/rrsa-tokens/token",
/// );
/// let config = Config::new("cn-hangzhou").with_credentials(role);
/// # let _ = config;
/// ```
pub struct OidcRoleCredentials {
    session: Session,
    provider_arn: String,
    token_file: PathBuf,
    surroundings: Surroundings,
    cache: Cache,
}

impl OidcRoleCredentials {
    /// The role `role_arn`, for the token in a file, which the identity provider `provider_arn` has issued.
    pub fn new(
        role_arn: impl Into<String>,
        provider_arn: impl Into<String>,
        token_file: impl Into<PathBuf>,
    ) -> Self {
        Self::of(
            Session::of(role_arn),
            provider_arn.into(),
            token_file.into(),
        )
    }

    pub(super) fn of(session: Session, provider_arn: String, token_file: PathBuf) -> Self {
        OidcRoleCredentials {
            session,
            provider_arn,
            token_file,
            surroundings: Surroundings::new(),
            cache: Cache::default(),
        }
    }

    /// What the variables `ALIBABA_CLOUD_ROLE_ARN`, `ALIBABA_CLOUD_OIDC_PROVIDER_ARN` and
    /// `ALIBABA_CLOUD_OIDC_TOKEN_FILE` say.
    ///
    /// # Errors
    ///
    /// The names of those that are not set or empty.
    pub fn from_surroundings(surroundings: Surroundings) -> Result<Self, CredentialsError> {
        let variables = [ROLE_ARN, PROVIDER_ARN, TOKEN_FILE];
        match variables.map(|name| surroundings.variable(name)) {
            [Some(role), Some(provider), Some(file)] => {
                Ok(Self::new(role, provider, file).with_surroundings(surroundings))
            }
            found => {
                let missing = variables.iter().zip(&found);
                let missing = missing.filter(|(_, value)| value.is_none());
                let missing: Vec<&str> = missing.map(|(name, _)| *name).collect();
                Err(CredentialsError::missing(not_set(&missing)))
            }
        }
    }

    session_setters!();

    outside!();

    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let token = self
            .surroundings
            .file("OIDC token file", &self.token_file)?;
        let asked = self
            .session
            .with_token(&self.surroundings, &self.provider_arn, token);
        Ok(asked.await?.from("oidc_role_arn"))
    }
}

kept!(OidcRoleCredentials);

impl fmt::Debug for OidcRoleCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OidcRoleCredentials")
            .field("role_arn", &self.session.role_arn)
            .field("provider_arn", &self.provider_arn)
            .field("token_file", &self.token_file)
            .finish_non_exhaustive()
    }
}
