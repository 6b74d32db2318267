//! What the runtime must know to walk the pages of a list.
//!
//! In: a lowered version and the spec it was made from. Out: the same version, where operations whose pages can be
//! walked say how, and of what type the entries are. Types are final by now, so that those of the entries are read
//! from the structures themselves, wherever these are declared.
//!
//! Not every list with a word on its pages can be walked: a member of the request that stands inside another is out
//! of reach, and without the entries nobody can tell the last page by its number. Such an operation has its
//! documentation alone.

use crate::lookup;
use crate::model::Product;
use crate::rust::{
    Call, Item, Method, Operation, PageMember, Pages, PagesBy, Structure, Type, Version,
};
use crate::spec::{self, Member, Spanned};

/// Adds how pages are walked, where they can be.
pub(super) fn add(product: &Product<'_>, version: &mut Version) {
    let shared = &version.shared;
    for (source, operation) in product.operations.iter().zip(&mut version.operations) {
        let list = List {
            product: product.spec,
            source,
            operation,
            shared,
        };
        let Some((pages, items)) = list.pages() else {
            continue;
        };
        method(&mut operation.method, items);
        operation.info.pages = Some(pages);
    }
}

fn method(method: &mut Method, items: Option<Type>) {
    let lines = match items {
        Some(_) => &[
            "[`pages()`](rt::PagedCall::pages) on the call gives page after page,",
            "[`items()`](rt::PagedCall::items) entry after entry.",
        ][..],
        None => &["[`pages()`](rt::PagedCall::pages) on the call gives page after page."],
    };
    let lines = lines.iter().map(|line| (*line).to_owned());
    method.docs.extend(lines);
    method.call = Call {
        ty: "PagedCall",
        by: "paged",
        items,
    };
}

/// An operation that may list something page by page.
struct List<'l> {
    product: &'l spec::Product,
    source: &'l spec::Operation,
    operation: &'l Operation,
    shared: &'l [Item],
}

/// A type, and whether its names are those of the shared module.
#[derive(Clone)]
struct Place {
    ty: Type,
    is_shared: bool,
}

impl List<'_> {
    /// How the pages are walked, and the type of the entries if it is known.
    fn pages(&self) -> Option<(Pages, Option<Type>)> {
        let pages = self.source.pages.as_ref()?;
        if self.source.events {
            return None;
        }
        let items = pages.items.as_ref().and_then(|path| self.items(path));
        let (path, entry) = items.unzip();
        let total = |total: &Option<Spanned>| match total {
            Some(total) => self.path(total),
            None => Some(Vec::new()),
        };
        let by = match &pages.by {
            spec::PagesBy::Token { token, next } => PagesBy::Token {
                token: self.member(token)?,
                next: self.path(next)?,
            },
            spec::PagesBy::Number { page, total: all } => {
                entry.as_ref()?;
                PagesBy::Number {
                    page: self.member(page)?,
                    total: total(all)?,
                }
            }
            spec::PagesBy::Offset { offset, total: all } => {
                entry.as_ref()?;
                PagesBy::Offset {
                    offset: self.member(offset)?,
                    total: total(all)?,
                }
            }
        };
        let count = pages.default_size.as_ref();
        let pages = Pages {
            by,
            size: pages.size.as_ref().and_then(|size| self.member(size)),
            default_size: count.and_then(|count| count.value.parse().ok()),
            items: path.unwrap_or_default(),
        };
        Some((pages, entry))
    }

    /// A member of the request itself.
    fn member(&self, name: &Spanned) -> Option<PageMember> {
        let members = self.source.members();
        let found = lookup::find(self.product, members, &name.value).ok()?;
        let [step] = found.steps.as_slice() else {
            return None;
        };
        let Some(Item::Structure(request)) = self.operation.items.first() else {
            return None;
        };
        let mut fields = request.fields.iter();
        let field = fields.find(|field| field.wire == step.name)?;
        let is_text = match inner(&field.ty) {
            Type::String | Type::Open(_) => true,
            Type::Integer | Type::Number => false,
            _ => return None,
        };
        Some(PageMember {
            name: field.wire.clone(),
            is_text,
        })
    }

    /// The names on the way to a member of the answer.
    fn path(&self, path: &Spanned) -> Option<Vec<String>> {
        self.walk(path).map(|(names, _)| names)
    }

    /// The way to the entries, and their type.
    fn items(&self, path: &Spanned) -> Option<(Vec<String>, Type)> {
        let (names, place) = self.walk(path)?;
        match place.ty {
            Type::Vec(entry) if place.is_shared => Some((names, shared(*entry))),
            Type::Vec(entry) => Some((names, *entry)),
            _ => None,
        }
    }

    /// Follows a path through the types of the answer. A secret on the way would not be known as one to whoever
    /// reads only what is behind it.
    fn walk(&self, path: &Spanned) -> Option<(Vec<String>, Place)> {
        let answer = lookup::resolve(self.product, self.source.response.as_ref()?)?;
        let spec::Type::Structure(answer) = &answer.kind else {
            return None;
        };
        let members: Vec<&Member> = answer.members.iter().collect();
        let found = lookup::find(self.product, members, &path.value).ok()?;
        let mut place = Place {
            ty: self.operation.output.clone(),
            is_shared: false,
        };
        let mut names = Vec::new();
        for step in found.steps {
            let (structure, is_shared) = self.structure(&place)?;
            let mut fields = structure.fields.iter();
            let field = fields.find(|field| field.wire == step.name)?;
            if step.entries || field.sensitive || field.place == "header" {
                return None;
            }
            let ty = inner(&field.ty).clone();
            place = Place { ty, is_shared };
            names.push(step.name);
        }
        Some((names, place))
    }

    fn structure(&self, place: &Place) -> Option<(&Structure, bool)> {
        let (name, items, is_shared) = match &place.ty {
            Type::Local(name) if !place.is_shared => (name, &self.operation.items[..], false),
            Type::Local(name) | Type::Shared(name) => (name, self.shared, true),
            _ => return None,
        };
        items.iter().find_map(|item| match item {
            Item::Structure(structure) if structure.name == *name => Some((structure, is_shared)),
            _ => None,
        })
    }
}

/// A type of the shared module as others name it.
fn shared(ty: Type) -> Type {
    let boxed = |inner: Box<Type>| Box::new(shared(*inner));
    match ty {
        Type::Local(name) => Type::Shared(name),
        Type::Vec(inner) => Type::Vec(boxed(inner)),
        Type::Map(inner) => Type::Map(boxed(inner)),
        Type::Option(inner) => Type::Option(boxed(inner)),
        Type::Box(inner) => Type::Box(boxed(inner)),
        Type::Open(inner) => Type::Open(boxed(inner)),
        other => other,
    }
}

/// Without what only says that it may be absent, or where it lies.
fn inner(ty: &Type) -> &Type {
    match ty {
        Type::Option(ty) | Type::Box(ty) => inner(ty),
        other => other,
    }
}

#[cfg(test)]
mod tests;
