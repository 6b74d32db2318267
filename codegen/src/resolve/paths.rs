//! Where the paths of rules lead.
//!
//! In: a rule and the structure that it stands in. Out: for each path of the rule the fields that it goes through,
//! which `check` has found to be there.

use std::collections::BTreeMap;

use crate::lookup::{self, Found};
use crate::model::Shared;
use crate::spec::{At, Field, Member, Operation, Product, Rule, Spanned, Structure, Then, Type};

/// The steps of every path of every rule, by the place of the path.
pub(super) fn bind<'s>(
    product: &'s Product,
    operations: &[&'s Operation],
    shared: &[Shared<'s>],
) -> BTreeMap<At, Found<'s>> {
    let mut binder = Binder {
        product,
        paths: BTreeMap::new(),
    };
    for operation in operations {
        let members = operation.members();
        binder.rules(&members, &operation.rules);
        operation
            .request_fields()
            .into_iter()
            .for_each(|field| binder.field(field));
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
    paths: BTreeMap<At, Found<'s>>,
}

impl<'s> Binder<'s> {
    fn field(&mut self, field: &'s Field) {
        match &field.kind {
            Type::List(inner) | Type::Map(inner) => self.field(inner),
            Type::Structure(structure) => self.structure(structure),
            _ => {}
        }
    }

    fn structure(&mut self, structure: &'s Structure) {
        let members: Vec<&'s Member> = structure.members.iter().collect();
        self.rules(&members, &structure.rules);
        members.iter().for_each(|member| self.field(&member.field));
    }

    fn rules(&mut self, members: &[&'s Member], rules: &[Rule]) {
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

    fn path(&mut self, members: &[&'s Member], path: &Spanned) {
        let found = lookup::find(self.product, members.iter().copied(), &path.value)
            .expect("check followed every path of every rule");
        // A front door that numbers carelessly is caught here.
        let steps = found.steps.clone();
        let earlier = self.paths.insert(path.at, found);
        assert!(
            earlier.is_none_or(|earlier| earlier.steps == steps),
            "two paths stand at one place"
        );
    }
}
