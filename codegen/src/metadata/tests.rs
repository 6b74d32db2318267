mod catalogue;
pub(crate) mod sketch;

use super::*;
