//! From a request to the bytes of its answer: the one way every call goes.
//!
//! In: a client, the table of an operation, a request. Out: head and body of a success, or the reason why there is
//! none; or a success whose body is still to come. Not generic: compiled once for all operations.

mod attempt;
mod doubt;
#[cfg(test)]
pub(crate) mod log;
mod observed;
mod sending;

use std::time::Duration;

use bytes::Bytes;
use http::response::Parts;
use tracing::{Instrument, Span, field};

pub(crate) use self::attempt::{Body, Limits, Received, Want};
pub(crate) use self::sending::Sending;
use crate::boxed::BoxFuture;
use crate::client::{Core, Parts as Client};
use crate::error::{Error, ErrorKind};
use crate::idempotency::{IdempotencyToken, Tokened};
use crate::interpret::interpret;
use crate::model::{Model, Slot};
use crate::operation::Whole;
use crate::options::Options;
use crate::response::{Beside, Held};
use crate::schema::{OperationFacts, OperationInfo, operation};
use crate::stream::Incoming;
use crate::timeout::{Deadline, Limit};

/// A request and how it is to be sent.
pub(crate) struct Exchange<'a> {
    pub(crate) client: &'a Client,
    pub(crate) info: &'a OperationFacts<'a>,
    /// The page to check the request against, if there is one.
    page: Option<&'static OperationInfo>,
    pub(crate) request: &'a dyn Model,
    pub(crate) options: Options,
}

/// The whole answer of a success.
pub(crate) struct Answer {
    pub(crate) parts: Parts,
    pub(crate) body: Bytes,
    /// How many attempts it took.
    pub(crate) attempts: u32,
}

impl Answer {
    /// Fills `output` from the answer, and gives what stands beside it.
    pub(crate) fn decode(
        self,
        info: &OperationFacts<'_>,
        mut output: Box<dyn Whole>,
    ) -> Result<Held, Error> {
        let slot: &mut dyn Slot = &mut *output;
        let filled = interpret(info, &self.parts, &self.body, slot);
        filled.map_err(|error| error.with_attempts(self.attempts))?;
        let beside = Beside::new(slot, self.parts, self.body);
        Ok(Held::new(output, beside))
    }
}

impl<'a> Exchange<'a> {
    /// A request of the operation that a text describes.
    pub(crate) fn new(core: &'a Core, info: &'static str, request: &'a dyn Model) -> Self {
        Self::of(core, operation(info), request)
    }

    pub(crate) fn of(core: &'a Core, info: &'static OperationInfo, request: &'a dyn Model) -> Self {
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

    /// The same call with another request.
    pub(crate) fn with_request<'b>(&self, request: &'b dyn Model) -> Exchange<'b>
    where
        'a: 'b,
    {
        Exchange {
            client: self.client,
            info: self.info,
            page: self.page,
            request,
            options: self.options.clone(),
        }
    }

    /// Checks and signs, within the limit of the whole call.
    pub(crate) async fn prepare(&self) -> Result<http::Request<Bytes>, Error> {
        let request = self.checked()?;
        let mut call = self.limit()?;
        let mut limits = self.attempt_limits(&mut call);
        let credentials = self.within(&mut limits, self.credentials()).await??;
        let headers = self.options.hooks.headers(&self.start(1, Duration::ZERO));
        self.signed(&request, credentials.as_ref(), None, &headers)
    }

    /// Checks, signs, sends and collects, as often as it takes.
    // An `async fn` would be compiled in every program that awaits it, with all that it awaits itself.
    #[inline(never)]
    pub(crate) fn send(self) -> BoxFuture<'a, Result<Answer, Error>> {
        Box::pin(async move {
            let span = self.span();
            let run = self.run(Want::Whole, &span).instrument(span.clone());
            let (Received { parts, body }, attempts) = run.await?;
            let Body::Whole(body) = body else {
                unreachable!("all of it was waited for")
            };
            Ok(Answer {
                parts,
                body,
                attempts,
            })
        })
    }

    /// Checks, signs and sends, until a success begins. It is handed out as soon as its head is there, and the
    /// limit of the whole call ends with that; any other answer is collected and becomes an error.
    #[inline(never)]
    pub(crate) fn open(self) -> BoxFuture<'a, Result<Incoming, Error>> {
        Box::pin(self.opened())
    }

    async fn opened(self) -> Result<Incoming, Error> {
        let span = self.span();
        let run = self.run(Want::Head, &span).instrument(span.clone());
        let (Received { parts, body }, attempts) = run.await?;
        let Body::Coming(body) = body else {
            unreachable!("only the head was waited for")
        };
        let timer = self.client.config.settings().timer.clone();
        let silence = timer.zip(self.options.read_timeout);
        let incoming = Incoming::new(self.info.into(), parts, body, silence);
        Ok(incoming.with_attempts(attempts))
    }

    /// The largest body, or event, that the config accepts.
    pub(crate) fn max_size(&self) -> usize {
        self.client.config.settings().max_response_size
    }

    fn span(&self) -> Span {
        tracing::info_span!(
            "alicloud.call",
            product = self.info.product,
            version = self.info.version,
            operation = self.info.name,
            region = self.client.config.settings().region,
            status = field::Empty,
            request_id = field::Empty,
        )
    }

    /// The limit of the whole call.
    pub(crate) fn limit(&self) -> Result<Deadline<'a>, Error> {
        let timer = self.client.config.settings().timer.as_deref();
        if self.options.has_limits() && timer.is_none() {
            return Err(self.error(
                ErrorKind::Config,
                "nothing measures the timeouts: give `Config::with_timer` a timer",
            ));
        }
        Ok(Limit::new(timer, self.options.timeout).start())
    }

    /// The limits of an attempt that begins now.
    pub(crate) fn attempt_limits<'c>(&self, call: &'c mut Deadline<'a>) -> Limits<'c, 'a> {
        let timer = self.client.config.settings().timer.as_deref();
        let attempt = Limit::new(timer, self.options.attempt_timeout).start();
        Limits { call, attempt }
    }

    /// The request with its idempotency token, checked against its page.
    pub(crate) fn checked(&self) -> Result<Tokened<'a>, Error> {
        let wanted = &self.options.idempotency_token;
        if matches!(wanted, IdempotencyToken::Given(_)) && self.info.idempotency_token.is_none() {
            let what =
                "this operation takes no idempotency token: leave `with_idempotency_token` out";
            return Err(self.error(ErrorKind::InvalidRequest, what));
        }
        let settings = self.client.config.settings();
        let request = Tokened::new(self.info, self.request, wanted, &|| settings.random());
        let Some(request) = request else {
            let what = "the operating system has no random bytes for an idempotency token; \
                        `Config::with_randomness` replaces them";
            return Err(self.error(ErrorKind::Config, what));
        };
        let Some(page) = self.page else {
            return Ok(request);
        };
        for violation in self.options.validation.apply(page, &request)?.iter() {
            tracing::warn!(
                operation = self.info.name,
                rule = violation.rule,
                path = violation.path,
                "the request breaks a documented rule",
            );
        }
        Ok(request)
    }

    fn error(&self, kind: ErrorKind, what: impl Into<String>) -> Error {
        Error::new(kind, what).with_operation(self.info)
    }
}

#[cfg(test)]
mod tests;
