//! Values of open sets: what the page documents, and whatever the service adds later.
//!
//! In: the wire texts of a generated enum, as a table. Out: one type that holds any of them, compares, prints, sends
//! and reads. All of it is written here once, so that a generated enum is a declaration and its table.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::mem;
use std::str::FromStr;

use crate::model::{Access, Shape, Slot, Target, Value};

/// The documented values of an open set: every generated enum implements it.
///
/// The enum is there to be named and matched; [`Open`] is what is compared and printed. An enum of your own that
/// implements it must have variants without fields only, and list each of them.
pub trait Known: Sized + Send + Sync + 'static {
    /// Each documented value behind its text on the wire.
    const VALUES: &'static [(&'static str, Self)];
}

/// A value out of a set that the service may extend: text as it stands on the wire, with `K` for the documented
/// values.
///
/// It is made from a documented value or from any text, compares with both, and prints as its text. Two values are
/// equal when their texts are. The default is the empty text, which counts as not set.
///
/// ```
/// use alicloud_core::{Known, Open};
///
/// /// Written by the generator.
/// #[derive(Clone, Copy)]
/// #[non_exhaustive]
/// pub enum Status {
///     Running,
///     Stopped,
/// }
///
/// impl Known for Status {
///     const VALUES: &'static [(&'static str, Self)] =
///         &[("RUNNING", Self::Running), ("STOPPED", Self::Stopped)];
/// }
///
/// let status: Open<Status> = "RUNNING".into();
/// assert_eq!(status, Open::from(Status::Running));
/// assert!(status == Status::Running);
///
/// // A value that the service added after the page was written is kept as it is.
/// let later: Open<Status> = "HIBERNATED".into();
/// let billed = match later.known() {
///     Some(Status::Running) => true,
///     Some(Status::Stopped) => false,
///     Some(_) | None => later.as_str() != "DELETED",
/// };
/// assert!(billed);
/// ```
pub struct Open<K>(Cow<'static, str>, PhantomData<fn() -> K>);

impl<K> Open<K> {
    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn of(text: Cow<'static, str>) -> Self {
        Open(text, PhantomData)
    }
}

impl<K: Known> Open<K> {
    /// Which documented value it is; `None` for a value that the page does not document.
    pub fn known(&self) -> Option<&'static K> {
        let mut values = K::VALUES.iter();
        let found = values.find(|(text, _)| *text == self.0)?;
        Some(&found.1)
    }
}

impl<K: Known> From<K> for Open<K> {
    fn from(value: K) -> Self {
        let wanted = mem::discriminant(&value);
        let mut values = K::VALUES.iter();
        let found = values.find(|(_, one)| mem::discriminant(one) == wanted);
        Open::of(Cow::Borrowed(found.map_or("", |(text, _)| text)))
    }
}

impl<K: Known> From<&str> for Open<K> {
    fn from(text: &str) -> Self {
        let mut values = K::VALUES.iter();
        Open::of(match values.find(|(known, _)| *known == text) {
            Some((known, _)) => Cow::Borrowed(known),
            None => Cow::Owned(text.to_owned()),
        })
    }
}

impl<K: Known> From<String> for Open<K> {
    fn from(text: String) -> Self {
        Open::of(Cow::Owned(text))
    }
}

impl<K: Known> FromStr for Open<K> {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(text.into())
    }
}

impl<K> Clone for Open<K> {
    fn clone(&self) -> Self {
        Open::of(self.0.clone())
    }
}

impl<K> Default for Open<K> {
    fn default() -> Self {
        Open::of(Cow::Borrowed(""))
    }
}

impl<K> fmt::Debug for Open<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl<K> fmt::Display for Open<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl<K> PartialEq for Open<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<K> Eq for Open<K> {}

impl<K: Known> PartialEq<K> for Open<K> {
    fn eq(&self, other: &K) -> bool {
        self.known()
            .is_some_and(|known| mem::discriminant(known) == mem::discriminant(other))
    }
}

impl<K> PartialEq<str> for Open<K> {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl<K> PartialEq<&str> for Open<K> {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl<K> PartialEq<String> for Open<K> {
    fn eq(&self, other: &String) -> bool {
        self.0 == *other
    }
}

impl<K> PartialOrd for Open<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<K> Ord for Open<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl<K> Hash for Open<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<K> AsRef<str> for Open<K> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl<K> Value for Open<K> {
    fn shape(&self) -> Shape<'_> {
        Shape::Text(self.as_str())
    }
}

impl<K> Slot for Open<K> {
    fn access(&mut self, _: Access) -> Target<'_> {
        Target::Token(&mut self.0)
    }
}

/// What the setter of a list of open values makes of its argument.
#[doc(hidden)]
pub fn list<K>(values: impl IntoIterator<Item = impl Into<Open<K>>>) -> Vec<Open<K>> {
    values.into_iter().map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use super::*;
    use crate::fixture::Level;

    type Text = Open<Level>;

    fn is_borrowed(value: &Text) -> bool {
        matches!(value.0, Cow::Borrowed(_))
    }

    #[test]
    fn a_documented_value_comes_from_itself_and_from_its_text() {
        let owned = String::from("high");
        for value in [
            Text::from(Level::High),
            "high".into(),
            owned.clone().into(),
            "high".parse().unwrap(),
        ] {
            assert_eq!(value.as_str(), "high");
            assert!(matches!(value.known(), Some(Level::High)));
            assert!(value == Level::High && value != Level::Low);
            assert!(value == *"high" && value == "high" && value == owned);
            assert_eq!(
                (format!("{value}"), format!("{value:?}")),
                ("high".to_owned(), "\"high\"".to_owned())
            );
            assert_eq!(value.as_ref().len(), 4);
        }
        assert!(is_borrowed(&Level::High.into()) && is_borrowed(&"high".into()));
    }

    #[test]
    fn any_other_text_is_kept() {
        let value = Text::from("High");
        assert!(value.known().is_none());
        assert!(value != Level::High && value == "High");
        let mut slot = Text::from(Level::Low);
        let Target::Token(text) = slot.access(Access::Fill) else {
            panic!("an open value is its text");
        };
        *text = "\"x\n".into();
        assert_eq!(
            (slot.as_str(), format!("{slot:?}")),
            ("\"x\n", r#""\"x\n""#.to_owned())
        );
    }

    #[test]
    fn the_default_is_not_set() {
        assert!(!Text::default().shape().is_set());
        assert!(Text::default().known().is_none() && Text::default() == "");
        assert!(Text::from(Level::Low).shape().is_set());
    }

    #[test]
    fn values_are_equal_hashed_and_ordered_by_text() {
        let texts = ["low", "b", "high", "a", "low"];
        let sorted: BTreeSet<Text> = texts.map(Text::from).into();
        let sorted: Vec<&str> = sorted.iter().map(Text::as_str).collect();
        assert_eq!(sorted, ["a", "b", "high", "low"]);
        let known: HashSet<Text> = [Text::from(Level::Low), String::from("low").into()].into();
        assert_eq!(known.len(), 1);
    }

    #[test]
    fn lists_are_made_of_values_and_of_texts() {
        let expected = ["low", "high"];
        assert_eq!(list::<Level>([Level::Low, Level::High]), expected);
        assert_eq!(list::<Level>(expected), expected);
        assert_eq!(list::<Level>(expected.map(String::from).to_vec()), expected);
        assert_eq!(list::<Level>(expected.map(Text::from)), expected);
    }
}
