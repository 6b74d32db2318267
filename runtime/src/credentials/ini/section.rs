//! One section of an ini file.
//!
//! In: the text of the file. Out: the provider that a section describes. Sections, `key = value` and
//! comments are all that the format has; a crate for it would be one more dependency of every program, and
//! would keep copies of the secrets that nobody wipes.

use crate::credentials::sts::Session;
use crate::credentials::{
    AssumeRoleCredentials, Credentials, CredentialsError, EcsRamRoleCredentials,
    OidcRoleCredentials, ProvideCredentials, Surroundings,
};

const TYPES: &str = "access_key, sts, ecs_ram_role, ram_role_arn and oidc_role_arn";

/// The entries of a section, as they stand in the text, and its name.
#[derive(Debug, PartialEq)]
pub(super) struct Section<'t> {
    name: &'t str,
    entries: Vec<(&'t str, &'t str)>,
}

impl<'t> Section<'t> {
    /// The section of this name. One that stands there several times is one section.
    pub(super) fn of(text: &'t str, name: &'t str) -> Result<Self, CredentialsError> {
        let mut entries = Vec::new();
        let (mut is_there, mut is_inside) = (false, false);
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_start_matches('\u{feff}').trim();
            if line.is_empty() || line.starts_with(['#', ';']) {
                continue;
            }
            if let Some(rest) = line.strip_prefix('[') {
                let header = rest.split_once(']').map(|(header, _)| header.trim());
                is_inside = header.ok_or_else(|| odd(index))? == name;
                is_there |= is_inside;
                continue;
            }
            if is_inside {
                let (key, value) = line.split_once('=').ok_or_else(|| odd(index))?;
                entries.push((key.trim(), without_comment(value)));
            }
        }
        match is_there {
            true => Ok(Section { name, entries }),
            false => Err(CredentialsError::missing(format!(
                "there is no section {name:?}"
            ))),
        }
    }

    pub(super) fn provider(
        &self,
        surroundings: &Surroundings,
    ) -> Result<Box<dyn ProvideCredentials>, CredentialsError> {
        let world = surroundings.clone();
        Ok(match self.required("type")? {
            "access_key" => Box::new(self.key()?),
            "sts" => Box::new(Credentials::sts(
                self.required("access_key_id")?,
                self.required("access_key_secret")?,
                self.required("security_token")?,
            )),
            "ecs_ram_role" => {
                let role = EcsRamRoleCredentials::new().with_surroundings(world);
                match self.get("role_name") {
                    Some(name) => Box::new(role.with_role(name)),
                    None => Box::new(role),
                }
            }
            "ram_role_arn" => {
                let role = AssumeRoleCredentials::of(Box::new(self.key()?), self.session()?);
                Box::new(role.with_surroundings(world))
            }
            "oidc_role_arn" => {
                let provider = self.required("oidc_provider_arn")?.to_owned();
                let file = self.required("oidc_token_file_path")?.into();
                let role = OidcRoleCredentials::of(self.session()?, provider, file);
                Box::new(role.with_surroundings(world))
            }
            other => {
                return Err(CredentialsError::new(format!(
                    "section {:?} has type {other:?}, which is not supported; supported are {TYPES}",
                    self.name
                )));
            }
        })
    }

    /// The last entry of this key that is not empty.
    fn get(&self, key: &str) -> Option<&'t str> {
        let mut found = self.entries.iter().rev();
        found
            .find(|(known, value)| *known == key && !value.is_empty())
            .map(|(_, value)| *value)
    }

    fn required(&self, key: &str) -> Result<&'t str, CredentialsError> {
        self.get(key)
            .ok_or_else(|| CredentialsError::new(format!("section {:?} lacks `{key}`", self.name)))
    }

    fn key(&self) -> Result<Credentials, CredentialsError> {
        Ok(Credentials::access_key(
            self.required("access_key_id")?,
            self.required("access_key_secret")?,
        ))
    }

    fn session(&self) -> Result<Session, CredentialsError> {
        Ok(Session {
            name: self.get("role_session_name").map(str::to_owned),
            policy: self.get("policy").map(str::to_owned),
            ..Session::of(self.required("role_arn")?)
        })
    }
}

/// The line itself may hold a secret.
fn odd(index: usize) -> CredentialsError {
    CredentialsError::new(format!(
        "line {} is neither `[section]` nor `key = value`",
        index + 1
    ))
}

/// The value in front of a comment, which begins with a space.
fn without_comment(value: &str) -> &str {
    let comment = [" #", "\t#", " ;", "\t;"];
    let end = comment.iter().filter_map(|start| value.find(start)).min();
    value[..end.unwrap_or(value.len())].trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_read_and_others_are_not() {
        let text = "\u{feff}# file\n[other]\na = 1\nnot even an entry [\n";
        let table = [
            (
                "[default]\na=1\n b =  2 = 3 # c\n; d\n\n",
                vec![("a", "1"), ("b", "2 = 3")],
            ),
            (
                "[ default ] ; x\r\na\t=\tx#y\r\n[b]\na = 2\n[default]\na =\n",
                vec![("a", "x#y"), ("a", "")],
            ),
            ("[default]", vec![]),
            ("[b]\nodd\n[default]\na=\t;b", vec![("a", "")]),
        ];
        for (text, entries) in table {
            let found = Section::of(text, "default").unwrap();
            assert_eq!(found.entries, entries, "{text:?}");
        }
        assert!(Section::of(text, "default").unwrap_err().is_missing());
        let section = Section::of("[p]\na = 1\na = 2\na =", "p").unwrap();
        assert_eq!((section.get("a"), section.get("b")), (Some("2"), None));
    }

    #[test]
    fn an_odd_line_is_named_by_its_number_alone() {
        for text in ["[default]\ncanary", "x\n[canary"] {
            let error = Section::of(text, "default").unwrap_err();
            let error = format!("{error} {error:?}");
            assert!(
                error.contains("line 2") && !error.contains("canary"),
                "{error}"
            );
        }
    }
}
