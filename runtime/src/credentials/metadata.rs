//! The form in which the metadata service hands out keys; a credentials URI does it in the same form.

use super::document::Document;
use super::{Credentials, CredentialsError};
use crate::date::parse_timestamp;
use crate::secret::Secret;

/// The keys in an answer. Nothing of it is ever shown, except its `Code` if that is a word.
pub(super) fn read(body: &[u8]) -> Result<Credentials, CredentialsError> {
    let mut document = Document::read(body)
        .ok_or_else(|| CredentialsError::new("what it answered is no JSON object"))?;
    match document.text("Code") {
        Some("Success") => {}
        Some(code) => {
            let is_word = code.len() <= 40 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
            let shown = if is_word { code } else { "that is no word" };
            return Err(CredentialsError::new(format!(
                "it answered with a code {shown} instead of Success"
            )));
        }
        None => return Err(lacks("Code")),
    }
    let id = document.take("AccessKeyId");
    let secret = document.take("AccessKeySecret");
    let token = document.take("SecurityToken");
    keys(id, secret, token, document.text("Expiration"))
}

/// Keys of which nothing is missing. Those without an end, or with an odd one, could not be renewed in
/// time.
pub(super) fn keys(
    id: Option<String>,
    secret: Option<String>,
    token: Option<String>,
    expiration: Option<&str>,
) -> Result<Credentials, CredentialsError> {
    // Wiped whatever else is missing.
    let (secret, token) = (secret.map(Secret::new), token.map(Secret::new));
    let is_there = |secret: &Secret| !secret.expose().is_empty();
    let id = id.filter(|id| !id.is_empty());
    let id = id.ok_or_else(|| lacks("AccessKeyId"))?;
    let secret = secret.filter(is_there);
    let secret = secret.ok_or_else(|| lacks("AccessKeySecret"))?;
    let token = token.filter(is_there);
    let token = token.ok_or_else(|| lacks("SecurityToken"))?;
    let expiration = expiration.ok_or_else(|| lacks("Expiration"))?;
    let expiration = parse_timestamp(expiration).ok_or_else(|| {
        CredentialsError::new("Expiration in its answer is no point in time in UTC")
    })?;
    Ok(Credentials::of_secrets(id, secret, token).with_expiration(expiration))
}

fn lacks(name: &str) -> CredentialsError {
    CredentialsError::new(format!("its answer lacks {name}"))
}
