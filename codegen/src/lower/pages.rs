//! How pages are walked and work is waited for, as one line of an operation's documentation each.

use super::prose::code;
use crate::spec::{Pages, PagesBy, Polling};

/// How pages are walked.
pub(super) fn pages(pages: &Pages) -> String {
    let (mut line, total) = match &pages.by {
        PagesBy::Number { page, total } => (
            format!(
                "pages: {} is the number of the page, from 1",
                code(&page.value)
            ),
            total,
        ),
        PagesBy::Token { token, next } => (
            format!(
                "pages: {} takes what the answer before gave as {}",
                code(&token.value),
                code(&next.value)
            ),
            &None,
        ),
        PagesBy::Offset { offset, total } => (
            format!(
                "pages: {} is the number of entries to skip",
                code(&offset.value)
            ),
            total,
        ),
    };
    if let Some(size) = &pages.size {
        line.push_str(&format!(", {} is the size of a page", code(&size.value)));
        if let Some(count) = &pages.default_size {
            line.push_str(&format!(" ({} unless said)", count.value));
        }
    }
    let of_answer = [
        ("entries", pages.items.as_ref()),
        ("their number", total.as_ref()),
    ];
    let of_answer: Vec<String> = of_answer
        .iter()
        .filter_map(|(what, path)| Some(format!("{what} in {}", code(&(*path)?.value))))
        .collect();
    if !of_answer.is_empty() {
        line.push_str(&format!("; {}", of_answer.join(", ")));
    }
    line
}

/// How work is waited for.
pub(super) fn polling(polling: &Polling) -> String {
    let mut line = format!(
        "only starts the work: poll with {}",
        code(&polling.operation.value)
    );
    if let Some(interval) = polling.interval {
        line.push_str(&format!(" every {interval} ms"));
    }
    match polling.attempts {
        Some(1) => line.push_str(", once"),
        Some(attempts) => line.push_str(&format!(", at most {attempts} times")),
        None => {}
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::{At, Spanned};

    fn text(text: &str) -> Spanned {
        let at = At { file: 0, node: 0 };
        Spanned {
            value: text.to_owned(),
            at,
        }
    }

    #[test]
    fn pages_are_one_line() {
        let number = |total| PagesBy::Number {
            page: text("P"),
            total,
        };
        let token = PagesBy::Token {
            token: text("T"),
            next: text("D.N"),
        };
        let offset = PagesBy::Offset {
            offset: text("O"),
            total: None,
        };
        for (by, size, items, expected) in [
            (
                number(None),
                None,
                None,
                "pages: `P` is the number of the page, from 1",
            ),
            (
                number(Some(text("N"))),
                Some(text("S")),
                Some(text("R.I")),
                "pages: `P` is the number of the page, from 1, `S` is the size of a page (100 unless said); entries in `R.I`, their number in `N`",
            ),
            (
                token,
                Some(text("S")),
                None,
                "pages: `T` takes what the answer before gave as `D.N`, `S` is the size of a page (100 unless said)",
            ),
            (
                offset,
                None,
                Some(text("I")),
                "pages: `O` is the number of entries to skip; entries in `I`",
            ),
        ] {
            let given = Pages {
                default_size: size.as_ref().map(|_| text("100")),
                by,
                size,
                items,
            };
            assert_eq!(pages(&given), expected);
        }
    }

    #[test]
    fn polling_is_one_line() {
        for (interval, attempts, expected) in [
            (None, None, "only starts the work: poll with `Get`"),
            (
                Some(10),
                Some(1),
                "only starts the work: poll with `Get` every 10 ms, once",
            ),
            (
                None,
                Some(2),
                "only starts the work: poll with `Get`, at most 2 times",
            ),
        ] {
            let given = Polling {
                operation: text("Get"),
                interval,
                attempts,
            };
            assert_eq!(polling(&given), expected);
        }
    }
}
