//! The names that a module already has, and the types declared in it so far.

use std::collections::{HashMap, HashSet};

use super::shapes::{Shape, Shapes};
use super::shared::Names;
use super::types;
use crate::diagnostic::Diagnostics;
use crate::ident;
use crate::model::Product;
use crate::rust::Item;
use crate::spec::{At, Field, Type};

/// The way data travels through a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// What the shared types are called, by the names of their schemas.
    pub shared: &'a Names<'s>,
    /// Whether this is the module of the shared types.
    pub is_shared: bool,
    /// Stands in front of the names that are derived.
    prefix: String,
    names: HashMap<String, Option<At>>,
    /// Names that the spec gives to types of this module, declared or still to come.
    given: HashMap<String, (Shape, Direction)>,
    /// The last number behind a name that was derived too often.
    numbers: HashMap<String, usize>,
    tables: HashSet<String>,
    shapes: Shapes,
    /// What is declared, by shape and direction and the name that the spec gives it.
    declared: HashMap<(Shape, Direction, Option<String>), String>,
    items: Vec<Item>,
}

impl<'a, 's> Scope<'a, 's> {
    pub(super) fn new(
        product: &'a Product<'s>,
        shared: &'a Names<'s>,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Scope {
            product,
            diagnostics,
            shared,
            is_shared: false,
            prefix: String::new(),
            names: HashMap::new(),
            given: HashMap::new(),
            numbers: HashMap::new(),
            tables: HashSet::new(),
            shapes: Shapes::default(),
            declared: HashMap::new(),
            items: Vec::new(),
        }
    }

    /// The same for the module of the shared types, where their names are taken.
    pub(super) fn of_shared_types(mut self) -> Self {
        self.is_shared = true;
        let names = self.shared.values();
        self.names = names.map(|name| (name.clone(), None)).collect();
        self
    }

    /// Begins a shared type: what is declared inside has its name in front and is shared with no other, so that
    /// names stay when another operation brings other shared types.
    pub(super) fn begin(&mut self, shared: &str) {
        self.prefix = shared.to_owned();
        self.declared.clear();
    }

    /// Takes a name that the generator itself needs.
    pub(super) fn reserve(&mut self, name: &str) {
        self.names.insert(name.to_owned(), None);
    }

    /// Notes the names that the spec gives to types at and below a field; derived names make way for them.
    pub(super) fn expect(&mut self, field: &'s Field, direction: Direction) {
        let mut open = vec![field];
        let mut seen = HashSet::new();
        while let Some(field) = open.pop() {
            if let Some(name) = &field.type_name {
                let known = (self.shapes.of(field), types::direction(field, direction));
                self.given.entry(name.value.clone()).or_insert(known);
            }
            match &field.kind {
                Type::List(entry) | Type::Map(entry) => open.push(entry),
                Type::Structure(structure) => {
                    open.extend(structure.members.iter().map(|member| &member.field));
                }
                Type::Ref(name) => {
                    let shared = self.product.spec.schemas.get(&name.value);
                    let shared = shared.map(|shared| &shared.field);
                    let alias = shared.filter(|field| !types::is_type(field));
                    open.extend(alias.filter(|field| seen.insert(field.at)));
                }
                _ => {}
            }
        }
    }

    /// The type declared before that a field can have as its own.
    pub(super) fn same(
        &mut self,
        field: &Field,
        hint: &str,
        direction: Direction,
    ) -> Option<String> {
        let key = self.key(field, hint, direction);
        self.declared.get(&key).cloned()
    }

    /// Names the type that a field declares. A `name:` of the spec stands as it is; a name derived from `hint`
    /// makes way for a taken one by putting `parent` in front, then by a number.
    pub(super) fn claim(
        &mut self,
        field: &Field,
        hint: &str,
        parent: &str,
        direction: Direction,
    ) -> String {
        let key = self.key(field, hint, direction);
        let name = match (&field.type_name, &key.2) {
            // Behind an alias that travels the other way as well.
            (Some(name), _) if self.names.get(&name.value) == Some(&Some(name.at)) => {
                self.derive(&name.value, parent)
            }
            (Some(name), _) => {
                self.given(&name.value, name.at);
                name.value.clone()
            }
            (None, Some(name)) => name.clone(),
            (None, None) => self.derive(hint, parent),
        };
        let at = field.type_name.as_ref().map_or(field.at, |name| name.at);
        self.names.insert(name.clone(), Some(at));
        self.declared.insert(key, name.clone());
        name
    }

    /// Names a shared type. Names that the spec gives are to come first.
    pub(super) fn claim_shared(&mut self, field: &Field, hint: &str) -> String {
        match &field.type_name {
            Some(name) => {
                self.given(&name.value, name.at);
                name.value.clone()
            }
            None => {
                let name = self.derive(hint, "");
                self.names.insert(name.clone(), Some(field.at));
                name
            }
        }
    }

    fn key(
        &mut self,
        field: &Field,
        hint: &str,
        direction: Direction,
    ) -> (Shape, Direction, Option<String>) {
        let shape = self.shapes.of(field);
        let name = match &field.type_name {
            Some(name) => Some(name.value.clone()),
            None => {
                let same = self.given.get(hint) == Some(&(shape, direction));
                same.then(|| hint.to_owned())
            }
        };
        (shape, direction, name)
    }

    /// A name that is still free.
    fn derive(&mut self, hint: &str, parent: &str) -> String {
        let plain = ident::spare_std(format!("{}{hint}", self.prefix));
        if self.is_free(&plain) {
            return plain;
        }
        let parent = if parent == self.prefix { "" } else { parent };
        let inner = ident::spare_std(format!("{}{parent}{hint}", self.prefix));
        if self.is_free(&inner) {
            return inner;
        }
        let border = match inner.ends_with(|last: char| last.is_ascii_digit()) {
            true => "_",
            false => "",
        };
        loop {
            let number = self.numbers.entry(inner.clone()).or_insert(1);
            *number += 1;
            let numbered = format!("{inner}{border}{number}");
            if self.is_free(&numbered) {
                return numbered;
            }
        }
    }

    fn is_free(&self, name: &str) -> bool {
        !self.names.contains_key(name) && !self.given.contains_key(name)
    }

    /// Takes a name as the spec gives it.
    fn given(&mut self, name: &str, at: At) {
        if !ident::is_type_name(name) {
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

    /// Takes the name of the table of a type. Types that differ in capitals alone share the derived one.
    pub(super) fn table(&mut self, type_name: &str) -> String {
        let mut name = ident::constant(type_name);
        while !self.tables.insert(name.clone()) {
            name.push('_');
        }
        name
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
