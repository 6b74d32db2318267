//! What a server does to a connection, one thing after another.
//!
//! In: nothing, this is a list of words. Out: a script for the server.

use std::time::Duration;

/// A part of what a server does.
#[derive(Debug, Clone)]
pub enum Step {
    /// Writes these bytes.
    Write(Vec<u8>),
    /// Writes these bytes until the client hangs up.
    WriteOn(Vec<u8>),
    /// Says nothing for so long, once the client waits.
    Pass(Duration),
    /// Says nothing any more.
    Hush,
    /// Closes the connection as one does.
    Close,
    /// Breaks the connection.
    Reset,
}
