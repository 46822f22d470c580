//! The bytes of readings as earlier versions packed them, and of strings too long for letters.

use std::io::Read;

use flate2::read::ZlibDecoder;

/// Begins what is compressed with LZ4. A stream of zlib begins with `x` (RFC 1950, 2.2).
const LZ4: u8 = b'4';

/// LZ4 makes of a byte at most so many (its block format: a match length grows by 255 with each byte).
const LARGEST_RATIO: usize = 255;

/// Undoes what earlier versions packed; says what is wrong with bytes that they did not write.
pub(in crate::reading) fn unpack(bytes: &[u8]) -> Result<Vec<u8>, String> {
    match bytes.split_first() {
        Some((&LZ4, packed)) => unpack_lz4(packed),
        _ => {
            let mut unpacked = Vec::new();
            ZlibDecoder::new(bytes).read_to_end(&mut unpacked).map_err(|error| error.to_string())?;
            Ok(unpacked)
        }
    }
}

/// Packs with LZ4, a tenth worse than deflate in a third of the time.
pub(super) fn pack_lz4(bytes: &[u8]) -> Vec<u8> {
    lz4_flex::block::compress_prepend_size(bytes)
}

/// Undoes [`pack_lz4`].
pub(super) fn unpack_lz4(packed: &[u8]) -> Result<Vec<u8>, String> {
    let (length, packed) = lz4_flex::block::uncompressed_size(packed).map_err(|error| error.to_string())?;
    // A wrong length must not cost more memory than the bytes could fill.
    if length > packed.len().saturating_mul(LARGEST_RATIO) {
        return Err(format!("{length} bytes cannot come out of {}", packed.len()));
    }
    lz4_flex::block::decompress(packed, length).map_err(|error| error.to_string())
}

/// As earlier versions packed.
#[cfg(test)]
pub(in crate::reading) fn deflated(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;

    let mut compressor = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    compressor.write_all(bytes).unwrap();
    compressor.finish().unwrap()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_was_not_packed_is_told() {
        for bytes in [&b""[..], b"4", b"4\xff\xff\xff\xffab", b"4\x05\0\0\0ab", b"no such thing"] {
            assert!(unpack(bytes).is_err(), "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn is_unpacked_again(bytes in prop::collection::vec(any::<u8>(), 0..400), times in 1_usize..300) {
            let bytes = bytes.repeat(times);
            prop_assert_eq!(&unpack_lz4(&pack_lz4(&bytes)).unwrap(), &bytes);
            prop_assert_eq!(&unpack(&deflated(&bytes)).unwrap(), &bytes);
        }

        #[test]
        fn anything_is_unpacked_or_told(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            let _ = unpack(&[&b"4"[..], &bytes].concat());
        }
    }
}
