//! Tables with any bytes in place of a row.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::table(data));
