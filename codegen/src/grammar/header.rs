//! Headers that a spec cannot speak of.
//!
//! In: nothing. Out: the names that both front doors, and the runtime, keep for the client itself.

/// Headers that carry the protocol itself, as the runtime keeps them: it refuses a parameter of such a name.
pub static OWNED_HEADERS: &[&str] = &[
    "authorization",
    "connection",
    "content-length",
    "host",
    "transfer-encoding",
    "user-agent",
    "x-acs-accesskey-id",
    "x-acs-action",
    "x-acs-bearer-token",
    "x-acs-content-sha256",
    "x-acs-credentials-provider",
    "x-acs-date",
    "x-acs-retry-attempts",
    "x-acs-retry-delay",
    "x-acs-security-token",
    "x-acs-signature-method",
    "x-acs-signature-nonce",
    "x-acs-signature-type",
    "x-acs-signature-version",
    "x-acs-version",
];
