//! Why a host may not be there.
//!
//! In: a client whose host does not answer. Out: the usual reason, as the end of a sentence, if there is one to
//! be seen from here.

use super::Exchange;
use crate::endpoint::nearest_region;

impl Exchange<'_> {
    /// A word about a host that could not be reached.
    pub(super) fn doubt(&self) -> String {
        let region = self.client.config.settings().region.as_str();
        self.region_doubt(region).unwrap_or_else(|| match self.client.config.settings().is_inside_vpc() {
            true => format!(
                ": this is the host inside a VPC of region {region:?}, which some products lack and nobody reaches from \
                 outside; without `Config::with_vpc_endpoints` the public one is called"
            ),
            false => String::new(),
        })
    }

    /// The documentation does not list the region that the host was made from.
    fn region_doubt(&self, region: &str) -> Option<String> {
        let product = self.client.product;
        let mut labels = self.client.endpoint.authority().split('.');
        let is_in_host = labels.any(|label| label == region);
        if !is_in_host || product.regions.is_empty() || product.regions.contains(&region) {
            return None;
        }
        let hint =
            nearest_region(product, region).map(|known| format!("; did you mean {known:?}?"));
        Some(format!(
            ": the documentation of {} does not list region {region:?}{}",
            product.code,
            hint.unwrap_or_default()
        ))
    }
}
