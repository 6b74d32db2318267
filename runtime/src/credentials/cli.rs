//! The profiles of the official command line.
//!
//! In: `~/.aliyun/config.json`. Out: the credentials of one of its profiles.

mod profile;

use std::fmt;
use std::path::PathBuf;

use self::profile::Profiles;
use super::cache::Cache;
use super::common::{kept, outside};
use super::document::Document;
use super::home::below_home;
use super::{Credentials, CredentialsError, Surroundings};

const FILE: &str = "ALIBABA_CLOUD_CONFIG_FILE";
pub(super) const PROFILE: &str = "ALIBABA_CLOUD_PROFILE";

/// A profile of the official command line, as `aliyun configure` writes it to `~/.aliyun/config.json`.
///
/// It knows the modes `AK`, `StsToken`, `RamRoleArn`, `ChainableRamRoleArn`, `EcsRamRole` and `OIDC`; for
/// any other one it fails with the name of the mode. The file is read again whenever credentials are to
/// be renewed; they are kept as [`CachedCredentials`](super::CachedCredentials) describes.
///
/// ```
/// use alicloud_core::{CliProfileCredentials, Config};
///
/// let profile = CliProfileCredentials::new().with_profile("staging");
/// let config = Config::new("cn-hangzhou").with_credentials(profile);
/// # let _ = config;
/// ```
pub struct CliProfileCredentials {
    profile: Option<String>,
    file: Option<PathBuf>,
    surroundings: Surroundings,
    cache: Cache,
}

impl CliProfileCredentials {
    /// The profile that the variable `ALIBABA_CLOUD_PROFILE` names, else the current one of the file; the
    /// file that the variable `ALIBABA_CLOUD_CONFIG_FILE` names, else `~/.aliyun/config.json`.
    pub fn new() -> Self {
        CliProfileCredentials {
            profile: None,
            file: None,
            surroundings: Surroundings::new(),
            cache: Cache::default(),
        }
    }

    /// This profile.
    #[must_use]
    pub fn with_profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// This file.
    #[must_use]
    pub fn with_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.file = Some(path.into());
        self
    }

    outside!();

    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let given = self.file.clone();
        let given = given.or_else(|| self.surroundings.variable(FILE).map(PathBuf::from));
        let path = match given {
            Some(path) => path,
            None => below_home(&self.surroundings, &[".aliyun", "config.json"])?,
        };
        let provider = {
            let text = self.surroundings.file("configuration file", &path)?;
            let place = path.display();
            let document = Document::read(text.as_bytes())
                .ok_or_else(|| CredentialsError::new(format!("{place} is no JSON object")))?;
            let profiles = Profiles::of(document.json(), &self.surroundings);
            let name = self.profile.clone();
            let name = name.or_else(|| self.surroundings.variable(PROFILE));
            profiles
                .provider(name.as_deref())
                .map_err(|error| error.within(place))?
        };
        let credentials = provider.credentials().await?;
        let name = format!("cli_profile/{}", credentials.provider());
        Ok(credentials.from(name))
    }
}

impl Default for CliProfileCredentials {
    fn default() -> Self {
        Self::new()
    }
}

kept!(CliProfileCredentials);

impl fmt::Debug for CliProfileCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CliProfileCredentials")
            .field("profile", &self.profile)
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}
