//! Where a product is called.
//!
//! In: `endpoints` of a document. Out: the rule that most hosts follow, the regions in order, and the hosts that do
//! not follow it. Hosts are trimmed: ten in the catalogue end in a tab.

use std::collections::BTreeMap;

use super::notes::Notes;
use crate::grammar::format::{HOST, REGION};
use crate::metadata::document::Document;
use crate::spec::{At, EndpointRule, Endpoints, RegionHosts, Spanned};

/// What a spec says of a region without a host inside its VPCs.
const NO_HOST: &str = "none";

const DOMAIN: &str = ".aliyuncs.com";

/// The hosts of one region.
#[derive(Default)]
struct Hosts {
    public: Option<String>,
    vpc: Option<String>,
}

/// The endpoints of the document's product. Without any the rule is central: that is how the official SDKs treat a
/// product of which they know none, and a call needs no region then.
pub(crate) fn endpoints(
    document: &Document,
    mut at: impl FnMut(&str) -> At,
    notes: &mut Notes,
) -> Endpoints {
    let listed = listed(document, notes);
    let rule = rule(&listed);
    let code = document.product.trim().to_ascii_lowercase();
    let mut hosts = Vec::new();
    for (region, listed) in &listed {
        let public = listed
            .public
            .as_deref()
            .filter(|host| *host != by_rule(rule, &code, region));
        let vpc = listed
            .vpc
            .as_deref()
            .filter(|host| *host != by_rule(rule, &format!("{code}-vpc"), region));
        if public.is_none() && vpc.is_none() {
            continue;
        }
        let mut spanned = |text: &str, place: &str| Spanned {
            value: text.to_owned(),
            at: at(&format!("endpoints.{region}{place}")),
        };
        hosts.push(RegionHosts {
            region: spanned(region, ""),
            public: public.map(|host| spanned(host, ".endpoint")),
            vpc: vpc.map(|host| spanned(host, ".vpc")),
        });
    }
    let regions = listed.keys().map(|region| Spanned {
        value: region.clone(),
        at: at(&format!("endpoints.{region}")),
    });
    Endpoints {
        rule,
        regions: regions.collect(),
        hosts,
    }
}

/// The hosts by region, as far as a client can use them.
fn listed(document: &Document, notes: &mut Notes) -> BTreeMap<String, Hosts> {
    let mut listed: BTreeMap<String, Hosts> = BTreeMap::new();
    for endpoint in &document.endpoints {
        let region = endpoint.region.trim();
        if !REGION.accepts(region) {
            notes.note("region-unreadable", &*endpoint.region);
            continue;
        }
        let mut read = |raw: &str| {
            let host = raw.trim().to_ascii_lowercase();
            if host != raw {
                notes.note("host-trimmed", format!("{region}: {raw:?}"));
            }
            let is_host = HOST.accepts(&host);
            if !is_host && !host.is_empty() {
                notes.note("host-unreadable", format!("{region}: {raw:?}"));
            }
            is_host.then_some(host)
        };
        let mut hosts = Hosts {
            public: read(&endpoint.host),
            vpc: endpoint.vpc.as_deref().and_then(|host| match host.trim() {
                "" => Some(NO_HOST.to_owned()),
                _ => read(host),
            }),
        };
        // Nobody outside of a VPC reaches such a host: it is the other one that is meant.
        if let Some(host) = hosts.public.take_if(|host| is_vpc(host)) {
            notes.note("vpc-host-as-public", format!("{region}: {host}"));
            hosts.vpc = hosts.vpc.filter(|host| host != NO_HOST).or(Some(host));
        }
        if listed.contains_key(region) {
            notes.note("region-repeated", region);
        } else {
            listed.insert(region.to_owned(), hosts);
        }
    }
    if listed.is_empty() {
        notes.note("no-endpoints", &*document.product);
    }
    listed
}

/// Regional if more hosts have their region in their name than stand for all regions.
fn rule(listed: &BTreeMap<String, Hosts>) -> EndpointRule {
    let public = || {
        listed
            .iter()
            .filter_map(|(region, hosts)| Some((region, hosts.public.as_deref()?)))
    };
    let regional = public()
        .filter(|(region, host)| host.ends_with(&format!(".{region}{DOMAIN}")))
        .count();
    let central = public()
        .filter(|(_, host)| host.split('.').count() == 3)
        .count();
    match regional > central {
        true => EndpointRule::Regional,
        false => EndpointRule::Central,
    }
}

