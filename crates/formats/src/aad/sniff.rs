//! Whether bytes are records of the National Archives.

use memchr::memmem;

/// The line `Message Text` first, `Message Attributes` later; the text between
/// may be longer than the sample.
pub(super) fn is_aad(sample: &[u8], bytes: &[u8]) -> bool {
    let is_line = |text: &[u8], at: usize, length: usize| {
        let before = text[..at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t'));
        let after = text[at + length..].iter().find(|byte| !matches!(byte, b' ' | b'\t'));
        matches!(before, None | Some(b'\n' | b'\r' | 0x0C | 0xBF)) && matches!(after, None | Some(b'\n' | b'\r'))
    };
    let line = |text: &[u8], mark: &[u8]| memmem::find_iter(text, mark).any(|at| is_line(text, at, mark.len()));
    (line(sample, b"message text") || line(sample, b"message attributes"))
        && (line(sample, b"message attributes")
            || memmem::find(bytes, b"Message Attributes").is_some()
            || memmem::find(bytes, b"M\0e\0s\0s\0a\0g\0e\0 \0A\0").is_some())
}
