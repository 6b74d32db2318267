//! Where a product is called.
//!
//! In: the product's table, the region, the network, or the host the user insists on. Out: scheme and
//! authority of every request. Region and host are checked here, so that no text a user passes on can
//! move a signed request to another host.

use crate::address::shown_endpoint;
use crate::error::Error;
use crate::nearest::nearest;
use crate::schema::{EndpointRule, NO_HOST, ProductInfo};

/// Scheme and authority that requests go to: `https` and `aiworkspace.cn-hangzhou.aliyuncs.com`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    scheme: &'static str,
    authority: String,
}

/// Whether a call comes from the internet or from inside a VPC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Network {
    #[default]
    Public,
    Vpc,
}

impl Endpoint {
    /// An endpoint over TLS at `host` or `host:port`; `https://` in front is tolerated. The port is left
    /// out when it is 443.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind) if the text holds anything but a host and a port from
    /// 1 to 65535: another scheme, user information, a path or a query.
    ///
    /// ```
    /// use alicloud_core::Endpoint;
    ///
    /// let endpoint = Endpoint::https("aiworkspace-vpc.cn-hangzhou.aliyuncs.com")?;
    /// assert_eq!(endpoint.authority(), "aiworkspace-vpc.cn-hangzhou.aliyuncs.com");
    /// assert!(Endpoint::https("example.com/path").is_err());
    /// # Ok::<(), alicloud_core::Error>(())
    /// ```
    pub fn https(host: &str) -> Result<Self, Error> {
        Self::parse("https", host)
    }

    /// An endpoint **without** TLS: everyone on the way reads the request and its token. For servers in
    /// tests only. `http://` in front is tolerated; the port is left out when it is 80.
    ///
    /// # Errors
    ///
    /// As for [`Endpoint::https`].
    pub fn insecure_http(host: &str) -> Result<Self, Error> {
        Self::parse("http", host)
    }

    /// `https` or `http`.
    pub fn scheme(&self) -> &str {
        self.scheme
    }

    /// `host` or `host:port`, in lower case, as it stands in the `host` header.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The endpoint of a product in a region: an exception from the product's table, else its rule.
    pub(crate) fn of(product: &ProductInfo, region: &str, network: Network) -> Result<Self, Error> {
        let central = product.endpoint == EndpointRule::Central;
        if !(is_region(region) || central && region.is_empty()) {
            return Err(Error::config(region_problem(product, region)));
        }
        let listed = listed(product, region, network);
        if listed == Some(NO_HOST) {
            return Err(Error::config(format!(
                "{} has no host inside the VPCs of region {region}: leave `Config::with_vpc_endpoints` out to call the \
                 public one, or name a host with `Config::with_endpoint`",
                product.code
            )));
        }
        let host = match (listed, product.endpoint) {
            (Some(host), _) => host.trim().to_owned(),
            (None, EndpointRule::Regional) => {
                format!("{}.{region}.aliyuncs.com", label(product, network))
            }
            (None, EndpointRule::Central) => format!("{}.aliyuncs.com", label(product, network)),
        };
        Self::https(&host)
    }

    fn parse(scheme: &'static str, text: &str) -> Result<Self, Error> {
        let host = text
            .strip_prefix(scheme)
            .and_then(|rest| rest.strip_prefix("://"))
            .unwrap_or(text);
        match authority(scheme, host) {
            Some(authority) => Ok(Endpoint { scheme, authority }),
            None => Err(Error::config(format!(
                "endpoint {:?} is not a host: write `host` or `host:port`, such as \
                 \"aiworkspace.cn-hangzhou.aliyuncs.com\", without user name, path or query",
                shown_endpoint(text)
            ))),
        }
    }
}

/// The host of a region that does not follow the rule.
fn listed(product: &ProductInfo, region: &str, network: Network) -> Option<&'static str> {
    let hosts = product.hosts.iter().find(|hosts| hosts.region == region)?;
    match network {
        Network::Public => hosts.public,
        Network::Vpc => hosts.vpc,
    }
}

