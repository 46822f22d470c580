//! Whether bytes are records of the National Archives.

use memchr::memmem;

use super::joined;

/// The line `Message Text` first, `Message Attributes` later; the text between
/// may be longer than the sample.
pub(super) fn is_aad(sample: &[u8], bytes: &[u8]) -> bool {
    let is_line = |text: &[u8], at: usize, length: usize| {
        let before = text[..at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t'));
        let after = text[at + length..].iter().find(|byte| !matches!(byte, b' ' | b'\t'));
        matches!(before, None | Some(b'\n' | b'\r' | 0x0C | 0xBF)) && matches!(after, None | Some(b'\n' | b'\r'))
    };
    let line = |text: &[u8], mark: &[u8]| memmem::find_iter(text, mark).any(|at| is_line(text, at, mark.len()));
    is_joined(bytes)
        || (line(sample, b"message text") || line(sample, b"message attributes"))
            && (line(sample, b"message attributes")
                || memmem::find(bytes, b"Message Attributes").is_some()
                || memmem::find(bytes, b"M\0e\0s\0s\0a\0g\0e\0 \0A\0").is_some())
}

/// A record in one line: attributes on the line of their heading, which is the first line and none of a table.
fn is_joined(bytes: &[u8]) -> bool {
    const HEADING: &str = "Message Attributes";
    let first = bytes.trim_ascii_start();
    let first = first.get(..memchr::memchr(b'\n', first).unwrap_or(first.len())).unwrap_or_default();
    let Some(at) = memmem::find(first, HEADING.as_bytes()) else { return false };
    let is_cell = first.contains(&b'\t') || matches!(first.first(), Some(b'"' | b'\'' | b'{' | b'[' | b'<'));
    let after = first.get(at + HEADING.len()..).unwrap_or_default();
    !is_cell && joined::is_parting(&String::from_utf8_lossy(after.get(..after.len().min(80)).unwrap_or_default()))
}
