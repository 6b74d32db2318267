//! Methods and paths.
//!
//! In: methods and path templates as they are written. Out: one path that starts with one slash, whose placeholders and
//! path parameters agree, and methods that HTTP has. The signature covers the path to the letter, so that nothing may
//! be left for a proxy to tidy up.

use super::super::document::{Api, Parameter, Schema};
use super::{Apply, Fixup, Notes, fixup};
use crate::spec::is_dots;

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        "path-of-rpc",
        Apply::Before(of_rpc),
        "an operation of RPC style has a path",
        "ignored: it goes to `/`",
    ),
    fixup(
        "no-path",
        Apply::Before(none),
        "an operation of ROA style has no path",
        "it goes to `/`",
    ),
    fixup(
        "odd-path",
        Apply::Before(odd),
        "a path does not start with one `/`, or has a fragment, white space, dot segments or single braces",
        "read without them",
    ),
    fixup(
        "brackets-in-path",
        Apply::Before(brackets),
        "a placeholder stands in brackets: `[instanceId]`",
        "read as `{instanceId}`",
    ),
    fixup(
        "star-in-path",
        Apply::Before(star),
        "a path ends in `*`, for which one path parameter stands",
        "read as a placeholder for that parameter",
    ),
    fixup(
        "repeated-placeholder",
        Apply::Before(repeated),
        "a placeholder stands twice in a path",
        "the second gets a name of its own",
    ),
    fixup(
        "placeholder-without-parameter",
        Apply::Before(without_parameter),
        "a placeholder has no path parameter",
        "a parameter of that name travels in the path, otherwise one is made up",
    ),
    fixup(
        "parameter-without-placeholder",
        Apply::Before(without_placeholder),
        "a path parameter has no placeholder",
        "left out, as the official SDKs leave it out: nothing can carry it",
    ),
    fixup(
        "query-in-path",
        Apply::Before(query),
        "a path brings a query along",
        "sent as query; what is a parameter as well is left to the parameter",
    ),
    fixup(
        "trailing-slash",
        Apply::Before(trailing_slash),
        "a path ends in a slash",
        "kept: it is another path without",
    ),
    fixup(
        "no-method",
        Apply::Before(no_method),
        "no method that HTTP has is offered",
        "`POST`",
    ),
];

fn of_rpc(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    if !notes.is_rpc {
        return;
    }
    if let Some(path) = api.path.take_if(|path| !path.is_empty() && path != "/") {
        notes.changed_at("path", format!("`{path}` read as `/`"));
    }
    api.path = Some("/".into());
}

fn none(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    if api.path.as_ref().is_none_or(|path| path.trim().is_empty()) {
        notes.changed_at("path", "`/`");
        api.path = Some("/".into());
    }
}

/// Writes a new path, and says so.
fn set(api: &mut Api<'_>, path: String, notes: &mut Notes<'_>) {
    let old = api.path.replace(path.clone().into()).unwrap_or_default();
    notes.changed_at("path", format!("`{old}` read as `{path}`"));
}

fn path<'a>(api: &'a Api<'_>) -> &'a str {
    api.path.as_deref().unwrap_or("/")
}

fn odd(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    let old = path(api);
    let whole = old.split('#').next().unwrap_or_default();
    let mut clean: String = braces(whole)
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !"\"<>\\^`|".contains(*c))
        .collect();
    if !clean.starts_with('/') {
        clean.insert(0, '/');
    }
    let (segments, query) = match clean.split_once('?') {
        Some((segments, query)) => (segments.to_owned(), Some(query.to_owned())),
        None => (clean.clone(), None),
    };
    let kept: Vec<&str> = segments.split('/').filter(|one| !is_dots(one)).collect();
    let kept = kept.join("/");
    // What stands behind two slashes would be taken for a host.
    let mut clean = format!("/{}", kept.trim_start_matches('/'));
    if let Some(query) = query {
        clean = format!("{clean}?{query}");
    }
    if clean != old {
        set(api, clean, notes);
    }
}

/// The path without braces that do not belong to a placeholder.
fn braces(path: &str) -> String {
    let mut clean = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(index) = rest.find(['{', '}']) {
        clean.push_str(&rest[..index]);
        let inner = &rest[index + 1..];
        let end = inner
            .find(['{', '}'])
            .filter(|end| inner[*end..].starts_with('}'));
        match end {
            Some(end) if rest[index..].starts_with('{') && end > 0 => {
                clean.push_str(&rest[index..index + end + 2]);
                rest = &inner[end + 1..];
            }
            _ => rest = inner,
        }
    }
    clean.push_str(rest);
    clean
}

