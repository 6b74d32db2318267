//! Finds the field that a path in a rule speaks of.
//!
//! In: a path such as `Resources[].Name` and the members it starts from. Out: its steps and the field, or
//! what part of it leads nowhere. The longest literal wire name wins (`SystemDisk.Size` is one name in
//! ECS), otherwise `.` descends and `[]` stands for each entry of a list; references are followed.

use crate::diagnostic::nearest;
use crate::spec::{At, Field, Member, Product, Spanned, Type};

/// A field and the way to it.
#[derive(Debug)]
pub(crate) struct Found<'s> {
    /// The way, outermost first.
    pub(crate) steps: Vec<Step>,
    /// The field, or the entry's field when the last step has `entries`.
    pub(crate) field: &'s Field,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// Wire name.
    pub(crate) name: String,
    /// Whether it goes on to each entry of the list.
    pub(crate) entries: bool,
    /// Whether the member must be set.
    pub(crate) required: bool,
}

/// A path that leads nowhere.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Miss {
    /// What is wrong.
    pub(crate) message: String,
    /// How to mend it, when that is known.
    pub(crate) help: Option<String>,
    /// Whether a reference on the way leads nowhere, which is a finding of its own.
    pub(crate) dangling: bool,
}

/// Follows `path` from `members`.
pub(crate) fn find<'s>(
    product: &'s Product,
    members: impl IntoIterator<Item = &'s Member>,
    path: &str,
) -> Result<Found<'s>, Miss> {
    let mut members: Vec<&Member> = members.into_iter().collect();
    let mut steps = Vec::new();
    let mut rest = path;
    loop {
        let walked = &path[..path.len() - rest.len()];
        let Some(member) = longest(&members, rest) else {
            return Err(unknown(&members, walked, rest));
        };
        rest = &rest[member.name.value.len()..];
        let mut field = &member.field;
        let mut entries = false;
        if let Some(after) = rest.strip_prefix("[]") {
            let walked = &path[..path.len() - rest.len()];
            field = entry(product, field).ok_or_else(|| Miss {
                message: format!("`{walked}` is no list, so `[]` has nothing to stand for"),
                help: Some(format!("write `{walked}{after}`")),
                dangling: resolve(product, field).is_none(),
            })?;
            entries = true;
            rest = after;
        }
        steps.push(Step {
            name: member.name.value.clone(),
            entries,
            required: member.field.required,
        });
        if rest.is_empty() {
            return Ok(Found { steps, field });
        }
        let walked = &path[..path.len() - rest.len()];
        let Some(after) = rest.strip_prefix('.') else {
            return Err(Miss {
                message: format!("`{rest}` after `{walked}` cannot be followed"),
                help: Some(
                    "`.` goes into a structure and `[]` stands for each entry of a list".to_owned(),
                ),
                dangling: false,
            });
        };
        members = inner(product, field, walked, after)?;
        rest = after;
    }
}

/// Stands for a type that could not be told, which was reported: a reference that leads nowhere, so that whatever
/// depends on the type goes unjudged.
pub(crate) fn untold(at: At) -> Type {
    Type::Ref(Spanned {
        value: String::new(),
        at,
    })
}

/// Whether a type could not be told.
pub(crate) fn is_untold(kind: &Type) -> bool {
    matches!(kind, Type::Ref(name) if name.value.is_empty())
}

/// How many levels a type may have, which `check` sees to. At about twice as many the Rust compiler refuses the
/// generated types, and the types and futures of a program around them take levels as well.
pub(crate) const MAX_LEVELS: usize = 32;

/// What a field is once references are followed; `None` when they lead nowhere, or on and on.
pub(crate) fn resolve<'s>(product: &'s Product, mut field: &'s Field) -> Option<&'s Field> {
    for _ in 0..=MAX_LEVELS + 1 {
        let Type::Ref(name) = &field.kind else {
            return Some(field);
        };
        field = &product.schemas.get(&name.value)?.field;
    }
    None
}

/// The member with the longest name that `rest` starts with.
fn longest<'s>(members: &[&'s Member], rest: &str) -> Option<&'s Member> {
    let fits = |member: &&&Member| {
        rest.strip_prefix(member.name.value.as_str())
            .is_some_and(|after| after.is_empty() || after.starts_with(['.', '[']))
    };
    // The first of equals: a parameter goes before a body member.
    members
        .iter()
        .rev()
        .filter(fits)
        .max_by_key(|member| member.name.value.len())
        .copied()
}

/// The entries of a list.
fn entry<'s>(product: &'s Product, field: &'s Field) -> Option<&'s Field> {
    match &resolve(product, field)?.kind {
        Type::List(entry) => Some(entry),
        _ => None,
    }
}

/// The members of the structure at `walked`.
fn inner<'s>(
    product: &'s Product,
    field: &'s Field,
    walked: &str,
    after: &str,
) -> Result<Vec<&'s Member>, Miss> {
    let kind = resolve(product, field).map(|field| &field.kind);
    let (message, help) = match kind {
        Some(Type::Structure(structure)) => return Ok(structure.members.iter().collect()),
        Some(Type::List(_)) => (
            format!("`{walked}` is a list, so the path must say which entries it means"),
            Some(format!("write `{walked}[].{after}`")),
        ),
        Some(Type::Map(_)) => (
            format!("`{walked}` is a map, and no path leads into maps"),
            None,
        ),
        Some(Type::Json) => (
            format!("`{walked}` is free JSON, and no path leads into it"),
            None,
        ),
        None => (
            format!("`{walked}` refers to a schema that does not exist"),
            None,
        ),
        Some(_) => (format!("`{walked}` has no members"), None),
    };
    Err(Miss {
        message,
        help,
        dangling: kind.is_none(),
    })
}

