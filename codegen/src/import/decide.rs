//! What becomes of one file.
//!
//! In: what the last import wrote, what stands there now, and what this import has. Out: the decision, and for a
//! file that a person has edited, what changed upstream meanwhile. A pure function of texts.

use std::collections::HashMap;

use super::lines::{Line, LineHash, lines};
use super::record::hashes;

/// What becomes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decision {
    /// What is done.
    pub(super) state: FileState,
    /// What changed upstream since the last import, for a file that is kept; else what changes in the file.
    pub(super) changes: Vec<String>,
    /// Whether the record goes on to what this import has.
    pub(super) is_seen: bool,
}

/// What became of a file, or would become of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FileState {
    /// It was not there and is written.
    New,
    /// It says what upstream says.
    Unchanged,
    /// Upstream changed; nobody had edited the file, so it is replaced.
    Changed,
    /// It was edited by hand, or written by hand, and upstream has not changed since: it stays.
    Kept,
    /// It was edited by hand, and upstream has changed since: it stays as it is, and somebody has to look.
    KeptBehind,
    /// It was edited by hand, and is replaced because overwriting was asked for.
    Overwritten,
    /// Upstream has it no more; nobody had edited the file, so it is removed.
    Gone,
    /// Upstream has it no more, but it was edited by hand: it stays, and somebody has to look.
    GoneKept,
}

impl FileState {
    /// Whether the file is as it should be without anything being done.
    pub fn is_settled(self) -> bool {
        matches!(self, FileState::Unchanged | FileState::Kept)
    }

    /// Whether somebody has to look at the file.
    pub fn needs_a_look(self) -> bool {
        matches!(self, FileState::KeptBehind | FileState::GoneKept)
    }
}

/// Decides about a file that upstream has. `base` is what the last import wrote, `there` what stands on disk.
pub(super) fn decide(
    base: Option<&[LineHash]>,
    there: Option<&str>,
    new: &str,
    force: bool,
) -> Decision {
    let decision = |state, changes| Decision {
        state,
        changes,
        is_seen: true,
    };
    let Some(there) = there else {
        // A file that was written once and is there no more was removed by hand.
        let is_removed = base.is_some() && !force;
        return match base {
            Some(base) if is_removed => {
                let pending = pending(base, "", new);
                let state = if pending.is_empty() {
                    FileState::Kept
                } else {
                    FileState::KeptBehind
                };
                Decision {
                    is_seen: pending.is_empty(),
                    ..decision(state, pending)
                }
            }
            _ => decision(FileState::New, Vec::new()),
        };
    };
    let (old, now) = (hashes(there), hashes(new));
    if old == now {
        return decision(FileState::Unchanged, Vec::new());
    }
    if base == Some(&old) {
        return decision(FileState::Changed, differences(there, new));
    }
    if force {
        return decision(FileState::Overwritten, differences(there, new));
    }
    let pending = match base {
        Some(base) => pending(base, there, new),
        None => differences(there, new),
    };
    if pending.is_empty() {
        decision(FileState::Kept, pending)
    } else {
        Decision {
            is_seen: false,
            ..decision(FileState::KeptBehind, pending)
        }
    }
}

/// Decides about a file that the last import wrote and that upstream has no more.
pub(super) fn gone(base: &[LineHash], there: &str, force: bool) -> FileState {
    if force || hashes(there) == base {
        FileState::Gone
    } else {
        FileState::GoneKept
    }
}

/// What changed upstream and is not in the edited file: lines to add, and lines to take out.
fn pending(base: &[LineHash], there: &str, new: &str) -> Vec<String> {
    let (there, new) = (lines(there), lines(new));
    let mut of_base = count(base.iter().copied());
    let added = left(&new, &mut of_base);
    // What is left of the base are the lines that upstream has no more.
    let mut gone = of_base;
    let mut standing = count(there.iter().map(Line::hash));
    let to_add: Vec<&Line<'_>> = added
        .into_iter()
        .filter(|line| !take(&mut standing, line.hash()))
        .collect();
    let to_remove: Vec<&Line<'_>> = there
        .iter()
        .filter(|line| take(&mut gone, line.hash()))
        .collect();
    shown(&to_remove, &to_add)
}

/// How one text becomes another.
fn differences(from: &str, to: &str) -> Vec<String> {
    let (from, to) = (lines(from), lines(to));
    let removed = left(&from, &mut count(to.iter().map(Line::hash)));
    let added = left(&to, &mut count(from.iter().map(Line::hash)));
    shown(&removed, &added)
}

