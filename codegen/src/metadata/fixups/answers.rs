//! What a success answers.
//!
//! In: the answers of an operation by status. Out: at most one, that of the success: a generated call has one type of
//! answer, and every failure is read as an error, whatever its schema says.

use super::super::count;
use super::super::document::Api;
use super::{Apply, Fixup, Notes, fixup};

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        "no-success",
        Apply::Before(no_success),
        "no answer has a status of success",
        "the answer is nothing; its text is in the raw answer",
    ),
    fixup(
        "several-successes",
        Apply::Before(several),
        "several answers have a status of success",
        "200, otherwise the lowest; the others are dropped",
    ),
    fixup(
        "answers-to-failures",
        Apply::Before(failures),
        "answers to failures have schemas",
        "dropped: every failure is read as an error of the gateway",
    ),
    fixup(
        "facts-of-whole-answer",
        Apply::After(whole),
        "an answer as a whole has a limit, a set of values, a default, or is deprecated or sensitive",
        "ignored: answers are never checked; what is sensitive are its members",
    ),
    fixup(
        "headers-in-answer",
        Apply::Before(headers),
        "a member `headers` of an answer stands for its headers",
        "taken out: headers are read from the answer itself",
    ),
    fixup(
        "documented-headers",
        Apply::Before(documented),
        "headers of an answer are documented beside its schema",
        "not in the spec: `headers()` of every answer has them",
    ),
    fixup(
        "events",
        Apply::Before(events),
        "`sse` is among the schemes",
        "the answer is read as events; a plain answer arrives as the only event",
    ),
];

/// The status of the success that counts.
fn success(api: &Api<'_>) -> Option<u16> {
    let statuses = api
        .responses
        .iter()
        .filter_map(|(status, _)| status.trim().parse().ok());
    let mut successes: Vec<u16> = statuses
        .filter(|status| (200..300).contains(status))
        .collect();
    successes.sort_unstable();
    let has = |status| successes.contains(&status).then_some(status);
    has(200).or_else(|| successes.first().copied())
}

fn no_success(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    if success(api).is_none() {
        notes.changed_at("responses", "nothing");
    }
}

/// Takes out answers, the first of those that count excepted.
fn take(
    api: &mut Api<'_>,
    notes: &mut Notes<'_>,
    why: &str,
    is_meant: impl Fn(Option<u16>) -> bool,
) {
    let counts = success(api);
    let mut is_seen = false;
    api.responses.retain(|(status, answer)| {
        let number = status.trim().parse().ok();
        let is_it = number.is_some() && number == counts && !std::mem::replace(&mut is_seen, true);
        let is_taken = !is_it && is_meant(number);
        if is_taken && let Some(schema) = &answer.schema {
            notes.dropped(&format!("responses.{status}"), count::below(schema), why);
        }
        !is_taken
    });
}

fn several(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    take(api, notes, "another answer counts", |status| {
        status.is_some_and(|status| (200..300).contains(&status))
    });
}

fn failures(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    take(api, notes, "no success", |_| true);
}

fn whole(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    // Of events each may have them.
    if is_events(api) {
        return;
    }
    for (status, answer) in &mut api.responses {
        let Some(schema) = &mut answer.schema else {
            continue;
        };
        let mut ignored = Vec::new();
        for (word, value) in [
            ("default", &mut schema.default),
            ("minimum", &mut schema.minimum),
            ("maximum", &mut schema.maximum),
            ("minLength", &mut schema.min_length),
            ("maxLength", &mut schema.max_length),
            ("minItems", &mut schema.min_items),
            ("maxItems", &mut schema.max_items),
            ("pattern", &mut schema.pattern),
        ] {
            ignored.extend(value.take().map(|_| word));
        }
        ignored.extend(schema.values.take().map(|_| "enum"));
        let is_deprecated = std::mem::take(&mut schema.deprecated);
        ignored.extend(is_deprecated.then_some("deprecated"));
        let is_sensitive = std::mem::take(&mut schema.sensitive);
        ignored.extend(is_sensitive.then_some("sensitive"));
        for (_, member) in schema.properties.iter_mut().flatten() {
            member.sensitive |= is_sensitive;
        }
        if !ignored.is_empty() {
            let place = format!("responses.{status}");
            notes.changed_at(&place, format!("`{}` of the whole", ignored.join("`, `")));
        }
    }
}

fn headers(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    for (status, answer) in &mut api.responses {
        let Some(properties) = answer
            .schema
            .as_mut()
            .and_then(|schema| schema.properties.as_mut())
        else {
            continue;
        };
        // A member that is called so for another reason does not hold names of headers.
        properties.retain(|(name, schema)| {
            let mut inside = schema.properties.iter().flatten().peekable();
            let is_headers = name == "headers"
                && inside.peek().is_some()
                && inside.all(|(name, _)| name.contains('-'));
            if is_headers {
                let place = format!("responses.{status}.headers");
                notes.merged(&place, count::field(schema), "headers of the answer");
            }
            !is_headers
        });
    }
}

fn documented(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    for (status, answer) in &api.responses {
        let names: Vec<&str> = answer.headers.iter().map(|(name, _)| &**name).collect();
        if !names.is_empty() {
            notes.changed_at(&format!("responses.{status}.headers"), names.join(", "));
        }
    }
}

/// Whether the answer comes as events.
pub(crate) fn is_events(api: &Api<'_>) -> bool {
    api.schemes
        .iter()
        .any(|scheme| scheme.eq_ignore_ascii_case("sse"))
}

fn events(api: &mut Api<'_>, notes: &mut Notes<'_>) {
    if is_events(api) {
        notes.changed_at("schemes", "events");
    }
}
