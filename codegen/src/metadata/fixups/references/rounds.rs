//! Components that contain themselves, by way of whatever.
//!
//! In: the components with their references. Out: the names of those that come back to themselves, which a type of Rust
//! can only do behind a box, a list or a map.

use std::collections::HashMap;

use super::references;
use crate::metadata::document::{Named, Schema};

/// The names of the components that references lead back to, in the order of the file. Without recursion: a chain
/// may be as long as a file (Tarjan's strongly connected components).
pub(super) fn in_rounds(schemas: &Named<'_, Schema<'_>>) -> Vec<String> {
    let index: HashMap<&str, usize> = schemas
        .iter()
        .enumerate()
        .map(|(number, (name, _))| (&**name, number))
        .collect();
    let ways = schemas.iter().map(|(_, schema)| {
        let mut found = Vec::new();
        references(schema, &mut |name| found.extend(index.get(name)));
        found
    });
    let ways: Vec<Vec<usize>> = ways.collect();
    let found = search(&ways);
    let names = schemas.iter().zip(found).filter(|(_, is_found)| *is_found);
    names.map(|((name, _), _)| name.to_string()).collect()
}

/// Whether each node can be reached from itself.
fn search(ways: &[Vec<usize>]) -> Vec<bool> {
    const NEW: usize = usize::MAX;
    let mut order = vec![NEW; ways.len()];
    let mut low = vec![NEW; ways.len()];
    let mut waits = vec![false; ways.len()];
    let mut found = vec![false; ways.len()];
    let mut waiting = Vec::new();
    let mut count = 0;
    for start in 0..ways.len() {
        let mut open: Vec<(usize, usize)> = Vec::new();
        if order[start] == NEW {
            open.push((start, 0));
        }
        while let Some((here, next)) = open.last_mut() {
            let here = *here;
            if *next == 0 && order[here] == NEW {
                (order[here], low[here]) = (count, count);
                count += 1;
                waiting.push(here);
                waits[here] = true;
            }
            if let Some(to) = ways[here].get(*next).copied() {
                *next += 1;
                found[here] |= to == here;
                if order[to] == NEW {
                    open.push((to, 0));
                } else if waits[to] {
                    low[here] = low[here].min(order[to]);
                }
                continue;
            }
            open.pop();
            if let Some((around, _)) = open.last() {
                low[*around] = low[*around].min(low[here]);
            }
            if low[here] == order[here] {
                let first = waiting.iter().rposition(|node| *node == here);
                let group = waiting.split_off(first.expect("it waits since it was entered"));
                for node in &group {
                    waits[*node] = false;
                    found[*node] |= group.len() > 1;
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::search;

    #[test]
    fn only_what_leads_back_is_found() {
        for (ways, expected) in [
            (vec![], vec![]),
            (vec![vec![0]], vec![true]),
            (vec![vec![1], vec![]], vec![false, false]),
            (
                vec![vec![1], vec![2], vec![1, 3], vec![]],
                vec![false, true, true, false],
            ),
            (
                vec![vec![1, 2], vec![0], vec![3], vec![2]],
                vec![true, true, true, true],
            ),
            (
                vec![vec![1], vec![2], vec![3, 0], vec![3]],
                vec![true, true, true, true],
            ),
            (
                vec![vec![1, 1], vec![2, 2], vec![]],
                vec![false, false, false],
            ),
        ] {
            assert_eq!(search(&ways), expected, "{ways:?}");
        }
    }
}
