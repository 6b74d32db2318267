//! The client of one product: what every generated client wraps.
//!
//! In: a product's table and a config. Out: calls. Endpoint, transport and user agent are settled when
//! it is made, so that a mistake in the config shows before the first call.

use std::fmt;
use std::sync::Arc;

use crate::action::ActionCall;
use crate::call::Call;
use crate::config::{Config, Settings};
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::operation::Operation;
use crate::pages::PagedCall;
use crate::retry::{Bucket, Skew};
use crate::schema::ProductInfo;
use crate::stream::EventsCall;
use crate::transport::Transport;
use crate::user_agent::user_agent;

/// The client of one product in one version. Clones are cheap and share everything.
#[derive(Clone)]
pub struct Core(Arc<Parts>);

pub(crate) struct Parts {
    pub(crate) product: &'static ProductInfo,
    pub(crate) config: Config,
    pub(crate) endpoint: Endpoint,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) user_agent: String,
    pub(crate) budget: Bucket,
    pub(crate) skew: Skew,
}

impl Core {
    /// A client for `product` with this config.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind) naming everything that cannot be used: a region that is
    /// none, an endpoint that is more than a host, a user agent suffix with control characters, no
    /// transport or no timer in a build without the feature `transport`. Nothing is looked up or sent:
    /// whether the host exists shows at the first call.
    pub fn new(product: &'static ProductInfo, config: &Config) -> Result<Self, Error> {
        let settings = config.settings();
        let found = (
            settings.endpoint(product),
            user_agent(settings.user_agent_suffix.as_deref()),
            settings
                .transport()
                .ok_or_else(|| Error::config(NO_TRANSPORT)),
            has_timer(settings),
        );
        match found {
            (Ok(endpoint), Ok(user_agent), Ok(transport), Ok(())) => Ok(Core(Arc::new(Parts {
                product,
                config: config.clone(),
                endpoint,
                transport,
                user_agent,
                budget: Bucket::new(settings.retry_budget),
                skew: Skew::default(),
            }))),
            (endpoint, user_agent, transport, timer) => {
                let problems = [
                    endpoint.err(),
                    user_agent.err(),
                    transport.err(),
                    timer.err(),
                ];
                let problems: Vec<_> = problems
                    .into_iter()
                    .flatten()
                    .map(|error| error.to_string())
                    .collect();
                Err(Error::config(problems.join("\n")))
            }
        }
    }

    /// A call that is sent when it is awaited.
    #[inline]
    pub fn call<'a, R: Operation>(&'a self, request: &'a R) -> Call<'a, R::Output> {
        Call::new(self, R::INFO, request)
    }

    /// A call of a list that comes page by page, with entries of the type `I`.
    #[inline]
    pub fn paged<'a, R: Operation, I>(&'a self, request: &'a R) -> PagedCall<'a, R::Output, I> {
        PagedCall::new(self, R::INFO, request)
    }

    /// A call whose answer is a stream of events; the operation's output is the data of one.
    #[inline]
    pub fn events<'a, R: Operation>(&'a self, request: &'a R) -> EventsCall<'a, R::Output> {
        EventsCall::new(self, R::INFO, request)
    }

    /// A call of an operation that no table describes, by its name. See [`ActionCall`].
    pub fn action(&self, name: impl Into<String>) -> ActionCall<'_> {
        ActionCall::new(self, name.into())
    }

    /// Where calls go.
    pub fn endpoint(&self) -> &Endpoint {
        &self.0.endpoint
    }

    pub(crate) fn parts(&self) -> &Parts {
        &self.0
    }
}

const NO_TRANSPORT: &str = "nothing carries requests: turn the feature `transport` of alicloud (or alicloud-core) \
                            on, or give `Config::with_transport` your own";

/// Whether the limits of the config can be kept.
fn has_timer(settings: &Settings) -> Result<(), Error> {
    if settings.options.has_limits() && settings.timer.is_none() {
        return Err(Error::config(
            "nothing measures timeouts: turn the feature `transport` of alicloud (or alicloud-core) on, give \
             `Config::with_timer` your own, or pass `None` to `Config::with_timeout` and `Config::with_read_timeout`",
        ));
    }
    Ok(())
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("product", &self.0.product.code)
            .field("version", &self.0.product.version)
            .field("endpoint", &self.0.endpoint)
            .field("config", &self.0.config)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{ApiStyle, EndpointRule};
    use crate::transport::testing::Silent;

    static PRODUCT: ProductInfo = ProductInfo {
        code: "demo",
        version: "2024-01-01",
        style: ApiStyle::Roa,
        endpoint: EndpointRule::Regional,
        regions: &["cn-hangzhou"],
        hosts: &[],
        retry: crate::rt::RetryCodes::NONE,
    };

    fn config(region: &str) -> Config {
        Config::new(region)
            .with_transport(Silent)
            .with_timeout(None)
            .with_read_timeout(None)
    }

    #[test]
    fn clients_can_be_shared_between_threads() {
        fn check<T: Clone + Send + Sync + fmt::Debug + 'static>() {}
        check::<Core>();
        check::<Config>();
        check::<crate::Credentials>();
        check::<Endpoint>();
    }

    #[test]
    fn region_network_and_endpoint_decide_the_host() {
        let table = [
            (
                config("cn-hangzhou"),
                "https",
                "demo.cn-hangzhou.aliyuncs.com",
            ),
            (
                config("cn-hangzhou").with_vpc_endpoints(),
                "https",
                "demo-vpc.cn-hangzhou.aliyuncs.com",
            ),
            (
                config("").with_endpoint("https://proxy.example.com:8443"),
                "https",
                "proxy.example.com:8443",
            ),
            (
                config("").with_insecure_http_endpoint("127.0.0.1:80"),
                "http",
                "127.0.0.1",
            ),
        ];
        for (config, scheme, authority) in table {
            let core = Core::new(&PRODUCT, &config).unwrap();
            assert_eq!(
                (core.endpoint().scheme(), core.endpoint().authority()),
                (scheme, authority)
            );
        }
    }

    #[test]
    fn all_mistakes_are_reported_at_once() {
        let config = config("evil.com/").with_user_agent_suffix("a\nb");
        let error = Core::new(&PRODUCT, &config).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::Config);
        let text = error.to_string();
        assert!(
            text.contains("\"evil.com/\"") && text.contains("\"a\\nb\""),
            "{text}"
        );
    }

    #[test]
    fn an_endpoint_with_a_scheme_of_its_own_is_refused() {
        assert!(Core::new(&PRODUCT, &config("").with_endpoint("http://example.com")).is_err());
        assert!(
            Core::new(
                &PRODUCT,
                &config("").with_insecure_http_endpoint("https://example.com")
            )
            .is_err()
        );
    }

    #[cfg(not(feature = "transport"))]
    #[test]
    fn without_the_feature_transport_and_timer_must_be_given() {
        let text = Core::new(&PRODUCT, &Config::new("cn-hangzhou"))
            .unwrap_err()
            .to_string();
        assert!(
            text.contains("with_transport") && text.contains("with_timer"),
            "{text}"
        );
    }

    #[test]
    fn debug_holds_no_secret() {
        let config =
            config("cn-hangzhou").with_credentials(crate::Credentials::access_key("id", "canary"));
        let text = format!("{:?}", Core::new(&PRODUCT, &config).unwrap());
        assert!(
            text.contains("demo.cn-hangzhou") && !text.contains("canary"),
            "{text}"
        );
    }
}
