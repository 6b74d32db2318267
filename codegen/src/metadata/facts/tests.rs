//! What the tests of facts share.

use crate::metadata::document::Document;
use crate::spec::At;

/// A document of ECS.
pub(super) fn document() -> Document<'static> {
    Document {
        product: "Ecs".into(),
        version: "2014-05-26".into(),
        ..Document::default()
    }
}

/// A place, where places do not matter.
pub(super) fn nowhere(_: &str) -> At {
    At { file: 0, node: 0 }
}
