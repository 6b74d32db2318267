//! Structures: their fields, their constructor, their table.

use std::collections::BTreeMap;

use super::checks::{self, Checks};
use super::scope::{Direction, Scope};
use super::{docs, prose, rules, types};
use crate::ident;
use crate::lookup;
use crate::rust::{self, Argument, By, Decoded, Item, Type};
use crate::spec::{self, At, Field, Member, Rule, Style};

/// What a structure is made from.
pub(super) struct Parts<'s> {
    pub name: String,
    /// What stands in front of the name of a type inside, when that is taken.
    pub hint: String,
    pub docs: Vec<String>,
    /// Members, each with the place in its line of the table.
    pub members: Vec<(&'s str, At, &'s Field, &'static str)>,
    pub rules: &'s [Rule],
    pub direction: Direction,
}

/// The type of a field without the `Option` of an optional one.
struct Plain {
    ty: Type,
    /// Whether it is text, or a value of an open set.
    is_text: bool,
}

/// Declares the structure of a field and gives its name. What has the same shape is declared once.
pub(super) fn declare(
    scope: &mut Scope<'_, '_>,
    field: &Field,
    structure: &spec::Structure,
    hint: &str,
    parent: &str,
    direction: Direction,
) -> String {
    if let Some(name) = scope.same(field, hint, direction) {
        return name;
    }
    let name = scope.claim(field, hint, parent, direction);
    define(scope, field, structure, &name, hint, direction);
    name
}

/// Defines the structure of a field under a name that is claimed.
pub(super) fn define(
    scope: &mut Scope<'_, '_>,
    field: &Field,
    structure: &spec::Structure,
    name: &str,
    hint: &str,
    direction: Direction,
) {
    let parts = Parts {
        name: name.to_owned(),
        hint: hint.to_owned(),
        docs: prose::paragraph(field.doc.as_deref().unwrap_or(&format!("{name}."))),
        members: structure
            .members
            .iter()
            .map(|member| part(member, "member"))
            .collect(),
        rules: &structure.rules,
        direction,
    };
    build(scope, parts);
}

/// A member with the place in its line of the table.
pub(super) fn part<'s>(
    member: &'s Member,
    place: &'static str,
) -> (&'s str, At, &'s Field, &'static str) {
    (&member.name.value, member.name.at, &member.field, place)
}

/// Builds a structure whose name is claimed, in front of the types that it declares.
pub(super) fn build(scope: &mut Scope<'_, '_>, parts: Parts<'_>) {
    let mark = scope.mark();
    let names = field_names(scope, &parts);
    let mut fields = Vec::new();
    for ((wire, _, field, place), name) in parts.members.iter().zip(names) {
        let hint = ident::camel(wire, "Type").unwrap_or_else(|| "Member".to_owned());
        let hint = ident::shortened(&hint);
        let plain = Plain {
            ty: types::of(scope, field, hint, &parts.hint, parts.direction),
            is_text: types::is_text(scope.product.spec, field),
        };
        let behind = lookup::resolve(scope.product.spec, field).filter(|behind| {
            matches!(field.kind, spec::Type::Ref(_))
                && !matches!(behind.kind, spec::Type::Structure(_))
        });
        let mut checks = checks::of(scope.product.spec, field);
        if parts.direction == Direction::Response {
            checks = Checks {
                sensitive: checks.sensitive,
                ..Checks::default()
            };
        }
        fields.push(lower(
            name,
            wire,
            (field, behind),
            place,
            plain,
            parts.direction,
            checks,
        ));
    }
    let new = constructor(&fields, parts.direction);
    if new.is_empty() && parts.direction != Direction::Response {
        for field in &mut fields {
            field.setter = Some(ident::setter(&field.name));
        }
    }
    let mut lines = parts.docs;
    lines.extend(rules::docs(parts.rules));
    let decoded = match parts.direction {
        Direction::Request => Decoded::FromJson,
        Direction::Response | Direction::Both => Decoded::Always,
    };
    let structure = rust::Structure {
        table: scope.table(&parts.name),
        name: parts.name,
        docs: lines,
        rules: rules::lower(scope.product, parts.rules),
        new_docs: docs::new(new.len() < fields.len()),
        new,
        fields,
        built_by_users: parts.direction != Direction::Response,
        encoded: parts.direction != Direction::Response,
        decoded,
    };
    scope.insert(mark, Item::Structure(structure));
}

