//! Tables about products.
//!
//! In: what generated code knows of a product in one version. Out: its style, and where its hosts are.

use crate::retry::RetryCodes;

/// A product in one version: what its operations share.
#[derive(Debug)]
pub struct ProductInfo {
    /// Product code, as in endpoints: `aiworkspace`.
    pub code: &'static str,
    /// API version: `2021-02-04`.
    pub version: &'static str,
    /// Style of the API.
    pub style: ApiStyle,
    /// How the host follows from the region.
    pub endpoint: EndpointRule,
    /// Regions the documentation lists. Another region follows the rule too.
    pub regions: &'static [&'static str],
    /// Hosts that do not follow the rule.
    pub hosts: &'static [RegionHosts],
    /// Codes that mean that trying again helps, besides those of all products.
    pub retry: RetryCodes,
}

impl ProductInfo {
    /// A product without known regions; the rest is set by struct update.
    pub const fn new(
        code: &'static str,
        version: &'static str,
        style: ApiStyle,
        endpoint: EndpointRule,
    ) -> Self {
        ProductInfo {
            code,
            version,
            style,
            endpoint,
            regions: &[],
            hosts: &[],
            retry: RetryCodes::NONE,
        }
    }
}

/// Style of an API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiStyle {
    /// Resource paths, parameters in path, query and JSON body.
    Roa,
    /// Path `/`, parameters in query or form.
    Rpc,
}

/// How the host follows from the region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndpointRule {
    /// `<product>[-vpc].<region>.aliyuncs.com`
    Regional,
    /// `<product>[-vpc].aliyuncs.com`
    Central,
}

/// Stands in place of a host that does not exist.
pub(crate) const NO_HOST: &str = "none";

/// Hosts of one region that do not follow the rule.
#[derive(Debug, Clone, Copy)]
pub struct RegionHosts {
    /// The region.
    pub region: &'static str,
    /// Its public host.
    pub public: Option<&'static str>,
    /// Its host inside a VPC; `none` where the documentation says that there is none.
    pub vpc: Option<&'static str>,
}

impl RegionHosts {
    /// The hosts of a region.
    pub const fn new(
        region: &'static str,
        public: Option<&'static str>,
        vpc: Option<&'static str>,
    ) -> Self {
        RegionHosts {
            region,
            public,
            vpc,
        }
    }
}
