//! Names that cannot be names, or not all of them at once.
//!
//! In: names of operations, components, parameters and properties. Out: names that can travel, each once, and a Rust
//! name for those that would become the same. Numbers depend on names alone, never on the order of the file, which
//! changes from edition to edition.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::super::count;
use super::super::document::{Api, Document, Schema};
use super::{Apply, Fixup, Notes, fixup};
use crate::ident;

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        "repeated-component",
        Apply::First(repeated_component),
        "a component is told twice",
        "the first counts",
    ),
    fixup(
        "repeated-operation",
        Apply::First(repeated_operation),
        "two operations have one name",
        "the first counts; the other is refused",
    ),
    fixup(
        "unusable-operation",
        Apply::First(unusable_operation),
        "the name of an operation has other characters than letters, digits and underscores",
        "refused",
    ),
    fixup(
        "colliding-operations",
        Apply::First(colliding_operations),
        "the names of two operations become one in Rust, such as `GetThing` and `getThing`",
        "the first by its bytes keeps it; others are numbered: `GetThing2`",
    ),
    fixup(
        "repeated-property",
        Apply::Schema(repeated_property),
        "a property is told twice",
        "the first counts",
    ),
    fixup(
        "unusable-name",
        Apply::Schema(unusable_property),
        "the name of a property has characters that no name has on the wire",
        "dropped",
    ),
    fixup(
        "unusable-name",
        Apply::Before(unusable_parameter),
        "the name of a parameter has characters that no name has on the wire",
        "dropped",
    ),
    fixup(
        "colliding-names",
        Apply::Schema(colliding_properties),
        "two properties become one name in Rust, such as `key` and `Key`",
        "the one that is its Rust name already keeps it, otherwise the first by its bytes; others are numbered: `key`, `key_2`",
    ),
    fixup(
        "colliding-names",
        Apply::After(colliding_parameters),
        "two parameters, or a parameter and a member of the body, become one name in Rust",
        "as for properties; of two equal names the parameter keeps it",
    ),
];

fn repeated_component(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    let mut seen = HashSet::new();
    document.schemas.retain(|(name, schema)| {
        let is_new = seen.insert(name.to_string());
        if !is_new {
            let place = format!("components.{name}");
            notes.merged(&place, count::below(schema), "told before");
        }
        is_new
    });
}

/// The fields and parameters of an operation.
fn counts(api: &Api<'_>) -> (usize, usize) {
    let parameters = api.parameters.iter().map(|one| count::field(&one.schema));
    let answers = api
        .responses
        .iter()
        .filter_map(|(_, answer)| answer.schema.as_ref());
    (
        parameters.sum::<usize>() + answers.map(count::below).sum::<usize>(),
        api.parameters.len(),
    )
}

fn refuse_unless(
    document: &mut Document<'_>,
    notes: &mut Notes<'_>,
    why: &str,
    mut is_fine: impl FnMut(&str) -> bool,
) {
    document.apis.retain(|(name, api)| {
        let is_fine = is_fine(name);
        if !is_fine {
            let (fields, parameters) = counts(api);
            notes.refused(&format!("apis.{name}"), fields, parameters, why);
        }
        is_fine
    });
}

fn unusable_operation(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    refuse_unless(document, notes, "not a name of Rust", |name| {
        name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    });
}

fn repeated_operation(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    let mut seen = HashSet::new();
    refuse_unless(document, notes, "the name is taken", |name| {
        seen.insert(name.to_owned())
    });
}

fn colliding_operations(document: &mut Document<'_>, notes: &mut Notes<'_>) {
    // Those that are named by a number come last, so that none of them takes the name of another.
    let mut taken = HashSet::new();
    let mut claim = |name: &str| {
        let names = [
            ident::module(name),
            ident::camel(&format!("{name} Request"), "Type"),
        ];
        let is_free = names.iter().flatten().all(|name| !taken.contains(name));
        taken.extend(names.into_iter().flatten().filter(|_| is_free));
        is_free
    };
    let mut apis: Vec<_> = document.apis.iter_mut().collect();
    apis.sort_by(|a, b| a.0.cmp(&b.0));
    apis.retain(|(name, _)| !claim(name));
    for (name, api) in apis {
        let stem = ident::camel(name, "Operation").unwrap_or_else(|| "Operation".to_owned());
        let numbered = (2..).map(|number| format!("{stem}{number}"));
        let rust_name = numbered.into_iter().find(|name| claim(name));
        let rust_name = rust_name.expect("numbers do not end");
        notes.changed_at(&format!("apis.{name}"), format!("is `{rust_name}` in Rust"));
        api.rust_name = Some(rust_name);
    }
}

