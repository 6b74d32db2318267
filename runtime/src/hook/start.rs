//! Which attempt of which call.

use std::time::Duration;

use crate::schema::OperationFacts;

/// An attempt that begins.
#[derive(Clone, Copy)]
pub struct AttemptStart<'a> {
    pub(crate) info: &'a OperationFacts<'a>,
    pub(crate) region: &'a str,
    pub(crate) number: u32,
    pub(crate) waited: Duration,
}

impl<'a> AttemptStart<'a> {
    /// Code of the product: `aiworkspace`.
    pub fn product(&self) -> &'a str {
        self.info.product
    }

    /// Version of the product's API: `2021-02-04`.
    pub fn version(&self) -> &'a str {
        self.info.version
    }

    /// Name of the operation: `CreateWorkspace`.
    pub fn operation(&self) -> &'a str {
        self.info.name
    }

    /// Region of the config; empty if it has none.
    pub fn region(&self) -> &'a str {
        self.region
    }

    /// 1 for the first attempt of a call.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// How long the call has waited since the attempt before; zero for the first.
    pub fn waited(&self) -> Duration {
        self.waited
    }
}

impl std::fmt::Debug for AttemptStart<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AttemptStart")
            .field("product", &self.product())
            .field("version", &self.version())
            .field("operation", &self.operation())
            .field("region", &self.region)
            .field("number", &self.number)
            .field("waited", &self.waited)
            .finish()
    }
}