/// A name that no member has.
fn unknown(members: &[&Member], walked: &str, rest: &str) -> Miss {
    let part = rest.split(['.', '[']).next().unwrap_or_default();
    let names = || members.iter().map(|member| member.name.value.as_str());
    let near = nearest(part, names()).or_else(|| nearest(rest, names()));
    let place = match walked.trim_end_matches('.') {
        "" => String::new(),
        structure => format!(" in `{structure}`"),
    };
    Miss {
        message: format!("there is no field `{part}`{place}"),
        help: near.map(|near| format!("did you mean `{near}`?")),
        dangling: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::load::load;
    use crate::parse::parse;
    use crate::spec::{BodyContent, Spec};

    fn spec() -> Spec {
        let files = [
            ("product", "product: p\nversion: v1\nstyle: ROA\nendpoints: { rule: regional }\n"),
            ("schemas", "Shared: { fields: { Deep: { $ref: Other } } }\nOther: { fields: { End: integer } }\n"),
            (
                "Op",
                "operation: Op\nsummary: x\nhttp: POST /\nbody:\n  fields:\n    Disk: { fields: { Size: string, Kind: string } }
    Disk.Size: integer\n    Many: { type: list, items: { fields: { Name: { type: string, required: true } } } }
    Refs: { type: list, items: { $ref: Shared } }\n    Free: json\n    Named: { type: map, items: string }\n    Lost: { $ref: Nowhere }\n",
            ),
        ];
        let files = files
            .map(|(name, text)| (format!("p/v1/{name}.yaml"), text.to_owned()))
            .to_vec();
        let mut diagnostics = Diagnostics::default();
        let sources = load(files, &mut diagnostics);
        let spec = parse(&sources, &mut diagnostics);
        assert_eq!(diagnostics.render(&sources, false), "");
        spec
    }

    fn look<'s>(spec: &'s Spec, path: &str) -> Result<Found<'s>, Miss> {
        let product = &spec.products[0];
        let Some(BodyContent::Members(members)) = product.operations[0]
            .body
            .as_ref()
            .map(|body| &body.content)
        else {
            panic!("the operation has a body of members");
        };
        find(product, members, path)
    }

    #[test]
    fn paths_lead_to_fields() {
        let spec = spec();
        for (path, steps, required) in [
            ("Disk", "Disk", false),
            ("Disk.Size", "Disk.Size", false),
            ("Disk.Kind", "Disk/Kind", false),
            ("Many", "Many", false),
            ("Many[]", "Many[]", false),
            ("Many[].Name", "Many[]/Name", true),
            ("Refs[].Deep.End", "Refs[]/Deep/End", false),
        ] {
            let found = look(&spec, path).expect(path);
            let shown = found
                .steps
                .iter()
                .map(|step| format!("{}{}", step.name, if step.entries { "[]" } else { "" }));
            assert_eq!(shown.collect::<Vec<_>>().join("/"), steps, "{path}");
            assert_eq!(found.field.required, required, "{path}");
        }
        assert!(matches!(
            look(&spec, "Disk.Size").map(|found| &found.field.kind),
            Ok(Type::Integer)
        ));
    }

    #[test]
    fn misses_say_which_part_is_wrong() {
        let spec = spec();
        for (path, message, help, dangling) in [
            (
                "Dsik",
                "there is no field `Dsik`",
                Some("did you mean `Disk`?"),
                false,
            ),
            (
                "Disk.Sizes",
                "there is no field `Sizes` in `Disk`",
                Some("did you mean `Size`?"),
                false,
            ),
            (
                "Many.Name",
                "`Many` is a list, so the path must say which entries it means",
                Some("write `Many[].Name`"),
                false,
            ),
            (
                "Disk[].Kind",
                "`Disk` is no list, so `[]` has nothing to stand for",
                Some("write `Disk.Kind`"),
                false,
            ),
            (
                "Free.X",
                "`Free` is free JSON, and no path leads into it",
                None,
                false,
            ),
            (
                "Named.X",
                "`Named` is a map, and no path leads into maps",
                None,
                false,
            ),
            ("Disk.Kind.X", "`Disk.Kind` has no members", None, false),
            (
                "Lost.X",
                "`Lost` refers to a schema that does not exist",
                None,
                true,
            ),
            (
                "Many[0]",
                "`[0]` after `Many` cannot be followed",
                Some("`.` goes into a structure and `[]` stands for each entry of a list"),
                false,
            ),
            ("", "there is no field ``", None, false),
        ] {
            let miss = look(&spec, path).expect_err(path);
            let expected = Miss {
                message: message.to_owned(),
                help: help.map(str::to_owned),
                dangling,
            };
            assert_eq!(miss, expected, "{path}");
        }
    }
}
