//! Where a decoder stands in a document.
//!
//! In: the steps that it takes and the entries that it adds. Out: the wire path of a failure, and whether there
//! is room for one more.

use std::fmt;

use super::room::{NoRoom, Room};
use crate::model::{ListMut, MapMut, ModelMut, Slot};

/// Where the decoder stands, and the room that is left to it.
pub(crate) struct Cursor {
    /// A failed step is not taken back, so after a failure this is its place.
    pub(crate) path: Path,
    pub(crate) room: Room,
}

impl Cursor {
    /// At the beginning of a document.
    pub(crate) fn new(room: Room) -> Self {
        Cursor {
            path: Path::default(),
            room,
        }
    }

    pub(crate) fn within<T, E>(
        &mut self,
        step: Step,
        inner: impl FnOnce(&mut Cursor) -> Result<T, E>,
    ) -> Result<T, E> {
        self.path.0.push(step);
        let value = inner(self)?;
        self.path.0.pop();
        Ok(value)
    }

    /// Takes room for a structure with these slots, unless it is part of what it stands in.
    pub(crate) fn structure(
        &mut self,
        is_boxed: bool,
        slots: &[&mut dyn Slot],
    ) -> Result<(), NoRoom> {
        let sizes = slots.iter().map(|slot| size_of_val(&**slot));
        self.room.entry(if is_boxed { sizes.sum() } else { 0 })
    }

    /// Adds an entry to a list and hands it out.
    pub(crate) fn push<'l>(
        &mut self,
        list: &'l mut dyn ListMut,
    ) -> Result<&'l mut dyn Slot, NoRoom> {
        let slot = list.push();
        self.room.entry(size_of_val(slot))?;
        Ok(slot)
    }

    /// Adds an entry to a map that has so many and hands it out.
    pub(crate) fn insert<'m>(
        &mut self,
        map: &'m mut dyn MapMut,
        before: usize,
        key: String,
    ) -> Result<&'m mut dyn Slot, NoRoom> {
        let slot = map.insert(key);
        let size = size_of::<String>() + size_of_val(slot);
        self.room.key(before, size)?;
        Ok(slot)
    }
}

/// Whether a structure stands in a box, which is as small as a pointer.
pub(crate) fn is_boxed(model: &dyn ModelMut) -> bool {
    size_of_val(model) == size_of::<Box<()>>()
}

/// The steps from the whole to a value.
#[derive(Default)]
pub(crate) struct Path(Vec<Step>);

pub(crate) enum Step {
    Member(&'static str),
    Key(String),
    Index(usize),
}

impl Path {
    /// A path of one step.
    pub(crate) fn of(step: Step) -> Self {
        Path(vec![step])
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            let dot = if index == 0 { "" } else { "." };
            match step {
                Step::Member(name) => write!(f, "{dot}{name}")?,
                Step::Key(key) => write!(f, "{dot}{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
