//! XML in and out.
//!
//! In: a request's members, or an XML document and a slot. Out: a document, or the filled slot. A
//! structure is an element whose members are elements, a list is its member's element repeated, and the
//! root element is the name of the whole and nothing else. Attributes carry no data here.

mod fill;
mod read;
mod write;

pub(crate) use self::fill::fill;
pub(crate) use self::read::{Element, is_announced, read};
pub(crate) use self::write::{write, write_members};
