//! Rules between fields.
//!
//! In: a rule and the structure that holds it. Out: violations in the report. Paths that go through the
//! same list speak of the same entry: the entries that `when` names are gone through one by one, and for
//! each of them the further entries that a demand names.

use super::check::{self, Demand, at_most, listed, number};
use super::report::Report;
use super::trail::{Step, Trail};
use super::violation::Violation;
use crate::form::text;
use crate::masking::Secrets;
use crate::members::member;
use crate::model::{Model, Shape};
use crate::schema::{Path, Rule, Then, When};

/// Reports what breaks the rule, with paths that begin at `at`.
pub(super) fn apply(
    rule: &'static Rule,
    root: &dyn Model,
    at: &Trail<'_>,
    secret: bool,
    report: &mut Report,
) {
    let when: Vec<Path> = rule.when.iter().map(|(path, _)| *path).collect();
    let mut case = Case {
        root,
        at,
        secret,
        entries: Vec::new(),
    };
    // A condition on an entry of an empty list has no case: hence no list is optional here.
    let lists = lists(&when)
        .into_iter()
        .map(|list| (list, false))
        .collect::<Vec<_>>();
    case.each(&lists, &mut |case| {
        if rule
            .when
            .iter()
            .all(|(path, when)| holds(*when, case.find(path).0))
        {
            let why = case.why(rule);
            case.demand(rule, &why, report);
        }
    });
}

fn holds(when: When, shape: Shape<'_>) -> bool {
    match when {
        When::Set => shape.is_set(),
        When::Unset => !shape.is_set(),
        When::Is(values) => {
            shape.is_set()
                && text(shape, Secrets::Show).is_some_and(|text| values.contains(&text.as_ref()))
        }
    }
}

/// The lists that paths go through, outer ones first.
fn lists(paths: &[Path]) -> Vec<Path> {
    let mut lists: Vec<Path> = Vec::new();
    for path in paths {
        for end in (1..=path.len()).filter(|end| path[end - 1].ends_with("[]")) {
            if !lists.contains(&&path[..end]) {
                lists.push(&path[..end]);
            }
        }
    }
    lists.sort_by_key(|list| list.len());
    lists
}

/// One choice of an entry for each list in sight.
struct Case<'c> {
    root: &'c dyn Model,
    at: &'c Trail<'c>,
    secret: bool,
    /// The chosen entry of each list; none if the list is empty.
    entries: Vec<(Path, Option<usize>)>,
}

impl<'c> Case<'c> {
    /// Calls `visit` for every choice of entries of the lists that have none chosen yet. An empty list
    /// gives no choice, or one without an entry if it is optional.
    fn each(&mut self, lists: &[(Path, bool)], visit: &mut dyn FnMut(&mut Self)) {
        let Some(((list, optional), rest)) = lists.split_first() else {
            return visit(self);
        };
        if self.entry(list).is_some() {
            return self.each(rest, visit);
        }
        let length = self.length(list);
        let empty = (length == 0 && *optional).then_some(None);
        for index in (0..length).map(Some).chain(empty) {
            self.entries.push((list, index));
            self.each(rest, visit);
            self.entries.pop();
        }
    }

    fn entry(&self, list: &[&str]) -> Option<Option<usize>> {
        self.entries
            .iter()
            .find(|(known, _)| *known == list)
            .map(|(_, index)| *index)
    }

    fn length(&self, list: &[&str]) -> usize {
        let Some((last, before)) = list.split_last() else {
            return 0;
        };
        match self.step(self.find(before), last.trim_end_matches("[]")).0 {
            Shape::List(list) => list.len(),
            _ => 0,
        }
    }

