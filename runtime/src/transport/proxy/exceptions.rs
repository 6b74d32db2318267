//! Hosts that are reached without the proxy.
//!
//! In: a list as in `NO_PROXY`. Out: whether a host is on it.

use std::fmt;
use std::net::IpAddr;

/// Names, addresses and networks.
pub(super) struct Exceptions {
    /// As it was written, for people.
    text: String,
    entries: Vec<Entry>,
}

enum Entry {
    All,
    /// The name and all below it, in lower case.
    Name(String),
    /// The addresses whose first bits are those of this one.
    Network(IpAddr, u32),
}

impl Exceptions {
    pub(super) fn new(text: &str) -> Self {
        let entries = text
            .split([',', ' ', '\t'])
            .filter(|entry| !entry.is_empty());
        Exceptions {
            text: text.to_owned(),
            entries: entries.map(entry).collect(),
        }
    }

    /// Whether the host of an address is on the list; one of IPv6 stands in brackets there.
    pub(super) fn contain(&self, host: &str) -> bool {
        let host = host
            .trim_start_matches('[')
            .trim_end_matches(']')
            .to_ascii_lowercase();
        let address = host.parse().ok();
        self.entries.iter().any(|entry| match (entry, address) {
            (Entry::All, _) => true,
            (Entry::Network(network, bits), Some(address)) => is_within(address, *network, *bits),
            (Entry::Name(name), None) => {
                let above = host.strip_suffix(name.as_str());
                above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
            }
            _ => false,
        })
    }
}

fn entry(text: &str) -> Entry {
    let text = without_port(text);
    if text == "*" {
        return Entry::All;
    }
    let (address, bits) = match text.split_once('/') {
        Some((address, bits)) => (address, bits.parse().ok()),
        None => (text, Some(u32::MAX)),
    };
    let address = address
        .trim_start_matches('[')
        .trim_end_matches(']')
        .parse();
    match (address, bits) {
        (Ok(address), Some(bits)) => Entry::Network(address, bits),
        _ => {
            let name = text.strip_prefix("*.").unwrap_or(text);
            Entry::Name(name.trim_start_matches('.').to_ascii_lowercase())
        }
    }
}

/// What stands before `:8080`. Without brackets the last part of an IPv6 address looks like a port and is none.
fn without_port(text: &str) -> &str {
    match text.rsplit_once(':') {
        Some((host, port))
            if !port.is_empty()
                && port.bytes().all(|byte| byte.is_ascii_digit())
                && (!host.contains(':') || host.ends_with(']')) =>
        {
            host
        }
        _ => text,
    }
}

/// Whether the first bits are the same, or all of them where there are fewer.
fn is_within(address: IpAddr, network: IpAddr, bits: u32) -> bool {
    let differing = match (address, network) {
        (IpAddr::V4(one), IpAddr::V4(other)) => {
            (one.to_bits() ^ other.to_bits()).leading_zeros().min(32)
        }
        (IpAddr::V6(one), IpAddr::V6(other)) => {
            (one.to_bits() ^ other.to_bits()).leading_zeros().min(128)
        }
        _ => return false,
    };
    let all = if address.is_ipv4() { 32 } else { 128 };
    differing >= bits.min(all)
}

impl fmt::Debug for Exceptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_names_addresses_and_networks() {
        let list = Exceptions::new(
            "a.com, .b.com,10.0.0.0/8 ::1 192.168.1.7,fe80::/10 , [::2], 1.2.3.0/99,1.1.1.1/x,\
             *.C.com,d.com:8080, *.e.com:443,172.16.0.1:80,[::4]:80,::5:80,g.com:x",
        );
        let table = [
            ("a.com", true),
            ("x.A.com", true),
            ("xa.com", false),
            ("a.com.x", false),
            ("b.com", true),
            ("x.b.com", true),
            ("10.1.2.3", true),
            ("11.1.2.3", false),
            ("192.168.1.7", true),
            ("192.168.1.8", false),
            ("1.2.3.0", true),
            ("1.2.3.1", false),
            ("1.1.1.1", false),
            ("[::1]", true),
            ("[::2]", true),
            ("[::3]", false),
            ("[fe81::1]", true),
            ("[fec0::1]", false),
            ("c.com", true),
            ("x.c.com", true),
            ("xc.com", false),
            ("d.com", true),
            ("x.d.com", true),
            ("e.com", true),
            ("x.e.com", true),
            ("172.16.0.1", true),
            ("172.16.0.2", false),
            ("[::4]", true),
            ("[::5:80]", true),
            ("[::5]", false),
            ("g.com", false),
            ("", false),
        ];
        for (host, expected) in table {
            assert_eq!(list.contain(host), expected, "{host}");
        }
        assert!(!Exceptions::new("").contain("a.com"));
        assert!(!Exceptions::new(" , ").contain(""));
        assert!(Exceptions::new("x, *").contain("a.com"));
        assert!(Exceptions::new("*:80").contain("a.com"));
        assert!(Exceptions::new("0.0.0.0/0").contain("9.9.9.9"));
    }
}