fn repeated_property(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let Some(properties) = &mut schema.properties else {
        return;
    };
    if properties.len() < 2 {
        return;
    }
    let mut seen = HashSet::with_capacity(properties.len());
    let news: Vec<bool> = properties
        .iter()
        .map(|(name, _)| seen.insert(&**name))
        .collect();
    if news.iter().all(|is_new| *is_new) {
        return;
    }
    let mut news = news.into_iter();
    properties.retain(|(name, schema)| {
        let is_new = news.next() == Some(true);
        if !is_new {
            notes.merged(name, count::field(schema), "told before");
        }
        is_new
    });
}

/// Whether a name can travel: the characters that the spec format knows.
fn is_usable(name: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"_.*$@:/+~-".contains(&byte);
    !name.is_empty() && name.bytes().all(known)
}

fn unusable_property(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let Some(properties) = &mut schema.properties else {
        return;
    };
    properties.retain(|(name, schema)| {
        let is_usable = is_usable(name);
        if !is_usable {
            notes.dropped(name, count::field(schema), "no name on the wire");
        }
        is_usable
    });
}

fn unusable_parameter(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    api.parameters.retain(|parameter| {
        let is_usable = is_usable(&parameter.name);
        if !is_usable {
            notes.dropped_parameter(parameter, "no name on the wire");
        }
        is_usable
    });
}

/// Whether all names differ even in their ASCII letters and digits, and none has nothing else: then no two become
/// one. Names are compared by a hash, as this is asked about every structure.
fn are_plainly_different<'n>(names: impl Iterator<Item = &'n str>) -> bool {
    let mut hashes: Vec<u64> = Vec::new();
    for name in names {
        let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
        // FNV-1a.
        let hash = letters.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
        });
        hashes.push(hash);
    }
    hashes.sort_unstable();
    let is_repeated = hashes.windows(2).any(|pair| pair[0] == pair[1]);
    !is_repeated && !hashes.contains(&0xcbf2_9ce4_8422_2325)
}

/// Rust names for those that cannot have the derived one: index and name.
fn renamed(names: &[&str]) -> Vec<(usize, String)> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        let derived = ident::snake(name).unwrap_or_else(|| "field_1".to_owned());
        groups.entry(derived).or_default().push(index);
    }
    let mut taken: BTreeSet<String> = groups.keys().cloned().collect();
    let mut renamed = Vec::new();
    for (derived, mut group) in groups {
        group.sort_by_key(|index| (names[*index] != derived, names[*index], *index));
        for (place, index) in group.into_iter().enumerate() {
            if place == 0 && ident::snake(names[index]).is_some() {
                continue;
            }
            let stem = derived.trim_end_matches('_');
            let numbered = |number: usize| format!("{stem}_{number}");
            let name = (place + 1..)
                .map(numbered)
                .find(|name| !taken.contains(name));
            let name = match place {
                0 => derived.clone(),
                _ => name.expect("numbers do not end"),
            };
            taken.insert(name.clone());
            renamed.push((index, name));
        }
    }
    renamed.sort();
    renamed
}

fn colliding_properties(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let Some(properties) = &mut schema.properties else {
        return;
    };
    if are_plainly_different(properties.iter().map(|(name, _)| &**name)) {
        return;
    }
    let names: Vec<&str> = properties.iter().map(|(name, _)| &**name).collect();
    for (index, name) in renamed(&names) {
        notes.changed_at(&properties[index].0, format!("is the field `{name}`"));
        properties[index].1.rust_name = Some(name);
    }
}

fn colliding_parameters(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    let mut members: Vec<(&str, &mut Option<String>)> = Vec::new();
    let mut of_body = Vec::new();
    for parameter in &mut api.parameters {
        let schema = &mut parameter.schema;
        match &mut schema.properties {
            Some(properties) if parameter.place == "body" => {
                for (name, schema) in properties {
                    of_body.push((&**name, &mut schema.rust_name));
                }
            }
            _ => members.push((&parameter.name, &mut schema.rust_name)),
        }
    }
    // Members of the body come behind parameters of the same name.
    members.extend(of_body);
    if are_plainly_different(members.iter().map(|(name, _)| *name)) {
        return;
    }
    let names: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
    for (index, name) in renamed(&names) {
        let member = &mut members[index];
        notes.changed_at(
            &format!("parameters.{}", member.0),
            format!("is the field `{name}`"),
        );
        *member.1 = Some(name);
    }
}
