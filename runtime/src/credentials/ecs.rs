//! The keys of the RAM role of an ECS instance, from its metadata service.

use std::fmt;

use bytes::Bytes;
use http::header::HOST;
use http::{HeaderValue, Method};
use zeroize::Zeroizing;

use super::cache::Cache;
use super::common::{kept, outside};
use super::fetch::{FetchError, fetch};
use super::{Credentials, CredentialsError, Surroundings, metadata};

const AUTHORITY: &str = "100.100.100.200";
const TOKEN_PATH: &str = "/latest/api/token";
const ROLES_PATH: &str = "/latest/meta-data/ram/security-credentials/";
const TOKEN: &str = "x-aliyun-ecs-metadata-token";
const TOKEN_LIFE: &str = "x-aliyun-ecs-metadata-token-ttl-seconds";
/// A token is used at once, for two requests.
const SECONDS: &str = "60";
const WHAT: &str = "the metadata service";

const ROLE: &str = "ALIBABA_CLOUD_ECS_METADATA";
const V1_DISABLED: &str = "ALIBABA_CLOUD_IMDSV1_DISABLED";

/// The RAM role of the ECS instance that the program runs on: temporary keys from the metadata service of
/// the instance, `100.100.100.200`.
///
/// It is asked with a token (IMDSv2). If it gives none, it is asked without one (v1), unless that is
/// [disabled](Self::with_v1_fallback) here or by the variable `ALIBABA_CLOUD_IMDSV1_DISABLED`. It is asked
/// without a proxy, redirects are not followed, an answer has 2 seconds and at most 64 KiB. The keys are
/// kept and renewed as [`CachedCredentials`](super::CachedCredentials) describes.
///
/// ```
/// use alicloud_core::{Config, EcsRamRoleCredentials};
///
/// let role = EcsRamRoleCredentials::new().with_v1_fallback(false);
/// let config = Config::new("cn-hangzhou").with_credentials(role);
/// # let _ = config;
/// ```
pub struct EcsRamRoleCredentials {
    role: Option<String>,
    falls_back: bool,
    surroundings: Surroundings,
    cache: Cache,
}

impl EcsRamRoleCredentials {
    /// The role that the instance has.
    pub fn new() -> Self {
        EcsRamRoleCredentials {
            role: None,
            falls_back: true,
            surroundings: Surroundings::new(),
            cache: Cache::default(),
        }
    }

    /// The name of the role; saves one request. By default what the variable `ALIBABA_CLOUD_ECS_METADATA`
    /// says, else the metadata service is asked for it.
    #[must_use]
    pub fn with_role(mut self, name: impl Into<String>) -> Self {
        self.role = Some(name.into());
        self
    }

    /// Whether the metadata service may be asked without a token. By default it may.
    #[must_use]
    pub fn with_v1_fallback(mut self, on: bool) -> Self {
        self.falls_back = on;
        self
    }

    outside!();

    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let token = self.token().await?;
        let given = self.role.clone();
        let role = match given.or_else(|| self.surroundings.variable(ROLE)) {
            Some(role) => role,
            None => self.discovered(token.as_ref()).await?,
        };
        if !is_role(&role) {
            return Err(CredentialsError::new(format!(
                "{role:?} is no name of a RAM role"
            )));
        }
        let path = format!("{ROLES_PATH}{role}");
        let body = self.get(&path, token.as_ref()).await.map_err(|error| {
            let is_absent = matches!(error, FetchError::Status(status) if status.as_u16() == 404);
            let error = error.within(WHAT);
            match is_absent {
                true => error.within(format!("this instance has no RAM role {role}")),
                false => error,
            }
        })?;
        let keys = metadata::read(&body).map_err(|error| error.within(WHAT))?;
        Ok(keys.from("ecs_ram_role"))
    }

    /// A token, or nothing where v1 has to do.
    async fn token(&self) -> Result<Option<HeaderValue>, CredentialsError> {
        let falls_back = self.falls_back && !self.surroundings.says_true(V1_DISABLED);
        let request = self.request(Method::PUT, TOKEN_PATH, (TOKEN_LIFE, SECONDS.parse().ok()));
        match fetch(&self.surroundings, request).await {
            Ok(body) => {
                let text = body.trim_ascii();
                let mut token = HeaderValue::from_bytes(text)
                    .ok()
                    .filter(|_| !text.is_empty() && text.len() <= 1024)
                    .ok_or_else(|| {
                        CredentialsError::new(format!("{WHAT}: its token is no token"))
                    })?;
                token.set_sensitive(true);
                Ok(Some(token))
            }
            // From inside a container the answer to v2 may get lost where that to v1 does not.
            Err(FetchError::Late) if falls_back => Ok(None),
            Err(FetchError::Status(status)) if falls_back && !status.is_redirection() => Ok(None),
            Err(error) => Err(error.within(format!("{WHAT} at {AUTHORITY} gives no token"))),
        }
    }

    /// The name of the role of this instance.
    async fn discovered(&self, token: Option<&HeaderValue>) -> Result<String, CredentialsError> {
        let body = match self.get(ROLES_PATH, token).await {
            Err(FetchError::Status(status)) if status.as_u16() == 404 => {
                return Err(CredentialsError::missing("this instance has no RAM role"));
            }
            body => body.map_err(|error| error.within(WHAT))?,
        };
        let name = str::from_utf8(body.trim_ascii()).unwrap_or_default();
        if !is_role(name) {
            let what = format!("{WHAT}: what it answered is no name of a RAM role");
            return Err(CredentialsError::new(what));
        }
        Ok(name.to_owned())
    }

    async fn get(
        &self,
        path: &str,
        token: Option<&HeaderValue>,
    ) -> Result<Zeroizing<Vec<u8>>, FetchError> {
        let request = self.request(Method::GET, path, (TOKEN, token.cloned()));
        fetch(&self.surroundings, request).await
    }

    fn request(
        &self,
        method: Method,
        path: &str,
        (name, value): (&'static str, Option<HeaderValue>),
    ) -> http::Request<Bytes> {
        let mut request = http::Request::new(Bytes::new());
        *request.method_mut() = method;
        if let Ok(uri) = format!("http://{AUTHORITY}{path}").parse() {
            *request.uri_mut() = uri;
        }
        let headers = request.headers_mut();
        headers.insert(HOST, HeaderValue::from_static(AUTHORITY));
        if let Some(value) = value {
            headers.insert(name, value);
        }
        request
    }
}

/// Whether this can stand at the end of a path and be shown: what RAM allows in a name.
fn is_role(name: &str) -> bool {
    let is_fine = |byte: u8| byte.is_ascii_alphanumeric() || b"._@-".contains(&byte);
    (1..=64).contains(&name.len())
        && name.bytes().all(is_fine)
        && !name.trim_matches('.').is_empty()
}

impl Default for EcsRamRoleCredentials {
    fn default() -> Self {
        Self::new()
    }
}

kept!(EcsRamRoleCredentials);

impl fmt::Debug for EcsRamRoleCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EcsRamRoleCredentials")
            .field("role", &self.role)
            .field("falls_back", &self.falls_back)
            .finish_non_exhaustive()
    }
}
