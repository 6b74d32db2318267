//! From a request to the bytes of its answer: the one way every call goes.
//!
//! In: a client, the table of an operation, a request. Out: head and body of the answer, whatever its
//! status, or the reason why there is none. Not generic: compiled once for all operations.

use std::time::Duration;

use bytes::Bytes;
use tracing::{Instrument, Span, field};

use crate::client::{Core, Parts};
use crate::credentials::Credentials;
use crate::endpoint::nearest_region;
use crate::envelope::{header_request_id, read_request_id};
use crate::error::{self, Error, ErrorKind};
use crate::model::Model;
use crate::prepare::{Context, prepare};
use crate::schema::{OperationFacts, OperationInfo};
use crate::timeout::Limit;
use crate::transport::{CollectError, TransportError, collect};
use crate::validate::Validation;

/// A request and how it is to be sent.
pub(crate) struct Exchange<'a> {
    client: &'a Parts,
    pub(crate) info: &'a OperationFacts<'a>,
    /// The page to check the request against, if there is one.
    page: Option<&'static OperationInfo>,
    request: &'a dyn Model,
    pub(crate) timeout: Option<Duration>,
    pub(crate) validation: Validation,
}

/// An answer of any status.
pub(crate) struct Answer {
    pub(crate) parts: http::response::Parts,
    pub(crate) body: Bytes,
}

impl<'a> Exchange<'a> {
    pub(crate) fn new(
        core: &'a Core,
        info: &'static OperationInfo,
        request: &'a dyn Model,
    ) -> Self {
        Exchange {
            page: Some(info),
            ..Self::unchecked(core, info, request)
        }
    }

    /// The same for an operation that no page describes.
    pub(crate) fn unchecked(
        core: &'a Core,
        info: &'a OperationFacts<'a>,
        request: &'a dyn Model,
    ) -> Self {
        let client = core.parts();
        let settings = client.config.settings();
        Exchange {
            client,
            info,
            page: None,
            request,
            timeout: settings.timeout,
            validation: settings.validation.clone(),
        }
    }

    /// Checks and signs, within the limit of the whole call.
    pub(crate) async fn prepare(&self) -> Result<http::Request<Bytes>, Error> {
        self.within_timeout(self.signed()).await
    }

    /// Checks, signs, sends and collects.
    pub(crate) async fn send(self) -> Result<Answer, Error> {
        let span = tracing::info_span!(
            "alicloud.call",
            product = self.info.product.code,
            version = self.info.product.version,
            operation = self.info.name,
            region = self.client.config.settings().region,
            status = field::Empty,
            request_id = field::Empty,
        );
        let exchange = async { self.received(self.signed().await?, &span).await };
        self.within_timeout(exchange).instrument(span.clone()).await
    }

    async fn within_timeout<T>(
        &self,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let timer = self.client.config.settings().timer.as_deref();
        if self.timeout.is_some() && timer.is_none() {
            return Err(self.error(
                ErrorKind::Config,
                "nothing measures the timeout: give `Config::with_timer` a timer",
            ));
        }
        Limit::new(timer, self.timeout)
            .wait(work)
            .await
            .unwrap_or_else(|elapsed| {
                Err(self.error(
                    ErrorKind::Timeout,
                    format!(
                        "the call took longer than {} s; `with_timeout` sets the limit",
                        elapsed.0.as_secs_f64()
                    ),
                ))
            })
    }

    async fn signed(&self) -> Result<http::Request<Bytes>, Error> {
        self.check()?;
        let credentials = self.credentials().await?;
        let settings = self.client.config.settings();
        prepare(
            self.info,
            self.request,
            &Context {
                endpoint: &self.client.endpoint,
                credentials: credentials.as_ref(),
                now: settings.now(),
                nonce: &settings.fresh_nonce()?,
                user_agent: &self.client.user_agent,
            },
        )
    }

    fn check(&self) -> Result<(), Error> {
        let Some(page) = self.page else {
            return Ok(());
        };
        for violation in self.validation.apply(page, self.request)?.iter() {
            tracing::warn!(
                operation = self.info.name,
                rule = violation.rule,
                path = violation.path,
                "the request breaks a documented rule",
            );
        }
        Ok(())
    }

