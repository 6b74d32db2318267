//! A service that fails on purpose, the time that calls of it take, and what calls promise all the same.
//!
//! In: what goes wrong. Out: a server on the loopback interface that does it byte by byte and counts what it received,
//! a clock that nobody waits for, and clients of both. Shared by the table of faults, the attempts, and the soak.

pub mod answer;
pub mod clock;
pub mod harbour;
pub mod log;
pub mod server;
pub mod step;
pub mod tls;
mod wire;
