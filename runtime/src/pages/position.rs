//! Where a list that comes page by page goes on.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind};

/// Where a walk over pages stands: which page comes next, and how many of its entries are done with.
///
/// It is written as a line of text and read from it again, so that a program can stop and another go on. A
/// position belongs to one operation and to the request it was made with: keep the request, its page size above
/// all, as it was. Tokens of most services expire after some time.
///
/// ```
/// use alicloud_core::PagePosition;
///
/// let kept = PagePosition::token("AAAA+/8=").to_string();
/// assert_eq!(kept, "token:AAAA+/8=");
/// assert_eq!(kept.parse::<PagePosition>()?, PagePosition::token("AAAA+/8="));
/// assert_eq!("page:3".parse::<PagePosition>()?, PagePosition::page(3));
/// # Ok::<(), alicloud_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePosition {
    pub(super) at: At,
    /// How many entries of the page are done with.
    pub(super) done: u64,
}

/// What tells a page from the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum At {
    /// The page that the request itself asks for.
    Start,
    Page {
        number: u64,
        /// The entries on the pages before, where they were counted.
        before: Option<u64>,
    },
    Offset(u64),
    Token(String),
}

impl PagePosition {
    /// The page of this number; the first is 1.
    pub fn page(number: u64) -> Self {
        let before = None;
        At::Page { number, before }.into()
    }

    /// The page that begins behind so many entries.
    pub fn offset(entries: u64) -> Self {
        At::Offset(entries).into()
    }

    /// The page of this token, which an earlier answer gave. An empty one is no token: it stands for the page that
    /// the request itself asks for.
    pub fn token(token: impl Into<String>) -> Self {
        let token = token.into();
        match token.is_empty() {
            true => At::Start.into(),
            false => At::Token(token).into(),
        }
    }
}

impl From<At> for PagePosition {
    fn from(at: At) -> Self {
        PagePosition { at, done: 0 }
    }
}

/// `start`, `page:3`, or `page:3/200` where the pages before had 200 entries, `offset:100`, `token:..`; behind the
/// first word `+7` where seven entries are done.
impl fmt::Display for PagePosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.at {
            At::Start => "start",
            At::Page { .. } => "page",
            At::Offset(_) => "offset",
            At::Token(_) => "token",
        })?;
        if self.done > 0 {
            write!(f, "+{}", self.done)?;
        }
        match &self.at {
            At::Start => Ok(()),
            At::Page {
                number,
                before: Some(before),
            } => write!(f, ":{number}/{before}"),
            At::Page { number, .. } | At::Offset(number) => write!(f, ":{number}"),
            At::Token(token) => write!(f, ":{token}"),
        }
    }
}

impl FromStr for PagePosition {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        read(text).ok_or_else(|| {
            let what = "this is no position of a walk over pages: give the text of a `PagePosition` unchanged";
            Error::new(ErrorKind::InvalidRequest, what)
        })
    }
}

fn read(text: &str) -> Option<PagePosition> {
    let (head, value) = match text.split_once(':') {
        Some((head, value)) => (head, Some(value)),
        None => (text, None),
    };
    let (word, done) = match head.split_once('+') {
        Some((word, done)) => (word, number(done)?),
        None => (head, 0),
    };
    let at = match (word, value) {
        ("start", None) => At::Start,
        ("page", Some(value)) => page(value)?,
        ("offset", Some(value)) => At::Offset(number(value)?),
        ("token", Some(value)) if !value.is_empty() => At::Token(value.to_owned()),
        _ => return None,
    };
    Some(PagePosition { at, done })
}

fn page(text: &str) -> Option<At> {
    let (text, before) = match text.split_once('/') {
        Some((text, before)) => (text, Some(number(before)?)),
        None => (text, None),
    };
    let number = number(text)?;
    Some(At::Page { number, before })
}

/// Digits alone: `parse` takes a sign as well.
fn number(text: &str) -> Option<u64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(number: u64, before: Option<u64>) -> At {
        At::Page { number, before }
    }

    #[test]
    fn positions_are_written_and_read() {
        let table = [
            ("start", At::Start, 0),
            ("start+5", At::Start, 5),
            ("page:3", page(3, None), 0),
            ("page:3/0", page(3, Some(0)), 0),
            ("page+7:3/200", page(3, Some(200)), 7),
            ("offset:0", At::Offset(0), 0),
            ("offset+1:18446744073709551615", At::Offset(u64::MAX), 1),
            ("token:a", At::Token("a".to_owned()), 0),
            ("token+2::+:\n", At::Token(":+:\n".to_owned()), 2),
        ];
        for (text, at, done) in table {
            let position = PagePosition { at, done };
            assert_eq!(position.to_string(), text);
            assert_eq!(text.parse::<PagePosition>().unwrap(), position);
        }
    }

    #[test]
    fn what_is_made_of_a_value_is_written_and_read() {
        let table = [
            (PagePosition::page(1), "page:1"),
            (PagePosition::offset(0), "offset:0"),
            (PagePosition::token("a b"), "token:a b"),
            (PagePosition::token(" "), "token: "),
            (PagePosition::token(""), "start"),
        ];
        for (position, text) in table {
            assert_eq!(position.to_string(), text);
            assert_eq!(text.parse::<PagePosition>().unwrap(), position);
        }
    }

    #[test]
    fn what_is_no_position_is_refused() {
        for text in [
            "",
            "3",
            "start:",
            "start:1",
            "page",
            "page:",
            "page:-1",
            "page:+1",
            "page:1/",
            "page:1/x",
            "page+:1",
            "page+x:1",
            "offset:1.5",
            "token",
            "token:",
            "Token:a",
            "page:18446744073709551616",
            " start",
        ] {
            let error = text.parse::<PagePosition>().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{text}");
            assert!(error.to_string().contains("no position"), "{error}");
        }
    }
}
