//! What tells how far the work got that an operation only starts.
//!
//! In: `staticInfo` of an operation. Out: the operation to call, how often and for how long. A callback that is no
//! `Product::Version::Operation`, or of an operation that its product does not have, is left out.

use super::notes::Notes;
use crate::metadata::document::{Api, Document};
use crate::spec::{At, Polling, Spanned};

/// The smallest interval that can be meant in milliseconds: 3 and 5 are seconds.
const LEAST: u64 = 60;

/// How to poll, if the operation says so.
pub(crate) fn polling(
    api: &Api,
    document: &Document,
    mut at: impl FnMut(&str) -> At,
    notes: &mut Notes,
) -> Option<Polling> {
    let callback = api.static_info.callback.as_deref()?.trim();
    let Some(operation) = super::target::target(callback, document) else {
        if !callback.is_empty() {
            notes.note("callback-unreadable", callback);
        }
        return None;
    };
    let is_known =
        operation.contains(':') || document.apis.iter().any(|(name, _)| *name == operation);
    if !is_known {
        notes.note("callback-missing", operation);
        return None;
    }
    let interval = number(api.static_info.callback_interval.as_deref());
    let interval = interval.map(|interval| match interval {
        seconds if seconds < LEAST => {
            notes.note("interval-in-seconds", seconds.to_string());
            seconds * 1_000
        }
        milliseconds => milliseconds,
    });
    Some(Polling {
        operation: Spanned {
            value: operation,
            at: at("polling.operation"),
        },
        interval,
        attempts: number(api.static_info.max_callback_times.as_deref()),
    })
}

/// A number that a spec can hold.
fn number(text: Option<&str>) -> Option<u64> {
    let number = text?.trim().parse().ok();
    number.filter(|number| (1..=999_999).contains(number))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{document, nowhere};
    use super::*;
    use crate::metadata::document::StaticInfo;

    fn api(callback: &'static str, interval: &'static str, times: &'static str) -> Api<'static> {
        Api {
            static_info: StaticInfo {
                callback: Some(callback.into()),
                callback_interval: Some(interval.into()),
                max_callback_times: Some(times.into()),
                ..StaticInfo::default()
            },
            ..Api::default()
        }
    }

    fn with(operations: &[&'static str]) -> Document<'static> {
        Document {
            apis: operations
                .iter()
                .map(|name| ((*name).into(), Api::default()))
                .collect(),
            ..document()
        }
    }

    #[test]
    fn callbacks_name_an_operation_an_interval_and_an_end() {
        let document = with(&["DescribeTasks"]);
        for (callback, interval, times, expected) in [
            (
                "Ecs::2014-05-26::DescribeTasks",
                "3000",
                "10",
                Some(("DescribeTasks", Some(3_000), Some(10))),
            ),
            (
                "ecs::2014-05-26::DescribeTasks",
                "3",
                "10",
                Some(("DescribeTasks", Some(3_000), Some(10))),
            ),
            (
                "Ecs::2016-03-14::DescribeTasks",
                "100",
                "0",
                Some(("ecs/2016-03-14:DescribeTasks", Some(100), None)),
            ),
            (
                "Vpc::2016-04-28::ListIt",
                "",
                "x",
                Some(("vpc/2016-04-28:ListIt", None, None)),
            ),
            (
                "Ecs::2014-05-26::DescribeTasks",
                "1000000000000",
                "0",
                Some(("DescribeTasks", None, None)),
            ),
            ("Ecs::2014-05-26::DescribeOthers", "3000", "10", None),
            ("DescribeTasks", "3000", "10", None),
            ("Vpc::2016-04-28::", "3000", "10", None),
            ("", "3000", "10", None),
        ] {
            let mut notes = Notes::default();
            let found = polling(
                &api(callback, interval, times),
                &document,
                nowhere,
                &mut notes,
            );
            let found = found.map(|found| (found.operation.value, found.interval, found.attempts));
            let expected = expected
                .map(|(operation, interval, attempts)| (operation.to_owned(), interval, attempts));
            assert_eq!(found, expected, "{callback}");
        }
        assert!(polling(&Api::default(), &document, nowhere, &mut Notes::default()).is_none());
    }

    #[test]
    fn what_is_not_taken_as_written_is_told() {
        let mut notes = Notes::default();
        polling(
            &api("Ecs::2014-05-26::A", "5", "1"),
            &with(&["A"]),
            nowhere,
            &mut notes,
        );
        polling(
            &api("nowhere", "5", "1"),
            &with(&["A"]),
            nowhere,
            &mut notes,
        );
        polling(
            &api("Ecs::2014-05-26::B", "5", "1"),
            &with(&["A"]),
            nowhere,
            &mut notes,
        );
        let codes: Vec<_> = notes
            .iter()
            .map(|note| (note.code, note.about.as_str()))
            .collect();
        assert_eq!(
            codes,
            [
                ("interval-in-seconds", "5"),
                ("callback-unreadable", "nowhere"),
                ("callback-missing", "B"),
            ]
        );
    }
}
