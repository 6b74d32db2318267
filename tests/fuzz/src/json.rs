//! The body of a success, as JSON.

/// Decodes `body` into every kind of output.
pub fn check(body: &[u8]) {
    super::success::check("application/json", body);
}
