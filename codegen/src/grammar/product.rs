//! Keys of `product.yaml`.
//!
//! In: nothing. Out: tables: what is true of all operations of a product version and stands in one file beside them.

use super::Wants::{Formatted, List, Map, Object as Keys, Text, Word};
use super::{Key, Object, format, words};

/// A product in one version.
pub(crate) static PRODUCT: Object = Object {
    name: "a product",
    doc: "`<product>/<version>/product.yaml`: what holds for all operations of the product version.",
    keys: &[
        Key::new(
            "product",
            Formatted(&format::PRODUCT_CODE),
            "Product code, as in endpoints.",
        )
        .required(),
        Key::new("version", Formatted(&format::VERSION), "API version.").required(),
        Key::new("style", Word(words::API_STYLES), "Style of the API.").required(),
        Key::new("title", Text, "Name of the product for people."),
        Key::new(
            "docs",
            Formatted(&format::URL),
            "Address of the product's documentation.",
        ),
        Key::new(
            "endpoints",
            Keys(&ENDPOINTS),
            "How hosts follow from regions.",
        )
        .required(),
        Key::new(
            "retry",
            Keys(&RETRY),
            "Error codes of all its operations after which trying again helps.",
        ),
    ],
    also: &[],
};

/// Shared with operations.
pub(crate) static RETRY: Object = Object {
    name: "`retry`",
    doc: "Error codes after which trying again helps, besides those of all products: `{ passing: [OperationConflict], throttling: [TooFast] }`. They are compared without regard to case.",
    keys: &[
        Key::new(
            "passing",
            List(&Formatted(&format::ERROR_CODE)),
            "The service cannot now but may soon; the operation may have happened.",
        ),
        Key::new(
            "throttling",
            List(&Formatted(&format::ERROR_CODE)),
            "There are too many calls; the operation did not happen.",
        ),
    ],
    also: &[],
};

static ENDPOINTS: Object = Object {
    name: "`endpoints`",
    doc: "How hosts follow from regions.",
    keys: &[
        Key::new(
            "rule",
            Word(words::ENDPOINT_RULES),
            "The rule; a region that is not listed follows it too.",
        )
        .required(),
        Key::new(
            "regions",
            List(&Formatted(&format::REGION)),
            "Regions that the documentation lists.",
        ),
        Key::new(
            "hosts",
            Map(&format::REGION, &Keys(&HOSTS)),
            "Regions whose hosts do not follow the rule.",
        ),
    ],
    also: &[],
};

static HOSTS: Object = Object {
    name: "a region's hosts",
    doc: "The hosts of a region that does not follow the rule.",
    keys: &[
        Key::new(
            "public",
            Formatted(&format::HOST),
            "Host on the public network.",
        ),
        Key::new(
            "vpc",
            Formatted(&format::VPC_HOST),
            "Host inside a VPC; `none` where there is none.",
        ),
    ],
    also: &[],
};
