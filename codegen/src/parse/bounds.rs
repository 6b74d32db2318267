//! Ranges: `3..=28`, `..=20`, `1..`, `5`.
//!
//! In: text such as `3..=28`. Out: its two ends; `None` where `shape` has said what is wrong with it.

use crate::spec::{Bound, Bounds};

/// A range of counts; `None` when it is none or a number does not fit.
pub(super) fn counts(text: &str) -> Option<Bounds<u64>> {
    bounds(text, |end| end.parse().ok())
}

/// A range of numbers; `None` when it is none.
pub(super) fn numbers(text: &str) -> Option<Bounds<Bound>> {
    bounds(text, |end| {
        let whole = end.parse().ok().map(Bound::Integer);
        whole.or_else(|| {
            end.parse()
                .ok()
                .filter(|number: &f64| number.is_finite())
                .map(Bound::Number)
        })
    })
}

fn bounds<T: Copy>(text: &str, end: impl Fn(&str) -> Option<T>) -> Option<Bounds<T>> {
    if let Some((min, max)) = text.split_once("..=") {
        let min = if min.is_empty() {
            None
        } else {
            Some(end(min)?)
        };
        return Some(Bounds {
            min,
            max: Some(end(max)?),
        });
    }
    if let Some(min) = text.strip_suffix("..") {
        return Some(Bounds {
            min: Some(end(min)?),
            max: None,
        });
    }
    let exactly = Some(end(text)?);
    Some(Bounds {
        min: exactly,
        max: exactly,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_counts() {
        for (text, expected) in [
            ("3..=28", Some((Some(3), Some(28)))),
            ("..=20", Some((None, Some(20)))),
            ("1..", Some((Some(1), None))),
            ("5", Some((Some(5), Some(5)))),
            ("18446744073709551615..", Some((Some(u64::MAX), None))),
            ("18446744073709551616..", None),
            ("..", None),
            ("", None),
            ("-1..", None),
        ] {
            let expected = expected.map(|(min, max)| Bounds { min, max });
            assert_eq!(counts(text), expected, "{text}");
        }
    }

    #[test]
    fn ranges_of_numbers_keep_whole_numbers_whole() {
        use Bound::{Integer, Number};
        for (text, min, max) in [
            ("-1..=60", Some(Integer(-1)), Some(Integer(60))),
            ("0.5..", Some(Number(0.5)), None),
            ("..=9223372036854775807", None, Some(Integer(i64::MAX))),
            (
                "..=9223372036854775808",
                None,
                Some(Number(9_223_372_036_854_775_808.0)),
            ),
        ] {
            assert_eq!(numbers(text), Some(Bounds { min, max }), "{text}");
        }
        assert_eq!(numbers(&format!("..={}", "9".repeat(400))), None);
    }
}
