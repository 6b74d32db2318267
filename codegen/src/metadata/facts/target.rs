//! The name of an operation that another one points to.
//!
//! In: `Product::Version::Operation`. Out: `Operation` in the same version of the same product, else
//! `product/version:Operation`.

use crate::metadata::document::Document;

/// The operation as a spec names it; `None` when the text is no such name.
pub(super) fn target(text: &str, document: &Document) -> Option<String> {
    let mut parts = text.split("::").map(str::trim);
    let (Some(product), Some(version), Some(operation), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    if !(is_name(product, '-') && is_version(version) && is_name(operation, '_')) {
        return None;
    }
    let is_here = product.eq_ignore_ascii_case(&document.product) && version == document.version;
    Some(match is_here {
        true => operation.to_owned(),
        false => format!("{}/{version}:{operation}", product.to_ascii_lowercase()),
    })
}

/// Letters, digits and one kind of sign, a letter first.
fn is_name(text: &str, sign: char) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == sign)
}

/// Letters and digits with single signs between them.
fn is_version(text: &str) -> bool {
    let is_part =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    text.split(['.', '_', '-']).all(is_part)
}

#[cfg(test)]
mod tests {
    use super::super::tests::document;
    use super::*;

    #[test]
    fn names_are_short_at_home_and_full_elsewhere() {
        for (text, expected) in [
            ("Ecs::2014-05-26::Run", Some("Run")),
            ("ECS::2014-05-26::Run", Some("Run")),
            ("Ecs::2014-05-27::Run", Some("ecs/2014-05-27:Run")),
            ("Oss-Open::2014-05-26::Run", Some("oss-open/2014-05-26:Run")),
            ("Ecs::2014-05-26", None),
            ("Ecs::2014-05-26::Run::Now", None),
            ("Ecs::2014-05-26::Run it", None),
            ("Aligenie::iap_1.0::Run", Some("aligenie/iap_1.0:Run")),
            ("E/s::2014-05-26::Run", None),
            ("Ecs::2014--26::Run", None),
            ("Ecs::2014-05-26::1Run", None),
            ("::::", None),
        ] {
            assert_eq!(target(text, &document()).as_deref(), expected, "{text}");
        }
    }
}
