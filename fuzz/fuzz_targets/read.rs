//! The readers of foreign bytes, on any bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::read(data));
