//! What the tests share.

pub mod answered;
pub mod cases;
pub mod demands;
pub mod faults;
pub mod given;
pub mod golden;
pub mod in_memory;
pub mod judgement;
pub mod marked;
pub mod mutants;
pub mod operations;
pub mod own;
pub mod pinned;
pub mod plain;
pub mod probe;
pub mod scratch;
pub mod soak;
pub mod table;
pub mod vectors;
pub mod wire;

/// Clients of the specs in `tests/specs`: operations that vectors need and the crate does not offer.
#[rustfmt::skip]
pub mod specs {
    include!(concat!(env!("OUT_DIR"), "/alicloud.rs"));
}
