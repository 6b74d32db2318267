//! Readable places of everything in an imported spec.
//!
//! An imported spec has no YAML behind it: the node of an [`At`] is the number of a path such as
//! `apis.RunInstances.parameters.RegionId`. Paths share their beginnings, so each node holds one step.

use crate::spec::{At, Spanned};

/// The places of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Places {
    file: u32,
    /// The node around each node, and the step from there.
    steps: Vec<(u32, Box<str>)>,
}

impl Places {
    /// No places of a file yet.
    pub(crate) fn new(file: u32) -> Self {
        Places {
            file,
            steps: Vec::new(),
        }
    }

    /// The root, which is around everything; it is the first place.
    pub(crate) fn root(&mut self) -> At {
        self.push(0, "")
    }

    /// A new place inside of another.
    pub(crate) fn inside(&mut self, around: At, step: &str) -> At {
        self.push(around.node, step)
    }

    /// A value at a new place inside of another, which it names.
    pub(crate) fn named(&mut self, around: At, name: &str) -> Spanned {
        Spanned {
            value: name.to_owned(),
            at: self.inside(around, name),
        }
    }

    fn push(&mut self, around: u32, step: &str) -> At {
        let node = u32::try_from(self.steps.len()).expect("a file has fewer nodes than bytes");
        self.steps.push((around, step.into()));
        At {
            file: self.file,
            node,
        }
    }

    /// The path of a node; empty for the root, and for a node that does not exist. Steps without a name are places
    /// that have a node of their own for no other reason than to differ.
    pub(crate) fn path(&self, node: u32) -> String {
        let mut steps = Vec::new();
        let mut node = node as usize;
        while let Some((around, step)) = self.steps.get(node).filter(|_| node > 0) {
            steps.push(&**step);
            node = *around as usize;
        }
        steps.retain(|step| !step.is_empty());
        steps.reverse();
        steps.join(".")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_way_to_it() {
        let mut places = Places::new(7);
        let root = places.root();
        let apis = places.inside(root, "apis");
        let run = places.named(apis, "Run");
        let same = places.inside(run.at, "");
        let other = places.inside(apis, "Stop");
        assert_eq!((run.at.file, run.value.as_str()), (7, "Run"));
        assert_eq!(places.path(run.at.node), "apis.Run");
        assert_ne!(same, run.at);
        assert_eq!(places.path(same.node), "apis.Run");
        assert_eq!(places.path(other.node), "apis.Stop");
        assert_eq!(places.path(root.node), "");
        assert_eq!(places.path(1000), "");
    }
}
