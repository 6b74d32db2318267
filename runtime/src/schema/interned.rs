//! What is read out of constant texts, once.
//!
//! In: a text of generated code and what reads it. Out: what it says, the same value every time.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::thread::LocalKey;

/// Where a text stands. A text that lasts for ever does not change, so this tells it from others faster than reading it.
type Address = (usize, usize);

/// Texts that have been read.
pub(super) type Read<T> = HashMap<Address, &'static T>;

/// What has been read, by any thread.
pub(super) type All<T> = LazyLock<Mutex<Read<T>>>;

/// What a thread has asked for: threads that decode at the same time do not wait for each other.
pub(super) type Mine<T> = LocalKey<RefCell<Read<T>>>;

/// What `text` says.
pub(super) fn interned<T>(
    text: &'static str,
    mine: &'static Mine<T>,
    all: &All<T>,
    read: fn(&'static str) -> T,
) -> &'static T {
    let address = (text.as_ptr().addr(), text.len());
    let shared = || {
        let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
        // What is made of a constant is kept as long.
        *all.entry(address)
            .or_insert_with(|| Box::leak(Box::new(read(text))))
    };
    let found = mine.try_with(|mine| *mine.borrow_mut().entry(address).or_insert_with(shared));
    // A thread that ends has no such value any more.
    found.unwrap_or_else(|_| shared())
}
