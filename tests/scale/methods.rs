//! The methods of a generated client, one per operation.

use syn::{FnArg, ImplItem, Item, Type};

use crate::Failure;
use crate::cut::Version;
use crate::tree::Tree;

const CLIENT: &str = "impl Client {";

/// A method that makes a call.
#[derive(Debug, Clone)]
pub(crate) struct Method {
    pub(crate) name: String,
    /// The type of its request, as it is named beside the client.
    pub(crate) request: String,
    /// Lines of the file that it stands in, which is about what the operation comes to.
    pub(crate) size: usize,
}

/// The methods of a version's client, in the order of its files.
pub(crate) fn of(tree: &Tree, version: &Version) -> Result<Vec<Method>, Failure> {
    let texts = version.files.iter().filter_map(|path| tree.files.get(path));
    let mut methods = Vec::new();
    for text in texts.filter(|text| text.contains(CLIENT)) {
        for item in syn::parse_file(text)?.items {
            if let Item::Impl(item) = item {
                methods.extend(item.items.iter().filter_map(|item| method(item, text)));
            }
        }
    }
    Ok(methods)
}

fn method(item: &ImplItem, text: &str) -> Option<Method> {
    match item {
        ImplItem::Fn(function) => Some(Method {
            name: function.sig.ident.to_string(),
            request: request(function.sig.inputs.iter().nth(1)?)?,
            size: text.lines().count(),
        }),
        _ => None,
    }
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