/// First label of the host: the product code and the network.
fn label(product: &ProductInfo, network: Network) -> String {
    let code = product.code.to_ascii_lowercase();
    match network {
        Network::Public => code,
        Network::Vpc => format!("{code}-vpc"),
    }
}

/// Whether the text is one DNS label of lower-case letters, digits and inner dashes: all that may be
/// put between dots of a host name.
fn is_region(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=63).contains(&text.len())
        && text.bytes().all(inner)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

fn region_problem(product: &ProductInfo, region: &str) -> String {
    if region.is_empty() {
        return format!(
            "{} needs a region to find its endpoint, and none is set: pass one to `Config::new`, or an \
             endpoint to `Config::with_endpoint`",
            product.code
        );
    }
    let hint = match nearest_region(product, region) {
        Some(known) => format!("; did you mean {known:?}?"),
        None => ", such as \"cn-hangzhou\"".to_owned(),
    };
    format!(
        "region {region:?} is not a region id: up to 63 lower-case letters, digits and inner dashes{hint}"
    )
}

/// The documented region that a mistyped one probably means.
pub(crate) fn nearest_region(product: &ProductInfo, region: &str) -> Option<&'static str> {
    nearest(region.trim(), product.regions.iter().copied())
}

/// The text in lower case, without the scheme's own port, if it is a host with an optional port.
fn authority(scheme: &str, text: &str) -> Option<String> {
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let (inside, after) = rest.split_once(']')?;
            inside.parse::<std::net::Ipv6Addr>().ok()?;
            (
                &text[..inside.len() + 2],
                if after.is_empty() {
                    None
                } else {
                    Some(after.strip_prefix(':')?)
                },
            )
        }
        None => match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        },
    };
    if !(host.starts_with('[') || is_host_name(host)) {
        return None;
    }
    let host = host.to_ascii_lowercase();
    let Some(port) = port else { return Some(host) };
    let port = Some(port)
        .filter(|port| port.bytes().all(|byte| byte.is_ascii_digit()))?
        .parse::<u16>()
        .ok()?;
    match (scheme, port) {
        (_, 0) => None,
        ("https", 443) | ("http", 80) => Some(host),
        _ => Some(format!("{host}:{port}")),
    }
}

