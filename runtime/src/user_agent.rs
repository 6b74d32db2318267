//! The `user-agent` header.
//!
//! In: the suffix a program sets. Out: `AlibabaCloud (linux; x86_64) Rust/1.88 Core/0.1.0 suffix`, the
//! form that the gateways know from the official SDKs. `Rust/` names the oldest supported version: the
//! compiler's own is not known here.

use crate::environment::PLATFORM;
use crate::error::Error;

pub(crate) fn user_agent(suffix: Option<&str>) -> Result<String, Error> {
    let (os, arch) = PLATFORM;
    let rust = env!("CARGO_PKG_RUST_VERSION");
    let core = env!("CARGO_PKG_VERSION");
    let base = format!("AlibabaCloud ({os}; {arch}) Rust/{rust} Core/{core}");
    match suffix.map(str::trim) {
        None | Some("") => Ok(base),
        Some(suffix)
            if suffix
                .bytes()
                .all(|byte| byte == b' ' || byte.is_ascii_graphic()) =>
        {
            Ok(format!("{base} {suffix}"))
        }
        Some(suffix) => Err(Error::config(format!(
            "user agent suffix {suffix:?} holds something else than printable ASCII: write it like \"my-tool/1.2\""
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_suffix_comes_last() {
        let base = user_agent(None).unwrap();
        assert!(
            base.starts_with("AlibabaCloud (") && base.contains(") Rust/1."),
            "{base}"
        );
        assert!(
            base.ends_with(concat!("Core/", env!("CARGO_PKG_VERSION"))),
            "{base}"
        );
        assert_eq!(
            user_agent(Some(" my-tool/1.2 (x) ")).unwrap(),
            format!("{base} my-tool/1.2 (x)")
        );
        assert_eq!(user_agent(Some("  ")).unwrap(), base);
    }

    #[test]
    fn a_suffix_cannot_break_the_header() {
        for suffix in ["a\r\nx: y", "a\tb", "ä", "\u{7f}"] {
            assert!(user_agent(Some(suffix)).is_err(), "{suffix:?}");
        }
    }
}
