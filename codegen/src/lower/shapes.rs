//! Which inline types are the same type.
//!
//! In: fields. Out: a number for each shape of a structure or an enum; what has the same number is declared once.
//! A shape is whatever makes a difference to a program: names on the wire, types, what must hold. Prose, examples
//! and documented defaults are none of it. Every field is looked at once.

use std::collections::HashMap;
use std::fmt::Write;

use super::types;
use crate::spec::{At, Check, Condition, Field, Member, Rule, Spanned, Structure, Then, Type};

/// A shape: equal for types that may stand for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Shape(usize);

/// The shapes seen so far.
#[derive(Default)]
pub(super) struct Shapes {
    by_text: HashMap<String, Shape>,
    by_place: HashMap<At, Shape>,
}

impl Shapes {
    /// The shape of the type that a field declares.
    pub(super) fn of(&mut self, field: &Field) -> Shape {
        if let Some(shape) = self.by_place.get(&field.at) {
            return *shape;
        }
        let text = match &field.kind {
            Type::Structure(structure) => self.structure(structure),
            _ => values(field),
        };
        let next = Shape(self.by_text.len());
        let shape = *self.by_text.entry(text).or_insert(next);
        self.by_place.insert(field.at, shape);
        shape
    }

    fn structure(&mut self, structure: &Structure) -> String {
        let mut text = String::from("structure");
        for Member { name, place, field } in &structure.members {
            let place = place.as_ref().map(|place| place.value);
            put(&mut text, (&name.value, place));
            self.field(field, &mut text);
        }
        structure.rules.iter().for_each(|one| rule(one, &mut text));
        text
    }

    fn field(&mut self, field: &Field, text: &mut String) {
        let style = field.style.as_ref().map(|style| style.value);
        put(text, (field.required, field.sensitive, field.level, style));
        put(text, (&field.deprecated, value(&field.rust_name)));
        for one in &field.checks {
            check(&one.value, text);
        }
        match &field.kind {
            Type::List(entry) | Type::Map(entry) => {
                text.push_str(match field.kind {
                    Type::List(_) => " list",
                    _ => " map",
                });
                self.field(entry, text);
            }
            Type::Ref(name) => put(text, ("ref", &name.value)),
            Type::Structure(_) => put(text, (value(&field.type_name), self.of(field))),
            _ if types::values(field).is_some() => {
                put(text, (value(&field.type_name), self.of(field)));
                text.push_str(scalar(&field.kind));
            }
            kind => text.push_str(scalar(kind)),
        }
    }
}

/// Adds a part that cannot be taken for another: text is quoted in it.
fn put(text: &mut String, part: impl std::fmt::Debug) {
    write!(text, " {part:?}").expect("writing to a text does not fail");
}

fn value(name: &Option<Spanned>) -> Option<&str> {
    name.as_ref().map(|name| name.value.as_str())
}

fn all(texts: &[Spanned]) -> Vec<&str> {
    texts.iter().map(|text| text.value.as_str()).collect()
}

fn scalar(kind: &Type) -> &'static str {
    match kind {
        Type::String => " string",
        Type::Integer => " integer",
        Type::Number => " number",
        Type::Boolean => " boolean",
        Type::Timestamp => " timestamp",
        Type::Bytes => " bytes",
        _ => " json",
    }
}

fn values(field: &Field) -> String {
    let mut text = String::from("values");
    for one in types::values(field).unwrap_or_default() {
        put(&mut text, (&one.text.value, value(&one.rust_name)));
    }
    text
}

fn check(check: &Check, text: &mut String) {
    match check {
        Check::Values(values) => {
            let texts: Vec<_> = values.iter().map(|one| &one.text.value).collect();
            put(text, ("values", texts));
        }
        Check::UniqueBy(member) => put(text, ("unique", &member.value)),
        other => put(text, other),
    }
}

fn rule(rule: &Rule, text: &mut String) {
    put(text, ("rule", &rule.id.value, &rule.message, rule.level));
    for (path, condition) in &rule.when {
        put(text, &path.value);
        match condition {
            Condition::Is(values) => put(text, ("is", all(values))),
            Condition::Present => text.push_str(" present"),
            Condition::Absent => text.push_str(" absent"),
        }
    }
    for then in &rule.then {
        let (word, paths) = match then {
            Then::Require(paths) => ("require", all(paths)),
            Then::Forbid(paths) => ("forbid", all(paths)),
            Then::ExactlyOne(paths) => ("exactly one", all(paths)),
            Then::AtLeastOne(paths) => ("at least one", all(paths)),
            Then::AtMostOne(paths) => ("at most one", all(paths)),
            Then::AllOrNone(paths) => ("all or none", all(paths)),
            Then::Field(path, _) => ("field", vec![path.value.as_str()]),
            Then::Requires(path, others) => {
                put(text, &path.value);
                ("requires", all(others))
            }
            Then::Ordered(first, second) => {
                ("ordered", vec![first.value.as_str(), second.value.as_str()])
            }
        };
        put(text, (word, paths));
        if let Then::Field(_, checks) = then {
            checks.iter().for_each(|one| check(&one.value, text));
        }
    }
}
