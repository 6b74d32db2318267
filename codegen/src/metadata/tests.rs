mod catalogue;
mod quirks;
mod robust;
mod samples;
pub(crate) mod sketch;

use super::*;
