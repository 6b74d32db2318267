//! Temporary keys from STS, by the generated client.
//!
//! In: a role, and who asks: keys, or a token of an identity provider. Out: keys that expire. The client is
//! made by the generator from the specs like any other; a test keeps its text fresh.

#[allow(missing_docs, unreachable_pub)]
#[rustfmt::skip]
mod generated;

use std::time::{Duration, UNIX_EPOCH};

use zeroize::{Zeroize, Zeroizing};

use self::generated::sts::types::SessionCredentials;
use self::generated::sts::{AssumeRoleRequest, AssumeRoleWithOidcRequest, Client};
use super::{Credentials, CredentialsError, Surroundings, metadata};
use crate::config::Config;
use crate::retry::RetryPolicy;

const REGION: &str = "ALIBABA_CLOUD_STS_REGION";
const VPC: &str = "ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED";
const SESSION_NAME: &str = "ALIBABA_CLOUD_ROLE_SESSION_NAME";
/// What answers for all regions.
const CENTRAL: &str = "sts.aliyuncs.com";
/// How long one request to STS may take; connecting has 5 seconds, silence 10.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Where STS is asked; what is not said here stands in the environment.
#[derive(Clone, Default)]
pub(super) struct Host {
    pub(super) region: Option<String>,
    pub(super) is_vpc: Option<bool>,
    pub(super) endpoint: Option<String>,
}

/// What is asked for.
#[derive(Clone, Default)]
pub(super) struct Session {
    pub(super) role_arn: String,
    pub(super) name: Option<String>,
    pub(super) duration: Option<Duration>,
    pub(super) policy: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) host: Host,
}

impl Session {
    pub(super) fn of(role_arn: impl Into<String>) -> Self {
        Session {
            role_arn: role_arn.into(),
            ..Self::default()
        }
    }

    /// Asks as somebody who may assume the role.
    pub(super) async fn with_keys(
        &self,
        surroundings: &Surroundings,
        caller: Credentials,
    ) -> Result<Credentials, CredentialsError> {
        let request = AssumeRoleRequest {
            duration_seconds: self.seconds(),
            policy: self.policy.clone(),
            external_id: self.external_id.clone(),
            ..AssumeRoleRequest::new(&self.role_arn, self.name(surroundings))
        };
        let config = self.config(surroundings)?.with_credentials(caller);
        let client = Client::new(&config).map_err(|error| self.refused(error))?;
        let answer = client.assume_role(&request).await;
        let answer = answer.map_err(|error| self.refused(error))?;
        keys(answer.into_inner().credentials)
    }

    /// Asks with a token of an identity provider; nothing is signed.
    pub(super) async fn with_token(
        &self,
        surroundings: &Surroundings,
        provider_arn: &str,
        token: Zeroizing<String>,
    ) -> Result<Credentials, CredentialsError> {
        let mut request = AssumeRoleWithOidcRequest {
            oidc_provider_arn: Some(provider_arn.to_owned()),
            role_arn: Some(self.role_arn.clone()),
            oidc_token: Some(token.trim_ascii().to_owned()),
            policy: self.policy.clone(),
            duration_seconds: self.seconds(),
            ..AssumeRoleWithOidcRequest::new(self.name(surroundings))
        };
        let config = self.config(surroundings)?;
        let client = Client::new(&config).map_err(|error| self.refused(error))?;
        let answer = client.assume_role_with_oidc(&request).await;
        request.oidc_token.zeroize();
        let answer = answer.map_err(|error| self.refused(error))?;
        keys(answer.into_inner().credentials)
    }

    fn seconds(&self) -> Option<i64> {
        let seconds = self.duration?.as_secs();
        Some(i64::try_from(seconds).unwrap_or(i64::MAX))
    }

    /// The name that the session has in audit logs.
    fn name(&self, surroundings: &Surroundings) -> String {
        let given = self.name.clone();
        given
            .or_else(|| surroundings.variable(SESSION_NAME))
            .unwrap_or_else(|| {
                let now = surroundings.now().duration_since(UNIX_EPOCH);
                format!("credentials-rust-{}", now.unwrap_or_default().as_secs())
            })
    }

    fn config(&self, surroundings: &Surroundings) -> Result<Config, CredentialsError> {
        let region = self.host.region.clone();
        let region = region.or_else(|| surroundings.variable(REGION));
        let clock = surroundings.clock();
        let config = Config::new(region.clone().unwrap_or_default())
            .with_transport(surroundings.transport()?)
            .with_timer(surroundings.timer()?)
            .with_timeout(TIMEOUT)
            // Keys that nobody got harm nobody.
            .with_retry(RetryPolicy::standard().with_refused_writes(true))
            .with_clock(move || clock());
        let is_vpc = self.host.is_vpc;
        Ok(match (&self.host.endpoint, region) {
            (Some(host), _) => config.with_endpoint(host),
            (None, None) => config.with_endpoint(CENTRAL),
            (None, Some(_)) if is_vpc.unwrap_or_else(|| surroundings.says_true(VPC)) => {
                config.with_vpc_endpoints()
            }
            (None, Some(_)) => config,
        })
    }

    fn refused(&self, error: crate::Error) -> CredentialsError {
        CredentialsError::new(format!("STS gave no keys for role {:?}", self.role_arn))
            .with_source(error)
    }
}

/// The keys in an answer of STS. They are moved, not copied.
fn keys(keys: Option<SessionCredentials>) -> Result<Credentials, CredentialsError> {
    let keys = keys.unwrap_or_default();
    metadata::keys(
        keys.access_key_id,
        keys.access_key_secret,
        keys.security_token,
        keys.expiration.as_deref(),
    )
    .map_err(|error| error.within("STS"))
}
