//! Where the files of the official tools lie.

use std::path::PathBuf;

use super::{CredentialsError, Surroundings};

/// A path below the user's home folder.
pub(super) fn below_home(
    surroundings: &Surroundings,
    path: &[&str],
) -> Result<PathBuf, CredentialsError> {
    let variable = |name| surroundings.variable(name);
    let home = variable("HOME")
        .or_else(|| variable("USERPROFILE"))
        .or_else(|| Some(variable("HOMEDRIVE")? + &variable("HOMEPATH")?));
    let mut found = PathBuf::from(home.ok_or_else(|| {
        CredentialsError::missing("no home folder is known: variable HOME is not set or empty")
    })?);
    found.extend(path);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_folder_comes_from_the_variables_of_any_system() {
        type Variables = &'static [(&'static str, &'static str)];
        let table: [(Variables, Option<&str>); 5] = [
            (&[("HOME", "/h"), ("USERPROFILE", "/u")], Some("/h/.x/y")),
            (&[("HOME", ""), ("USERPROFILE", "/u")], Some("/u/.x/y")),
            (
                &[("HOMEDRIVE", "/d"), ("HOMEPATH", "/p")],
                Some("/d/p/.x/y"),
            ),
            (&[("HOMEPATH", "/p")], None),
            (&[], None),
        ];
        for (variables, expected) in table {
            let surroundings = Surroundings::new().with_environment(|name: &str| {
                let found = variables.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            });
            let found = below_home(&surroundings, &[".x", "y"]);
            assert_eq!(found.ok(), expected.map(PathBuf::from));
        }
    }
}
