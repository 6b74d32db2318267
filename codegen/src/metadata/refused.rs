//! Products that do not speak the protocol of this client, by name.
//!
//! In: product and version of a file. Out: why it is refused, if it is. A generated client for one of these would
//! compile, send, and be turned away: a sentence with the way out is worth more.

use super::document::Document;

/// Product code in lower case, what of `info` tells the refused versions, and what they speak instead.
const TABLE: &[(&str, Which, &str)] = &[
    (
        "aligenie",
        Which::All,
        "it answers at hosts of its own, with signatures of its own; use the SDK of AliGenie",
    ),
    (
        "fc",
        Which::Before("2023"),
        "versions before 2023-03-30 are signed in a way of their own; use version 2023-03-30",
    ),
    (
        "fc-open",
        Which::All,
        "it is the old Function Compute, which is signed in a way of its own; use fc, version 2023-03-30",
    ),
    (
        "oss",
        Which::All,
        "object storage is signed in a way of its own; use a client of OSS, or one of S3",
    ),
    (
        "pds",
        Which::All,
        "drives are reached at hosts of their own, with signatures of their own; use the SDK of PDS",
    ),
    (
        "sls",
        Which::All,
        "logs travel in a format and with signatures of their own; use the SDK of the log service",
    ),
];

/// The versions that an entry is about.
enum Which {
    All,
    /// Those that sort before this.
    Before(&'static str),
}

/// Why a product is refused, if it is.
pub(crate) fn refused(document: &Document<'_>) -> Option<&'static str> {
    let code = document.product.to_ascii_lowercase();
    let entry = TABLE.iter().find(|(name, which, _)| {
        *name == code
            && match which {
                Which::All => true,
                Which::Before(version) => *document.version < **version,
            }
    });
    entry.map(|(_, _, why)| *why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_products_with_a_protocol_of_their_own_are_refused() {
        for (product, version, is_refused) in [
            ("Oss", "2019-05-17", true),
            ("Sls", "2020-12-30", true),
            ("pds", "2022-03-01", true),
            ("AliGenie", "iap_1.0", true),
            ("FC", "2016-08-15", true),
            ("FC", "2023-03-30", false),
            ("FC-Open", "2021-04-06", true),
            ("hcs-mgw", "2024-06-26", false),
            ("Ecs", "2014-05-26", false),
        ] {
            let document = Document {
                product: product.into(),
                version: version.into(),
                ..Document::default()
            };
            assert_eq!(refused(&document).is_some(), is_refused, "{product}");
        }
    }
}
