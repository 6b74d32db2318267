//! Builds fields: their types, their facts and where these are known from.

use super::{constraints, json, read, rules};
use crate::diagnostic::Diagnostics;
use crate::grammar::words;
use crate::load::{Node, Tree};
use crate::spec::{Check, Field, Level, Member, Place, Spanned, Structure, Style, Type};

/// A field; `None` when its type cannot be told, which has been reported then.
pub(super) fn field(node: &Node, diagnostics: &mut Diagnostics) -> Option<Field> {
    let field = Field {
        type_name: read::get_spanned(node, "name"),
        ..body(node, diagnostics)?
    };
    misplaced_name(node, &field.kind, &field.checks, diagnostics);
    Some(field)
}

/// The same for a body, whose `name` is no Rust type.
pub(super) fn body(node: &Node, diagnostics: &mut Diagnostics) -> Option<Field> {
    let kind = kind(node, diagnostics);
    let checks = constraints::checks(node, diagnostics);
    let sources = sources(node, diagnostics);
    let example = read::get(node, "example");
    Some(Field {
        at: node.at,
        kind: kind?,
        required: read::is_true(node, "required"),
        doc: read::get_text(node, "doc"),
        example: example
            .map(|example| read::text(example).map_or_else(|| json::json(example), str::to_owned)),
        default: read::get_spanned(node, "default"),
        deprecated: read::get_text(node, "deprecated"),
        sensitive: read::is_true(node, "sensitive"),
        unit: read::get_text(node, "unit"),
        style: style(node),
        rust_name: read::get_spanned(node, "rust_name"),
        type_name: None,
        sources,
        checks,
        level: level(node),
    })
}

/// The members under `fields`; `None` when the type of one cannot be told.
fn members(node: &Node, diagnostics: &mut Diagnostics) -> Option<Vec<Member>> {
    let entries = unique(node);
    let fields: Vec<_> = entries
        .iter()
        .map(|(_, value)| field(value, diagnostics))
        .collect();
    let members = entries.iter().zip(fields).map(|((name, _), field)| {
        Some(Member {
            name: read::spanned(name)?,
            place: None,
            field: field?,
        })
    });
    members.collect()
}

/// The parameters of an operation; `None` when one cannot be told.
pub(super) fn parameters(node: &Node, diagnostics: &mut Diagnostics) -> Option<Vec<Member>> {
    let mut members = members(node, diagnostics)?;
    for (member, (_, value)) in members.iter_mut().zip(unique(node)) {
        // A bad place stays open: `shape` has reported it, and `check` can judge the rest.
        member.place = place(value);
    }
    Some(members)
}

/// What a success answers; `None` when it cannot be told.
pub(super) fn response(node: &Node, diagnostics: &mut Diagnostics) -> Option<Field> {
    let mut field = field(node, diagnostics)?;
    if let (Type::Structure(structure), Some(fields)) = (&mut field.kind, read::get(node, "fields"))
    {
        for (member, (_, value)) in structure.members.iter_mut().zip(unique(fields)) {
            member.place = place(value);
        }
    }
    Some(field)
}

/// The entries whose keys are text, each key once.
pub(super) fn unique(node: &Node) -> Vec<&(Node, Node)> {
    let mut seen = std::collections::HashSet::new();
    read::entries(node)
        .iter()
        .filter(|(key, _)| read::text(key).is_some_and(|name| name != "<<" && seen.insert(name)))
        .collect()
}

fn place(node: &Node) -> Option<Spanned<Place>> {
    let word = read::get(node, "in")?;
    let value = match read::text(word)? {
        "path" => Place::Path,
        "query" => Place::Query,
        "header" => Place::Header,
        "host" => Place::Host,
        "form" => Place::Form,
        _ => return None,
    };
    Some(Spanned { value, at: word.at })
}

fn style(node: &Node) -> Option<Spanned<Style>> {
    let word = read::get(node, "style")?;
    let value = match read::text(word)? {
        "flat" | "repeatList" => Style::Flat,
        "json" => Style::Json,
        "simple" => Style::Simple,
        _ => return None,
    };
    Some(Spanned { value, at: word.at })
}

/// The level under `level`.
pub(super) fn level(node: &Node) -> Level {
    match read::get_text(node, "level").as_deref() {
        Some("warn") => Level::Warn,
        _ => Level::Enforce,
    }
}

