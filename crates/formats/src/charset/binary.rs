//! Tells what is no text at all.

/// Signatures of formats that hold no plain text.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n\x1A\n", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\x7FELF", "a program"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Microsoft Office document"),
    (b"SQLite format 3\0", "a database"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"Rar!\x1A\x07", "a RAR archive, which cannot be read"),
];

/// So much is looked at.
const SAMPLE: usize = 64 << 10;

/// Why the bytes are no text, and the first byte that shows it; `None` for
/// text. NULs and controls may make up one byte in a hundred: some exports of
/// text have a few.
pub(crate) fn binary(bytes: &[u8]) -> Option<(usize, String)> {
    for (signature, what) in SIGNATURES {
        if bytes.starts_with(signature) {
            return Some((0, format!("no text: {what}")));
        }
    }
    if encoding_rs::Encoding::for_bom(bytes).is_some() || super::wide(bytes).is_some() {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let odd = |byte: &u8| matches!(byte, 0..=8 | 14..=25 | 28..=31 | 127);
    let count = count(sample, odd);
    // Two in a short text are an accident, unless they are most of it.
    if count * 100 <= sample.len() + 200 && count * 4 <= sample.len() {
        return None;
    }
    let first = sample.iter().position(odd).unwrap_or(0);
    Some((first, format!("no text: {count} of the first {} bytes are control bytes", sample.len())))
}

/// How many of the bytes are `odd`; a stretch is counted in a byte, which compiles to vector instructions.
fn count(bytes: &[u8], odd: impl Fn(&u8) -> bool) -> usize {
    let stretches = bytes.chunks(usize::from(u8::MAX));
    stretches.map(|stretch| usize::from(stretch.iter().map(|byte| u8::from(odd(byte))).sum::<u8>())).sum()
}

#[cfg(test)]
mod tests {
    use super::binary;

    #[test]
    fn tells_text_from_other() {
        assert!(binary(b"%PDF-1.4 ...").is_some());
        assert_eq!(binary(&[b'A', 0, 1, 2, 3, 200, 0, 7]).map(|(at, _)| at), Some(1));
        assert!(binary(b"R\0").is_some());
        assert!(binary(b"R 282246Z MAR 73\r\r\n\x0CFM AMEMBASSY SUVA\r\n\0").is_none());
        assert!(binary("FM AMEMBASSY SÃO\n\u{1A}".repeat(20).as_bytes()).is_none());
        assert!(binary(b"F\0M\0 \0A\0").is_none());
    }
}
