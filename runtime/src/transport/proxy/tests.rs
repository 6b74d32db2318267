//! Which way requests take, and what is refused.

use super::*;
use crate::error::ErrorKind;

fn way(proxy: &Proxy, uri: &str) -> Option<(String, Option<String>)> {
    let way = proxy.way(&uri.parse().unwrap())?;
    let authorization = way.authorization().map(|value| {
        assert!(value.is_sensitive());
        value.to_str().unwrap().to_owned()
    });
    Some((way.uri().to_string(), authorization))
}

fn from(variables: &'static [(&'static str, &'static str)]) -> Result<Proxy, Error> {
    Proxy::from_environment(&move |name: &str| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned())
    })
}

#[test]
fn the_address_says_where_the_proxy_is_and_who_asks() {
    let table = [
        ("http://proxy:3128", "http://proxy:3128/", None),
        ("proxy:3128", "http://proxy:3128/", None),
        ("https://proxy/", "https://proxy/", None),
        ("HTTP://[::1]:80", "http://[::1]:80/", None),
        ("http://u:p@proxy:1", "http://proxy:1/", Some("Basic dTpw")),
        ("http://u@proxy", "http://proxy/", Some("Basic dTo=")),
        // a@b:c/d
        (
            "http://u:a%40b%3Ac%2Fd@proxy",
            "http://proxy/",
            Some("Basic dTphQGI6Yy9k"),
        ),
    ];
    for (address, proxy, authorization) in table {
        let found = way(
            &Proxy::url(address).unwrap(),
            "https://ecs.aliyuncs.com/?a=b",
        );
        assert_eq!(
            found,
            Some((proxy.to_owned(), authorization.map(str::to_owned))),
            "{address}"
        );
    }
}

#[test]
fn what_is_no_proxy_is_refused_and_not_repeated() {
    let table = [
        ("", "is no address"),
        ("http://", "is no address"),
        ("http://u:canary", "is no address"),
        ("http://u:canary/x@proxy", "is no address"),
        ("http://u:canary@x@proxy", "is no address"),
        ("http://u:12/canary@proxy", "is no address"),
        ("http://u:12?canary@proxy", "is no address"),
        ("http://proxy/canary", "is no address"),
        ("http://u:canary@proxy:99999", "is no address"),
        ("/canary", "is no address"),
        ("socks5://u:canary@proxy", "begins with socks5://"),
        ("u:canary@x://proxy", "is no address"),
    ];
    for (address, problem) in table {
        let error = Proxy::url(address).expect_err(address);
        assert_eq!(error.kind(), ErrorKind::Config);
        let text = format!("{error} {error:?} {error:#?}");
        assert!(
            text.contains(&format!("the proxy's address {problem}")),
            "{text}"
        );
        assert!(
            text.contains("http://user:password@host:port") && !text.contains("canary"),
            "{text}"
        );
    }
}

#[test]
fn the_environment_names_a_proxy_for_each_scheme() {
    const H: &str = "http://h/";
    const S: &str = "http://s/";
    type Variables = &'static [(&'static str, &'static str)];
    let table: [(Variables, Option<&str>, Option<&str>); 9] = [
        (&[], None, None),
        (&[("HTTP_PROXY", H)], Some(H), None),
        (&[("https_proxy", S)], None, Some(S)),
        (
            &[
                ("http_proxy", "x"),
                ("HTTP_PROXY", H),
                ("HTTPS_PROXY", S),
                ("https_proxy", "x"),
            ],
            Some(H),
            Some(S),
        ),
        (&[("HTTP_PROXY", ""), ("http_proxy", H)], Some(H), None),
        (
            &[
                ("HTTP_PROXY", H),
                ("HTTPS_PROXY", S),
                ("REQUEST_METHOD", "GET"),
            ],
            None,
            Some(S),
        ),
        (
            &[("http_proxy", "no proxy"), ("REQUEST_METHOD", "")],
            None,
            None,
        ),
        (
            &[
                ("HTTP_PROXY", H),
                ("HTTPS_PROXY", S),
                ("NO_PROXY", "a, .aliyuncs.com"),
                ("no_proxy", ""),
            ],
            None,
            None,
        ),
        (
            &[("HTTPS_PROXY", S), ("no_proxy", "aliyuncs.com.example.org")],
            None,
            Some(S),
        ),
    ];
    for (variables, http, https) in table {
        let proxy = from(variables).unwrap();
        let to = |uri| way(&proxy, uri).map(|(uri, _)| uri);
        assert_eq!(
            to("http://ecs.aliyuncs.com/").as_deref(),
            http,
            "{variables:?}"
        );
        assert_eq!(
            to("https://ecs.aliyuncs.com/").as_deref(),
            https,
            "{variables:?}"
        );
    }
}

#[test]
fn an_unusable_variable_is_named() {
    let error = from(&[("https_proxy", "socks5://u:canary@h")])
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("https_proxy begins with socks5://") && !error.contains("canary"),
        "{error}"
    );
}

#[test]
fn exceptions_are_names_addresses_and_networks() {
    let proxy = Proxy::url("http://proxy")
        .unwrap()
        .with_exceptions("a.com, .b.com,10.0.0.0/8,::1");
    let table = [
        ("a.com", false),
        ("x.A.com", false),
        ("b.com", false),
        ("x.b.com", false),
        ("xa.com", true),
        ("10.1.2.3", false),
        ("11.1.2.3", true),
        ("[::1]", false),
    ];
    for (host, is_proxied) in table {
        assert_eq!(
            way(&proxy, &format!("https://{host}:8443/x")).is_some(),
            is_proxied,
            "{host}"
        );
    }
    let none = proxy.with_exceptions("*");
    assert_eq!(way(&none, "https://ecs.aliyuncs.com/"), None);
}

#[test]
fn the_metadata_service_is_never_behind_a_proxy() {
    let proxy = Proxy::url("http://proxy").unwrap();
    for host in ["100.100.100.200", "169.254.169.254", "169.254.0.1:80"] {
        assert_eq!(
            way(&proxy, &format!("http://{host}/latest")),
            None,
            "{host}"
        );
    }
    assert!(way(&proxy, "http://100.100.100.201/").is_some());
}

#[test]
fn debug_shows_hosts_alone() {
    let proxy = Proxy::url("http://user:canary@proxy:1")
        .unwrap()
        .with_exceptions("*");
    let expected = r#"Proxy { http: Some("http://proxy:1/"), https: Some("http://proxy:1/"), exceptions: "*" }"#;
    assert_eq!(format!("{proxy:?}"), expected);
}
