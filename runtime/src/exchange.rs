//! From a request to the bytes of its answer: the one way every call goes.
//!
//! In: a client, the table of an operation, a request. Out: head and body of the answer, whatever its
//! status, or the reason why there is none; or a success whose body is still to come. Not generic:
//! compiled once for all operations.

use bytes::Bytes;
use http::response::Parts;
use tracing::{Instrument, Span, field};

use crate::boxed::BoxFuture;
use crate::client::{Core, Parts as Client};
use crate::credentials::Credentials;
use crate::endpoint::nearest_region;
use crate::envelope::header_request_id;
use crate::error::{Error, ErrorKind};
use crate::interpret::interpret;
use crate::model::Model;
use crate::options::Options;
use crate::prepare::{Context, prepare};
use crate::schema::{OperationFacts, OperationInfo};
use crate::stream::Incoming;
use crate::timeout::{Deadline, Elapsed, Limit};
use crate::transport::{TransportBody, TransportError, collect};
use crate::unfinished::{after_head, silent, uncollected};

/// A request and how it is to be sent.
pub(crate) struct Exchange<'a> {
    client: &'a Client,
    pub(crate) info: &'a OperationFacts<'a>,
    /// The page to check the request against, if there is one.
    page: Option<&'static OperationInfo>,
    request: &'a dyn Model,
    pub(crate) options: Options,
}

/// An answer of any status.
pub(crate) struct Answer {
    pub(crate) parts: Parts,
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
        Exchange {
            client,
            info,
            page: None,
            request,
            options: client.config.settings().options.clone(),
        }
    }

    /// Checks and signs, within the limit of the whole call.
    pub(crate) async fn prepare(&self) -> Result<http::Request<Bytes>, Error> {
        let mut limit = self.limit()?;
        limit
            .wait(self.signed())
            .await
            .unwrap_or_else(|elapsed| Err(self.too_long(elapsed)))
    }

    /// Checks, signs, sends and collects.
    // An `async fn` would be compiled in every program that awaits it, with all that it awaits itself.
    #[inline(never)]
    pub(crate) fn send(self) -> BoxFuture<'a, Result<Answer, Error>> {
        Box::pin(async move {
            let span = self.span();
            let exchange = async {
                let mut limit = self.limit()?;
                let (parts, body) = self.begun(&mut limit, &span).await?;
                self.collected(&mut limit, parts, body).await
            };
            exchange.instrument(span.clone()).await
        })
    }

    /// Checks, signs and sends. A success is handed out as soon as its head is there, and the limit of
    /// the whole call ends with that; any other answer is collected and becomes an error.
    #[inline(never)]
    pub(crate) fn open(self) -> BoxFuture<'a, Result<Incoming, Error>> {
        Box::pin(self.opened())
    }

    async fn opened(self) -> Result<Incoming, Error> {
        let span = self.span();
        let exchange = async {
            let mut limit = self.limit()?;
            let (parts, body) = self.begun(&mut limit, &span).await?;
            if parts.status.is_success() {
                return Ok((parts, body));
            }
            let Answer { parts, body } = self.collected(&mut limit, parts, body).await?;
            Err(interpret(self.info, &parts, &body, &mut ())
                .expect_err("only a success gives a value"))
        };
        let (parts, body) = exchange.instrument(span.clone()).await?;
        let timer = self.client.config.settings().timer.clone();
        let silence = timer.zip(self.options.read_timeout);
        Ok(Incoming::new(self.info.into(), parts, body, silence))
    }

    /// The largest body, or event, that the config accepts.
    pub(crate) fn max_size(&self) -> usize {
        self.client.config.settings().max_response_size
    }

    fn span(&self) -> Span {
        tracing::info_span!(
            "alicloud.call",
            product = self.info.product.code,
            version = self.info.product.version,
            operation = self.info.name,
            region = self.client.config.settings().region,
            status = field::Empty,
            request_id = field::Empty,
        )
    }

    /// The limit of the whole call.
    fn limit(&self) -> Result<Deadline<'_>, Error> {
        let timer = self.client.config.settings().timer.as_deref();
        if self.options.has_limits() && timer.is_none() {
            return Err(self.error(
                ErrorKind::Config,
                "nothing measures the timeouts: give `Config::with_timer` a timer",
            ));
        }
        Ok(Limit::new(timer, self.options.timeout).start())
    }

    /// The limit of the whole call has passed.
    fn too_long(&self, Elapsed(duration): Elapsed) -> Error {
        self.error(
            ErrorKind::Timeout,
            format!(
                "the call took longer than {} s; `with_timeout` sets the limit",
                duration.as_secs_f64()
            ),
        )
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
        for violation in self.options.validation.apply(page, self.request)?.iter() {
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

    /// Checks, signs, sends and waits for the head of the answer.
    async fn begun(
        &self,
        limit: &mut Deadline<'_>,
        span: &Span,
    ) -> Result<(Parts, TransportBody), Error> {
        let answer = async { self.sent(self.signed().await?, span).await };
        limit
            .wait(answer)
            .await
            .unwrap_or_else(|elapsed| Err(self.too_long(elapsed)))
    }

    /// Sends and waits for the head of the answer.
    async fn sent(
        &self,
        request: http::Request<Bytes>,
        span: &Span,
    ) -> Result<(Parts, TransportBody), Error> {
        let answer = match self
            .silence()
            .wait(self.client.transport.send(request))
            .await
        {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => return Err(self.no_answer(error)),
            Err(elapsed) => return Err(silent(elapsed).with_operation(self.info)),
        };
        let (parts, body) = answer.into_parts();
        span.record("status", parts.status.as_u16());
        if let Some(id) = header_request_id(&parts.headers) {
            span.record("request_id", id);
        }
        Ok((parts, body))
    }

    async fn collected(
        &self,
        limit: &mut Deadline<'_>,
        parts: Parts,
        body: TransportBody,
    ) -> Result<Answer, Error> {
        let max = self.max_size();
        let error = match limit.wait(collect(body, max, self.silence())).await {
            Ok(Ok(body)) => return Ok(Answer { parts, body }),
            Ok(Err(error)) => uncollected(error, max),
            Err(elapsed) => self.too_long(elapsed),
        };
        Err(after_head(error, self.info, &parts))
    }

    /// How long the service may be silent.
    fn silence(&self) -> Limit<'_> {
        Limit::new(
            self.client.config.settings().timer.as_deref(),
            self.options.read_timeout,
        )
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

#[cfg(test)]
mod tests;
