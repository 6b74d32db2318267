//! Parameters that are told more than once.
//!
//! In: parameters in the order of the file. Out: each name once per place, for a request can carry it but once.

use std::collections::{HashMap, HashSet};

use super::super::document::{Api, Parameter};
use super::{Apply, Fixup, Notes, fixup};

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        "repeated-parameter",
        Apply::Before(identical),
        "a parameter is told twice, each time the same",
        "told once",
    ),
    fixup(
        "repeated-parameter-that-differs",
        Apply::Before(different),
        "a parameter is told twice, not the same each time",
        "the first counts; it is required if one of them is",
    ),
    fixup(
        "parameter-in-two-places",
        Apply::Before(elsewhere),
        "two parameters of one name travel in two places",
        "the one in the path counts, otherwise the first",
    ),
];

/// Takes out every parameter that `is_repeated` finds an earlier one of the same name for, and hands both over.
fn take<'d>(
    api: &mut Api<'d>,
    is_repeated: impl Fn(&Parameter<'d>, &Parameter<'d>) -> bool,
    mut merge: impl FnMut(&mut Parameter<'d>, Parameter<'d>),
) {
    let mut seen = HashSet::with_capacity(api.parameters.len());
    if api
        .parameters
        .iter()
        .all(|parameter| seen.insert(&*parameter.name))
    {
        return;
    }
    let mut kept: Vec<Parameter<'d>> = Vec::with_capacity(api.parameters.len());
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for later in std::mem::take(&mut api.parameters) {
        let same = by_name.entry(later.name.to_string()).or_default();
        match same
            .iter()
            .find(|index| is_repeated(&kept[**index], &later))
        {
            Some(earlier) => merge(&mut kept[*earlier], later),
            None => {
                same.push(kept.len());
                kept.push(later);
            }
        }
    }
    api.parameters = kept;
}

fn identical(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    take(
        api,
        |earlier, later| earlier == later,
        |_, later| notes.merged_parameter(&later, "the same as before"),
    );
}

fn different(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    take(
        api,
        |earlier, later| earlier.place == later.place,
        |earlier, later| {
            earlier.schema.required |= later.schema.required;
            notes.merged_parameter(&later, "not the same as before");
        },
    );
}

fn elsewhere(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    // The name of a body never travels, so that it may be that of a parameter.
    take(
        api,
        |earlier, later| earlier.place != "body" && later.place != "body",
        |earlier, later| {
            let later = match &*later.place {
                "path" => std::mem::replace(earlier, later),
                _ => later,
            };
            notes.dropped_parameter(
                &later,
                format!("`{}` beside `{}`", later.place, earlier.place),
            );
        },
    );
}