    async fn credentials(&self) -> Result<Option<Credentials>, Error> {
        if self.info.anonymous {
            return Ok(None);
        }
        let Some(provider) = self.client.config.settings().credentials.as_deref() else {
            return Err(self.error(
                ErrorKind::Credentials,
                "no credentials to sign with: give them to `Config::with_credentials`, or make the config with \
                 `Config::from_env`",
            ));
        };
        match provider.credentials().await {
            Ok(credentials) => Ok(Some(credentials)),
            Err(error) => Err(self
                .error(ErrorKind::Credentials, "no credentials to sign with")
                .with_source(error)),
        }
    }

    async fn received(&self, request: http::Request<Bytes>, span: &Span) -> Result<Answer, Error> {
        let settings = self.client.config.settings();
        let idle = Limit::new(settings.timer.as_deref(), settings.read_timeout);
        let answer = match idle.wait(self.client.transport.send(request)).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => return Err(self.no_answer(error)),
            Err(elapsed) => return Err(self.error(ErrorKind::Timeout, silent(elapsed.0))),
        };
        let (parts, body) = answer.into_parts();
        span.record("status", parts.status.as_u16());
        if let Some(id) = header_request_id(&parts.headers) {
            span.record("request_id", id);
        }
        let max = settings.max_response_size;
        match collect(body, max, idle).await {
            Ok(body) => Ok(Answer { parts, body }),
            Err(error) => Err(self.no_body(error, &parts, max)),
        }
    }

    fn no_answer(&self, error: TransportError) -> Error {
        let host = self.client.endpoint.authority();
        if error.is_unusable() {
            let what = "the transport cannot work here";
            return self
                .error(ErrorKind::Config, what)
                .with_source(error.into_source());
        }
        let (kind, what) = match (error.is_connect(), error.is_timeout()) {
            (true, true) => (
                ErrorKind::Connect,
                format!("no connection to {host} in time{}", self.region_doubt()),
            ),
            (true, false) => (
                ErrorKind::Connect,
                format!("no connection to {host}{}", self.region_doubt()),
            ),
            (false, true) => (ErrorKind::Timeout, format!("no answer from {host} in time")),
            (false, false) => (ErrorKind::Transport, format!("no answer from {host}")),
        };
        self.error(kind, what).with_source(error.into_source())
    }

    fn no_body(&self, error: CollectError, parts: &http::response::Parts, max: usize) -> Error {
        let error = match error {
            CollectError::TooLarge => self.error(
                ErrorKind::TooLarge,
                format!("the answer is larger than {max} bytes; `Config::with_max_response_size` sets the limit"),
            ),
            CollectError::Idle(elapsed) => self.error(ErrorKind::Timeout, silent(elapsed.0)),
            CollectError::Broken(error) => {
                let kind = if error.is_timeout() { ErrorKind::Timeout } else { ErrorKind::Transport };
                self.error(kind, "the answer broke off").with_source(error.into_source())
            }
        };
        error.with_answer(error::Answer::new(
            parts,
            b"",
            read_request_id(&parts.headers, b""),
        ))
    }

    /// A word about a region that the documentation does not list: the usual reason why a host that was
    /// made from it does not exist.
    fn region_doubt(&self) -> String {
        let region = self.client.config.settings().region.as_str();
        let product = self.client.product;
        let in_host = self
            .client
            .endpoint
            .authority()
            .split('.')
            .any(|label| label == region);
        if !in_host || product.regions.is_empty() || product.regions.contains(&region) {
            return String::new();
        }
        let hint =
            nearest_region(product, region).map(|known| format!("; did you mean {known:?}?"));
        format!(
            ": the documentation of {} does not list region {region:?}{}",
            product.code,
            hint.unwrap_or_default()
        )
    }

    fn error(&self, kind: ErrorKind, what: impl Into<String>) -> Error {
        Error::new(kind, what).with_operation(self.info)
    }
}

fn silent(duration: Duration) -> String {
    format!(
        "the service was silent for {} s; `Config::with_read_timeout` sets the limit",
        duration.as_secs_f64()
    )
}

#[cfg(test)]
mod tests;
