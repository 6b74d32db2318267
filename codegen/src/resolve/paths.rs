//! Where the paths of rules lead.

use std::collections::BTreeMap;

use crate::lookup::{self, Step};
use crate::model::Shared;
use crate::spec::{At, Field, Member, Operation, Product, Rule, Spanned, Structure, Then, Type};

/// The steps of every path of every rule, by the place of the path.
pub(super) fn bind(
    product: &Product,
    operations: &[&Operation],
    shared: &[Shared<'_>],
) -> BTreeMap<At, Vec<Step>> {
    let mut binder = Binder {
        product,
        paths: BTreeMap::new(),
    };
    for operation in operations {
        let members = operation.members();
        binder.rules(&members, &operation.rules);
        members
            .iter()
            .for_each(|member| binder.field(&member.field));
        operation
            .response
            .iter()
            .for_each(|field| binder.field(field));
    }
    shared.iter().for_each(|shared| binder.field(shared.field));
    binder.paths
}

struct Binder<'s> {
    product: &'s Product,
    paths: BTreeMap<At, Vec<Step>>,
}

impl Binder<'_> {
    fn field(&mut self, field: &Field) {
        match &field.kind {
            Type::List(inner) | Type::Map(inner) => self.field(inner),
            Type::Structure(structure) => self.structure(structure),
            _ => {}
        }
    }

    fn structure(&mut self, structure: &Structure) {
        let members: Vec<&Member> = structure.members.iter().collect();
        self.rules(&members, &structure.rules);
        members.iter().for_each(|member| self.field(&member.field));
    }

    fn rules(&mut self, members: &[&Member], rules: &[Rule]) {
        for rule in rules {
            rule.when
                .iter()
                .for_each(|(path, _)| self.path(members, path));
            for then in &rule.then {
                match then {
                    Then::Require(paths)
                    | Then::Forbid(paths)
                    | Then::ExactlyOne(paths)
                    | Then::AtLeastOne(paths)
                    | Then::AtMostOne(paths)
                    | Then::AllOrNone(paths) => {
                        paths.iter().for_each(|path| self.path(members, path))
                    }
                    Then::Field(path, _) => self.path(members, path),
                    Then::Requires(path, others) => {
                        self.path(members, path);
                        others.iter().for_each(|path| self.path(members, path));
                    }
                    Then::Ordered(first, second) => {
                        self.path(members, first);
                        self.path(members, second);
                    }
                }
            }
        }
    }

    fn path(&mut self, members: &[&Member], path: &Spanned) {
        let found = lookup::find(self.product, members.iter().copied(), &path.value)
            .expect("check followed every path of every rule");
        self.paths.insert(path.at, found.steps);
    }
}
