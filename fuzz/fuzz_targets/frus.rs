//! What stands in a volume of Foreign Relations, on any bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::frus(data));
