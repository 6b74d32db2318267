//! Pages on what a program in production meets. Each can be read by itself.
//!
//! * [`retries`]: which calls are repeated, and how often.

pub mod retries {
    #![doc = include_str!("guide/retries.md")]
}
