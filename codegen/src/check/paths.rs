//! Do the placeholders of the path and the path parameters agree?

use std::collections::HashSet;

use crate::diagnostic::{Diagnostics, nearest};
use crate::spec::{ApiStyle, Member, Operation, Place, Product, is_dots};

pub(super) fn check(product: &Product, diagnostics: &mut Diagnostics) {
    for operation in &product.operations {
        let path = &operation.path;
        // A request line that could not be read was reported.
        if path.value.is_empty() {
            continue;
        }
        if product.style == ApiStyle::Rpc && path.value != "/" {
            diagnostics
                .error(
                    "rpc-path",
                    path.at,
                    format!(
                        "the path of an RPC operation is `/`, found `{}`",
                        path.value
                    ),
                )
                .help(format!("write `http: {} /`", operation.method));
            continue;
        }
        match placeholders(&path.value) {
            Ok(names) => {
                segments(operation, diagnostics);
                query(operation, diagnostics);
                compare(operation, &names, diagnostics);
            }
            Err(problem) => {
                diagnostics
                    .error(
                        "bad-path",
                        path.at,
                        format!("the path `{}` {problem}", path.value),
                    )
                    .help("a placeholder is written `{Name}`");
            }
        }
    }
}

/// The names in braces, in the order in which they stand.
fn placeholders(path: &str) -> Result<Vec<&str>, String> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some(index) = rest.find(['{', '}']) {
        let Some(inner) = rest[index..].strip_prefix('{') else {
            return Err("has a `}` that closes nothing".to_owned());
        };
        let end = inner
            .find(['{', '}'])
            .filter(|end| inner[*end..].starts_with('}'));
        let Some(end) = end else {
            return Err("has a `{` that is not closed".to_owned());
        };
        let name = &inner[..end];
        if name.is_empty() {
            return Err("has a placeholder without a name".to_owned());
        }
        names.push(name);
        rest = &inner[end + 1..];
    }
    Ok(names)
}

/// Every client takes dot segments out, so that the signed path would not be the path that is sent; and what stands
/// behind two slashes at the start is a host to many.
fn segments(operation: &Operation, diagnostics: &mut Diagnostics) {
    let path = &operation.path;
    if path.value.starts_with("//") {
        let message = format!("the path `{}` starts with two slashes", path.value);
        diagnostics
            .error("bad-path", path.at, message)
            .help("write one slash: what stands behind two would be taken for a host");
    }
    let (segments, _) = path.value.split_once('?').unwrap_or((&path.value, ""));
    if let Some(dots) = segments.split('/').find(|segment| is_dots(segment)) {
        let message = format!("the path `{}` has the segment `{dots}`", path.value);
        diagnostics
            .error("bad-path", path.at, message)
            .help("write the path that is meant, without dot segments");
    }
}

/// What the path brings along is no parameter as well.
fn query(operation: &Operation, diagnostics: &mut Diagnostics) {
    let path = &operation.path;
    let Some((_, query)) = path.value.split_once('?') else {
        return;
    };
    let brought = |name: &str| {
        let mut pairs = query.split('&');
        pairs.any(|pair| pair.split('=').next() == Some(name))
    };
    for member in &operation.parameters {
        let name = &member.name;
        let place = member.place.as_ref();
        if place.is_some_and(|place| place.value == Place::Query) && brought(&name.value) {
            let message = format!(
                "the path brings `{}` along, which would be sent twice",
                name.value
            );
            diagnostics
                .error("repeated-parameter", name.at, message)
                .help("remove it from the path or from `parameters`")
                .label(path.at, "the path");
        }
    }
}

fn compare(operation: &Operation, names: &[&str], diagnostics: &mut Diagnostics) {
    let path = &operation.path;
    let in_path = |member: &&Member| {
        member
            .place
            .as_ref()
            .is_some_and(|place| place.value == Place::Path)
    };
    let parameters: Vec<&Member> = operation.parameters.iter().filter(in_path).collect();
    let mut seen = HashSet::new();
    for name in names {
        if !seen.insert(*name) {
            diagnostics
                .error(
                    "repeated-placeholder",
                    path.at,
                    format!("the placeholder `{{{name}}}` stands twice in the path"),
                )
                .help("give the two different names");
        } else if !parameters.iter().any(|member| member.name.value == *name) {
            let others = parameters.iter().map(|member| member.name.value.as_str());
            let near = nearest(name, others.filter(|other| !names.contains(other)));
            missing(operation, name, near, diagnostics);
        }
    }
    for member in parameters {
        let name = &member.name.value;
        if !names.contains(&name.as_str()) {
            diagnostics
                .error(
                    "missing-placeholder",
                    member.name.at,
                    format!("the path parameter `{name}` has no place in the path"),
                )
                .help(format!("write `{{{name}}}` where it goes, or another `in`"))
                .label(path.at, "the path");
        }
    }
}

/// Reports a placeholder without a path parameter.
fn missing(operation: &Operation, name: &str, near: Option<&str>, diagnostics: &mut Diagnostics) {
    let elsewhere = operation
        .parameters
        .iter()
        .find(|member| member.name.value == name);
    // Where a parameter travels whose place could not be read is a finding already.
    if elsewhere.is_some_and(|member| member.place.is_none()) {
        return;
    }
    let message = format!("the placeholder `{{{name}}}` has no path parameter");
    let problem = diagnostics.error("missing-parameter", operation.path.at, message);
    match (elsewhere, near) {
        (Some(member), _) => problem
            .help(format!("write `in: path` for `{name}`"))
            .label(member.name.at, "travels elsewhere"),
        (None, Some(near)) => problem.help(format!("did you mean `{{{near}}}`?")),
        (None, None) => problem.help(format!("add `{name}` to `parameters`, with `in: path`")),
    };
}

#[cfg(test)]
mod tests {
    use super::placeholders;

    #[test]
    fn placeholders_are_found_and_braces_counted() {
        for (path, expected) in [
            ("/", Ok(vec![])),
            ("/a/{B}/{C}:stop", Ok(vec!["B", "C"])),
            ("/a/{B", Err("has a `{` that is not closed")),
            ("/a/B}", Err("has a `}` that closes nothing")),
            ("/a/{B{C}}", Err("has a `{` that is not closed")),
            ("/a/{}", Err("has a placeholder without a name")),
            ("/é{B}", Ok(vec!["B"])),
        ] {
            assert_eq!(
                placeholders(path),
                expected.map_err(str::to_owned),
                "{path}"
            );
        }
    }
}
