//! What stands in a labelled telegram, on any bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::smart(data));
