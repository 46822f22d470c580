//! A picture of a page, to compare the text with.

use core::fmt;
use core::time::Duration;
use std::path::PathBuf;

use super::program::{self, Bounds, Why};

/// `pdftoppm` of poppler, which draws pages, and what it may take. The
/// document and these settings determine a picture, so it may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawer {
    /// The program.
    pub pdftoppm: PathBuf,
    /// How long one page may take. Default 10 seconds.
    pub timeout: Duration,
    /// The longer side of a picture in dots, whatever size the page claims.
    /// Default 2,000: 180 to the inch on letter paper.
    pub side: u32,
    /// How large a picture may be in bytes. Default 16 MiB.
    pub max_output: u64,
    /// How much memory the program may take, in bytes; bounded on Linux only.
    /// Default 1 GiB.
    pub max_memory: u64,
}

/// A page as a JPEG picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The picture.
    pub jpeg: Vec<u8>,
    /// Its width in dots.
    pub width: u32,
    /// Its height in dots.
    pub height: u32,
}

/// Why a page was not drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotDrawn {
    late: bool,
    reason: String,
}

impl NotDrawn {
    /// Whether it took too long; it may go better another time.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.late
    }
}

impl fmt::Display for NotDrawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl core::error::Error for NotDrawn {}

impl Drawer {
    /// The program with the default bounds.
    #[must_use]
    pub fn new(pdftoppm: PathBuf) -> Self {
        Self { pdftoppm, timeout: Duration::from_secs(10), side: 2_000, max_output: 16 << 20, max_memory: 1 << 30 }
    }

    /// Draws the page of this number, counted from 1, of a PDF document.
    ///
    /// # Errors
    ///
    /// Where the program is not there, goes beyond a bound, fails, or gives no
    /// picture, as for a page that is not there or is broken.
    pub fn page(&self, document: &[u8], number: usize) -> Result<Drawing, NotDrawn> {
        let (number, side) = (number.to_string(), self.side.to_string());
        // A picture by pixels: a page may claim to be a mile wide.
        let arguments =
            ["-jpeg", "-jpegopt", "quality=85", "-f", &number, "-l", &number, "-singlefile", "-scale-to", &side, "-"];
        let bounds = Bounds { time: self.timeout, output: self.max_output, memory: self.max_memory };
        let jpeg = program::run(&self.pdftoppm, arguments, document, bounds)
            .map_err(|stopped| NotDrawn { late: stopped.why == Why::Late, reason: stopped.reason })?;
        let (width, height) = size(&jpeg)
            .ok_or_else(|| NotDrawn { late: false, reason: "pdftoppm gave no picture of the page".to_owned() })?;
        Ok(Drawing { jpeg, width, height })
    }
}

/// Width and height of a JPEG picture, from the segment that begins its frame
/// (ITU-T T.81, B.2.2).
fn size(jpeg: &[u8]) -> Option<(u32, u32)> {
    let mut rest = jpeg.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let [0xff, marker, high, low, after @ ..] = rest else { return None };
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            let [_, h1, h0, w1, w0, ..] = after else { return None };
            let of = |high: &u8, low: &u8| u32::from(u16::from_be_bytes([*high, *low]));
            return Some((of(w1, w0), of(h1, h0))).filter(|(width, height)| *width > 0 && *height > 0);
        }
        // The length counts itself.
        let length = usize::from(u16::from_be_bytes([*high, *low])).checked_sub(2)?;
        rest = after.get(length..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_stands_in_the_frame() {
        let frame = b"\xff\xc0\0\x11\x08\x07\xd0\x06\x09\x03";
        let whole = [b"\xff\xd8\xff\xe0\0\x06JFIF\xff\xc4\0\x03x".as_slice(), frame].concat();
        assert_eq!(size(&whole), Some((1545, 2000)));
        assert_eq!(size(&[b"\xff\xd8".as_slice(), frame].concat()), Some((1545, 2000)));
        for broken in
            [b"".as_slice(), b"\xff\xd8", b"\xff\xd8\xff\xe0\0\x00", b"\xff\xd8\xff\xe0\xff\xff", &whole[..20], b"%!PS"]
        {
            assert_eq!(size(broken), None);
        }
    }

    #[test]
    fn without_the_program_nothing_is_drawn() {
        let drawn = Drawer::new("/no/such/pdftoppm".into()).page(b"%PDF-1.4", 1);
        let reason = drawn.expect_err("nothing is there");
        assert!(!reason.is_late() && reason.to_string().starts_with("pdftoppm cannot be started"), "{reason}");
    }
}
