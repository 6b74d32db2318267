//! What must hold for every answer, however odd.
//!
//! In: bytes that nobody chose with care. Out: nothing, or a panic that names the promise that was
//! broken. The fuzz targets call these functions, and an ordinary test calls them again with every
//! finding, so neither depends on the other.

pub mod error;
pub mod events;
pub mod json;
pub mod sample;
pub mod shown;
pub mod success;
pub mod xml;
