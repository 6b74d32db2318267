//! The methods of a generated client, one per operation.

use syn::{FnArg, ImplItem, Item, Type};

use crate::Failure;
use crate::cut::Version;
use crate::tree::Tree;

/// A method that makes a call.
#[derive(Debug, Clone)]
pub(crate) struct Method {
    pub(crate) name: String,
    /// The type of its request, as it is named beside the client.
    pub(crate) request: String,
}

/// The methods of a version's client, in the order of its file.
pub(crate) fn of(tree: &Tree, version: &Version) -> Result<Vec<Method>, Failure> {
    let file = version.files.first().and_then(|path| tree.files.get(path));
    let file = syn::parse_file(file.ok_or("a version has a file")?)?;
    let implementations = file.items.iter().filter_map(|item| match item {
        Item::Impl(item) => Some(item),
        _ => None,
    });
    let functions = implementations.flat_map(|item| &item.items);
    let methods = functions.filter_map(|item| match item {
        ImplItem::Fn(function) => Some(Method {
            name: function.sig.ident.to_string(),
            request: request(function.sig.inputs.iter().nth(1)?)?,
        }),
        _ => None,
    });
    Ok(methods.collect())
}

/// The type behind `request: &'a RunInstancesRequest`.
fn request(argument: &FnArg) -> Option<String> {
    let FnArg::Typed(argument) = argument else {
        return None;
    };
    let Type::Reference(reference) = &*argument.ty else {
        return None;
    };
    let Type::Path(path) = &*reference.elem else {
        return None;
    };
    let name = path.path.segments.last()?.ident.to_string();
    name.ends_with("Request").then_some(name)
}
