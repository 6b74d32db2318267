//! Where a product is called.
//!
//! In: `endpoints` of a document as `fixups` leave it: usable hosts, each region once. Out: the rule that most hosts
//! follow, the regions in order, and the hosts that do not follow it.

use super::notes::Notes;
use crate::metadata::document::{Document, Endpoint};
use crate::spec::{At, EndpointRule, Endpoints, RegionHosts, Spanned};

const DOMAIN: &str = ".aliyuncs.com";

/// The endpoints of the document's product. Without any the rule is central: that is how the official SDKs treat a
/// product of which they know none, and a call needs no region then.
pub(crate) fn endpoints(
    document: &Document,
    mut at: impl FnMut(&str) -> At,
    notes: &mut Notes,
) -> Endpoints {
    if document.endpoints.is_empty() {
        notes.note("no-endpoints", &*document.product);
    }
    let mut listed: Vec<&Endpoint> = document.endpoints.iter().collect();
    listed.sort_by(|a, b| a.region.cmp(&b.region));
    let rule = rule(&listed);
    let code = document.product.trim().to_ascii_lowercase();
    let mut hosts = Vec::new();
    for endpoint in &listed {
        let region = &*endpoint.region;
        let public = Some(&*endpoint.host)
            .filter(|host| !host.is_empty() && *host != by_rule(rule, &code, region));
        let vpc = endpoint.vpc.as_deref();
        let vpc = vpc.filter(|host| *host != by_rule(rule, &format!("{code}-vpc"), region));
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
    let regions = listed.iter().map(|endpoint| Spanned {
        value: endpoint.region.to_string(),
        at: at(&format!("endpoints.{}", endpoint.region)),
    });
    Endpoints {
        rule,
        regions: regions.collect(),
        hosts,
    }
}

/// Regional if more hosts have their region in their name than stand for all regions.
fn rule(listed: &[&Endpoint]) -> EndpointRule {
    let is_regional = |endpoint: &&&Endpoint| {
        endpoint
            .host
            .ends_with(&format!(".{}{DOMAIN}", endpoint.region))
    };
    let is_central = |endpoint: &&&Endpoint| endpoint.host.split('.').count() == 3;
    match listed.iter().filter(is_regional).count() > listed.iter().filter(is_central).count() {
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
                    ("cn-a", "ecs.cn-a.aliyuncs.com", None),
                ],
                "Regional cn-a cn-b",
                "",
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
                        Some("ecs.vpc-proxy.aliyuncs.com"),
                    ),
                    ("cn-c", "ecs.aliyuncs.com", None),
                ],
                "Regional cn-a cn-b cn-c [cn-b:  ecs.vpc-proxy.aliyuncs.com] [cn-c: ecs.aliyuncs.com ]",
                "",
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
            // What `fixups` leave of a host inside a VPC that is given as the public one.
            (
                vec![
                    ("cn-a", "ecs.cn-a.aliyuncs.com", None),
                    ("cn-g", "", Some("ecs-vpc.cn-g.aliyuncs.com")),
                ],
                "Regional cn-a cn-g",
                "",
            ),
            (vec![], "Central", "no-endpoints"),
        ] {
            assert_eq!(found(&hosts), (expected.to_owned(), codes.to_owned()));
        }
    }
}
