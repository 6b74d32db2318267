//! What a config takes from where, and what it shows.

use super::*;

type Variable = (&'static str, &'static str);

fn from(variables: &'static [Variable]) -> Result<Config, Error> {
    Config::from_environment(&move |name: &str| {
        variables
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| (*value).to_owned())
    })
}

#[tokio::test]
async fn a_config_of_the_surroundings_asks_the_default_chain() {
    let world = |variables: &'static [Variable]| {
        let variables = move |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        Config::from_surroundings(Surroundings::new().with_environment(variables))
    };
    let config = world(&[REGION, ID, SECRET]).unwrap();
    assert_eq!(config.settings().region, "cn-hangzhou");
    let provider = config.settings().credentials.clone().unwrap();
    let found = provider.credentials().await.unwrap();
    assert_eq!(found.provider(), "default/env");
    let error = world(&[ID, SECRET]).unwrap_err();
    assert_eq!(error.kind(), crate::ErrorKind::Config);
    assert!(error.to_string().contains(REGION_ID), "{error}");
}

const REGION: Variable = (REGION_ID, "cn-hangzhou");
const ID: Variable = ("ALIBABA_CLOUD_ACCESS_KEY_ID", "id");
const SECRET: Variable = ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "canary");

#[test]
fn the_environment_gives_region_and_credentials() {
    let config = from(&[REGION, ID, SECRET]).unwrap();
    assert_eq!(config.settings().region, "cn-hangzhou");
    assert!(config.settings().credentials.is_some());
}

#[test]
fn every_missing_variable_is_named_at_once() {
    let all = [REGION.0, ID.0, SECRET.0];
    let table: [(&[Variable], &[&str]); 4] = [
        (&[], &all),
        (&[REGION], &[ID.0, SECRET.0]),
        (&[ID, SECRET], &[REGION.0]),
        (&[(REGION.0, ""), ID], &[REGION.0, SECRET.0]),
    ];
    for (variables, missing) in table {
        let error = from(variables).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::Config);
        for name in all {
            assert_eq!(
                error.to_string().contains(name),
                missing.contains(&name),
                "{error}"
            );
        }
        assert!(!format!("{error:?}").contains("canary"));
    }
}

#[test]
fn debug_holds_no_secret() {
    let config = Config::new("cn-hangzhou")
        .with_credentials(crate::Credentials::sts("id", "canary", "canary"))
        .with_endpoint("user:canary@example.com");
    let text = format!("{config:?} {config:#?}");
    assert!(
        text.contains("cn-hangzhou") && !text.contains("canary"),
        "{text}"
    );
}

#[test]
fn a_change_does_not_reach_earlier_clones() {
    let config = Config::new("cn-hangzhou");
    let changed = config.clone().with_timeout(None);
    assert_eq!(
        config.settings().options.timeout,
        Some(Duration::from_secs(60))
    );
    assert_eq!(changed.settings().options.timeout, None);
}

#[cfg(feature = "transport")]
#[test]
fn clones_share_connections_until_the_connect_timeout_differs() {
    let config = Config::new("cn-hangzhou");
    let early_clone = config.clone().with_timeout(None);
    let made = config.settings().transport().unwrap();
    assert!(Arc::ptr_eq(
        &made,
        &early_clone.settings().transport().unwrap()
    ));
    let other = config
        .with_connect_timeout(None)
        .settings()
        .transport()
        .unwrap();
    assert!(!Arc::ptr_eq(&made, &other));
}

#[cfg(not(feature = "transport"))]
#[test]
fn without_the_feature_there_is_neither_transport_nor_timer() {
    let config = Config::new("cn-hangzhou");
    assert!(config.settings().transport().is_none() && config.settings().timer.is_none());
}

#[cfg(feature = "transport")]
#[test]
fn proxy_and_roots_reach_the_transport_that_is_made_next_and_show_no_secret() {
    use crate::{Proxy, RootCertificates};

    let config = Config::new("cn-hangzhou");
    let made = config.settings().transport().unwrap();
    let proxy = Proxy::url("http://user:canary@127.0.0.1:1").unwrap();
    let proxied = config.clone().with_proxy(proxy);
    let other = proxied.settings().transport().unwrap();
    assert!(!Arc::ptr_eq(&made, &other));
    let trusting = proxied
        .clone()
        .with_root_certificates(RootCertificates::none());
    assert!(!Arc::ptr_eq(
        &other,
        &trusting.settings().transport().unwrap()
    ));
    assert!(!format!("{trusting:?} {trusting:#?}").contains("canary"));
}

#[cfg(feature = "transport")]
#[tokio::test]
async fn a_call_says_which_proxy_is_not_there() {
    use crate::rt::{ApiStyle, Core, EndpointRule, ProductInfo};
    use crate::{Credentials, ErrorKind, Proxy, RetryPolicy};

    static PRODUCT: ProductInfo =
        ProductInfo::new("demo", "1", ApiStyle::Rpc, EndpointRule::Central);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let config = Config::new("cn-hangzhou")
        .with_credentials(Credentials::access_key("id", "secret"))
        .with_retry(RetryPolicy::never())
        .with_proxy(Proxy::url(&format!("http://user:canary@{address}")).unwrap());
    let error = Core::new(&PRODUCT, &config)
        .unwrap()
        .action("Do")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    let text = format!("{error:?}");
    assert!(
        text.contains(&format!(
            "no connection through the proxy http://{address}/"
        )),
        "{text}"
    );
    assert!(!text.contains("canary"), "{text}");
}