/// The type of a field, body or response, or of a word alone.
pub(super) fn kind(node: &Node, diagnostics: &mut Diagnostics) -> Option<Type> {
    let word = match read::text(node) {
        Some(word) => Some(word),
        None => read::get(node, "type").and_then(read::text),
    };
    let allowed: &[&str] = match (word, read::get(node, "$ref"), read::get(node, "fields")) {
        (_, Some(_), _) => &[],
        (None, _, Some(_)) | (Some("structure"), ..) => &["fields", "rules"],
        (Some("list" | "map"), ..) => &["items"],
        _ => &[],
    };
    let what = match (word, read::get(node, "$ref")) {
        (_, Some(_)) => "beside `$ref`".to_owned(),
        (Some(word), _) => format!("on the type `{word}`"),
        (None, _) => "without `fields`".to_owned(),
    };
    let mut keys = vec!["fields", "rules", "items"];
    keys.extend(read::get(node, "$ref").map(|_| "type"));
    // What an unknown type takes is not known either.
    let is_unknown = word.is_some_and(|word| !words::TYPES.iter().any(|known| known.name == word));
    for name in keys.into_iter().filter(|_| !is_unknown) {
        if let Some((key, _)) = read::entry(node, name).filter(|_| !allowed.contains(&name)) {
            let message = format!("`{name}` has no meaning {what}");
            diagnostics
                .error("misplaced-key", key.at, message)
                .help(remedy(name));
        }
    }
    if let Some((_, name)) = read::entry(node, "$ref") {
        return read::spanned(name).map(Type::Ref);
    }
    let mut entry = |list: &str| match read::get(node, "items") {
        Some(items) => field(items, diagnostics).map(Box::new),
        None => {
            diagnostics
                .error("missing-key", node.at, format!("a {list} needs the key `items`"))
                .help("`items` says what the entries are: a type such as `items: string`, or a map with keys");
            None
        }
    };
    Some(match word {
        Some("string") => Type::String,
        Some("integer") => Type::Integer,
        Some("number") => Type::Number,
        Some("boolean") => Type::Boolean,
        Some("timestamp") => Type::Timestamp,
        Some("bytes") => Type::Bytes,
        Some("json") => Type::Json,
        Some("list") => Type::List(entry("list")?),
        Some("map") => Type::Map(entry("map")?),
        None | Some("structure") => Type::Structure(structure(node, diagnostics)?),
        Some(_) => return None,
    })
}

/// Where a misplaced key belongs.
fn remedy(name: &str) -> &'static str {
    match name {
        "fields" => {
            "write `type: structure` or leave `type` out; for a list of structures put `fields` into `items`"
        }
        "items" => "`items` belongs to the types `list` and `map`",
        "rules" => "rules stand beside the `fields` that they speak of",
        _ => "a reference brings its type along",
    }
}

fn structure(node: &Node, diagnostics: &mut Diagnostics) -> Option<Structure> {
    let Some(fields) = read::get(node, "fields") else {
        // A bad type, a merge key or a value that is no map was reported before.
        let bad_type =
            read::get(node, "type").is_some_and(|word| read::text(word) != Some("structure"));
        let is_merged = read::get(node, "<<").is_some();
        if !bad_type && !is_merged && !matches!(node.value, Tree::List(_)) {
            diagnostics
                .error("missing-key", node.at, "the type is not said: neither `type` nor `fields` nor `$ref`")
                .help("a structure has `fields`; for one without known members use `type: map` with `items: json`");
        }
        return None;
    };
    let members = members(fields, diagnostics);
    let rules = read::get(node, "rules").map_or(Vec::new(), |list| rules::rules(list, diagnostics));
    Some(Structure {
        members: members?,
        rules,
    })
}

/// `name` is for what gets a Rust type of its own.
fn misplaced_name(
    node: &Node,
    kind: &Type,
    checks: &[Spanned<Check>],
    diagnostics: &mut Diagnostics,
) {
    let named = match kind {
        Type::Structure(_) => true,
        Type::String => checks
            .iter()
            .any(|check| matches!(check.value, Check::Values(_))),
        _ => false,
    };
    if let Some((key, _)) = read::entry(node, "name").filter(|_| !named) {
        diagnostics
            .error("misplaced-key", key.at, "`name` has no meaning here: only a structure or a text with `values` becomes a Rust type")
            .help("use `rust_name` to name the field, or put `name` into `items` to name the entries");
    }
}

/// Facts that are not from the page.
fn sources(node: &Node, diagnostics: &mut Diagnostics) -> Vec<(String, String)> {
    let mut sources = Vec::new();
    if let Some(source) = read::get(node, "source") {
        sources.extend(read::text(source).map(|origin| (String::new(), origin.to_owned())));
        for (key, origin) in read::entries(source) {
            let (Some(name), Some(origin)) = (read::text(key), read::text(origin)) else {
                continue;
            };
            if read::get(node, name).is_none() {
                diagnostics
                    .error(
                        "unknown-fact",
                        key.at,
                        format!("`source` speaks of `{name}`, which is not said here"),
                    )
                    .help("name keys that stand beside `source`");
            }
            sources.push((name.to_owned(), origin.to_owned()));
        }
    }
    for (value, facts) in read::get(node, "values").map_or(&[][..], read::entries) {
        let value = read::text(value).unwrap_or_default().to_owned();
        sources.extend(read::get_text(facts, "source").map(|origin| (value, origin)));
    }
    sources
}
