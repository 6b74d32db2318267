//! Can the pages of a list be walked, and work that was started be waited for, as they are said to?

use crate::diagnostic::{Diagnostics, nearest};
use crate::lookup::{Miss, find, is_untold, resolve};
use crate::spec::{
    Bound, Bounds, Check, Member, Operation, Pages, PagesBy, Product, Spanned, Type,
};

use super::scope::{called, has_untold_body};

/// What may stand for a page number, a size or a total: older services write numbers as text.
const NUMBER: Wanted = Wanted {
    fits: |kind| matches!(kind, Type::Integer | Type::Number | Type::String),
    name: "a number or text",
};

/// What may stand for a token.
const TOKEN: Wanted = Wanted {
    fits: |kind| matches!(kind, Type::String | Type::Integer),
    name: "text or an integer",
};

/// What holds the entries.
const LIST: Wanted = Wanted {
    fits: |kind| matches!(kind, Type::List(_)),
    name: "a list",
};

/// A type that is asked for.
struct Wanted {
    fits: fn(&Type) -> bool,
    name: &'static str,
}

pub(super) fn check(product: &Product, diagnostics: &mut Diagnostics) {
    for operation in &product.operations {
        if let Some(pages) = &operation.pages {
            request(product, operation, pages, diagnostics);
            default_size(product, operation, pages, diagnostics);
            answer(product, operation, pages, diagnostics);
        }
        polling(product, operation, diagnostics);
    }
}

fn request(product: &Product, operation: &Operation, pages: &Pages, diagnostics: &mut Diagnostics) {
    let (first, wanted) = match &pages.by {
        PagesBy::Number { page, .. } => (page, NUMBER),
        PagesBy::Token { token, .. } => (token, TOKEN),
        PagesBy::Offset { offset, .. } => (offset, NUMBER),
    };
    let size = pages.size.iter().map(|size| (size, NUMBER));
    for (path, wanted) in std::iter::once((first, wanted)).chain(size) {
        let side = Side {
            product,
            members: operation.members(),
            is_partial: has_untold_body(operation),
            name: "request",
        };
        side.member(path, &wanted, diagnostics);
    }
}

/// A walk that asks for more than the service takes would end before its first page.
fn default_size(
    product: &Product,
    operation: &Operation,
    pages: &Pages,
    diagnostics: &mut Diagnostics,
) {
    let (Some(size), Some(count)) = (&pages.size, &pages.default_size) else {
        return;
    };
    let found = find(product, operation.members(), &size.value);
    let field = found.ok().and_then(|found| resolve(product, found.field));
    let checks = field.map_or(&[][..], |field| &field.checks);
    let asked: f64 = count.value.parse().unwrap_or_default();
    let number = |bound: &Bound| match bound {
        Bound::Integer(number) => *number as f64,
        Bound::Number(number) => *number,
    };
    let is_outside = |check: &Spanned<Check>| match &check.value {
        Check::Range(Bounds { min, max }) => {
            min.as_ref().is_some_and(|min| asked < number(min))
                || max.as_ref().is_some_and(|max| asked > number(max))
        }
        _ => false,
    };
    if checks.iter().any(is_outside) {
        let message = format!("`{}` does not take {}", size.value, count.value);
        diagnostics
            .error("bad-default-size", count.at, message)
            .help("choose a number that the range of the member allows");
    }
}

fn answer(product: &Product, operation: &Operation, pages: &Pages, diagnostics: &mut Diagnostics) {
    let (first, wanted) = match &pages.by {
        PagesBy::Number { total, .. } | PagesBy::Offset { total, .. } => (total.as_ref(), NUMBER),
        PagesBy::Token { next, .. } => (Some(next), TOKEN),
    };
    let first = first.map(|path| (path, wanted));
    let items = pages.items.as_ref().map(|path| (path, LIST));
    let field = operation.response.as_ref();
    let members = match field.map(|field| resolve(product, field).map(|field| &field.kind)) {
        // That a reference leads nowhere is a finding of its own.
        Some(None) => return,
        Some(Some(Type::Structure(structure))) if !operation.events => {
            structure.members.iter().collect()
        }
        _ => Vec::new(),
    };
    for (path, wanted) in first.into_iter().chain(items) {
        let side = Side {
            product,
            members: members.clone(),
            is_partial: field.is_some_and(|field| is_untold(&field.kind)),
            name: "answer",
        };
        side.member(path, &wanted, diagnostics);
    }
}

/// The request or the answer.
struct Side<'s> {
    product: &'s Product,
    members: Vec<&'s Member>,
    /// Whether there may be members that could not be told.
    is_partial: bool,
    name: &'static str,
}

impl Side<'_> {
    /// Judges what a path leads to.
    fn member(&self, path: &Spanned, wanted: &Wanted, diagnostics: &mut Diagnostics) {
        let found = find(self.product, self.members.iter().copied(), &path.value);
        match found {
            Ok(found) => {
                // What a reference stands for; one that leads nowhere is a finding of its own.
                let field = resolve(self.product, found.field);
                let kind = field.map(|field| &field.kind);
                if let Some(kind) = kind.filter(|kind| !is_untold(kind) && !(wanted.fits)(kind)) {
                    let message = format!("`{}` is {}", path.value, called(kind));
                    let help =
                        format!("name a member of the {} that is {}", self.name, wanted.name);
                    diagnostics
                        .error("wrong-type-of-field", path.at, message)
                        .help(help);
                }
            }
            Err(miss) if !miss.dangling && !self.is_partial => self.miss(path, miss, diagnostics),
            Err(_) => {}
        }
    }

    fn miss(&self, path: &Spanned, miss: Miss, diagnostics: &mut Diagnostics) {
        let help = match miss.help {
            // A way into the entries of a list is no way for a page.
            Some(help) if !help.contains("[]") => help,
            _ => format!("name a member of the {} that stands in no list", self.name),
        };
        diagnostics
            .error("unknown-field", path.at, miss.message)
            .help(help);
    }
}

fn polling(product: &Product, operation: &Operation, diagnostics: &mut Diagnostics) {
    let Some(polling) = &operation.polling else {
        return;
    };
    let wanted = &polling.operation;
    let names = || {
        let operations = product.operations.iter();
        operations.map(|operation| operation.name.value.as_str())
    };
    // Another product may lie elsewhere.
    if wanted.value.contains(':') || names().any(|name| name == wanted.value) {
        return;
    }
    let message = format!(
        "{} {} has no operation `{}`",
        product.code.value, product.version.value, wanted.value
    );
    let problem = diagnostics.error("unknown-operation", wanted.at, message);
    problem.help(match nearest(&wanted.value, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "add its file, or write `product/version:Operation` if it is another product's"
            .to_owned(),
    });
}