fn by_rule(rule: EndpointRule, label: &str, region: &str) -> String {
    match rule {
        EndpointRule::Regional => format!("{label}.{region}{DOMAIN}"),
        EndpointRule::Central => format!("{label}{DOMAIN}"),
    }
}

fn is_vpc(host: &str) -> bool {
    host.split('.')
        .next()
        .is_some_and(|label| label.ends_with("-vpc"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{document, nowhere};
    use super::*;
    use crate::metadata::document::Endpoint;

    /// Rule, regions and exceptions of ECS with these hosts, and the codes of what was noted.
    fn found(hosts: &[(&'static str, &'static str, Option<&'static str>)]) -> (String, String) {
        let mut document = document();
        document.endpoints = hosts
            .iter()
            .map(|(region, host, vpc)| Endpoint {
                region: (*region).into(),
                host: (*host).into(),
                vpc: vpc.map(Into::into),
            })
            .collect();
        let mut notes = Notes::default();
        let endpoints = endpoints(&document, nowhere, &mut notes);
        let mut text = format!("{:?}", endpoints.rule);
        for region in endpoints.regions {
            text.push_str(&format!(" {}", region.value));
        }
        for hosts in endpoints.hosts {
            let host = |host: Option<Spanned>| host.map(|host| host.value).unwrap_or_default();
            text.push_str(&format!(
                " [{}: {} {}]",
                hosts.region.value,
                host(hosts.public),
                host(hosts.vpc)
            ));
        }
        let codes: Vec<_> = notes.iter().map(|note| note.code).collect();
        (text, codes.join(" "))
    }

    #[test]
    fn most_hosts_make_the_rule_and_the_others_are_exceptions() {
        for (hosts, expected, codes) in [
            (
                vec![
                    ("cn-b", "ecs.cn-b.aliyuncs.com", None),
                    ("cn-a", "ecs.cn-a.aliyuncs.com\t", Some("")),
                ],
                "Regional cn-a cn-b [cn-a:  none]",
                "host-trimmed",
            ),
            (
                vec![
                    (
                        "cn-a",
                        "ecs.cn-a.aliyuncs.com",
                        Some("ecs-vpc.cn-a.aliyuncs.com"),
                    ),
                    (
                        "cn-b",
                        "ecs.cn-b.aliyuncs.com",
                        Some("ecs.vpc-proxy.aliyuncs.com "),
                    ),
                    ("cn-c", "ecs.aliyuncs.com", None),
                ],
                "Regional cn-a cn-b cn-c [cn-b:  ecs.vpc-proxy.aliyuncs.com] [cn-c: ecs.aliyuncs.com ]",
                "host-trimmed",
            ),
            (
                vec![
                    ("cn-a", "ecs.aliyuncs.com", None),
                    ("cn-b", "ecs.cn-b.aliyuncs.com", None),
                ],
                "Central cn-a cn-b [cn-b: ecs.cn-b.aliyuncs.com ]",
                "",
            ),
            (
                vec![("cn-a", "metrics.cn-a.aliyuncs.com", None)],
                "Regional cn-a [cn-a: metrics.cn-a.aliyuncs.com ]",
                "",
            ),
            (
                vec![
                    ("cn-a", "ecs.cn-a.aliyuncs.com", None),
                    ("cn-g", "ecs-vpc.cn-g.aliyuncs.com", None),
                ],
                "Regional cn-a cn-g",
                "vpc-host-as-public",
            ),
            (
                vec![("cn-a", "other-vpc.cn-a.aliyuncs.com", None)],
                "Central cn-a [cn-a:  other-vpc.cn-a.aliyuncs.com]",
                "vpc-host-as-public",
            ),
            (
                vec![
                    ("cn-a", "ecs.aliyuncs.com", None),
                    ("cn-a", "x.aliyuncs.com", None),
                    ("CN A", "y", None),
                ],
                "Central cn-a",
                "region-repeated region-unreadable",
            ),
            (
                vec![("cn-a", "https://x/", None)],
                "Central cn-a",
                "host-unreadable",
            ),
            (vec![], "Central", "no-endpoints"),
        ] {
            assert_eq!(found(&hosts), (expected.to_owned(), codes.to_owned()));
        }
    }
}
