//! Who may call an operation.
//!
//! In: the names of the ways to authenticate. Out: whether an operation goes unsigned, which it only does when it says
//! that it can be called in no other way.

use super::super::document::Api;
use super::{Apply, Fixup, Notes, fixup};

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        "oidc-as-anonymous",
        Apply::Before(oidc),
        "the caller proves itself by a token among the parameters (`ARS_OIDC`)",
        "anonymous: the request goes unsigned",
    ),
    fixup(
        "foreign-security",
        Apply::Before(foreign),
        "the ways to authenticate do not name `AK`",
        "signed with an access key, as the official SDKs do",
    ),
];

/// Ways that need no signature.
const UNSIGNED: &[&str] = &["Anonymous", "ARS_OIDC"];

/// Whether an operation goes unsigned.
pub(crate) fn is_anonymous(api: &Api<'_>) -> bool {
    !api.security.is_empty() && api.security.iter().all(|way| UNSIGNED.contains(&&**way))
}

fn oidc(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    if is_anonymous(api) && api.security.iter().any(|way| way == "ARS_OIDC") {
        notes.changed_at("security", "anonymous");
    }
}

fn foreign(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    if !api.security.is_empty() && !is_anonymous(api) && !api.security.iter().any(|way| way == "AK")
    {
        notes.changed_at(
            "security",
            format!("`{}` read as `AK`", api.security.join("`, `")),
        );
    }
}
