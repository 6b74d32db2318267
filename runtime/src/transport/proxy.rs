//! Which requests go through a proxy, and which.
//!
//! In: an address, or the environment. Out: for each request its proxy, or none. No proxy is used unless a program
//! asks for one.

mod exceptions;
mod way;

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use http::Uri;

use self::exceptions::Exceptions;
pub(super) use self::way::Way;
use crate::environment::{Environment, ProcessEnvironment, non_empty};
use crate::error::Error;

const HTTP: [&str; 2] = ["HTTP_PROXY", "http_proxy"];
const HTTPS: [&str; 2] = ["HTTPS_PROXY", "https_proxy"];
const EXCEPT: [&str; 2] = ["NO_PROXY", "no_proxy"];
/// Set by servers that run a program for a request, who also turn its header `proxy` into `HTTP_PROXY`.
const CGI: &str = "REQUEST_METHOD";

/// The proxy that requests go through. Give it to [`Config::with_proxy`](crate::Config::with_proxy) or
/// [`HyperTransport::with_proxy`](crate::HyperTransport::with_proxy).
///
/// A request over TLS goes through a tunnel (`CONNECT`): the proxy learns the host and no more. The metadata service
/// (`100.100.100.200`, `169.254.0.0/16`) is never asked through a proxy. User name and password are sent to the
/// proxy alone, and never shown.
///
/// ```
/// use alicloud_core::{Config, Proxy};
///
/// let proxy = Proxy::url("http://user:never-printed@proxy.example.com:3128")?.with_exceptions(".internal, 10.0.0.0/8");
/// assert!(!format!("{proxy:?}").contains("never-printed"));
/// let config = Config::new("cn-hangzhou").with_proxy(proxy);
/// # let _ = config;
/// # Ok::<(), alicloud_core::Error>(())
/// ```
#[derive(Clone)]
#[cfg_attr(docsrs, doc(cfg(feature = "transport")))]
pub struct Proxy(Arc<Proxies>);

struct Proxies {
    http: Option<Way>,
    https: Option<Way>,
    except: Exceptions,
}

impl Proxy {
    /// All requests through the proxy at this address: `http://host:port`, or `http://user:password@host:port` with
    /// `%` escapes for `@`, `:`, `/` and `%` within the password. `https://` reaches the proxy itself over TLS; without
    /// a port it is 80 or 443.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind) if the text is something else. The text is not repeated.
    pub fn url(address: &str) -> Result<Self, Error> {
        let way = Way::to("the proxy's address", address)?;
        Ok(Self::of(Some(way.clone()), Some(way), ""))
    }

    /// The proxy that the environment of this process names, read once, now. If it names none, requests go straight
    /// to their host.
    ///
    /// `HTTPS_PROXY`, else `https_proxy`, is for endpoints over TLS, which all are but those of
    /// [`Config::with_insecure_http_endpoint`](crate::Config::with_insecure_http_endpoint); those follow `HTTP_PROXY`,
    /// else `http_proxy`. Both are ignored where `REQUEST_METHOD` is set: there they are what the sender of some
    /// request wrote. `NO_PROXY`, else `no_proxy`, lists hosts to reach without: see
    /// [`with_exceptions`](Proxy::with_exceptions). An empty variable counts as not set.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind) if a variable holds something that [`url`](Proxy::url) refuses.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_environment(&ProcessEnvironment)
    }

    /// As [`from_env`](Proxy::from_env), from another environment.
    ///
    /// # Errors
    ///
    /// As for [`from_env`](Proxy::from_env).
    pub fn from_environment(environment: &dyn Environment) -> Result<Self, Error> {
        let first = |names: [&'static str; 2]| {
            let mut found = names
                .into_iter()
                .filter_map(|name| Some((name, non_empty(environment, name)?)));
            found.next()
        };
        let way = |names| {
            let found = first(names);
            found
                .map(|(name, address)| Way::to(name, &address))
                .transpose()
        };
        let http = match environment.get(CGI) {
            Some(_) => None,
            None => way(HTTP)?,
        };
        let except = first(EXCEPT).map_or(String::new(), |(_, except)| except);
        Ok(Self::of(http, way(HTTPS)?, &except))
    }

    /// Reaches these hosts without the proxy, in place of what was said before. The text is a list with commas, as
    /// in `NO_PROXY`: a name stands for itself and all below it (`example.com`, `.example.com`, `*.example.com`), an
    /// address for itself, `10.0.0.0/8` for a network, `*` for everything. A port (`example.com:8080`) is read over: the
    /// entry stands for all ports of the host.
    #[must_use]
    pub fn with_exceptions(self, hosts: &str) -> Self {
        Self::of(self.0.http.clone(), self.0.https.clone(), hosts)
    }

    fn of(http: Option<Way>, https: Option<Way>, except: &str) -> Self {
        let except = Exceptions::new(except);
        Proxy(Arc::new(Proxies {
            http,
            https,
            except,
        }))
    }

    /// The way to this address, if it leads through a proxy.
    pub(super) fn way(&self, uri: &Uri) -> Option<&Way> {
        let host = uri.host()?;
        if is_metadata_service(host) || self.0.except.contain(host) {
            return None;
        }
        match uri.scheme_str() {
            Some("http") => self.0.http.as_ref(),
            Some("https") => self.0.https.as_ref(),
            _ => None,
        }
    }
}

/// Whether keys come from this host: nobody in between may see them.
fn is_metadata_service(host: &str) -> bool {
    match host.parse() {
        Ok(IpAddr::V4(address)) => {
            address.is_link_local() || address.octets() == [100, 100, 100, 200]
        }
        _ => false,
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |way: &Option<Way>| way.as_ref().map(|way| way.uri().to_string());
        f.debug_struct("Proxy")
            .field("http", &shown(&self.0.http))
            .field("https", &shown(&self.0.https))
            .field("exceptions", &self.0.except)
            .finish()
    }
}

#[cfg(test)]
mod tests;
