//! From one page to the next: what a stream of pages and one of entries share.
//!
//! In: a call and the table of its pages. Out: one answer after the other, each with the place of the next. Not
//! generic: compiled once for all operations.

use std::task::{Context, Poll, ready};

use super::document::Document;
use super::position::{At, PagePosition};
use super::progress::{Next, Page, Progress};
use crate::boxed::BoxFuture;
use crate::error::{Error, ErrorKind};
use crate::exchange::{Answer, Exchange};
use crate::form::text;
use crate::interpret::{refused, undecoded_member};
use crate::masking::Secrets;
use crate::members::member;
use crate::model::Slot;
use crate::overlay::Overlay;
use crate::response::Business;
use crate::schema::{Bound, Bounds, Check, PageBy, PageInfo, PageMember};

/// A walk over pages, between two of them.
pub(super) struct Walk<'a> {
    pub(super) exchange: Exchange<'a>,
    /// The page size to ask for instead of the request's.
    pub(super) size: Option<u32>,
    /// Pages until it ends.
    pub(super) pages_left: Option<u64>,
    /// The page that comes next; `None` at the end of the list.
    pub(super) next: Option<PagePosition>,
    /// Whether the next page was asked for before.
    is_repeated: bool,
    /// Whether there was an error, after which nothing comes.
    has_failed: bool,
    progress: Progress,
    /// The call of the next page, once it is sent. It is kept when the one who waits for it gives up.
    flight: Option<BoxFuture<'a, Result<Answer, Error>>>,
}

/// A page that has come. It counts once it is [accepted](Walk::accept).
pub(super) struct Landed {
    pub(super) answer: Answer,
    pub(super) document: Document,
    /// Where it stands.
    pub(super) position: PagePosition,
    pub(super) behind: Next,
}

impl<'a> Walk<'a> {
    pub(super) fn new(exchange: Exchange<'a>) -> Self {
        Walk {
            exchange,
            size: None,
            pages_left: None,
            next: Some(At::Start.into()),
            is_repeated: false,
            has_failed: false,
            progress: Progress::default(),
            flight: None,
        }
    }

    /// Goes on at another place.
    pub(super) fn resume(&mut self, position: PagePosition) {
        self.next = Some(position);
        (self.is_repeated, self.has_failed) = (false, false);
        self.progress = Progress::default();
        self.flight = None;
    }

    /// The next page; `None` at the end, at the limit, and after an error.
    pub(super) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Landed, Error>>> {
        let landed = ready!(self.poll_landed(context));
        self.has_failed |= matches!(landed, Some(Err(_)));
        Poll::Ready(landed)
    }

    fn poll_landed(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Landed, Error>>> {
        let Some(position) = self.next.clone() else {
            return Poll::Ready(None);
        };
        if self.has_failed || self.pages_left == Some(0) {
            return Poll::Ready(None);
        }
        let answer = match &mut self.flight {
            Some(flight) => ready!(flight.as_mut().poll(context)),
            None => match self.asked(&position) {
                Ok(flight) => ready!(self.flight.insert(flight).as_mut().poll(context)),
                Err(error) => Err(error),
            },
        };
        self.flight = None;
        Poll::Ready(Some(answer.and_then(|answer| {
            self.judge(&answer)?;
            let document = Document::read(self.exchange.info, &answer)?;
            let behind = self.behind(&position, &document)?;
            Ok(Landed {
                answer,
                document,
                position,
                behind,
            })
        })))
    }

    /// The call of a page.
    fn asked(
        &self,
        position: &PagePosition,
    ) -> Result<BoxFuture<'a, Result<Answer, Error>>, Error> {
        let pages = self.pages()?;
        if self.is_repeated {
            return Err(self.repeated(pages));
        }
        let mut request = Overlay::new(self.exchange.request);
        match (pages.by, &position.at) {
            // Said before anything is sent if there is no going on from it.
            (_, At::Start) => drop(self.start(pages)?),
            (PageBy::Number { page, .. }, At::Page { number, .. }) => {
                set_number(&mut request, page, *number);
            }
            (PageBy::Offset { offset, .. }, At::Offset(entries)) => {
                set_number(&mut request, offset, *entries);
            }
            (PageBy::Token { token: member, .. }, At::Token(token)) => match token.parse::<i64>() {
                Ok(number) if !member.is_text => request.set(member.name, number),
                _ => request.set(member.name, token.clone()),
            },
            (by, _) => return Err(self.misplaced(by)),
        }
        match (self.size(pages), pages.size) {
            (None, _) => {}
            (Some(size), Some(member)) => set_number(&mut request, member, size.into()),
            (Some(_), None) => {
                let what =
                    "no member of the request says how large a page is: leave `with_page_size` out";
                return Err(self.error(ErrorKind::InvalidRequest, what));
            }
        }
        let call = self.exchange.with_request(self.exchange.request);
        Ok(Box::pin(
            async move { call.with_request(&request).send().await },
        ))
    }

    /// Takes a page as delivered: the walk now stands behind it.
    pub(super) fn accept(&mut self, behind: Next) {
        self.pages_left = self.pages_left.map(|left| left.saturating_sub(1));
        self.is_repeated = matches!(behind, Next::Again(_));
        self.next = match behind {
            Next::Page(at) | Next::Again(at) => Some(at.into()),
            Next::End => None,
        };
    }

