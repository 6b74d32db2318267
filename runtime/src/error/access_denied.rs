//! Who was denied what.
//!
//! In: the member `AccessDeniedDetail` of an error answer. Out: its fields by name, so that a program
//! can tell its user which permission is missing.

use crate::Json;

/// Why RAM denied the call.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AccessDenied {
    /// The action that was denied: `paiworkspace:CreateWorkspaceResource`.
    pub action: Option<String>,
    /// Kind of identity: `SubUser`, `AssumedRoleUser`, ...
    pub principal_type: Option<String>,
    /// Account that the identity belongs to.
    pub principal_owner_id: Option<String>,
    /// Name or id of the identity.
    pub principal_display_name: Option<String>,
    /// Kind of policy that decided.
    pub policy_type: Option<String>,
    /// `ImplicitDeny`: no policy allows it; `ExplicitDeny`: a policy forbids it.
    pub no_permission_type: Option<String>,
    /// What the operation `DecodeDiagnosticMessage` of RAM explains to an administrator.
    pub encoded_diagnostic_message: Option<String>,
}

impl AccessDenied {
    /// Reads an object whose names begin in upper or lower case.
    pub(crate) fn read(detail: &Json) -> Option<Self> {
        let members = detail.as_object()?;
        let text = |name: &str| {
            let found = members
                .iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(name));
            found
                .and_then(|(_, value)| value.as_str())
                .map(str::to_owned)
        };
        Some(AccessDenied {
            action: text("AuthAction"),
            principal_type: text("AuthPrincipalType"),
            principal_owner_id: text("AuthPrincipalOwnerId"),
            principal_display_name: text("AuthPrincipalDisplayName"),
            policy_type: text("PolicyType"),
            no_permission_type: text("NoPermissionType"),
            encoded_diagnostic_message: text("EncodedDiagnosticMessage"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_either_case() {
        let upper =
            AccessDenied::read(&serde_json::json!({"AuthAction": "a:B", "PolicyType": "p"}));
        let lower =
            AccessDenied::read(&serde_json::json!({"authAction": "a:B", "policyType": "p"}));
        assert_eq!(upper, lower);
        assert_eq!(upper.unwrap().action.as_deref(), Some("a:B"));
        assert_eq!(AccessDenied::read(&Json::from("text")), None);
    }
}
