//! The keys of a RAM role, for who may assume it.

use std::fmt;

use super::cache::Cache;
use super::common::{kept, outside, session_setters};
use super::sts::Session;
use super::{Credentials, CredentialsError, ProvideCredentials, Surroundings};

/// Assumes a RAM role: asks STS for temporary keys, as whoever another provider says.
///
/// The keys are kept and renewed as [`CachedCredentials`](super::CachedCredentials) describes. STS is asked
/// at `sts.aliyuncs.com`, unless [`with_sts_region`](Self::with_sts_region) or the variable
/// `ALIBABA_CLOUD_STS_REGION` names a region.
///
/// ```
/// use std::time::Duration;
///
/// use alicloud_core::{AssumeRoleCredentials, Config, EnvironmentCredentials};
///
/// let caller = EnvironmentCredentials::new();
/// let role = AssumeRoleCredentials::new(caller, "acs:ram::123456789012:role/reader")
///     .with_session_name("nightly-report")
///     .with_duration(Duration::from_secs(1800));
/// let config = Config::new("cn-hangzhou").with_credentials(role);
/// # let _ = config;
/// ```
pub struct AssumeRoleCredentials {
    caller: Box<dyn ProvideCredentials>,
    session: Session,
    surroundings: Surroundings,
    cache: Cache,
}

impl AssumeRoleCredentials {
    /// The role `role_arn`, `acs:ram::<account>:role/<name>`, assumed by whoever `caller` gives.
    pub fn new(caller: impl ProvideCredentials + 'static, role_arn: impl Into<String>) -> Self {
        Self::of(Box::new(caller), Session::of(role_arn))
    }

    pub(super) fn of(caller: Box<dyn ProvideCredentials>, session: Session) -> Self {
        AssumeRoleCredentials {
            caller,
            session,
            surroundings: Surroundings::new(),
            cache: Cache::default(),
        }
    }

    session_setters!();

    /// The external id that the owner of the role has asked for.
    #[must_use]
    pub fn with_external_id(mut self, id: impl Into<String>) -> Self {
        self.session.external_id = Some(id.into());
        self
    }

    outside!();

    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let caller = self.caller.credentials().await?;
        let name = format!("ram_role_arn/{}", caller.provider());
        let keys = self.session.with_keys(&self.surroundings, caller).await?;
        Ok(keys.from(name))
    }
}

kept!(AssumeRoleCredentials);

impl fmt::Debug for AssumeRoleCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AssumeRoleCredentials")
            .field("role_arn", &self.session.role_arn)
            .finish_non_exhaustive()
    }
}
