//! Where the next page is, and whether there is one.
//!
//! In: the position of a page, and what its answer says of it. Out: the position of the next one, the end, or a
//! reason to stop. No rule here loses entries: what an answer does not say is asked of the service by one call
//! more, never guessed.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::position::At;

/// What an answer says of its page.
#[derive(Debug, Default, Clone)]
pub(super) struct Page {
    /// The token of the next page.
    pub(super) token: Option<String>,
    /// Entries in it.
    pub(super) entries: u64,
    /// Entries of all pages.
    pub(super) total: Option<u64>,
    /// Entries of a full page, where that is certain.
    pub(super) size: Option<u64>,
    /// Differs where the entries differ.
    pub(super) print: u64,
}

/// What follows a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Another page.
    Page(At),
    /// A page that has come before: from here it would go round in circles.
    Again(At),
    /// Nothing.
    End,
}

/// What the pages so far have shown.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// Entries of the largest page.
    largest: u64,
    /// The last page.
    print: Option<u64>,
    /// Every token that was asked for.
    tokens: HashSet<u64>,
}

impl Progress {
    /// What follows the page at `at`.
    pub(super) fn behind(&mut self, at: &At, page: &Page) -> Next {
        let (seen, next) = match at {
            At::Start => return self.token(None, page.token.as_deref()),
            At::Token(asked) => return self.token(Some(asked), page.token.as_deref()),
            At::Offset(before) => {
                let seen = before.saturating_add(page.entries);
                (seen, At::Offset(seen))
            }
            At::Page { number, before } => {
                // Too few rather than too many: the last page is smaller than the others.
                let least = || number.saturating_sub(1).saturating_mul(page.entries);
                let seen = before.unwrap_or_else(least).saturating_add(page.entries);
                let (number, before) = (number.saturating_add(1), Some(seen));
                (seen, At::Page { number, before })
            }
        };
        self.counted(page, seen, next)
    }

    fn token(&mut self, asked: Option<&str>, given: Option<&str>) -> Next {
        self.tokens.extend(asked.map(|token| print(Some(token))));
        match given {
            // As a number, which cannot be empty, these say that there is none; and what they name is the beginning.
            None | Some("0" | "-1") => Next::End,
            Some(token) => {
                let is_known = self.tokens.contains(&print(Some(token)));
                let at = At::Token(token.to_owned());
                if is_known {
                    Next::Again(at)
                } else {
                    Next::Page(at)
                }
            }
        }
    }

    /// A total decides, once so many have been `seen`. Without one the end is a page without entries, or one that is
    /// smaller than a full page or than another page was.
    fn counted(&mut self, page: &Page, seen: u64, next: At) -> Next {
        let largest = self.largest.max(page.entries);
        self.largest = largest;
        let is_same = self.print.replace(page.print) == Some(page.print);
        // Services that leave the total out where it is of no interest say 0.
        let total = page.total.filter(|total| *total > 0);
        if page.entries == 0 {
            return Next::End;
        }
        match total {
            Some(total) if seen >= total => Next::End,
            Some(_) => Next::Page(next),
            None if page.entries < page.size.unwrap_or(largest) => Next::End,
            // Some services answer with the last page for any page behind it.
            None if is_same => Next::Again(next),
            None => Next::Page(next),
        }
    }
}

