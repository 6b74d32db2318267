//! What a profile of the command line says.
//!
//! In: the document. Out: the provider that one of its profiles describes.

use std::time::Duration;

use crate::Json;
use crate::credentials::document::text;
use crate::credentials::sts::{Host, Session};
use crate::credentials::{
    AssumeRoleCredentials, Credentials, CredentialsError, EcsRamRoleCredentials,
    OidcRoleCredentials, ProvideCredentials, Surroundings,
};

const MODES: &str = "AK, StsToken, RamRoleArn, ChainableRamRoleArn, EcsRamRole and OIDC";

/// So many profiles may stand behind each other.
const LONGEST: usize = 16;

pub(super) struct Profiles<'j> {
    document: &'j Json,
    surroundings: &'j Surroundings,
}

type Provider = Box<dyn ProvideCredentials>;

impl<'j> Profiles<'j> {
    pub(super) fn of(document: &'j Json, surroundings: &'j Surroundings) -> Self {
        Profiles {
            document,
            surroundings,
        }
    }

    /// The provider of the profile of this name, or of the current one.
    pub(super) fn provider(&self, name: Option<&str>) -> Result<Provider, CredentialsError> {
        let current = || text(self.document, "current").unwrap_or("default");
        self.of_name(name.unwrap_or_else(current), &mut Vec::new())
    }

    /// The provider of a profile to which the profiles in `way` have led.
    fn of_name<'n>(
        &'n self,
        name: &'n str,
        way: &mut Vec<&'n str>,
    ) -> Result<Provider, CredentialsError> {
        if way.contains(&name) {
            way.push(name);
            return Err(CredentialsError::new(format!(
                "`source_profile` goes round in a circle: {}",
                way.join(" -> ")
            )));
        }
        way.push(name);
        if way.len() > LONGEST {
            return Err(CredentialsError::new(format!(
                "`source_profile` leads through more than {LONGEST} profiles"
            )));
        }
        let profiles = self.document.get("profiles").and_then(Json::as_array);
        let mut profiles = profiles.into_iter().flatten();
        let found = profiles.find(|profile| text(profile, "name") == Some(name));
        let found = found
            .ok_or_else(|| CredentialsError::missing(format!("there is no profile {name:?}")))?;
        let profile = Profile(found, name);
        let mode = profile.required("mode")?;
        let is = |known: &str| mode.eq_ignore_ascii_case(known);
        Ok(match () {
            () if is("AK") => Box::new(profile.key()?),
            () if is("StsToken") => Box::new(profile.temporary_keys()?),
            () if is("RamRoleArn") => {
                let caller = match text(found, "sts_token") {
                    Some(_) => profile.temporary_keys()?,
                    None => profile.key()?,
                };
                self.role(Box::new(caller), profile.session()?)
            }
            () if is("ChainableRamRoleArn") => {
                let session = profile.session()?;
                let caller = self.of_name(profile.required("source_profile")?, way)?;
                self.role(caller, session)
            }
            () if is("EcsRamRole") => {
                let role = EcsRamRoleCredentials::new();
                let role = match text(found, "ram_role_name") {
                    Some(name) => role.with_role(name),
                    None => role,
                };
                Box::new(role.with_surroundings(self.surroundings.clone()))
            }
            () if is("OIDC") => {
                let provider = profile.required("oidc_provider_arn")?.to_owned();
                let file = profile.required("oidc_token_file")?.into();
                let role = OidcRoleCredentials::of(profile.session()?, provider, file);
                Box::new(role.with_surroundings(self.surroundings.clone()))
            }
            () => {
                return Err(CredentialsError::new(format!(
                    "profile {name:?} has mode {mode:?}, which is not supported; supported are {MODES}"
                )));
            }
        })
    }

    fn role(&self, caller: Provider, session: Session) -> Provider {
        let role = AssumeRoleCredentials::of(caller, session);
        Box::new(role.with_surroundings(self.surroundings.clone()))
    }
}

/// A profile and its name.
#[derive(Clone, Copy)]
struct Profile<'j>(&'j Json, &'j str);

impl<'j> Profile<'j> {
    fn required(self, member: &str) -> Result<&'j str, CredentialsError> {
        text(self.0, member)
            .ok_or_else(|| CredentialsError::new(format!("profile {:?} lacks `{member}`", self.1)))
    }

    fn key(self) -> Result<Credentials, CredentialsError> {
        Ok(Credentials::access_key(
            self.required("access_key_id")?,
            self.required("access_key_secret")?,
        ))
    }

    fn temporary_keys(self) -> Result<Credentials, CredentialsError> {
        Ok(Credentials::sts(
            self.required("access_key_id")?,
            self.required("access_key_secret")?,
            self.required("sts_token")?,
        ))
    }

    fn session(self) -> Result<Session, CredentialsError> {
        let given = |member| text(self.0, member).map(str::to_owned);
        // The command line writes 0 where nothing was said.
        let seconds = self.0.get("expired_seconds").and_then(Json::as_u64);
        let seconds = seconds.filter(|seconds| *seconds > 0);
        Ok(Session {
            role_arn: self.required("ram_role_arn")?.to_owned(),
            name: given("ram_session_name").or_else(|| given("role_session_name")),
            duration: seconds.map(Duration::from_secs),
            policy: given("policy"),
            external_id: given("external_id"),
            host: Host {
                region: given("sts_region"),
                is_vpc: self.0.get("enable_vpc").and_then(Json::as_bool),
                endpoint: given("sts_endpoint"),
            },
        })
    }
}
