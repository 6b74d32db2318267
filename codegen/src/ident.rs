//! Wire name -> Rust identifier: the one place that decides.
//!
//! In: a name as the API page writes it. Out: an identifier, or `None` when nothing usable is left
//! and the spec has to say `rust_name`. Never panics, never gives a keyword.

use crate::file_name;
use heck::{ToKebabCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Words that heck would split in the middle: as written, and as handed to heck.
const WORDS: &[(&str, &str)] = &[
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("IPV4", "Ipv4"),
    ("IPV6", "Ipv6"),
    ("VSwitch", "Vswitch"),
    ("vSwitch", "vswitch"),
    ("VServer", "Vserver"),
    ("OAuth", "Oauth"),
    ("IDs", "Ids"),
    ("IPs", "Ips"),
    ("URLs", "Urls"),
    ("VMs", "Vms"),
    ("vCPU", "vcpu"),
    ("vGPU", "vgpu"),
];

/// Keywords of all editions up to 2024.
const RESERVED: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Methods that a setter would hide, because every generated structure has them, or would be mistaken for,
/// because they are operators.
const METHODS: &[&str] = &[
    "add",
    "bitand",
    "bitor",
    "bitxor",
    "clone",
    "default",
    "div",
    "mul",
    "neg",
    "new",
    "not",
    "rem",
    "shl",
    "shr",
    "sub",
    "validate",
    "violations",
];

/// Types that generated code uses by their short names.
const PRELUDE: &[&str] = &[
    "Box", "Clone", "Default", "Err", "From", "Into", "None", "Ok", "Option", "Self", "Some",
    "String", "Vec", "Client",
];

/// Further types and traits of the standard prelude, which a program that imports all of a module would lose.
const STD: &[&str] = &[
    "AsMut",
    "AsRef",
    "Copy",
    "Debug",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "FromIterator",
    "Future",
    "Hash",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
];

/// Longer names of types are cut: some wire names are sentences.
const MAX_TYPE_NAME: usize = 60;

/// The field, method or module name for a wire name.
pub(crate) fn snake(wire: &str) -> Option<String> {
    let name = words(wire).to_snake_case();
    Some(if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("_{name}")
    } else if RESERVED.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        nonempty(name)?
    })
}

/// The module of an operation or a product, which is a file as well.
pub(crate) fn module(wire: &str) -> Option<String> {
    Some(file_name::portable(&snake(wire)?).into_owned())
}

/// The setter of a field.
pub(crate) fn setter(field: &str) -> String {
    if METHODS.contains(&field) {
        format!("set_{field}")
    } else {
        field.to_owned()
    }
}

/// The type name for a wire name; `suffix` tells it from a type of the prelude.
pub(crate) fn camel(wire: &str, suffix: &str) -> Option<String> {
    let name = join(&words(wire));
    Some(if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("{suffix}{name}")
    } else if PRELUDE.contains(&name.as_str()) {
        format!("{name}{suffix}")
    } else {
        nonempty(name)?
    })
}

/// A derived type name that hides nothing of the standard prelude.
pub(crate) fn spare_std(name: String) -> String {
    if STD.contains(&name.as_str()) || PRELUDE.contains(&name.as_str()) {
        format!("{name}Type")
    } else {
        name
    }
}

/// A derived type name, cut between words when it is long.
pub(crate) fn shortened(name: &str) -> &str {
    let Some(start) = name.get(..MAX_TYPE_NAME) else {
        return name;
    };
    let border = start.rfind(|c: char| c.is_ascii_uppercase());
    &start[..border.filter(|border| *border > 0).unwrap_or(start.len())]
}

/// The enum variant for a documented value; an empty value is `Empty`.
pub(crate) fn variant(value: &str) -> Option<String> {
    if value.is_empty() {
        return Some("Empty".to_owned());
    }
    let signed = match value.strip_prefix('-') {
        Some(rest) if rest.starts_with(|first: char| first.is_ascii_digit()) => {
            format!("Minus{rest}")
        }
        _ => value.to_owned(),
    };
    camel(&signed, "Value")
}

/// The name of the table for a type.
pub(crate) fn constant(type_name: &str) -> String {
    words(type_name).to_shouty_snake_case()
}

/// The words of a wire name in lower case, with hyphens between; empty when there are none.
pub(crate) fn kebab(wire: &str) -> String {
    words(wire).to_kebab_case()
}

/// The module of a version: `2021-02-04` becomes `v2021_02_04`.
pub(crate) fn version(version: &str) -> String {
    let name: String = version
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .collect();
    let is_marked = name.starts_with('v') && name[1..].starts_with(|c: char| c.is_ascii_digit());
    if is_marked { name } else { format!("v{name}") }
}

