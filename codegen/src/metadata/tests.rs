mod catalogue;
mod quirks;
mod robust;
pub(crate) mod sketch;

use super::*;
