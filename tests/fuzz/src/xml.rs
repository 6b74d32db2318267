//! The body of a success, as XML.

/// Decodes `body` into every kind of output.
pub fn check(body: &[u8]) {
    super::success::check("application/xml", body);
}
