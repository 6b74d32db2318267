//! Thousands of calls, many at a time, while a part of all requests meets a fault.
//!
//! In: how many calls, how many at a time, how many faults, a seed. Out: whether every call ended as it is promised for
//! the faults it met, how much memory the process took, how many connections there were.

mod memory;
mod plan;
mod run;

pub use self::plan::Plan;
pub use self::run::{Figures, soak};