/// A number that stands for a text: texts can be long, and there can be many.
pub(super) fn print(text: Option<&str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of so many entries, with a total and the size of a full page.
    fn page(entries: u64, total: Option<u64>, size: Option<u64>, print: u64) -> Page {
        Page {
            token: None,
            entries,
            total,
            size,
            print,
        }
    }

    /// What follows each page of a walk, as text: `3` for the page or offset, `3!` for one that came before.
    fn walked(start: At, pages: &[Page]) -> String {
        let mut progress = Progress::default();
        let mut at = start;
        let mut seen = Vec::new();
        for page in pages {
            let (next, mark) = match progress.behind(&at, page) {
                Next::Page(next) => (next, ""),
                Next::Again(next) => (next, "!"),
                Next::End => {
                    seen.push("end".to_owned());
                    break;
                }
            };
            seen.push(match &next {
                At::Page { number, .. } | At::Offset(number) => format!("{number}{mark}"),
                At::Token(token) => format!("{token}{mark}"),
                At::Start => unreachable!("nothing leads back to the start"),
            });
            at = next;
        }
        seen.join(" ")
    }

    #[test]
    fn page_numbers_go_up_until_the_list_is_through() {
        let some = Some;
        let table: &[(u64, &[Page], &str)] = &[
            // A total decides, also over pages that are not full.
            (
                1,
                &[
                    page(2, some(5), None, 1),
                    page(2, some(5), None, 2),
                    page(1, some(5), None, 3),
                ],
                "2 3 end",
            ),
            (
                1,
                &[page(1, some(3), some(2), 1), page(2, some(3), some(2), 2)],
                "2 end",
            ),
            (1, &[page(2, some(2), None, 1)], "end"),
            (1, &[page(0, some(0), None, 1)], "end"),
            // A total that promises more than there is.
            (
                1,
                &[page(2, some(9), None, 1), page(0, some(9), None, 2)],
                "2 end",
            ),
            // Without one: smaller than a full page, smaller than another page, or empty.
            (
                1,
                &[page(2, None, some(2), 1), page(1, None, some(2), 2)],
                "2 end",
            ),
            (1, &[page(1, None, some(2), 1)], "end"),
            (
                1,
                &[page(2, None, None, 1), page(1, None, None, 2)],
                "2 end",
            ),
            (
                1,
                &[
                    page(2, None, None, 1),
                    page(2, None, None, 2),
                    page(0, None, None, 3),
                ],
                "2 3 end",
            ),
            (
                1,
                &[page(1, some(0), None, 1), page(1, some(0), None, 2)],
                "2 3",
            ),
            // The last page again and again.
            (1, &[page(2, None, None, 1), page(2, None, None, 1)], "2 3!"),
            (
                1,
                &[page(1, some(3), None, 1), page(1, some(3), None, 1)],
                "2 3",
            ),
            // From the middle: the pages before count as far as it is certain.
            (3, &[page(2, some(6), None, 1)], "end"),
            (
                3,
                &[page(2, some(7), None, 1), page(1, some(7), None, 2)],
                "4 end",
            ),
            (
                3,
                &[page(1, some(5), None, 1), page(0, some(5), None, 2)],
                "4 end",
            ),
            (
                0,
                &[page(2, some(3), None, 1), page(1, some(3), None, 2)],
                "1 end",
            ),
        ];
        for (start, pages, expected) in table {
            let (number, before) = (*start, None);
            assert_eq!(
                walked(At::Page { number, before }, pages),
                *expected,
                "{pages:?}"
            );
        }
        let (number, before) = (3, Some(4));
        let last = page(1, some(5), None, 1);
        assert_eq!(walked(At::Page { number, before }, &[last]), "end");
    }

    #[test]
    fn offsets_go_on_behind_the_entries_that_came() {
        let some = Some;
        let table = [
            (0, page(10, some(25), None, 1), "10"),
            (20, page(5, some(25), None, 1), "end"),
            (20, page(4, some(25), None, 1), "24"),
            (10, page(0, some(25), None, 1), "end"),
            (10, page(7, None, some(10), 1), "end"),
            (10, page(7, None, None, 1), "17"),
        ];
        for (offset, page, expected) in table {
            assert_eq!(
                walked(At::Offset(offset), std::slice::from_ref(&page)),
                expected,
                "{page:?}"
            );
        }
    }

    #[test]
    fn a_token_that_was_asked_for_is_not_asked_for_again() {
        let start = || At::Start;
        let token = |token: &str| At::Token(token.to_owned());
        let table = [
            (start(), &[""][..], "end"),
            (start(), &["a"], "a"),
            (start(), &["a", "b", ""], "a b end"),
            (start(), &["7", "0"], "7 end"),
            (start(), &["7", "-1"], "7 end"),
            (token("0"), &["10"], "10"),
            (token("a"), &["a"], "a!"),
            (start(), &["a", "a"], "a a!"),
            (start(), &["a", "b", "a"], "a b a!"),
            (token("z"), &["a", "b", "z"], "a b z!"),
        ];
        for (start, tokens, expected) in table {
            let pages = tokens.iter().map(|token| Page {
                token: Some((*token).to_owned()).filter(|token| !token.is_empty()),
                ..Page::default()
            });
            assert_eq!(
                walked(start, &pages.collect::<Vec<_>>()),
                expected,
                "{tokens:?}"
            );
        }
    }
}
