//! The profiles of the file that the official libraries share.
//!
//! In: `~/.alibabacloud/credentials.ini`. Out: the credentials of one of its sections.

mod section;

use std::fmt;
use std::path::PathBuf;

use self::section::Section;
use super::cache::Cache;
use super::cli::PROFILE;
use super::common::{kept, outside};
use super::home::below_home;
use super::{Credentials, CredentialsError, Surroundings};

const FILE: &str = "ALIBABA_CLOUD_CREDENTIALS_FILE";
const DEFAULT: &str = "default";
/// In this order: what the documentation says, and what some of the libraries read.
const NAMES: [&str; 2] = ["credentials.ini", "credentials"];

/// A section of the credentials file of the official libraries, `~/.alibabacloud/credentials.ini`.
///
/// Its `type` may be `access_key`, `sts`, `ecs_ram_role`, `ram_role_arn` or `oidc_role_arn`; for any other
/// one it fails with the name of the type. The file is read again whenever credentials are to be renewed;
/// they are kept as [`CachedCredentials`](super::CachedCredentials) describes.
///
/// ```
/// use alicloud_core::{Config, IniProfileCredentials};
///
/// let section = IniProfileCredentials::new().with_profile("staging");
/// let config = Config::new("cn-hangzhou").with_credentials(section);
/// # let _ = config;
/// ```
pub struct IniProfileCredentials {
    profile: Option<String>,
    file: Option<PathBuf>,
    surroundings: Surroundings,
    cache: Cache,
}

impl IniProfileCredentials {
    /// The section that the variable `ALIBABA_CLOUD_PROFILE` names, else `default`; the file that the
    /// variable `ALIBABA_CLOUD_CREDENTIALS_FILE` names, else `~/.alibabacloud/credentials.ini`, else
    /// `~/.alibabacloud/credentials`.
    pub fn new() -> Self {
        IniProfileCredentials {
            profile: None,
            file: None,
            surroundings: Surroundings::new(),
            cache: Cache::default(),
        }
    }

    /// This section.
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

    /// The files to look for.
    fn paths(&self) -> Result<Vec<PathBuf>, CredentialsError> {
        let given = self.file.clone();
        let given = given.or_else(|| self.surroundings.variable(FILE).map(PathBuf::from));
        match given {
            Some(path) => Ok(vec![path]),
            None => NAMES
                .iter()
                .map(|name| below_home(&self.surroundings, &[".alibabacloud", name]))
                .collect(),
        }
    }

    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let mut missing = None;
        for path in self.paths()? {
            let text = match self.surroundings.file("credentials file", &path) {
                Err(error) if error.is_missing() => {
                    missing.get_or_insert(error);
                    continue;
                }
                text => text?,
            };
            let name = self.profile.clone();
            let name = name.or_else(|| self.surroundings.variable(PROFILE));
            let provider = Section::of(&text, name.as_deref().unwrap_or(DEFAULT))
                .and_then(|section| section.provider(&self.surroundings))
                .map_err(|error| error.within(path.display()))?;
            drop(text);
            let credentials = provider.credentials().await?;
            let name = format!("profile/{}", credentials.provider());
            return Ok(credentials.from(name));
        }
        Err(missing.unwrap_or_else(|| CredentialsError::missing("there is no credentials file")))
    }
}

impl Default for IniProfileCredentials {
    fn default() -> Self {
        Self::new()
    }
}

kept!(IniProfileCredentials);

impl fmt::Debug for IniProfileCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IniProfileCredentials")
            .field("profile", &self.profile)
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}
