//! Keeps documents out that expand without measure.

use std::io::Read;

/// How much all compressed parts of a document may hold.
const MAX_TOTAL: u64 = 512 << 20;

/// A part that holds more than this many times its size, and is larger than
/// [`FLOOR`], was made to do harm.
const MAX_RATIO: u64 = 500;
const FLOOR: u64 = 32 << 20;

/// How many compressed parts are looked at.
const MAX_PARTS: usize = 200_000;

/// Inflates each part within bounds and throws it away.
///
/// # Errors
///
/// Where the document expands too much: the byte of the part and why.
pub(super) fn check(bytes: &[u8]) -> Result<(), (usize, String)> {
    let mut total = 0;
    let mut parts = 0;
    let mut past = 0;
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        let from = at + b"stream".len();
        let data = bytes.get(from..).unwrap_or_default();
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let Some(data) = data.strip_prefix(b"\n") else { continue };
        // Inside a part that was read already, or not compressed by this method.
        if at < past || data.first().is_none_or(|byte| byte & 0x0f != 8) {
            continue;
        }
        parts += 1;
        if parts > MAX_PARTS {
            return Err((at, format!("a PDF document of more than {MAX_PARTS} compressed parts, not read")));
        }
        let mut decoder = flate2::read::ZlibDecoder::new(data);
        let mut buffer = [0; 16 << 10];
        let mut held = 0;
        while let Ok(count) = decoder.read(&mut buffer) {
            if count == 0 {
                break;
            }
            held += count as u64;
            let ratio = held / decoder.total_in().max(1);
            if held + total > MAX_TOTAL || held > FLOOR && ratio > MAX_RATIO {
                return Err((at, "a PDF document that expands too much, not read".to_owned()));
            }
        }
        total += held;
        past = from + usize::try_from(decoder.total_in()).unwrap_or(0);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::check;

    fn stream(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(data).unwrap();
        [b"1 0 obj <<>> stream\n".as_slice(), &encoder.finish().unwrap(), b"\nendstream"].concat()
    }

    #[test]
    fn tells_what_expands_too_much() {
        assert_eq!(check(b"%PDF-1.4 stream\nx endstream"), Ok(()));
        assert_eq!(check(&stream(b"BT (ferry) Tj ET")), Ok(()));
        let zeros = vec![0; 40 << 20];
        assert!(check(&stream(&zeros)).is_err() || stream(&zeros).len() > (40 << 20) / 500);
    }
}
