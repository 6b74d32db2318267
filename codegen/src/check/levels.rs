//! Does every type end, and soon enough?
//!
//! Neither the Rust compiler nor a decoder of JSON takes types of any depth. What refers to itself by way of a
//! structure counts once: data ends it.

use crate::diagnostic::Diagnostics;
use crate::lookup::MAX_LEVELS;
use crate::spec::{At, BodyContent, Field, Operation, Product, Spanned, Type};

pub(super) fn check(product: &Product, diagnostics: &mut Diagnostics) {
    for name in endless(product) {
        let message = format!(
            "the schema `{}` consists of itself and nothing else",
            name.value
        );
        diagnostics
            .error("endless-type", name.at, message)
            .help("put a structure with `fields` in between");
    }
    let levels = levels(product, diagnostics);
    for operation in &product.operations {
        for (at, field) in parts(operation) {
            report(&Depth::of(product, field), &levels, at, diagnostics);
        }
    }
}

/// The schemas that references, lists and maps alone lead back to.
fn endless(product: &Product) -> Vec<&Spanned> {
    let mut found = Vec::new();
    let mut seen = vec![false; product.schemas.len()];
    for start in 0..product.schemas.len() {
        let mut way = Vec::new();
        let mut next = Some(start);
        while let Some(index) = next.filter(|index| !seen[*index]) {
            seen[index] = true;
            way.push(index);
            next = last(&product.schemas[index].field)
                .and_then(|name| product.schemas.position(&name.value));
        }
        let round = next.and_then(|next| way.iter().position(|index| *index == next));
        let round = round.map_or(&[][..], |first| &way[first..]);
        found.extend(round.iter().map(|index| &product.schemas[*index].name));
    }
    found
}

/// The reference at the end of lists and maps.
fn last(field: &Field) -> Option<&Spanned> {
    match &field.kind {
        Type::Ref(name) => Some(name),
        Type::List(entry) | Type::Map(entry) => last(entry),
        _ => None,
    }
}

/// What types an operation is made of, each with the place that names it.
fn parts(operation: &Operation) -> Vec<(At, &Field)> {
    let members = operation.members().into_iter();
    let mut parts: Vec<_> = members
        .map(|member| (member.name.at, &member.field))
        .collect();
    if let Some(BodyContent::Whole(field)) = operation.body.as_ref().map(|body| &body.content) {
        parts.push((field.at, field));
    }
    parts.extend(operation.response.iter().map(|field| (field.at, field)));
    parts
}

/// How deep a field goes by itself, and at which levels it goes on in which schemas.
struct Depth {
    own: usize,
    further: Vec<(usize, usize)>,
}

impl Depth {
    fn of(product: &Product, field: &Field) -> Self {
        let mut depth = Depth {
            own: 0,
            further: Vec::new(),
        };
        depth.walk(product, field, 0);
        depth
    }

    /// What is written in place is no deeper than YAML may be.
    fn walk(&mut self, product: &Product, field: &Field, level: usize) {
        self.own = self.own.max(level);
        match &field.kind {
            Type::List(entry) | Type::Map(entry) => self.walk(product, entry, level + 1),
            Type::Structure(structure) => {
                for member in &structure.members {
                    self.walk(product, &member.field, level + 1);
                }
            }
            Type::Ref(name) => {
                if let Some(index) = product.schemas.position(&name.value) {
                    let is_alias = matches!(product.schemas[index].field.kind, Type::Ref(_));
                    self.further.push((level + usize::from(is_alias), index));
                }
            }
            _ => {}
        }
    }

    /// All levels, given those of the schemas; one more than allowed stands for any number.
    fn total(&self, levels: &[usize]) -> usize {
        let further = self.further.iter();
        let further = further.map(|(level, index)| level + levels[*index]);
        further.fold(self.own, usize::max).min(MAX_LEVELS + 1)
    }
}

/// The levels of every schema, inner schemas first, without recursion: a chain may be as long as a file.
fn levels(product: &Product, diagnostics: &mut Diagnostics) -> Vec<usize> {
    let schemas = &product.schemas;
    let depths: Vec<Depth> = schemas
        .iter()
        .map(|shared| Depth::of(product, &shared.field))
        .collect();
    // A schema that is still open counts nothing: the way came round.
    let mut levels = vec![0; schemas.len()];
    let mut seen = vec![false; schemas.len()];
    for start in 0..schemas.len() {
        let mut open = Vec::new();
        if !std::mem::replace(&mut seen[start], true) {
            open.push((start, 0));
        }
        while let Some((index, next)) = open.last_mut() {
            let depth = &depths[*index];
            if let Some((_, inner)) = depth.further.get(*next) {
                *next += 1;
                if !std::mem::replace(&mut seen[*inner], true) {
                    open.push((*inner, 0));
                }
            } else {
                let index = *index;
                levels[index] = depth.total(&levels);
                report(depth, &levels, schemas[index].name.at, diagnostics);
                open.pop();
            }
        }
    }
    levels
}

/// Reports what is too deep, unless something inside was reported.
fn report(depth: &Depth, levels: &[usize], at: At, diagnostics: &mut Diagnostics) {
    let mut inner = depth.further.iter().map(|(_, index)| levels[*index]);
    if depth.total(levels) > MAX_LEVELS && inner.all(|inner| inner <= MAX_LEVELS) {
        let message = format!("the type goes more than {MAX_LEVELS} levels deep");
        diagnostics.error("too-deep", at, message).help(
            "each structure, list, map and reference to a reference is a level; from some level on use `json`",
        );
    }
}
