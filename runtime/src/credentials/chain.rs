//! The providers that the official tools ask, one after the other.
//!
//! In: the surroundings. Out: credentials of the first provider that has some, or why none has.

use std::fmt;
use std::sync::OnceLock;

use super::{
    CliProfileCredentials, Credentials, CredentialsError, EcsRamRoleCredentials,
    EnvironmentCredentials, IniProfileCredentials, OidcRoleCredentials, ProvideCredentials,
    Surroundings, UriCredentials, not_set,
};
use crate::boxed::BoxFuture;

const CLI_DISABLED: &str = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED";
const ECS_DISABLED: &str = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";
const URI: &str = "ALIBABA_CLOUD_CREDENTIALS_URI";

/// Looks for credentials where all official tools look, in the same order:
///
/// 1. the environment ([`EnvironmentCredentials`]),
/// 2. a role for a token of an identity provider, if the variables of [`OidcRoleCredentials`] are set,
/// 3. the profile of the command line ([`CliProfileCredentials`]), unless
///    `ALIBABA_CLOUD_CLI_PROFILE_DISABLED` is `true`,
/// 4. the credentials file ([`IniProfileCredentials`]),
/// 5. the RAM role of the ECS instance ([`EcsRamRoleCredentials`]), unless
///    `ALIBABA_CLOUD_ECS_METADATA_DISABLED` is `true`,
/// 6. the address in `ALIBABA_CLOUD_CREDENTIALS_URI` ([`UriCredentials`]), if it is set.
///
/// The first that has credentials is asked from then on; none is remembered before that. It is the first
/// word behind `default/` in [`Credentials::provider`]. If none has any, the error names each with its
/// reason. The variables that switch providers on and off are read once, by [`of`](Self::of).
///
/// [`Config::from_env`](crate::Config::from_env) uses this chain.
pub struct DefaultChain {
    steps: Vec<Step>,
    /// The step that had credentials.
    found: OnceLock<usize>,
}

struct Step {
    name: &'static str,
    /// Or why it is left out.
    provider: Result<Box<dyn ProvideCredentials>, CredentialsError>,
}

impl DefaultChain {
    /// The chain of this process.
    pub fn new() -> Self {
        Self::of(Surroundings::new())
    }

    /// The chain in another outside world.
    pub fn of(surroundings: Surroundings) -> Self {
        let world = || surroundings.clone();
        let unless = |variable: &str| match surroundings.says_true(variable) {
            true => Err(CredentialsError::missing(format!("{variable} is true"))),
            false => Ok(()),
        };
        let uri = surroundings.variable(URI);
        let uri = uri.ok_or_else(|| CredentialsError::missing(not_set(&[URI])));
        let steps = vec![
            Step::new("env", Ok(environment(world()))),
            Step::new(
                "oidc_role_arn",
                OidcRoleCredentials::from_surroundings(world()),
            ),
            Step::new(
                "cli_profile",
                unless(CLI_DISABLED)
                    .map(|()| CliProfileCredentials::new().with_surroundings(world())),
            ),
            Step::new(
                "profile",
                Ok(IniProfileCredentials::new().with_surroundings(world())),
            ),
            Step::new(
                "ecs_ram_role",
                unless(ECS_DISABLED)
                    .map(|()| EcsRamRoleCredentials::new().with_surroundings(world())),
            ),
            Step::new(
                "credential_uri",
                uri.map(|uri| UriCredentials::new(uri).with_surroundings(world())),
            ),
        ];
        DefaultChain {
            steps,
            found: OnceLock::new(),
        }
    }

    async fn search(&self) -> Result<Credentials, CredentialsError> {
        if let Some(step) = self.remembered() {
            return step.ask().await;
        }
        let mut reasons = Vec::new();
        for (index, step) in self.steps.iter().enumerate() {
            match step.ask().await {
                Ok(credentials) => {
                    if self.found.set(index).is_ok() {
                        tracing::debug!(provider = credentials.provider(), "credentials found");
                    }
                    return Ok(credentials);
                }
                Err(error) => reasons.push((step.name, error)),
            }
        }
        Err(nobody(&reasons))
    }

    fn remembered(&self) -> Option<&Step> {
        self.steps.get(*self.found.get()?)
    }
}

impl Step {
    fn new<P: ProvideCredentials + 'static>(
        name: &'static str,
        provider: Result<P, CredentialsError>,
    ) -> Self {
        let provider = provider.map(|provider| Box::new(provider) as Box<dyn ProvideCredentials>);
        Step { name, provider }
    }

    async fn ask(&self) -> Result<Credentials, CredentialsError> {
        let provider = self.provider.as_ref().map_err(Clone::clone)?;
        let credentials = provider.credentials().await?;
        let name = format!("default/{}", credentials.provider());
        Ok(credentials.from(name))
    }
}

fn environment(surroundings: Surroundings) -> EnvironmentCredentials {
    EnvironmentCredentials::of(move |name: &str| surroundings.environment().get(name))
}

/// Why nobody has credentials, provider by provider.
fn nobody(reasons: &[(&str, CredentialsError)]) -> CredentialsError {
    let mut text = "no provider of the default chain has credentials:".to_owned();
    for (name, error) in reasons {
        let state = if error.is_missing() {
            "not set up"
        } else {
            "failed"
        };
        text.push_str(&format!("\n  {name}: {state}: {}", error.in_full()));
    }
    let error = match reasons.iter().all(|(_, error)| error.is_missing()) {
        true => CredentialsError::missing,
        false => CredentialsError::new,
    };
    error(text)
}

impl Default for DefaultChain {
    fn default() -> Self {
        Self::new()
    }
}

impl ProvideCredentials for DefaultChain {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(self.search())
    }

    fn rejected(&self, credentials: &Credentials) {
        if let Some(Ok(provider)) = self.remembered().map(|step| &step.provider) {
            provider.rejected(credentials);
        }
    }
}

impl fmt::Debug for DefaultChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DefaultChain")
            .field("found", &self.remembered().map(|step| step.name))
            .finish()
    }
}
