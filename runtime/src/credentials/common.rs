//! What several sources of credentials have in common: their options, and that they keep what they fetched.
//!
//! In: a source with the fields that the macro names. Out: its methods, so that their documentation stands once.

/// `with_surroundings`.
macro_rules! outside {
    () => {
        /// Another outside world.
        #[must_use]
        pub fn with_surroundings(mut self, surroundings: crate::Surroundings) -> Self {
            self.surroundings = surroundings;
            self
        }
    };
}

/// The options of a session that STS gives, in `session`.
macro_rules! session_setters {
    () => {
        /// The name that the session has in audit logs, 2 to 64 letters, digits and `.@-_`. By default what
        /// the variable `ALIBABA_CLOUD_ROLE_SESSION_NAME` says, else one with the time.
        #[must_use]
        pub fn with_session_name(mut self, name: impl Into<String>) -> Self {
            self.session.name = Some(name.into());
            self
        }

        /// How long keys are valid, to the second: 15 minutes or more, and at most what the role allows. By
        /// default one hour.
        #[must_use]
        pub fn with_duration(mut self, duration: std::time::Duration) -> Self {
            self.session.duration = Some(duration);
            self
        }

        /// A policy as JSON text: the keys have the rights that both it and the role give.
        #[must_use]
        pub fn with_policy(mut self, policy: impl Into<String>) -> Self {
            self.session.policy = Some(policy.into());
            self
        }

        /// Asks STS in this region.
        #[must_use]
        pub fn with_sts_region(mut self, region: impl Into<String>) -> Self {
            self.session.host.region = Some(region.into());
            self
        }

        /// Asks STS at this host, whatever region says: `sts-vpc.cn-hangzhou.aliyuncs.com`.
        #[must_use]
        pub fn with_sts_endpoint(mut self, host: impl Into<String>) -> Self {
            self.session.host.endpoint = Some(host.into());
            self
        }
    };
}

/// Gives out what `fetch` gives, from `cache` as long as that holds.
macro_rules! kept {
    ($source:ty) => {
        impl crate::ProvideCredentials for $source {
            fn credentials(
                &self,
            ) -> crate::BoxFuture<'_, Result<crate::Credentials, crate::CredentialsError>> {
                Box::pin(self.cache.get(|| self.surroundings.now(), self.fetch()))
            }

            fn rejected(&self, credentials: &crate::Credentials) {
                self.cache.forget(credentials);
            }
        }
    };
}

pub(super) use {kept, outside, session_setters};
