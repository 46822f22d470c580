//! The query language, on any text.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::query(data));