/// Whether the text is DNS labels between dots; an IPv4 address is, too.
fn is_host_name(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    text.len() <= 253
        && text.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.bytes().all(allowed)
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{ApiStyle, RegionHosts};

    static PRODUCT: ProductInfo = ProductInfo {
        code: "Demo",
        version: "2024-01-01",
        style: ApiStyle::Roa,
        endpoint: EndpointRule::Regional,
        regions: &["cn-hangzhou", "us-east-1"],
        hosts: &[
            RegionHosts {
                region: "cn-a",
                public: Some("odd.aliyuncs.com\t"),
                vpc: None,
            },
            RegionHosts {
                region: "cn-b",
                public: None,
                vpc: Some(" odd-vpc.aliyuncs.com\t"),
            },
        ],
        retry: crate::rt::RetryCodes::NONE,
    };
    static CENTRAL: ProductInfo = ProductInfo {
        endpoint: EndpointRule::Central,
        hosts: &[],
        ..PRODUCT
    };

    #[test]
    fn the_host_follows_from_exceptions_then_the_rule() {
        use Network::{Public, Vpc};
        let table = [
            (
                &PRODUCT,
                "cn-hangzhou",
                Public,
                "demo.cn-hangzhou.aliyuncs.com",
            ),
            (
                &PRODUCT,
                "cn-hangzhou",
                Vpc,
                "demo-vpc.cn-hangzhou.aliyuncs.com",
            ),
            (
                &PRODUCT,
                "xx-unlisted-9",
                Public,
                "demo.xx-unlisted-9.aliyuncs.com",
            ),
            (&PRODUCT, "cn-a", Public, "odd.aliyuncs.com"),
            (&PRODUCT, "cn-a", Vpc, "demo-vpc.cn-a.aliyuncs.com"),
            (&PRODUCT, "cn-b", Public, "demo.cn-b.aliyuncs.com"),
            (&PRODUCT, "cn-b", Vpc, "odd-vpc.aliyuncs.com"),
            (&CENTRAL, "cn-a", Public, "demo.aliyuncs.com"),
            (&CENTRAL, "", Vpc, "demo-vpc.aliyuncs.com"),
        ];
        for (product, region, network, host) in table {
            let endpoint = Endpoint::of(product, region, network).unwrap();
            assert_eq!((endpoint.scheme(), endpoint.authority()), ("https", host));
        }
    }

    #[test]
    fn where_there_is_no_host_inside_a_vpc_the_error_says_so() {
        static HOSTS: &[RegionHosts] = &[RegionHosts::new("cn-a", None, Some("none"))];
        let product = ProductInfo {
            hosts: HOSTS,
            ..PRODUCT
        };
        let error = Endpoint::of(&product, "cn-a", Network::Vpc).unwrap_err();
        assert_eq!(
            error.to_string(),
            "Demo has no host inside the VPCs of region cn-a: leave `Config::with_vpc_endpoints` out to call the \
             public one, or name a host with `Config::with_endpoint`"
        );
        let public = Endpoint::of(&product, "cn-a", Network::Public).unwrap();
        assert_eq!(public.authority(), "demo.cn-a.aliyuncs.com");
    }

    #[test]
    fn a_region_cannot_change_the_host() {
        let long = "a".repeat(64);
        let hostile = [
            "x.aliyuncs.com:443@evil.com/",
            "evil.com/",
            "a.b",
            "CN-hangzhou",
            "-a",
            "a-",
            "a b",
            "a\n",
            "ä",
            &long,
        ];
        for region in hostile {
            for product in [&PRODUCT, &CENTRAL] {
                assert!(
                    Endpoint::of(product, region, Network::Public).is_err(),
                    "{region:?}"
                );
            }
        }
        assert!(Endpoint::of(&PRODUCT, "", Network::Public).is_err());
        assert!(Endpoint::of(&PRODUCT, &"a".repeat(63), Network::Public).is_ok());
    }

    #[test]
    fn a_region_in_the_wrong_case_gets_the_right_one_suggested() {
        let error = Endpoint::of(&PRODUCT, "CN_Hangzhou", Network::Public).unwrap_err();
        assert!(
            error.to_string().contains("did you mean \"cn-hangzhou\"?"),
            "{error}"
        );
    }

    #[test]
    fn an_explicit_host_is_normalised() {
        let table = [
            (Endpoint::https("Example.com"), "https", "example.com"),
            (
                Endpoint::https("https://example.com"),
                "https",
                "example.com",
            ),
            (Endpoint::https("example.com:443"), "https", "example.com"),
            (Endpoint::https("example.com:80"), "https", "example.com:80"),
            (
                Endpoint::https("[2001:DB8::1]:8443"),
                "https",
                "[2001:db8::1]:8443",
            ),
            (
                Endpoint::insecure_http("http://127.0.0.1:8080"),
                "http",
                "127.0.0.1:8080",
            ),
            (Endpoint::insecure_http("[::1]:80"), "http", "[::1]"),
        ];
        for (endpoint, scheme, authority) in table {
            let endpoint = endpoint.unwrap();
            assert_eq!(
                (endpoint.scheme(), endpoint.authority()),
                (scheme, authority)
            );
        }
    }

    #[test]
    fn an_explicit_host_holds_nothing_else() {
        let table = [
            "",
            "http://example.com",
            "https://",
            "example.com/",
            "example.com/path",
            "example.com?q",
            "example.com#f",
            "user@example.com",
            "a:b@example.com",
            "example.com:",
            "example.com:0",
            "example.com:65536",
            "example.com:+1",
            "example..com",
            ".example.com",
            "exa mple.com",
            "example.com\r\nx: y",
            "[::1",
            "[::1]x",
            "[example]",
            "ex\u{e4}mple.com",
            "a:1:2",
        ];
        for text in table {
            let error = Endpoint::https(text).expect_err(text);
            let shown = format!("{:?}", shown_endpoint(text));
            assert!(error.to_string().contains(&shown), "{error}");
        }
    }
}
