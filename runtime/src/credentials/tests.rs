//! Every provider against a server on the loopback interface or a home folder of its own, on a clock that
//! the tests move.

#![cfg(feature = "transport")]

mod chain;
mod cli;
mod ecs;
mod hostile;
mod ini;
mod kept;
mod roles;
mod server;
mod shown;