/// Whether a `rust_name` from a spec can be the name of a field: what would be made of it is the same name.
pub(crate) fn is_field_name(name: &str) -> bool {
    snake(name).as_deref() == Some(name)
}

/// Whether a name from a spec can be the name of a type or a variant.
pub(crate) fn is_type_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
        && !PRELUDE.contains(&name)
}

/// ASCII letters and digits with every other character as a border between words.
fn words(wire: &str) -> String {
    let mut text: String = wire
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    for (written, for_heck) in WORDS {
        text = text.replace(written, for_heck);
    }
    text
}

/// Words in camel case; digits that were apart stay apart, so that `3.0` is not `30`.
fn join(words: &str) -> String {
    let mut name = String::new();
    for word in words.split_whitespace() {
        let word = word.to_upper_camel_case();
        let digits = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if digits(name.chars().last()) && digits(word.chars().next()) {
            name.push('_');
        }
        name.push_str(&word);
    }
    name
}

fn nonempty(name: String) -> Option<String> {
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_snake_case_and_never_keywords() {
        for (wire, rust) in [
            ("WorkspaceId", "workspace_id"),
            ("regionId", "region_id"),
            ("type", "type_"),
            ("Type", "type_"),
            ("gen", "gen_"),
            ("Self", "self_"),
            ("new", "new"),
            ("IPv6", "ipv6"),
            ("IPv6Address", "ipv6_address"),
            ("Ipv6AddressCount", "ipv6_address_count"),
            ("VSwitchId", "vswitch_id"),
            ("vSwitchId", "vswitch_id"),
            ("DBInstanceId", "db_instance_id"),
            ("InstanceIDs", "instance_ids"),
            ("5xxPv", "_5xx_pv"),
            ("SystemDisk.Size", "system_disk_size"),
            ("CityName.zh_CN", "city_name_zh_cn"),
            ("x-oss-meta-*", "x_oss_meta"),
            ("X-Total-Count", "x_total_count"),
            ("__context", "context"),
            ("_meta", "meta"),
            ("enableIpDnsARecord", "enable_ip_dns_a_record"),
        ] {
            assert_eq!(snake(wire).as_deref(), Some(rust), "{wire}");
        }
        for wire in ["", "_", "名", "é", "---"] {
            assert_eq!(snake(wire), None, "{wire:?}");
        }
    }

    #[test]
    fn setters_hide_no_method() {
        for (field, name) in [
            ("new", "set_new"),
            ("default", "set_default"),
            ("name", "name"),
        ] {
            assert_eq!(setter(field), name);
        }
    }

    #[test]
    fn types_are_camel_case_and_spare_the_prelude() {
        for (wire, rust) in [
            ("CreateWorkspaceResource", "CreateWorkspaceResource"),
            ("Option", "OptionType"),
            ("string", "StringType"),
            ("vec", "VecType"),
            ("Result", "Result"),
            ("tag", "Tag"),
            ("2FA", "Type2fa"),
            ("self", "SelfType"),
        ] {
            assert_eq!(camel(wire, "Type").as_deref(), Some(rust), "{wire}");
        }
    }

    #[test]
    fn variants_survive_digits_signs_and_reserved_names() {
        for (value, rust) in [
            ("CreateAndAttach", "CreateAndAttach"),
            ("dev", "Dev"),
            ("", "Empty"),
            ("Other", "Other"),
            ("8Core64GB", "Value8core64Gb"),
            ("-1", "Minus1"),
            ("3.0", "Value3_0"),
            ("application/json", "ApplicationJson"),
            ("self", "SelfValue"),
            (" AES_128", "Aes128"),
            ("None", "NoneValue"),
        ] {
            assert_eq!(variant(value).as_deref(), Some(rust), "{value}");
        }
        assert_eq!(variant("按量"), None);
    }

    #[test]
    fn versions_become_modules() {
        assert_eq!(version("2021-02-04"), "v2021_02_04");
        assert_eq!(version("iap_1.0"), "viap_1_0");
        assert_eq!(version("v2_0"), "v2_0");
    }

    #[test]
    fn rust_names_must_be_what_rust_expects() {
        for (name, ok) in [
            ("creation", true),
            ("resource_type", true),
            ("type_", true),
            ("ipv6_cidr", true),
            ("a__b", false),
            ("a_", false),
            ("Creation", false),
            ("_5xx", true),
            ("type", false),
            ("gen", false),
            ("_", false),
            ("a-b", false),
            ("", false),
            ("é", false),
        ] {
            assert_eq!(is_field_name(name), ok, "{name}");
        }
    }
}
