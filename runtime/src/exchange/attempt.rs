//! One attempt: signed, sent, answered.
//!
//! In: a checked request, and how often it was sent before. Out: the answer of a success, or an error. Every attempt
//! asks for credentials again and has a nonce, a date and a signature of its own.

use bytes::Bytes;
use http::response::Parts;

use super::Exchange;
use super::observed::Observed;
use crate::credentials::Credentials;
use crate::error::{Error, ErrorKind};
use crate::hook::AddedHeaders;
use crate::interpret::interpret;
use crate::masking::without;
use crate::model::Model;
use crate::prepare::{Context, Repeat, prepare};
use crate::timeout::{Deadline, Elapsed, Limit};
use crate::transport::{TransportBody, TransportError, collect};
use crate::unfinished::{after_head, silent, uncollected};

/// How much of a success is waited for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want {
    /// All of it.
    Whole,
    /// Its head: the body is read piece by piece later.
    Head,
}

/// The answer of a success.
pub(crate) struct Received {
    pub(crate) parts: Parts,
    pub(crate) body: Body,
}

/// As much of the body as was waited for.
pub(crate) enum Body {
    Whole(Bytes),
    Coming(TransportBody),
}

/// What bounds an attempt: its own limit, and that of the whole call.
pub(crate) struct Limits<'c, 't> {
    pub(crate) call: &'c mut Deadline<'t>,
    pub(crate) attempt: Deadline<'t>,
}

impl Exchange<'_> {
    /// Signs, sends and waits for what is wanted. The credentials that were used are left in `keys`.
    pub(crate) async fn attempt(
        &self,
        request: &dyn Model,
        repeat: Option<Repeat>,
        want: Want,
        limits: &mut Limits<'_, '_>,
        keys: &mut Option<Credentials>,
        observed: &mut Observed<'_>,
    ) -> Result<Received, Error> {
        let answer = async {
            let credentials = self.credentials().await?;
            let headers = observed.headers();
            let signed = self.signed(request, credentials.as_ref(), repeat, &headers);
            *keys = credentials;
            let signed = signed?;
            observed.before(&signed);
            self.sent(signed).await
        };
        let (parts, body) = self.within(limits, answer).await??;
        if want == Want::Head && parts.status.is_success() {
            let body = Body::Coming(body);
            return Ok(Received { parts, body });
        }
        let body = self.collected(limits, &parts, body).await?;
        if !parts.status.is_success() {
            let body = match keys.as_ref().and_then(Credentials::token) {
                Some(token) => without(body, token),
                None => body,
            };
            return Err(interpret(self.info, &parts, &body, &mut ())
                .expect_err("only a success gives a value"));
        }
        let body = Body::Whole(body);
        Ok(Received { parts, body })
    }

    /// Waits for `future` within both limits.
    pub(crate) async fn within<F: Future>(
        &self,
        limits: &mut Limits<'_, '_>,
        future: F,
    ) -> Result<F::Output, Error> {
        match limits.call.wait(limits.attempt.wait(future)).await {
            Ok(Ok(output)) => Ok(output),
            Ok(Err(elapsed)) => Err(self.too_long("an attempt", elapsed, "with_attempt_timeout")),
            Err(elapsed) => Err(self.too_long("the call", elapsed, "with_timeout")),
        }
    }

    /// A limit has passed.
    fn too_long(&self, what: &str, Elapsed(duration): Elapsed, option: &str) -> Error {
        let seconds = duration.as_secs_f64();
        self.error(
            ErrorKind::Timeout,
            format!("{what} took longer than {seconds} s; `{option}` sets the limit"),
        )
    }

    pub(crate) fn signed(
        &self,
        request: &dyn Model,
        credentials: Option<&Credentials>,
        repeat: Option<Repeat>,
        headers: &AddedHeaders,
    ) -> Result<http::Request<Bytes>, Error> {
        let settings = self.client.config.settings();
        prepare(
            self.info,
            request,
            &Context {
                endpoint: &self.client.endpoint,
                credentials,
                now: self.client.skew.correct(settings.now()),
                nonce: &settings.fresh_nonce()?,
                user_agent: &self.client.user_agent,
                repeat,
                headers: Some(headers),
            },
        )
    }

    /// Tells the source of these credentials that the service does not take them any more.
    pub(crate) fn reject_credentials(&self, refused: Option<&Credentials>) {
        let provider = self.client.config.settings().credentials.as_deref();
        if let (Some(provider), Some(refused)) = (provider, refused) {
            provider.rejected(refused);
        }
    }

    pub(crate) async fn credentials(&self) -> Result<Option<Credentials>, Error> {
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

    /// Sends and waits for the head of the answer.
    async fn sent(&self, request: http::Request<Bytes>) -> Result<(Parts, TransportBody), Error> {
        let answer = match self
            .silence()
            .wait(self.client.transport.send(request))
            .await
        {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => return Err(self.no_answer(error)),
            Err(elapsed) => return Err(silent(elapsed).with_operation(self.info)),
        };
        Ok(answer.into_parts())
    }

    async fn collected(
        &self,
        limits: &mut Limits<'_, '_>,
        parts: &Parts,
        body: TransportBody,
    ) -> Result<Bytes, Error> {
        let max = self.max_size();
        let collected = collect(body, max, self.silence());
        let error = match self.within(limits, collected).await {
            Ok(Ok(body)) => return Ok(body),
            Ok(Err(error)) => uncollected(error, max),
            Err(error) => error,
        };
        Err(after_head(error, self.info, parts))
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
        if error.is_untrusted() {
            let reason = error.into_source();
            let what = format!("the certificate of {host} was refused: {reason}");
            return self.error(ErrorKind::Certificate, what);
        }
        let (kind, what) = match (error.is_connect(), error.is_timeout()) {
            (true, true) => (
                ErrorKind::Connect,
                format!("no connection to {host} in time{}", self.doubt()),
            ),
            (true, false) => (
                ErrorKind::Connect,
                format!("no connection to {host}{}", self.doubt()),
            ),
            (false, true) => (ErrorKind::Timeout, format!("no answer from {host} in time")),
            (false, false) => (ErrorKind::Transport, format!("no answer from {host}")),
        };
        self.error(kind, what).with_source(error.into_source())
    }
}