fn shown(removed: &[&Line<'_>], added: &[&Line<'_>]) -> Vec<String> {
    let removed = removed.iter().map(|line| format!("- {}", line.shown()));
    let added = added.iter().map(|line| format!("+ {}", line.shown()));
    // Blank lines say nothing by themselves.
    removed.chain(added).filter(|line| line.len() > 2).collect()
}

type Counts = HashMap<LineHash, usize>;

fn count(hashes: impl Iterator<Item = LineHash>) -> Counts {
    let mut counts = Counts::new();
    hashes.for_each(|hash| *counts.entry(hash).or_default() += 1);
    counts
}

/// The lines that are not among those counted.
fn left<'l, 't>(lines: &'l [Line<'t>], counts: &mut Counts) -> Vec<&'l Line<'t>> {
    let others = lines.iter().filter(|line| !take(counts, line.hash()));
    others.collect()
}

/// Takes one line out of those counted, if it is there.
fn take(counts: &mut Counts, hash: LineHash) -> bool {
    match counts.get_mut(&hash) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::FileState::{
        Changed, Gone, GoneKept, Kept, KeptBehind, New, Overwritten, Unchanged,
    };
    use super::*;

    const BASE: &str = "op: A\nfields:\n  B: { max: 1 }\n  C: string\n";
    const NEXT: &str = "op: A\nfields:\n  B: { max: 2 }\n  C: string\n  D: string\n";
    const EDIT: &str = "op: A\ndoc: Ours.\nfields:\n  B: { max: 1 }\n  C: string\n";

    #[test]
    fn hand_edits_stay_and_upstream_is_told() {
        let merged = "op: A\ndoc: Ours.\nfields:\n  B: { max: 2 }\n  C: string\n  D: string\n";
        let half = "op: A\ndoc: Ours.\nfields:\n  B: { max: 2 }\n  C: string\n";
        let upstream = [
            "- fields.B: { max: 1 }",
            "+ fields.B: { max: 2 }",
            "+ fields.D: string",
        ];
        let forced = [&["- doc: Ours."][..], &upstream[..]].concat();
        let (old, none) = (Some(BASE), None);
        for (base, there, new, force, state, changes, is_seen) in [
            (none, none, BASE, false, New, &[][..], true),
            (none, Some(BASE), BASE, false, Unchanged, &[], true),
            (old, Some(BASE), BASE, false, Unchanged, &[], true),
            (old, Some(BASE), NEXT, false, Changed, &upstream, true),
            (old, Some(NEXT), NEXT, false, Unchanged, &[], true),
            (old, Some(EDIT), BASE, false, Kept, &[], true),
            (old, Some(EDIT), NEXT, false, KeptBehind, &upstream, false),
            (
                old,
                Some(half),
                NEXT,
                false,
                KeptBehind,
                &upstream[2..],
                false,
            ),
            (old, Some(merged), NEXT, false, Kept, &[], true),
            (old, Some(EDIT), NEXT, true, Overwritten, &forced, true),
            (
                none,
                Some(EDIT),
                BASE,
                false,
                KeptBehind,
                &["- doc: Ours."],
                false,
            ),
            (
                none,
                Some(EDIT),
                BASE,
                true,
                Overwritten,
                &["- doc: Ours."],
                true,
            ),
            (old, none, BASE, false, Kept, &[], true),
            (old, none, NEXT, false, KeptBehind, &upstream[1..], false),
            (old, none, NEXT, true, New, &[], true),
        ] {
            let base = base.map(hashes);
            let decision = decide(base.as_deref(), there, new, force);
            let expected = Decision {
                state,
                changes: changes.iter().map(|&line| line.to_owned()).collect(),
                is_seen,
            };
            assert_eq!(decision, expected, "{base:?} {there:?} {new:?} {force}");
        }
    }

    #[test]
    fn line_endings_and_order_of_lines_are_told_apart() {
        let base = hashes(BASE);
        let dos = BASE.replace('\n', "\r\n");
        assert_eq!(decide(Some(&base), Some(&dos), NEXT, false).state, Changed);
        // Moved lines are an edit, though there is nothing to take over.
        let moved = "fields:\n  C: string\n  B: { max: 1 }\nop: A\n";
        assert_eq!(decide(Some(&base), Some(moved), BASE, false).state, Kept);
    }

    #[test]
    fn what_upstream_drops_goes_unless_it_was_edited() {
        let base = hashes(BASE);
        assert_eq!(gone(&base, BASE, false), Gone);
        assert_eq!(gone(&base, EDIT, false), GoneKept);
        assert_eq!(gone(&base, EDIT, true), Gone);
    }
}