    /// The value at a path, and whether it is sensitive.
    fn find(&self, path: &[&str]) -> (Shape<'c>, bool) {
        let mut found = (Shape::Model(self.root), self.secret);
        for (index, name) in path.iter().enumerate() {
            found = self.step(found, name.trim_end_matches("[]"));
            if name.ends_with("[]") {
                let entry = self.entry(&path[..=index]).flatten();
                found.0 = match (found.0, entry) {
                    (Shape::List(list), Some(entry)) => {
                        list.get(entry).map_or(Shape::Unset, |value| value.shape())
                    }
                    _ => Shape::Unset,
                };
            }
        }
        found
    }

    fn step(&self, (shape, secret): (Shape<'c>, bool), name: &str) -> (Shape<'c>, bool) {
        let Shape::Model(model) = shape else {
            return (Shape::Unset, secret);
        };
        match member(model, name) {
            Some((field, value)) => (value.shape(), secret || field.sensitive),
            None => (Shape::Unset, secret),
        }
    }

    fn demand(&mut self, rule: &'static Rule, why: &str, report: &mut Report) {
        match rule.then {
            Then::Require(paths) => self.each_path(paths, &mut |case, path| {
                if !case.find(path).0.is_set() {
                    case.violate(rule, why, path, "must be set", report);
                }
            }),
            Then::Forbid(paths) => self.each_path(paths, &mut |case, path| {
                if case.find(path).0.is_set() {
                    case.violate(rule, why, path, "must not be set", report);
                }
            }),
            Then::Check(path, checks) => self.each_path(&[path], &mut |case, path| {
                let (shape, secret) = case.find(path);
                let demand = Demand {
                    rule: rule.id,
                    why,
                    advice: rule.advice,
                    secret,
                };
                case.trail(path, &mut |at| {
                    checks
                        .iter()
                        .for_each(|check| check::run(check, shape, at, &demand, report));
                });
            }),
            Then::Ordered(low, high) => self.together(&[low, high], &mut |case, _| {
                let ((low_shape, low_secret), (high_shape, high_secret)) =
                    (case.find(low), case.find(high));
                if low_shape.is_set() && high_shape.is_set() && exceeds(low_shape, high_shape) {
                    let shown = if low_secret || high_secret {
                        String::new()
                    } else {
                        text(high_shape, Secrets::Mask)
                            .map_or_else(String::new, |text| format!(" ({text})"))
                    };
                    case.violate(
                        rule,
                        why,
                        low,
                        &format!("must not exceed {}{shown}", written(high)),
                        report,
                    );
                }
            }),
            Then::ExactlyOne(paths) => self.together(paths, &mut |case, set| match set {
                [] => case.violate(
                    rule,
                    why,
                    paths[0],
                    &format!("exactly one of {} must be set, none is", names(paths)),
                    report,
                ),
                [_] => {}
                [first, second, ..] => {
                    let said = format!(
                        "cannot be set beside {}: exactly one of {} must be",
                        written(first),
                        names(paths)
                    );
                    case.violate(rule, why, second, &said, report);
                }
            }),
            Then::AtLeastOne(paths) => self.together(paths, &mut |case, set| {
                if set.is_empty() {
                    case.violate(
                        rule,
                        why,
                        paths[0],
                        &format!("at least one of {} must be set", names(paths)),
                        report,
                    );
                }
            }),
            Then::AtMostOne(paths) => self.together(paths, &mut |case, set| {
                if let [first, second, ..] = set {
                    let said = format!(
                        "cannot be set beside {}: at most one of {} may be",
                        written(first),
                        names(paths)
                    );
                    case.violate(rule, why, second, &said, report);
                }
            }),
            Then::AllOrNone(paths) => self.together(paths, &mut |case, set| {
                let Some(first) = set.first() else { return };
                for path in paths.iter().filter(|path| !set.contains(path)) {
                    let said = format!(
                        "must be set, because {} is: all or none of {}",
                        written(first),
                        names(paths)
                    );
                    case.violate(rule, why, path, &said, report);
                }
            }),
        }
    }

    /// What follows a demand: the rule's own message, or the condition that made it apply here.
    fn why(&self, rule: &Rule) -> String {
        if let Some(message) = rule.message {
            return format!(": {}", message.trim_end_matches('.'));
        }
        let mut why = String::new();
        for (path, when) in rule.when {
            why.push_str(if why.is_empty() { " when " } else { " and " });
            self.trail_from(&Trail::ROOT, path, 0, &mut |at| {
                why.push_str(&at.to_string())
            });
            let (shape, secret) = self.find(path);
            match (when, text(shape, Secrets::Show)) {
                (When::Is(_), Some(text)) if !secret => why.push_str(&format!(" is {text}")),
                (When::Is(_), _) => why.push_str(" has a certain value"),
                (When::Set, _) => why.push_str(" is set"),
                (When::Unset, _) => why.push_str(" is not set"),
            }
        }
        why
    }

    /// Every path by itself: an empty list behind one of them excuses only that one.
    fn each_path(&mut self, paths: &[Path], visit: &mut dyn FnMut(&mut Self, Path)) {
        for path in paths {
            let lists = lists(&[path])
                .into_iter()
                .map(|list| (list, false))
                .collect::<Vec<_>>();
            self.each(&lists, &mut |case| visit(case, path));
        }
    }

    /// All paths at once, with those of them that are set. An empty list that not all of them go through
    /// leaves the others to be judged.
    fn together(&mut self, paths: &[Path], visit: &mut dyn FnMut(&mut Self, &[Path])) {
        if paths.is_empty() {
            return;
        }
        let optional = |list: Path| (list, !paths.iter().all(|path| path.starts_with(list)));
        let lists: Vec<(Path, bool)> = lists(paths).into_iter().map(optional).collect();
        self.each(&lists, &mut |case| {
            let set: Vec<Path> = paths
                .iter()
                .copied()
                .filter(|path| case.find(path).0.is_set())
                .collect();
            visit(case, &set);
        });
    }

    fn violate(&self, rule: &'static Rule, why: &str, path: Path, said: &str, report: &mut Report) {
        let (shape, secret) = self.find(path);
        self.trail(path, &mut |at| {
            let violation = Violation::new(at.to_string(), rule.id, &format!("{said}{why}"));
            report.add(violation.with_value(shape, secret).advice(rule.advice));
        });
    }

    /// The path with the chosen entries filled in.
    fn trail(&self, path: Path, visit: &mut dyn FnMut(&Trail<'_>)) {
        self.trail_from(self.at, path, 0, visit);
    }

    fn trail_from(
        &self,
        at: &Trail<'_>,
        path: Path,
        done: usize,
        visit: &mut dyn FnMut(&Trail<'_>),
    ) {
        let Some(name) = path.get(done) else {
            return visit(at);
        };
        let member = at.join(Step::Member(name.trim_end_matches("[]")));
        match self
            .entry(&path[..=done])
            .flatten()
            .filter(|_| name.ends_with("[]"))
        {
            Some(index) => self.trail_from(&member.join(Step::Index(index)), path, done + 1, visit),
            None => self.trail_from(&member, path, done + 1, visit),
        }
    }
}

/// Whether the first is greater: as numbers if both are or write numbers, else as text, which is right for
/// points in time.
fn exceeds(low: Shape<'_>, high: Shape<'_>) -> bool {
    match (number(low), number(high)) {
        (Ok(low), Ok(high)) => !at_most(low, high),
        _ => match (low, high) {
            (Shape::Text(low), Shape::Text(high)) => low > high,
            _ => false,
        },
    }
}

/// A path as a spec writes it.
fn written(path: Path) -> String {
    path.join(".")
}

fn names(paths: &[Path]) -> String {
    let names: Vec<String> = paths.iter().map(|path| written(path)).collect();
    listed(&names.iter().map(String::as_str).collect::<Vec<_>>(), "and")
}

#[cfg(test)]
mod tests;
