//! The keys of the spec format: which object has which keys, what each takes and what it means.
//!
//! In: nothing, these are tables. Out: what `parse` accepts, what `json_schema` prints for editors and
//! what the table of keys in `specs/README.md` says. One table for all three, so that they cannot differ.

pub(crate) mod field;
pub(crate) mod format;
mod header;
pub(crate) mod key_table;
pub(crate) mod operation;
pub(crate) mod pages;
pub(crate) mod product;
pub(crate) mod rule;
pub(crate) mod words;

pub use header::OWNED_HEADERS;

use format::Format;
use words::Word;

/// A kind of YAML map with fixed keys.
#[derive(Debug)]
pub(crate) struct Object {
    /// What one of them is called, with its article: `a field`.
    pub(crate) name: &'static str,
    /// What it is for.
    pub(crate) doc: &'static str,
    /// Its own keys.
    pub(crate) keys: &'static [Key],
    /// Objects whose keys it takes as well.
    pub(crate) also: &'static [&'static Object],
}

/// A key of an object.
#[derive(Debug)]
pub(crate) struct Key {
    /// The key.
    pub(crate) name: &'static str,
    /// What it takes.
    pub(crate) wants: Wants,
    /// What it means, as one sentence.
    pub(crate) doc: &'static str,
    /// Whether every such object has it.
    pub(crate) required: bool,
}

