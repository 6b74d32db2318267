//! Which rules between fields do their descriptions tell?
//!
//! In: the members of a structure or operation with their descriptions. Out: rules at level `warn`. A rule is made
//! only when every name in its sentence is a member beside it and every value is one that the member may have. That
//! a field "takes effect only if" another has some value is no rule: a field that is ignored breaks nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::count::{self, Tally};
use super::parser;
use super::sentence::{sentences, split, words};
use super::statement::{Demand, Statement, Subject, Test};
use super::text::plain;
use crate::ident;
use crate::spec::{At, Check, Condition, Level, Member, Rule, Spanned, Then, Type};

/// A member and what is said of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Described<'m> {
    /// The member.
    pub(crate) member: &'m Member,
    /// Its description, as it is written.
    pub(crate) description: &'m str,
}

/// Reads the rules between members. `taken` are the names of rules that stand in the same operation; `place` gives
/// each part of a rule a place of its own inside of the description of a member.
pub(crate) fn conditions(
    members: &[Described<'_>],
    taken: &mut BTreeSet<String>,
    place: &mut dyn FnMut(&Member, &str) -> At,
    tally: &mut Tally,
) -> Vec<Rule> {
    let mut beside: BTreeMap<&str, Option<&Member>> = BTreeMap::new();
    for Described { member, .. } in members {
        let known = beside.entry(member.name.value.as_str());
        known
            .and_modify(|member| *member = None)
            .or_insert(Some(member));
    }
    let mut known = BTreeSet::new();
    let mut rules = Vec::new();
    for Described {
        member,
        description,
    } in members
    {
        if !count::may_be_in(description) {
            continue;
        }
        let text = plain(description);
        for sentence in text.split('\n').flat_map(split) {
            if let Some(kind) = count::kind(sentence) {
                tally.share(kind).seen += 1;
            }
        }
        for sentence in sentences(&text) {
            let statement = parser::read(&words(sentence));
            let resolved = statement.map(|statement| resolve(&statement, member, &beside));
            if let (Some(kind), Some(resolved)) = (count::kind(sentence), &resolved) {
                let share = tally.share(kind);
                match resolved {
                    Resolved::Rule(_) => share.captured += 1,
                    Resolved::Told => share.told += 1,
                    Resolved::Unknown => {}
                }
            }
            if let Some(Resolved::Rule(found)) = resolved
                && known.insert(found.clone())
            {
                rules.push(rule(found, member, taken, place));
            }
        }
    }
    rules
}

/// What became of a statement.
enum Resolved {
    /// A rule.
    Rule(Found),
    /// The fields tell as much by themselves.
    Told,
    /// It speaks of something that is not beside the field.
    Unknown,
}

/// Looks up all names and values of a statement.
fn resolve(
    statement: &Statement,
    this: &Member,
    beside: &BTreeMap<&str, Option<&Member>>,
) -> Resolved {
    match find(statement, this, beside) {
        Some((_, true)) => Resolved::Told,
        Some((found, false)) => Resolved::Rule(found),
        None => Resolved::Unknown,
    }
}

/// A rule by names; the same sentence may stand at several members.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    when: Vec<(String, Is)>,
    kind: Kind,
    members: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Is {
    OneOf(Vec<String>),
    Present,
    Absent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Require,
    AtLeastOne,
    ExactlyOne,
    AtMostOne,
}

/// The rule of a statement, and whether what it demands is required anyway.
fn find(
    statement: &Statement,
    this: &Member,
    beside: &BTreeMap<&str, Option<&Member>>,
) -> Option<(Found, bool)> {
    let look = |subject: &Subject| {
        let name = match subject {
            Subject::This => this.name.value.as_str(),
            Subject::Named(name) => name,
        };
        let list = || {
            beside
                .get(name.strip_suffix(".N")?)
                .copied()
                .flatten()
                .filter(|member| is_list(member))
        };
        beside.get(name).copied().flatten().or_else(list)
    };
    let mut when = Vec::new();
    for (subject, test) in &statement.when {
        let member = look(subject)?;
        let is = match test {
            Test::Is(values) => Is::OneOf(
                values
                    .iter()
                    .map(|value| may_be(member, value))
                    .collect::<Option<_>>()?,
            ),
            // What is required is always set.
            Test::Present | Test::Absent if member.field.required => return None,
            Test::Present => Is::Present,
            Test::Absent => Is::Absent,
        };
        when.push((member.name.value.clone(), is));
    }
    let (kind, subjects) = match &statement.demand {
        Demand::Require(subjects) => (Kind::Require, subjects),
        Demand::AtLeastOne(subjects) => (Kind::AtLeastOne, subjects),
        Demand::ExactlyOne(subjects) => (Kind::ExactlyOne, subjects),
        Demand::AtMostOne(subjects) => (Kind::AtMostOne, subjects),
    };
    let members = subjects.iter().map(look).collect::<Option<Vec<_>>>()?;
    // A rule about what must be set anyway says nothing, or contradicts it.
    let is_told = members.iter().any(|member| member.field.required);
    let mut members: Vec<String> = members
        .iter()
        .map(|member| member.name.value.clone())
        .collect();
    if kind != Kind::Require {
        members.sort_unstable();
    }
    let is_distinct = members.iter().collect::<BTreeSet<_>>().len() == members.len();
    let is_own = when.iter().any(|(name, _)| members.contains(name));
    let once: BTreeSet<&String> = when.iter().map(|(name, _)| name).collect();
    let is_sound = is_distinct && !is_own && once.len() == when.len();
    let found = Found {
        when,
        kind,
        members,
    };
    is_sound.then_some((found, is_told))
}

fn is_list(member: &Member) -> bool {
    matches!(member.field.kind, Type::List(_))
}

/// The value as the member knows it, if it may have it.
fn may_be(member: &Member, (text, is_weak): &(String, bool)) -> Option<String> {
    let documented = member
        .field
        .checks
        .iter()
        .find_map(|check| match &check.value {
            Check::Values(values) => Some(values),
            _ => None,
        });
    let fits = match member.field.kind {
        Type::String => true,
        Type::Integer => text.parse::<i64>().is_ok(),
        Type::Number => text.parse::<f64>().is_ok_and(f64::is_finite),
        Type::Boolean => {
            return ["true", "false"]
                .into_iter()
                .find(|known| text.eq_ignore_ascii_case(known))
                .map(str::to_owned);
        }
        _ => false,
    };
    match documented {
        _ if !fits => None,
        Some(values) => {
            let mut known = values.iter().map(|value| &value.text.value);
            let exact = known.clone().find(|known| *known == text);
            exact
                .or_else(|| known.find(|known| known.eq_ignore_ascii_case(text)))
                .cloned()
        }
        None if *is_weak && matches!(member.field.kind, Type::String) => None,
        None => Some(text.clone()),
    }
}

fn rule(
    found: Found,
    of: &Member,
    taken: &mut BTreeSet<String>,
    place: &mut dyn FnMut(&Member, &str) -> At,
) -> Rule {
    let id = name(&found, taken);
    let mut spanned = |value: String| Spanned {
        at: place(of, &value),
        value,
    };
    let id = spanned(id);
    let when = found.when.into_iter().map(|(name, is)| {
        let condition = match is {
            Is::OneOf(values) => Condition::Is(values.into_iter().map(&mut spanned).collect()),
            Is::Present => Condition::Present,
            Is::Absent => Condition::Absent,
        };
        (spanned(name), condition)
    });
    let when = when.collect();
    let members = found.members.into_iter().map(&mut spanned).collect();
    Rule {
        id,
        when,
        then: vec![match found.kind {
            Kind::Require => Then::Require(members),
            Kind::AtLeastOne => Then::AtLeastOne(members),
            Kind::ExactlyOne => Then::ExactlyOne(members),
            Kind::AtMostOne => Then::AtMostOne(members),
        }],
        message: None,
        doc: None,
        level: Level::Warn,
    }
}

/// A name that no rule of the operation has: what it is about, then when, then a number.
fn name(found: &Found, taken: &mut BTreeSet<String>) -> String {
    let words = |names: &[String]| {
        names
            .iter()
            .take(3)
            .map(|name| kebab(name))
            .collect::<Vec<_>>()
            .join("-")
    };
    let about = words(&found.members);
    let short = match found.kind {
        Kind::Require => format!("{}-needed", about),
        Kind::AtLeastOne => format!("some-of-{about}"),
        Kind::ExactlyOne => format!("one-of-{about}"),
        Kind::AtMostOne => format!("at-most-one-of-{}", about),
    };
    let when: Vec<String> = found.when.iter().map(|(name, _)| kebab(name)).collect();
    let long = format!("{short}-by-{}", when.join("-and-"));
    let numbered = (2..).map(|number| format!("{short}-{number}"));
    let long = (!when.is_empty()).then_some(long);
    let free = std::iter::once(short.clone())
        .chain(long)
        .chain(numbered)
        .find(|name| taken.insert(name.clone()));
    free.expect("the numbers do not end")
}

/// Lower-case words with hyphens between, the first of which starts with a letter.
fn kebab(name: &str) -> String {
    let words = ident::kebab(name);
    match words.starts_with(|first: char| first.is_ascii_lowercase()) {
        true => words,
        false => format!("member-{words}").trim_end_matches('-').to_owned(),
    }
}
