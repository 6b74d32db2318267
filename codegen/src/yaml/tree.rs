//! YAML as data, before it has a layout.
//!
//! In: words, text and lists from the files beside this. Out: a tree for `print`, which alone knows lines and quotes.

use std::borrow::Cow;

/// A node to write.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Yaml<'s> {
    /// Written as it is: a word of the format, a number, a truth value.
    Word(Cow<'s, str>),
    /// Text, quoted where YAML needs it.
    Text(Cow<'s, str>),
    /// Text for people, which may go over several lines.
    Prose(Cow<'s, str>),
    /// A list.
    List(Vec<Yaml<'s>>),
    /// A map.
    Map(Map<'s>),
}

/// Entries in the order in which they are written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Map<'s> {
    /// The entries.
    pub(super) entries: Vec<(Cow<'s, str>, Yaml<'s>)>,
    /// Whether each entry has a line of its own, however short it is.
    pub(super) is_block: bool,
}

impl<'s> Map<'s> {
    /// A map whose entries have lines of their own.
    pub(super) fn block() -> Self {
        Map {
            entries: Vec::new(),
            is_block: true,
        }
    }

    /// Adds an entry.
    pub(super) fn put(&mut self, key: impl Into<Cow<'s, str>>, value: Yaml<'s>) {
        self.entries.push((key.into(), value));
    }

    /// Adds a word.
    pub(super) fn word(&mut self, key: &'static str, word: impl Into<Cow<'s, str>>) {
        self.put(key, Yaml::Word(word.into()));
    }

    /// Adds a text, if there is one.
    pub(super) fn text(&mut self, key: &'static str, text: Option<&'s str>) {
        if let Some(text) = text {
            self.put(key, Yaml::Text(text.into()));
        }
    }

    /// Adds prose, if there is any.
    pub(super) fn prose(&mut self, key: &'static str, text: Option<&'s str>) {
        if let Some(text) = text {
            self.put(key, Yaml::Prose(text.into()));
        }
    }

    /// Adds `true`, or nothing.
    pub(super) fn flag(&mut self, key: &'static str, is_set: bool) {
        if is_set {
            self.word(key, "true");
        }
    }

    /// Adds a list of texts, unless it is empty.
    pub(super) fn texts(
        &mut self,
        key: &'static str,
        texts: impl IntoIterator<Item = impl Into<Cow<'s, str>>>,
    ) {
        let texts = texts.into_iter().map(|text| Yaml::Text(text.into()));
        let texts: Vec<Yaml<'s>> = texts.collect();
        if !texts.is_empty() {
            self.put(key, Yaml::List(texts));
        }
    }
}
