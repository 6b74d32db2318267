//! The names that a module already has, and the types declared in it so far.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostics;
use crate::ident;
use crate::model::Product;
use crate::rust::{Enumeration, Item};
use crate::spec::{At, Field, Spanned};

/// The way data travels through a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Direction {
    /// Built by users.
    Request,
    /// Filled by the decoder.
    Response,
    /// Shared by requests and responses.
    Both,
}

/// A module under construction.
pub(super) struct Scope<'a, 's> {
    pub product: &'a Product<'s>,
    pub diagnostics: &'a mut Diagnostics,
    /// Whether this is the module of the shared types.
    pub is_shared: bool,
    names: BTreeMap<String, Option<At>>,
    tables: BTreeSet<String>,
    /// Structures by place and direction: what is behind an alias is declared once.
    declared: BTreeMap<(At, Direction), String>,
    /// Names that shared types have already, by the place of the type.
    shared: BTreeMap<At, String>,
    items: Vec<Item>,
}

impl<'a, 's> Scope<'a, 's> {
    pub(super) fn new(
        product: &'a Product<'s>,
        diagnostics: &'a mut Diagnostics,
        is_shared: bool,
    ) -> Self {
        Scope {
            product,
            diagnostics,
            is_shared,
            names: BTreeMap::new(),
            tables: BTreeSet::new(),
            declared: BTreeMap::new(),
            shared: BTreeMap::new(),
            items: Vec::new(),
        }
    }

    /// Takes a type name. A `name:` of the spec stands as it is; a derived one makes way for a taken
    /// one by putting `parent` in front.
    pub(super) fn claim(
        &mut self,
        explicit: Option<&Spanned>,
        derived: &str,
        parent: &str,
        at: At,
    ) -> String {
        if let Some(name) = self.shared.remove(&at) {
            return name;
        }
        let name = match explicit {
            // Behind an alias that travels the other way as well.
            Some(name) if self.names.get(&name.value) == Some(&Some(name.at)) => {
                return self.claim(None, &name.value, parent, at);
            }
            Some(name) => name.value.clone(),
            None if self.names.contains_key(derived) => format!("{parent}{derived}"),
            None => derived.to_owned(),
        };
        let at = explicit.map_or(at, |name| name.at);
        self.take(&name, explicit.is_some(), at);
        name
    }

    /// Takes the name of a shared type ahead of the types inside others, which make way for it.
    pub(super) fn reserve_shared(&mut self, field: &Field, name: String) {
        let explicit = field.type_name.as_ref();
        self.take(
            &name,
            explicit.is_some(),
            explicit.map_or(field.at, |name| name.at),
        );
        self.shared.insert(field.at, name);
    }

    fn take(&mut self, name: &str, is_explicit: bool, at: At) {
        if is_explicit && !ident::is_type_name(name) {
            self.diagnostics
                .error("bad-rust-name", Some(at), format!("`{name}` cannot be the name of a type"))
                .help("write it in camel case, with letters and digits only, and none of Rust's own type names");
        }
        if let Some(earlier) = self.names.insert(name.to_owned(), Some(at)) {
            let finding = self
                .diagnostics
                .error(
                    "name-collision",
                    Some(at),
                    format!("two types of one module would be called `{name}`"),
                )
                .help("give one of them another `name:`");
            if let Some(earlier) = earlier {
                finding.label(earlier, "the other one");
            }
        }
    }

    /// The structure at this place, when it is declared already.
    pub(super) fn declared(&self, at: At, direction: Direction) -> Option<&String> {
        self.declared.get(&(at, direction))
    }

    /// Remembers the structure at a place.
    pub(super) fn declare(&mut self, at: At, direction: Direction, name: &str) {
        self.declared.insert((at, direction), name.to_owned());
    }

    /// An enumeration that is already declared under this name with the same values.
    pub(super) fn same_enumeration(&self, name: &str, variants: &[crate::rust::Variant]) -> bool {
        self.items.iter().any(|item| {
            matches!(item, Item::Enumeration(Enumeration { name: other, variants: values, .. })
                if other == name && values.iter().map(|v| &v.text).eq(variants.iter().map(|v| &v.text)))
        })
    }

    /// Takes the name of the table of a type. Types that differ in capitals alone share the derived one.
    pub(super) fn table(&mut self, type_name: &str) -> String {
        let mut name = ident::constant(type_name);
        while !self.tables.insert(name.clone()) {
            name.push('_');
        }
        name
    }

    /// Takes a name that the generator itself needs.
    pub(super) fn reserve(&mut self, name: &str) {
        self.names.insert(name.to_owned(), None);
    }

    /// Where the next item will stand, so that a structure can stand before the types it declares.
    pub(super) fn mark(&self) -> usize {
        self.items.len()
    }

    pub(super) fn insert(&mut self, mark: usize, item: Item) {
        self.items.insert(mark, item);
    }

    pub(super) fn into_items(self) -> Vec<Item> {
        self.items
    }
}
