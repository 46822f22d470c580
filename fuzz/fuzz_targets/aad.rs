//! What stands in a record of the National Archives, on any bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::aad(data));
