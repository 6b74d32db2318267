//! What an answer holds at its root and one level below.
//!
//! In: the schema of an answer. Out: its members with their types, as far as paging has a use for them: where the list
//! of entries is, and which member beside it may be a token or a count. Deeper members are never part of paging.

use crate::spec::{Field, Member, Schemas, Structure, Type};

/// An answer: the members of its root, and of each structure in it.
pub(super) struct Answer<'s> {
    schemas: &'s Schemas,
    /// The root first.
    levels: Vec<Level<'s>>,
}

struct Level<'s> {
    /// The member of the root that it is; `None` for the root.
    name: Option<&'s str>,
    members: Vec<&'s Member>,
}

/// A member of an answer.
pub(super) struct Found<'s> {
    level: usize,
    around: Option<&'s str>,
    name: &'s str,
}

impl Found<'_> {
    /// `Data.TotalCount`
    pub(super) fn path(&self) -> String {
        path(self.around, self.name)
    }
}

/// A list in an answer.
#[derive(PartialEq, Eq)]
struct List {
    path: String,
    /// Whether its entries are structures.
    of_structures: bool,
}

impl<'s> Answer<'s> {
    /// The answer, if it is a structure.
    pub(super) fn of(response: &'s Field, schemas: &'s Schemas) -> Option<Self> {
        let root = members(structure(response, schemas)?);
        let mut levels = vec![Level {
            name: None,
            members: root.clone(),
        }];
        for member in root {
            if let Some(below) = structure(&member.field, schemas) {
                levels.push(Level {
                    name: Some(&member.name.value),
                    members: members(below),
                });
            }
        }
        Some(Answer { schemas, levels })
    }

    /// The member with the first of these names that occurs, at the root if it is there.
    pub(super) fn find(&self, names: &[&str], takes: fn(&Type) -> bool) -> Option<Found<'s>> {
        let levels = self.levels.iter().enumerate();
        let mut found =
            levels.flat_map(|(level, here)| names.iter().map(move |name| (level, here, *name)));
        found.find_map(|(level, here, name)| {
            let mut members = here.members.iter();
            let member =
                members.find(|member| member.name.value == name && takes(&member.field.kind))?;
            Some(Found {
                level,
                around: here.name,
                name: &member.name.value,
            })
        })
    }

    /// The path of the list that is walked: the only one of structures beside the `anchor`, else the only one of
    /// structures elsewhere, else the only one at all.
    pub(super) fn items(&self, anchor: Option<&Found>) -> Option<String> {
        let beside = anchor
            .map(|anchor| self.lists(anchor.level))
            .unwrap_or_default();
        let mut all: Vec<List> = Vec::new();
        for list in (0..self.levels.len()).flat_map(|level| self.lists(level)) {
            if !all.contains(&list) {
                all.push(list);
            }
        }
        let structures = |lists: &[List]| {
            lists
                .iter()
                .filter(|list| list.of_structures)
                .map(|list| list.path.clone())
                .collect::<Vec<_>>()
        };
        let mut choices = structures(&beside);
        if choices.is_empty() {
            choices = structures(&all);
        }
        if choices.is_empty() {
            choices = all.into_iter().map(|list| list.path).collect();
        }
        match choices.as_slice() {
            [_] => choices.pop(),
            _ => None,
        }
    }

    /// The lists at a level: members, and the only member of a wrapper such as `Regions.Region`.
    fn lists(&self, level: usize) -> Vec<List> {
        let Some(level) = self.levels.get(level) else {
            return Vec::new();
        };
        let lists = level.members.iter().filter_map(|member| {
            let name = path(level.name, &member.name.value);
            if let Some(of_structures) = self.entries(&member.field) {
                return Some(List {
                    path: name,
                    of_structures,
                });
            }
            let wrapped = members(structure(&member.field, self.schemas)?);
            let [only] = wrapped.as_slice() else {
                return None;
            };
            let of_structures = self.entries(&only.field)?;
            Some(List {
                path: path(Some(&name), &only.name.value),
                of_structures,
            })
        });
        lists.collect()
    }

    /// For a list, whether its entries are structures.
    fn entries(&self, field: &Field) -> Option<bool> {
        match &field.kind {
            Type::List(entry) => Some(structure(entry, self.schemas).is_some()),
            _ => None,
        }
    }
}

fn path(around: Option<&str>, name: &str) -> String {
    match around {
        Some(around) => format!("{around}.{name}"),
        None => name.to_owned(),
    }
}

/// The members in the body that a path can name.
fn members(structure: &Structure) -> Vec<&Member> {
    let is_plain =
        |member: &&Member| member.place.is_none() && !member.name.value.contains(['.', '[', ']']);
    structure.members.iter().filter(is_plain).collect()
}

/// The structure that a field is or refers to.
fn structure<'s>(field: &'s Field, schemas: &'s Schemas) -> Option<&'s Structure> {
    let mut field = field;
    // A schema may refer to another; in a circle they lead nowhere.
    for _ in 0..8 {
        match &field.kind {
            Type::Structure(structure) => return Some(structure),
            Type::Ref(name) => field = &schemas.get(&name.value)?.field,
            _ => return None,
        }
    }
    None
}