    /// Fills a list from the entries of a page; on failure the walk is at its end.
    pub(super) fn fill(
        &mut self,
        document: Document,
        answer: &Answer,
        list: &mut dyn Slot,
    ) -> Result<(), Error> {
        let info = self.exchange.info;
        let path = info.pages.map_or(&[][..], |pages| pages.items);
        document.fill(path, list).map_err(|failure| {
            let error = undecoded_member(failure, "JSON", &answer.parts, &answer.body);
            self.fail(error.with_operation(info).with_attempts(answer.attempts))
        })
    }

    /// Ends the walk with an error of a page, which is still the next one.
    pub(super) fn fail(&mut self, error: Error) -> Error {
        self.has_failed = true;
        error
    }

    /// Many services report a failure under status 200. Taken for a page it would be an empty one, and the end.
    fn judge(&self, answer: &Answer) -> Result<(), Error> {
        let Answer {
            parts,
            body,
            attempts,
        } = answer;
        if !Business::read(&parts.headers, body).is_failure() {
            return Ok(());
        }
        let info = self.exchange.info;
        Err(refused(info, parts, body)
            .with_operation(info)
            .with_attempts(*attempts))
    }

    /// What comes behind the page at `position`.
    fn behind(&mut self, position: &PagePosition, document: &Document) -> Result<Next, Error> {
        let pages = self.pages()?;
        let page = match pages.by {
            PageBy::Token { next, .. } => Page {
                token: document.text(next),
                ..Page::default()
            },
            PageBy::Number { total, .. } | PageBy::Offset { total, .. } => Page {
                token: None,
                entries: document.count(pages.items),
                total: document.number(total),
                size: self.full(pages),
                print: document.print(pages.items),
            },
        };
        let start;
        let at = match &position.at {
            At::Start => {
                start = self.start(pages)?;
                &start
            }
            at => at,
        };
        Ok(self.progress.behind(at, &page))
    }

    /// The page that the request itself asks for.
    fn start(&self, pages: &PageInfo) -> Result<At, Error> {
        Ok(match pages.by {
            PageBy::Token { token, .. } => self.given(token).map_or(At::Start, At::Token),
            PageBy::Number { page, .. } => At::Page {
                number: self.given_number(page)?.unwrap_or(1),
                before: None,
            },
            PageBy::Offset { offset, .. } => {
                At::Offset(self.given_number(offset)?.unwrap_or_default())
            }
        })
    }

    /// The page size to ask for, if it is not that of the request.
    fn size(&self, pages: &PageInfo) -> Option<u32> {
        let is_given = || pages.size.and_then(|size| self.given(size)).is_some();
        self.size
            .or_else(|| pages.default_size.filter(|_| !is_given()))
    }

    /// The size of a full page: what is asked for, if the documentation allows it. More than that a service may cut
    /// down without a word, and what it takes when it is not told is not known.
    fn full(&self, pages: &PageInfo) -> Option<u64> {
        let size = pages.size?;
        let asked = match self.size(pages) {
            Some(asked) => asked.into(),
            None => self.given(size)?.trim().parse().ok()?,
        };
        let (field, _) = member(self.exchange.request, size.name)?;
        let mut checks = field.checks.iter().chain(field.advice);
        let is_allowed = checks.any(|check| match check {
            Check::Range(Bounds {
                max: Some(Bound::Integer(max)),
                ..
            }) => u64::try_from(*max).is_ok_and(|max| asked <= max),
            _ => false,
        });
        is_allowed.then_some(asked)
    }

    /// What the request itself says, as text.
    fn given(&self, member: PageMember) -> Option<String> {
        let (_, value) = crate::members::member(self.exchange.request, member.name)?;
        let text = text(value.shape(), Secrets::Show)?.into_owned();
        (!text.is_empty()).then_some(text)
    }

    fn given_number(&self, member: PageMember) -> Result<Option<u64>, Error> {
        let Some(text) = self.given(member) else {
            return Ok(None);
        };
        text.trim().parse().map(Some).map_err(|_| {
            let name = member.name;
            let what = format!("`{name}` of the request is no number to go on from");
            self.error(ErrorKind::InvalidRequest, what)
        })
    }

    fn pages(&self) -> Result<&'static PageInfo, Error> {
        self.exchange.info.pages.ok_or_else(|| {
            let what = "the table of this operation does not say how its pages are walked";
            self.error(ErrorKind::Config, what)
        })
    }

    fn repeated(&self, pages: &PageInfo) -> Error {
        let (path, what) = match pages.by {
            PageBy::Token { next, .. } => (
                next.join("."),
                "repeats a token, from where the list would go round in circles",
            ),
            PageBy::Number { .. } | PageBy::Offset { .. } => (
                pages.items.join("."),
                "has the same entries on one page after the other, so that the list would never end",
            ),
        };
        self.error(ErrorKind::Decode, format!("`{path}` of the answer {what}"))
            .with_member(path)
    }

    fn misplaced(&self, by: PageBy) -> Error {
        let word = match by {
            PageBy::Number { .. } => "page numbers",
            PageBy::Offset { .. } => "offsets",
            PageBy::Token { .. } => "tokens",
        };
        let what = format!(
            "the position to go on from belongs to another operation: the pages of this one go by {word}"
        );
        self.error(ErrorKind::InvalidRequest, what)
    }

    fn error(&self, kind: ErrorKind, what: impl Into<String>) -> Error {
        Error::new(kind, what).with_operation(self.exchange.info)
    }
}

fn set_number(request: &mut Overlay<'_>, member: PageMember, number: u64) {
    match i64::try_from(number) {
        Ok(number) if !member.is_text => request.set(member.name, number),
        _ => request.set(member.name, number.to_string()),
    }
}
