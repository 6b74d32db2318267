use std::collections::BTreeMap;

use super::super::tests::{checked, found, text, value};
use super::*;
use crate::fixture::Probe;
use crate::model::Value;
use crate::schema::Field;

#[test]
fn everything_that_has_a_size_is_measured() {
    const BYTES: Check = Check::Bytes(Bounds::between(2, 3));
    const ENTRIES: Check = Check::Entries(Bounds::between(2, 2));
    let json = |text: &str| value(serde_json::from_str::<Json>(text).unwrap());
    let map = |keys: &[&str]| {
        let entries = keys.iter().map(|key| ((*key).to_owned(), 1i64));
        value(entries.collect::<BTreeMap<_, _>>())
    };
    let many = "F  has 3 entries, must have exactly 2  [entries]";
    let table: Vec<(Check, Box<dyn Value>, &str)> = vec![
        (BYTES, value(bytes::Bytes::from_static(b"123")), ""),
        (
            BYTES,
            value(bytes::Bytes::from_static(b"1234")),
            "F  is 4 bytes long, must be 2 to 3  [bytes]",
        ),
        (BYTES, value(1i64), ""),
        (ENTRIES, value(vec![1i64, 2]), ""),
        (ENTRIES, value(vec![1i64, 2, 3]), many),
        (ENTRIES, map(&["a", "b"]), ""),
        (ENTRIES, map(&["a", "b", "c"]), many),
        (ENTRIES, json("[1,2]"), ""),
        (ENTRIES, json("[1,2,3]"), many),
        (ENTRIES, json(r#"{"a":1,"b":2}"#), ""),
        (ENTRIES, json(r#"{"a":1,"b":2,"c":3}"#), many),
        (ENTRIES, json("7"), ""),
    ];
    for (index, (check, given, expected)) in table.into_iter().enumerate() {
        assert_eq!(checked(check, given).join("\n"), expected, "{index}");
    }
}

#[test]
fn whole_numbers_and_others_are_compared_at_both_ends() {
    let integer = Bound::Integer;
    let number = Bound::Number;
    let table = [
        (integer(1), integer(1), true),
        (integer(2), integer(1), false),
        (integer(i64::MAX), integer(i64::MAX - 1), false),
        (integer(1), number(1.0), true),
        (integer(1), number(0.9), false),
        (number(1.0), integer(1), true),
        (number(1.1), integer(1), false),
        (number(0.9), integer(1), true),
        (number(1.5), number(1.5), true),
        (number(1.6), number(1.5), false),
        (number(f64::NAN), number(1.5), false),
    ];
    for (low, high, expected) in table {
        assert_eq!(at_most(low, high), expected, "{low:?} {high:?}");
    }
}

#[test]
fn bounds_read_as_they_would_be_said() {
    let table = [
        (Bounds::between(3, 3), "exactly 3"),
        (Bounds::between(3, 4), "3 to 4"),
        (Bounds::at_least(3), "at least 3"),
        (Bounds::at_most(3), "at most 3"),
        (
            Bounds {
                min: None,
                max: None,
            },
            "anything",
        ),
    ];
    for (bounds, expected) in table {
        assert_eq!(bounds_text(bounds), expected);
    }
    let half = Bounds::between(Bound::Number(0.5), Bound::Integer(2));
    assert_eq!(bounds_text(half), "0.5 to 2");
}

#[test]
fn a_long_list_of_values_is_cut() {
    let words: Vec<String> = (1..=13).map(|number| number.to_string()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let table = [
        (0, "nothing"),
        (1, "1"),
        (2, "1 or 2"),
        (12, "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 or 12"),
        (
            13,
            "one of 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, ... (13 in all)",
        ),
    ];
    for (count, expected) in table {
        assert_eq!(listed(&words[..count], "or"), expected);
    }
}

fn tags(key: Field, keys: &[&str]) -> Vec<Probe> {
    keys.iter()
        .map(|text| Probe::new(vec![(key, value((*text).to_owned()))]))
        .collect()
}

#[test]
fn a_repetition_names_the_entry_that_it_repeats() {
    const UNIQUE: Check = Check::UniqueBy("Key");
    let list = tags(Field::new("Key"), &["", "a", "b", "b", "a"]);
    assert_eq!(
        checked(UNIQUE, value(list)),
        [
            r#"F[3].Key  repeats that of entry 2 ("b")  [unique_by]"#,
            r#"F[4].Key  repeats that of entry 1 ("a")  [unique_by]"#,
        ]
    );
    let map: BTreeMap<_, _> = ["x", "y"]
        .map(str::to_owned)
        .into_iter()
        .zip(tags(Field::new("Key"), &["a", "a"]))
        .collect();
    assert_eq!(
        checked(UNIQUE, value(map)),
        [r#"F.y.Key  repeats that of entry 0 ("a")  [unique_by]"#]
    );
    assert!(checked(UNIQUE, value(vec!["a".to_owned(), "a".to_owned()])).is_empty());
    assert!(
        checked(
            Check::UniqueBy("No"),
            value(tags(Field::new("Key"), &["a", "a"]))
        )
        .is_empty()
    );
}

#[test]
fn a_repeated_secret_is_not_shown_whoever_calls_it_one() {
    const UNIQUE: &[Check] = &[Check::UniqueBy("Key")];
    let list = Field::new("F").checks(UNIQUE);
    let key = Field::new("Key");
    for (list, key) in [(list.sensitive(), key), (list, key.sensitive())] {
        let request = Probe::new(vec![(list, value(tags(key, &["canary", "canary"])))]);
        assert_eq!(
            found(&request),
            ["F[1].Key  repeats that of entry 0  [unique_by]"]
        );
    }
}

#[test]
fn numbers_are_read_from_numbers_and_text_alone() {
    let table = [
        (Shape::Integer(3), Ok(Bound::Integer(3))),
        (Shape::Number(0.5), Ok(Bound::Number(0.5))),
        (Shape::Text("3"), Ok(Bound::Integer(3))),
        (Shape::Text("0.5"), Ok(Bound::Number(0.5))),
        (Shape::Text("x"), Err(Some(()))),
        (Shape::Boolean(true), Err(None)),
    ];
    for (shape, expected) in table {
        assert_eq!(number(shape), expected);
    }
    const RANGE: Check = Check::Range(Bounds::at_least(Bound::Integer(5)));
    assert!(checked(RANGE, value(true)).is_empty());
    assert_eq!(checked(RANGE, text("x")).len(), 1);
}
