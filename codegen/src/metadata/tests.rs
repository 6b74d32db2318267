mod catalogue;

use super::*;
