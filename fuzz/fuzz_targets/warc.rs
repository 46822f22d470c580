//! What stands in a crawler's archive, on any bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::warc(data));
