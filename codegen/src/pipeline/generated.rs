//! What was generated, for programs that are written around it.
//!
//! In: the lowered operations. Out: their wire names with their Rust names: the two that tests and tools around
//! generated code would otherwise have to guess.

use crate::rust::Product;

/// An operation of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct GeneratedOperation {
    /// Code of the product, as in the spec.
    pub product: String,
    /// Version of the product.
    pub version: String,
    /// Name on the wire.
    pub name: String,
    /// Path of the request type below the root of the output: `ecs::v2014_05_26::run_instances::RunInstancesRequest`.
    pub request: String,
}

/// The operations of a product version.
pub(super) fn of(product: &Product) -> Vec<GeneratedOperation> {
    let version = &product.version;
    let operations = version.operations.iter();
    let generated = operations.map(|one| GeneratedOperation {
        product: version.info.code.clone(),
        version: version.info.version.clone(),
        name: one.name.clone(),
        request: [&*product.module, &version.module, &one.module, &one.request].join("::"),
    });
    generated.collect()
}
