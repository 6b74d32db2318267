//! What fields are made of: text, numbers, lists, maps, what may be unset, structures.
//!
//! In: the types that generated structures have as fields. Out: how each is read and filled. Whatever stands here for
//! a `T` is compiled by a program for every type of every answer that it decodes, so it is kept to what needs the `T`.

use std::collections::BTreeMap;
use std::mem;

use bytes::Bytes;

use super::{
    Access, List, ListMut, Map, MapMut, Model, ModelMut, Shape, Slot, Slots, Target, Value, Values,
};
use crate::Json;

/// Says that what follows is seldom done, so that the compiler does not copy what frees a value there.
#[cold]
#[inline(never)]
fn rarely() {}

impl<T: Model + ?Sized> Model for Box<T> {
    #[inline]
    fn fields(&self) -> Values<'_> {
        (**self).fields()
    }
}

impl<T: ModelMut + ?Sized> ModelMut for Box<T> {
    #[inline]
    fn fields_mut(&mut self) -> Slots<'_> {
        (**self).fields_mut()
    }
}

impl<T: Model> Value for T {
    fn shape(&self) -> Shape<'_> {
        Shape::Model(self)
    }
}

impl<T: ModelMut> Slot for T {
    fn access(&mut self, _: Access) -> Target<'_> {
        Target::Model(self)
    }
}

impl<T: Value> Value for Option<T> {
    fn shape(&self) -> Shape<'_> {
        match self {
            Some(value) => value.shape(),
            None => Shape::Unset,
        }
    }
}

impl<T: Slot + Default> Slot for Option<T> {
    fn access(&mut self, access: Access) -> Target<'_> {
        match access {
            // It is `None`: there is nothing to drop, and the compiler need not find that out.
            Access::Fill | Access::Refill if self.is_none() => {
                mem::forget(self.replace(T::default()));
            }
            Access::Unset => {
                rarely();
                *self = None;
            }
            _ => {}
        }
        match self {
            Some(value) => value.access(access),
            None => Target::Unset,
        }
    }
}

impl<T: Value> Value for Vec<T> {
    fn shape(&self) -> Shape<'_> {
        Shape::List(self)
    }
}

impl<T: Value> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, index: usize) -> Option<&dyn Value> {
        match self.as_slice().get(index) {
            Some(entry) => Some(entry),
            None => None,
        }
    }
}

impl<T: Slot + Default> Slot for Vec<T> {
    fn access(&mut self, access: Access) -> Target<'_> {
        if matches!(access, Access::Refill) && !self.is_empty() {
            rarely();
            self.clear();
        }
        Target::List(self)
    }
}

impl<T: Slot + Default> ListMut for Vec<T> {
    fn entry(&mut self, at: Option<usize>) -> Option<&mut dyn Slot> {
        let index = match at {
            Some(index) => index,
            None => {
                self.push(T::default());
                self.len() - 1
            }
        };
        match self.as_mut_slice().get_mut(index) {
            Some(entry) => Some(entry),
            None => None,
        }
    }
}

impl<T: Value> Value for BTreeMap<String, T> {
    fn shape(&self) -> Shape<'_> {
        Shape::Map(self)
    }
}

impl<T: Value> Map for BTreeMap<String, T> {
    fn each<'v>(&'v self, visit: &mut dyn FnMut(&'v str, &'v dyn Value)) {
        for (key, value) in self {
            visit(key, value);
        }
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Slot + Default> Slot for BTreeMap<String, T> {
    fn access(&mut self, access: Access) -> Target<'_> {
        if matches!(access, Access::Refill) && !self.is_empty() {
            rarely();
            self.clear();
        }
        Target::Map(self)
    }
}

impl<T: Slot + Default> MapMut for BTreeMap<String, T> {
    fn insert(&mut self, key: String) -> &mut dyn Slot {
        let value = self.entry(key).or_default();
        *value = T::default();
        value
    }

    fn each(&mut self, visit: &mut dyn FnMut(&str, &mut dyn Slot)) {
        for (key, value) in self {
            visit(key, value);
        }
    }
}

/// Implements `Value` and `Slot` for a type that is one shape and one target.
macro_rules! scalar {
    ($type:ty, $variant:ident, |$value:ident| $shape:expr) => {
        impl Value for $type {
            fn shape(&self) -> Shape<'_> {
                let $value = self;
                Shape::$variant($shape)
            }
        }

        impl Slot for $type {
            fn access(&mut self, _: Access) -> Target<'_> {
                Target::$variant(self)
            }
        }
    };
}

scalar!(String, Text, |value| value);
scalar!(i64, Integer, |value| *value);
scalar!(f64, Number, |value| *value);
scalar!(bool, Boolean, |value| *value);
scalar!(Bytes, Bytes, |value| value);
scalar!(Json, Json, |value| value);

/// An operation that answers nothing.
impl Value for () {
    fn shape(&self) -> Shape<'_> {
        Shape::Unset
    }
}

impl Slot for () {
    fn access(&mut self, _: Access) -> Target<'_> {
        Target::Nothing
    }
}
