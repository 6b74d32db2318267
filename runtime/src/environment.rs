//! The process environment. This is the only file of the crate that reads it.
//!
//! In: the name of a variable. Out: its value. Whatever needs a variable takes an [`Environment`], so
//! that tests and embedders can hand in their own.

/// Where variables are read from. Any `Fn(&str) -> Option<String>` is one.
///
/// ```
/// use alicloud_core::Environment;
///
/// let fixed = |name: &str| (name == "ALIBABA_CLOUD_REGION_ID").then(|| "cn-hangzhou".to_owned());
/// assert_eq!(fixed.get("ALIBABA_CLOUD_REGION_ID").as_deref(), Some("cn-hangzhou"));
/// ```
pub trait Environment: Send + Sync {
    /// The value of the variable; `None` if it is not set.
    fn get(&self, name: &str) -> Option<String>;
}

impl<F: Fn(&str) -> Option<String> + Send + Sync> Environment for F {
    fn get(&self, name: &str) -> Option<String> {
        self(name)
    }
}

/// The environment of this process. A value that is not Unicode counts as not set.
#[derive(Debug, Clone, Copy, Default)]
pub struct ProcessEnvironment;

impl Environment for ProcessEnvironment {
    fn get(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }
}

/// The variable's value; an empty value counts as not set, as it does in the official tools.
pub(crate) fn non_empty(environment: &dyn Environment, name: &str) -> Option<String> {
    environment.get(name).filter(|value| !value.is_empty())
}

/// Operating system and processor this was compiled for, for the user agent.
pub(crate) const PLATFORM: (&str, &str) = (std::env::consts::OS, std::env::consts::ARCH);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_value_counts_as_not_set() {
        let environment = |name: &str| match name {
            "FULL" => Some("x".to_owned()),
            "EMPTY" => Some(String::new()),
            _ => None,
        };
        assert_eq!(non_empty(&environment, "FULL").as_deref(), Some("x"));
        assert_eq!(non_empty(&environment, "EMPTY"), None);
        assert_eq!(non_empty(&environment, "ABSENT"), None);
    }

    #[test]
    fn the_process_environment_is_read() {
        assert!(ProcessEnvironment.get("CARGO_MANIFEST_DIR").is_some());
        assert_eq!(
            ProcessEnvironment.get("ALICLOUD_CORE_NO_SUCH_VARIABLE"),
            None
        );
    }
}
