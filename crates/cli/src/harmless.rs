//! What a terminal would obey is shown and not sent.
//!
//! A telegram or the name of a file may hold sequences that change the title of the window, write to the clipboard or hide
//! what follows. Of control characters only line ends and tabs reach the reader, and of sequences the styles that this program itself
//! uses: weight, slope, underline and colour of letters.

use std::io::{self, Write};
use std::str;

/// A writer that passes on what is harmless, and shows the rest as `\u{1b}`, as Rust writes characters.
#[derive(Debug)]
pub(crate) struct Harmless<W: Write> {
    inner: W,
    /// The start of a character or sequence whose end is still to come.
    open: Vec<u8>,
}

/// The longest sequence of styles that is waited for.
const LONGEST: usize = 24;

impl<W: Write> Harmless<W> {
    pub(crate) fn new(inner: W) -> Self {
        Self { inner, open: Vec::new() }
    }

    /// Writes all of it but an open end, which is given back.
    fn pass<'a>(&mut self, mut rest: &'a [u8]) -> io::Result<&'a [u8]> {
        loop {
            let plain = rest.iter().position(|byte| !matches!(byte, b'\n' | b'\t' | 0x20..=0x7e)).unwrap_or(rest.len());
            let (passes, after) = rest.split_at(plain);
            self.inner.write_all(passes)?;
            rest = match next(after) {
                Next::Nothing => return Ok(b""),
                Next::Open => return Ok(after),
                Next::Passes(length) => {
                    self.inner.write_all(&after[..length])?;
                    &after[length..]
                }
                Next::Shown(character, length) => {
                    write!(self.inner, "{}", character.escape_unicode())?;
                    &after[length..]
                }
                Next::Byte(byte) => {
                    write!(self.inner, "\\x{byte:02x}")?;
                    &after[1..]
                }
            };
        }
    }

    /// Shows what was left open.
    fn close(&mut self) -> io::Result<()> {
        for byte in std::mem::take(&mut self.open) {
            match byte {
                0x20..=0x7e => self.inner.write_all(&[byte])?,
                _ => write!(self.inner, "\\x{byte:02x}")?,
            }
        }
        Ok(())
    }
}

impl<W: Write> Write for Harmless<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut all = std::mem::take(&mut self.open);
        if all.is_empty() {
            self.open = self.pass(bytes)?.to_vec();
        } else {
            all.extend_from_slice(bytes);
            self.open = self.pass(&all)?.to_vec();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<W: Write> Drop for Harmless<W> {
    fn drop(&mut self) {
        // Nobody is left to be told of a failure.
        let _ = self.close();
    }
}

/// What the first character is.
enum Next {
    Nothing,
    /// Its end is still to come.
    Open,
    Passes(usize),
    Shown(char, usize),
    /// A byte of no character.
    Byte(u8),
}

fn next(bytes: &[u8]) -> Next {
    let Some(&first) = bytes.first() else { return Next::Nothing };
    if first == 0x1b {
        return match style(bytes) {
            Some(0) => Next::Open,
            Some(length) => Next::Passes(length),
            None => Next::Shown('\u{1b}', 1),
        };
    }
    let head = &bytes[..bytes.len().min(4)];
    let valid = match str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() == 0 => {
            return if error.error_len().is_none() { Next::Open } else { Next::Byte(first) };
        }
        Err(error) => str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default(),
    };
    match valid.chars().next() {
        Some(character) if obeyed(character) => Next::Shown(character, character.len_utf8()),
        Some(character) => Next::Passes(character.len_utf8()),
        None => Next::Byte(first),
    }
}

/// Characters that a terminal obeys: controls, and those that turn the direction of what follows.
fn obeyed(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The length of a sequence that sets styles which hide nothing; 0 when its end is still to come.
fn style(bytes: &[u8]) -> Option<usize> {
    for (at, &byte) in bytes.iter().enumerate().skip(1).take(LONGEST) {
        match (at, byte) {
            (1, b'[') | (2.., b'0'..=b'9' | b';') => {}
            (2.., b'm') => {
                let codes = str::from_utf8(&bytes[2..at]).ok()?;
                return codes.split(';').all(shows).then_some(at + 1);
            }
            _ => return None,
        }
    }
    (bytes.len() <= LONGEST).then_some(0)
}

/// Whether a code of SGR (ECMA-48, 8.3.117) leaves text readable: weight, slope, underline, colours of letters, and their ends.
fn shows(code: &str) -> bool {
    match code.parse::<u8>() {
        Ok(code) => matches!(code, 0..=4 | 22..=24 | 30..=37 | 39 | 90..=97),
        Err(_) => code.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(parts: &[&[u8]]) -> String {
        let mut out = Vec::new();
        let mut harmless = Harmless::new(&mut out);
        for part in parts {
            harmless.write_all(part).unwrap();
        }
        drop(harmless);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn only_styles_and_text_pass() {
        for (text, shown) in [
            ("R 041200Z MAR 75\n\tFM SÃO PAULO", "R 041200Z MAR 75\n\tFM SÃO PAULO"),
            ("\u{1b}[1mSUVA\u{1b}[0m", "\u{1b}[1mSUVA\u{1b}[0m"),
            ("\u{1b}[1;31mred", "\u{1b}[1;31mred"),
            ("\u{1b}]0;title\u{7}", "\\u{1b}]0;title\\u{7}"),
            ("\u{1b}[8mhidden", "\\u{1b}[8mhidden"),
            ("\u{1b}[2J", "\\u{1b}[2J"),
            ("\u{9b}2J", "\\u{9b}2J"),
            ("over\rwritten\u{8}", "over\\u{d}written\\u{8}"),
            ("\u{202e}txt.exe", "\\u{202e}txt.exe"),
            ("\u{1b}[", "\\x1b["),
        ] {
            assert_eq!(written(&[text.as_bytes()]), shown);
        }
        assert_eq!(written(&[b"\x9b2J\xff"]), "\\x9b2J\\xff");
    }

    proptest! {
        /// However it is cut, and whatever it is: nothing passes that a terminal obeys.
        #[test]
        fn cuts_do_not_matter(
            bytes in prop::collection::vec(
                prop_oneof![any::<u8>(), prop::sample::select(b"\x1b[]0;18mJ\x07\n\xc2\x9b\xe2\x80\xae".to_vec())], 0..60),
            cut in 0_usize..60,
        ) {
            let (first, second) = bytes.split_at(cut.min(bytes.len()));
            let whole = written(&[&bytes]);
            prop_assert_eq!(&written(&[first, second]), &whole);
            let mut rest = whole.as_str();
            while let Some(at) = rest.find(obeyed) {
                let length = style(&rest.as_bytes()[at..]);
                prop_assert!(length.is_some_and(|length| length > 0), "{:?}", &rest[at..]);
                rest = &rest[at + length.unwrap_or(1)..];
            }
        }
    }
}
