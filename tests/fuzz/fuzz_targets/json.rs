//! Bytes to `json::check`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| alicloud_fuzz::json::check(data));