fn field_names(scope: &mut Scope<'_, '_>, parts: &Parts<'_>) -> Vec<String> {
    let mut taken: BTreeMap<String, (At, &str)> = BTreeMap::new();
    let mut names = Vec::new();
    for (wire, at, field, _) in &parts.members {
        let name = match &field.rust_name {
            Some(explicit) if ident::is_field_name(&explicit.value) => Some(explicit.value.clone()),
            Some(explicit) => {
                let instead = ident::snake(&explicit.value);
                let instead = instead.map_or(String::new(), |name| format!(": `{name}`"));
                scope
                    .diagnostics
                    .error(
                        "bad-rust-name",
                        Some(explicit.at),
                        format!("`{}` cannot be the name of a field", explicit.value),
                    )
                    .help(format!("write it in snake case, and no keyword{instead}"));
                None
            }
            None => {
                let derived = ident::snake(wire);
                if derived.is_none() {
                    scope
                        .diagnostics
                        .error(
                            "needs-rust-name",
                            Some(*at),
                            format!("`{wire}` has no ASCII letter or digit to name a field by"),
                        )
                        .help("add `rust_name: something`");
                }
                derived
            }
        };
        // A finding stops the run before anything is written, so the wire name may stand in.
        let name = name.unwrap_or_else(|| (*wire).to_owned());
        if let Some((earlier, other)) = taken.insert(name.clone(), (*at, wire)) {
            scope
                .diagnostics
                .error(
                    "name-collision",
                    Some(*at),
                    format!("`{other}` and `{wire}` would both be the field `{name}`"),
                )
                .help("add `rust_name: something` to one of them")
                .label(earlier, "the other one");
        }
        names.push(name);
    }
    names
}

fn lower(
    name: String,
    wire: &str,
    (field, behind): (&Field, Option<&Field>),
    place: &'static str,
    plain: Plain,
    direction: Direction,
    checks: Checks,
) -> rust::Field {
    let is_optional = is_optional(field, &plain, direction);
    let argument = argument(&plain);
    rust::Field {
        docs: match (place, direction) {
            ("header", Direction::Response) => docs::header_member(field, behind, wire),
            _ => docs::field(field, behind, wire),
        },
        ty: if is_optional {
            Type::Option(Box::new(plain.ty))
        } else {
            plain.ty
        },
        argument,
        setter: (direction != Direction::Response && !field.required).then(|| ident::setter(&name)),
        name,
        deprecated: field.deprecated.as_deref().map(prose::note),
        wire: wire.to_owned(),
        place,
        style: match field.style.as_ref().map(|style| style.value) {
            Some(Style::Json) => Some("json"),
            Some(Style::Simple) => Some("simple"),
            Some(Style::Flat) | None => None,
        },
        required: field.required && direction != Direction::Response,
        sensitive: checks.sensitive,
        checks: checks.enforced,
        advice: checks.advised,
    }
}

/// Whether absent must be told from the plain type's default.
fn is_optional(field: &Field, plain: &Plain, direction: Direction) -> bool {
    let is_list_or_map = matches!(plain.ty, Type::Vec(_) | Type::Map(_));
    if direction == Direction::Response {
        return !is_list_or_map;
    }
    let empty_is_unset = is_list_or_map || plain.is_text || matches!(plain.ty, Type::Bytes);
    !(field.required && empty_is_unset)
}

fn argument(plain: &Plain) -> Argument {
    let into = plain.is_text
        || matches!(
            plain.ty,
            Type::Vec(_) | Type::Map(_) | Type::Bytes | Type::Json
        );
    let by = match &plain.ty {
        Type::Vec(entry) if matches!(**entry, Type::Open(_)) => By::Entries,
        _ if into => By::Into,
        _ => By::Value,
    };
    Argument {
        ty: plain.ty.clone(),
        by,
    }
}

/// `new` takes the required members in the page's order, when there are one to three.
fn constructor(fields: &[rust::Field], direction: Direction) -> Vec<usize> {
    let required: Vec<usize> = (0..fields.len())
        .filter(|index| fields[*index].required)
        .collect();
    if direction == Direction::Response || required.len() > 3 {
        Vec::new()
    } else {
        required
    }
}