fn in_path<'a, 'd>(api: &'a Api<'d>) -> impl Iterator<Item = &'a Parameter<'d>> {
    api.parameters
        .iter()
        .filter(|parameter| parameter.place == "path")
}

fn brackets(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    let mut new = path(api).to_owned();
    for parameter in in_path(api) {
        let (odd, usual) = (
            format!("[{}]", parameter.name),
            format!("{{{}}}", parameter.name),
        );
        if !new.contains(&usual) {
            new = new.replacen(&odd, &usual, 1);
        }
    }
    if new != path(api) {
        set(api, new, notes);
    }
}

fn star(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    let names = placeholders(path(api));
    let free = in_path(api).find(|parameter| !names.contains(&parameter.name.to_string()));
    let new = free.and_then(|parameter| {
        let path = path(api);
        path.contains('*')
            .then(|| path.replacen('*', &format!("{{{}}}", parameter.name), 1))
    });
    if let Some(new) = new {
        set(api, new, notes);
    }
}

/// The names in braces, which are paired.
fn placeholders(path: &str) -> Vec<String> {
    let parts = path.split('{').skip(1);
    parts
        .filter_map(|part| Some(part.split_once('}')?.0.to_owned()))
        .collect()
}

fn repeated(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    let mut seen: Vec<String> = Vec::new();
    let mut new = String::new();
    for (index, part) in path(api).split('{').enumerate() {
        match part.split_once('}').filter(|_| index > 0) {
            None => new.push_str(part),
            Some((name, rest)) => {
                let mut own = name.to_owned();
                let mut number = 2;
                while seen.contains(&own) {
                    own = format!("{name}_{number}");
                    number += 1;
                }
                new.push_str(&format!("{{{own}}}{rest}"));
                seen.push(own);
            }
        }
    }
    if new != path(api) {
        set(api, new, notes);
    }
}

fn without_parameter(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    for name in placeholders(path(api)) {
        if in_path(api).any(|parameter| *parameter.name == *name) {
            continue;
        }
        let of_name = api.parameters.iter_mut();
        let mut of_name = of_name.filter(|one| *one.name == *name && one.place != "body");
        match of_name.next() {
            Some(parameter) => {
                notes.changed_at(&format!("parameters.{name}"), "in the path");
                parameter.place = "path".into();
            }
            None => {
                notes.made_parameter(&name, "made up for the path");
                api.parameters.push(Parameter {
                    name: name.into(),
                    place: "path".into(),
                    style: None,
                    schema: Schema {
                        kind: Some("string".into()),
                        required: true,
                        ..Schema::default()
                    },
                });
            }
        }
    }
}

fn without_placeholder(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    let names = placeholders(path(api));
    api.parameters.retain(|parameter| {
        let is_carried =
            parameter.place != "path" || names.iter().any(|name| **name == *parameter.name);
        if !is_carried {
            notes.dropped_parameter(parameter, "the path has no place for it");
        }
        is_carried
    });
}

fn query(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    let Some((before, brought)) = path(api).split_once('?') else {
        return;
    };
    let is_parameter = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        api.parameters
            .iter()
            .any(|parameter| parameter.place == "query" && parameter.name == name)
    };
    let pairs = brought
        .split('&')
        .filter(|pair| !pair.is_empty() && !is_parameter(pair));
    let kept = pairs.collect::<Vec<_>>().join("&");
    let new = match kept.is_empty() {
        true => before.to_owned(),
        false => format!("{before}?{kept}"),
    };
    if new == path(api) {
        notes.kept_at("path", format!("`{new}`"));
    } else {
        set(api, new, notes);
    }
}

fn trailing_slash(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    let path = path(api);
    if path.len() > 1 && path.ends_with('/') {
        notes.kept_at("path", format!("`{path}`"));
    }
}

/// Methods that a request can have.
const METHODS: &[&str] = &["POST", "GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

fn no_method(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    let is_known = |method: &std::borrow::Cow<'_, str>| {
        METHODS.contains(&method.to_ascii_uppercase().as_str())
    };
    api.methods.retain(is_known);
    if api.methods.is_empty() {
        notes.changed_at("methods", "`POST`");
        api.methods.push("post".into());
    }
}

/// The method of an operation: `POST` if it is offered, otherwise the first.
pub(crate) fn method(api: &Api<'_>) -> String {
    let is_post = |method: &&std::borrow::Cow<'_, str>| method.eq_ignore_ascii_case("post");
    let method = api
        .methods
        .iter()
        .find(is_post)
        .or_else(|| api.methods.first());
    method.map_or_else(|| "POST".to_owned(), |method| method.to_ascii_uppercase())
}