/// What may stand at a place.
#[derive(Debug)]
pub(crate) enum Wants {
    /// Prose.
    Text,
    /// Any single value, taken as the text that is written.
    Scalar,
    /// A truth value.
    Boolean,
    /// Text of a certain form.
    Formatted(&'static Format),
    /// One of these words.
    Word(&'static [Word]),
    /// A map with fixed keys.
    Object(&'static Object),
    /// A list, perhaps empty.
    List(&'static Wants),
    /// A list with at least one entry.
    NonEmpty(&'static Wants),
    /// A map with free keys of a certain form.
    Map(&'static Format, &'static Wants),
    /// One of these; no two of them are both single values, both lists or both maps.
    Either(&'static [Wants]),
    /// Anything.
    Json,
}

/// The three forms of YAML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A single value.
    Scalar,
    /// A list.
    List,
    /// A map.
    Map,
}

/// The kinds of files.
pub(crate) static DOCUMENTS: &[(&str, &Wants)] = &[
    ("product", &Wants::Object(&product::PRODUCT)),
    ("operation", &Wants::Object(&operation::OPERATION)),
    ("schemas", &SCHEMAS),
];

/// What `schemas.yaml` holds.
pub(crate) static SCHEMAS: Wants = Wants::Map(&format::TYPE_NAME, &Wants::Object(&field::FIELD));

impl Key {
    /// A key that may be left out.
    const fn new(name: &'static str, wants: Wants, doc: &'static str) -> Self {
        Key {
            name,
            wants,
            doc,
            required: false,
        }
    }

    /// The same key, but every such object has it.
    const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

impl Object {
    /// All keys that it takes.
    pub(crate) fn all_keys(&self) -> impl Iterator<Item = &'static Key> {
        let mut objects: Vec<&Object> = self.also.to_vec();
        let mut keys: Vec<&'static Key> = self.keys.iter().collect();
        while let Some(object) = objects.pop() {
            keys.extend(object.keys);
            objects.extend(object.also);
        }
        keys.into_iter()
    }
}

impl Wants {
    /// The alternative that takes this form.
    pub(crate) fn for_form(&self, form: Form) -> Option<&Wants> {
        let fits = match self {
            Wants::Text | Wants::Scalar | Wants::Boolean | Wants::Formatted(_) | Wants::Word(_) => {
                form == Form::Scalar
            }
            Wants::Object(_) | Wants::Map(..) => form == Form::Map,
            Wants::List(_) | Wants::NonEmpty(_) => form == Form::List,
            Wants::Either(choices) => {
                return choices.iter().find_map(|choice| choice.for_form(form));
            }
            Wants::Json => true,
        };
        fits.then_some(self)
    }

    /// What it is, for messages.
    pub(crate) fn describe(&self) -> String {
        match self {
            Wants::Text => "text".to_owned(),
            Wants::Scalar => "a single value".to_owned(),
            Wants::Boolean => "`true` or `false`".to_owned(),
            Wants::Formatted(format) => format.wants.to_owned(),
            Wants::Word(words) => words::list(words),
            Wants::Object(object) => format!("a map with the keys of {}", object.name),
            Wants::List(_) => "a list".to_owned(),
            Wants::NonEmpty(_) => "a list of at least one entry".to_owned(),
            Wants::Map(keys, _) => format!("a map, each key {}", keys.wants),
            Wants::Either(choices) => choices
                .iter()
                .map(Wants::describe)
                .collect::<Vec<_>>()
                .join(", or "),
            Wants::Json => "anything".to_owned(),
        }
    }

    /// What it is, for tables.
    pub(crate) fn brief(&self) -> String {
        match self {
            Wants::Word(words) if words.len() > 5 => "a type".to_owned(),
            Wants::Object(object) => format!("the keys of {}", object.name),
            Wants::List(entry) | Wants::NonEmpty(entry) => format!("list: each {}", entry.brief()),
            Wants::Map(keys, value) => format!(
                "map: {} to {}",
                Wants::Formatted(keys).brief(),
                value.brief()
            ),
            Wants::Either(choices) => choices
                .iter()
                .map(Wants::brief)
                .collect::<Vec<_>>()
                .join(", or "),
            Wants::Formatted(format) => match format.wants.split_once(" such as") {
                Some((what, _)) if !format.wants.contains("range") => what.to_owned(),
                _ => format.wants.to_owned(),
            },
            _ => self.describe(),
        }
    }
}

/// Every object, in the order in which a reader meets them.
pub(crate) fn objects() -> Vec<&'static Object> {
    fn visit(wants: &Wants, seen: &mut Vec<&'static Object>) {
        match wants {
            Wants::Object(object) => note(object, seen),
            Wants::List(inner) | Wants::NonEmpty(inner) | Wants::Map(_, inner) => {
                visit(inner, seen)
            }
            Wants::Either(choices) => choices.iter().for_each(|choice| visit(choice, seen)),
            _ => {}
        }
    }
    fn note(object: &'static Object, seen: &mut Vec<&'static Object>) {
        if seen.iter().any(|other| other.name == object.name) {
            return;
        }
        seen.push(object);
        object.also.iter().for_each(|also| note(also, seen));
        object.keys.iter().for_each(|key| visit(&key.wants, seen));
    }
    let mut seen = Vec::new();
    DOCUMENTS
        .iter()
        .for_each(|(_, wants)| visit(wants, &mut seen));
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_object_has_a_key_twice() {
        for object in objects() {
            let mut names: Vec<&str> = object.all_keys().map(|key| key.name).collect();
            names.sort_unstable();
            let count = names.len();
            names.dedup();
            assert_eq!(names.len(), count, "{}", object.name);
        }
    }

    #[test]
    fn alternatives_differ_in_form() {
        for key in objects().iter().flat_map(|object| object.keys) {
            let Wants::Either(choices) = &key.wants else {
                continue;
            };
            for form in [Form::Scalar, Form::List, Form::Map] {
                let takers = choices
                    .iter()
                    .filter(|choice| choice.for_form(form).is_some())
                    .count();
                assert!(takers <= 1, "{}: {form:?}", key.name);
            }
        }
    }

    #[test]
    fn every_key_says_what_it_means_in_one_sentence() {
        for key in objects().iter().flat_map(|object| object.keys) {
            assert!(
                key.doc.ends_with('.') && !key.doc.contains('|'),
                "{}: {}",
                key.name,
                key.doc
            );
        }
    }
}
