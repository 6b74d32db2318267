//! What the tests share.

pub mod cases;
pub mod demands;
pub mod golden;
pub mod in_memory;
pub mod judgement;
pub mod mutants;
pub mod probe;
pub mod scratch;
pub mod vectors;
pub mod wire;
