//! `Debug` of generated structures.
//!
//! In: a structure. Out: what a derive would print, under the wire names, without members that are not
//! set, with `***` for sensitive ones and `…` for what is nested too deeply. One function instead of a
//! derive per type.

mod answer;
mod request;

use std::fmt;

pub use self::answer::answer;
pub use self::request::request;
use crate::masking::MASK;

/// What is printed of a value.
enum Shown {
    /// As it stands: numbers, truth values, JSON.
    Plain(String),
    Text(String),
    List(Vec<Shown>),
    Map(Vec<(String, Shown)>),
    Structure(&'static str, Vec<(&'static str, Shown)>),
}

impl Shown {
    fn too_deep() -> Self {
        Shown::Plain("…".to_owned())
    }

    fn secret() -> Self {
        Shown::Plain(MASK.to_owned())
    }

    fn bytes(count: usize) -> Self {
        Shown::Plain(format!("<{count} bytes>"))
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shown::Plain(text) => f.write_str(text),
            Shown::Text(text) => fmt::Debug::fmt(text, f),
            Shown::List(entries) => f.debug_list().entries(entries).finish(),
            Shown::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| (key, value));
                f.debug_map().entries(entries).finish()
            }
            Shown::Structure(name, members) => {
                let mut out = f.debug_struct(name);
                for (member, value) in members {
                    out.field(member, value);
                }
                out.finish()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::depth::testing::{accounts, lists};
    use crate::fixture::{Account, Key};

    /// The same account, read as a request and as an answer.
    struct Printed(Account);

    struct Answered(Account);

    impl fmt::Debug for Printed {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            request(&self.0, f)
        }
    }

    impl fmt::Debug for Answered {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            answer(&self.0, f)
        }
    }

    /// Both ways of reading give this.
    fn shown(account: Account) -> [String; 2] {
        let answered = Answered(account.clone());
        let printed = Printed(account);
        assert_eq!(format!("{printed:?}"), format!("{answered:?}"));
        assert_eq!(format!("{printed:#?}"), format!("{answered:#?}"));
        [format!("{printed:?}"), format!("{printed:#?}")]
    }

    fn account() -> Account {
        Account {
            name: "a\"b".into(),
            ratio: Some(1.0),
            photo: Some(bytes::Bytes::from_static(b"abc")),
            keys: vec![Key {
                id: Some("1".into()),
                secret: Some("canary".into()),
            }],
            extra: Some([("x".to_string(), serde_json::json!({"y": [1]}))].into()),
            ..Account::default()
        }
    }

    #[test]
    fn it_reads_like_a_derive_without_unset_members_and_secrets() {
        assert_eq!(
            shown(account())[0],
            r#"Account { Name: "a\"b", Ratio: 1.0, Photo: <3 bytes>, Keys: [Key { Id: "1", Secret: *** }], Extra: {"x": {"y":[1]}} }"#
        );
    }

    #[test]
    fn what_is_nested_too_deeply_is_left_out() {
        let deep = accounts(1500);
        let [line, lines] = shown(deep);
        for text in [line, lines] {
            assert!(
                text.contains("Parent: …") && text.contains("Keys: …"),
                "{text}"
            );
        }
        let json = Account {
            extra: Some([("x".to_owned(), lists(2000))].into()),
            ..Account::default()
        };
        let [line, _] = shown(json);
        assert!(line.ends_with(r#"Extra: {"x": …} }"#), "{line}");
    }

    #[test]
    fn the_alternate_form_is_indented() {
        let account = Account {
            keys: vec![Key::default()],
            ..Account::default()
        };
        assert_eq!(
            shown(account)[1],
            "Account {\n    Name: \"\",\n    Keys: [\n        Key,\n    ],\n}"
        );
    }

    #[test]
    fn printing_an_answer_does_not_change_it() {
        let answered = Answered(account());
        let first = format!("{answered:?}");
        assert!(answered.0.age.is_none() && answered.0.parent.is_none());
        assert_eq!(format!("{answered:?}"), first);
    }
}
