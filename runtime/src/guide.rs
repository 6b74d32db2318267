//! Pages on what a program in production meets. Each can be read by itself.
//!
//! * [`credentials`]: who signs a call, and where the keys come from.
//! * [`errors`]: what a failed call says, and what to do.
//! * [`pagination`]: lists that come page by page.
//! * [`retries`]: which calls are repeated, and how often.

pub mod credentials {
    #![doc = include_str!("guide/credentials.md")]
}

pub mod errors {
    #![doc = include_str!("guide/errors.md")]
}

pub mod pagination {
    #![doc = include_str!("guide/pagination.md")]
}

pub mod retries {
    #![doc = include_str!("guide/retries.md")]
}
