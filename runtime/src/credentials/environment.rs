//! Credentials from the environment variables that every Alibaba Cloud tool reads.

use std::fmt;

use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::boxed::BoxFuture;
use crate::environment::{Environment, ProcessEnvironment, non_empty};

const ACCESS_KEY_ID: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
const ACCESS_KEY_SECRET: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
const SECURITY_TOKEN: &str = "ALIBABA_CLOUD_SECURITY_TOKEN";

/// Reads `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET` and, for temporary keys,
/// `ALIBABA_CLOUD_SECURITY_TOKEN`, anew for every call. Empty variables count as not set.
///
/// ```
/// use alicloud_core::{Config, EnvironmentCredentials};
///
/// let config = Config::new("cn-hangzhou").with_credentials(EnvironmentCredentials::new());
/// # let _ = config;
/// ```
pub struct EnvironmentCredentials {
    environment: Box<dyn Environment>,
}

impl EnvironmentCredentials {
    /// Reads the environment of this process.
    pub fn new() -> Self {
        Self::of(ProcessEnvironment)
    }

    /// Reads the given environment.
    pub fn of(environment: impl Environment + 'static) -> Self {
        EnvironmentCredentials {
            environment: Box::new(environment),
        }
    }
}

impl Default for EnvironmentCredentials {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for EnvironmentCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnvironmentCredentials")
    }
}

impl ProvideCredentials for EnvironmentCredentials {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let found = read(&*self.environment).map_err(|missing| {
            CredentialsError::missing(format!(
                "no credentials in the environment: {}",
                not_set(&missing)
            ))
        });
        Box::pin(std::future::ready(found))
    }
}

/// The credentials in the environment, or the names of the variables that are missing.
pub(crate) fn read(environment: &dyn Environment) -> Result<Credentials, Vec<&'static str>> {
    match (
        non_empty(environment, ACCESS_KEY_ID),
        non_empty(environment, ACCESS_KEY_SECRET),
    ) {
        (Some(id), Some(secret)) => Ok(match non_empty(environment, SECURITY_TOKEN) {
            Some(token) => Credentials::sts(id, secret, token),
            None => Credentials::access_key(id, secret),
        }
        .from("env")),
        (id, secret) => Err([(ACCESS_KEY_ID, id), (ACCESS_KEY_SECRET, secret)]
            .into_iter()
            .filter_map(|(name, value)| value.is_none().then_some(name))
            .collect()),
    }
}

/// `variable A is not set or empty`, for one or more variables.
pub(crate) fn not_set(names: &[&str]) -> String {
    match names {
        [name] => format!("variable {name} is not set or empty"),
        _ => format!("variables {} are not set or empty", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Variable = (&'static str, &'static str);

    fn environment(variables: &'static [Variable]) -> impl Environment {
        move |name: &str| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        }
    }

    #[test]
    fn a_security_token_makes_temporary_keys() {
        let long_lived = read(&environment(&[
            (ACCESS_KEY_ID, "id"),
            (ACCESS_KEY_SECRET, "s"),
            (SECURITY_TOKEN, ""),
        ]));
        assert_eq!(
            format!("{:?}", long_lived.unwrap()),
            r#"AccessKey { id: "id", secret: ***, provider: "env" }"#
        );
        let temporary = read(&environment(&[
            (ACCESS_KEY_ID, "id"),
            (ACCESS_KEY_SECRET, "s"),
            (SECURITY_TOKEN, "t"),
        ]));
        assert_eq!(
            format!("{:?}", temporary.unwrap()),
            r#"Sts { id: "id", secret: ***, token: ***, provider: "env" }"#
        );
    }

    #[tokio::test]
    async fn every_missing_variable_is_named() {
        let table: [(&[Variable], &[&str]); 3] = [
            (&[], &[ACCESS_KEY_ID, ACCESS_KEY_SECRET]),
            (
                &[(ACCESS_KEY_ID, "id"), (ACCESS_KEY_SECRET, "")],
                &[ACCESS_KEY_SECRET],
            ),
            (
                &[(ACCESS_KEY_SECRET, "canary"), (SECURITY_TOKEN, "canary")],
                &[ACCESS_KEY_ID],
            ),
        ];
        for (variables, missing) in table {
            let error = EnvironmentCredentials::of(environment(variables))
                .credentials()
                .await
                .unwrap_err()
                .to_string();
            for name in [ACCESS_KEY_ID, ACCESS_KEY_SECRET] {
                assert_eq!(error.contains(name), missing.contains(&name), "{error}");
            }
            assert!(!error.contains("canary"), "{error}");
        }
    }
}
