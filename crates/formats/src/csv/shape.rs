//! What the columns of a table look like, so that the start of a row can be
//! told from text that stands after damage.

use super::scan::{Dialect, Field, Scan, scan};
use crate::table::dates;

/// What all values of a column look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A running number.
    Number,
    /// A date.
    Date,
    /// One word with a figure in it: an id.
    Token,
    /// Anything.
    Any,
}

impl Shape {
    pub(crate) fn fits(self, value: &[u8]) -> bool {
        match self {
            Self::Number => (1..=18).contains(&value.len()) && value.iter().all(u8::is_ascii_digit),
            Self::Date => {
                value.len() <= 40 && core::str::from_utf8(value).is_ok_and(|text| dates::read(text).is_some())
            }
            Self::Token => {
                (2..=64).contains(&value.len())
                    && value.iter().any(u8::is_ascii_digit)
                    && value.iter().all(|byte| byte.is_ascii_graphic() && *byte != b'"')
            }
            Self::Any => true,
        }
    }

    /// The narrowest shape that all values have.
    pub(crate) fn of(values: &[&[u8]]) -> Self {
        [Self::Number, Self::Date, Self::Token]
            .into_iter()
            .find(|shape| !values.is_empty() && values.iter().all(|value| shape.fits(value)))
            .unwrap_or(Self::Any)
    }
}

/// So many bytes of a row are looked at to tell that it is one.
const WINDOW: usize = 4 << 10;

/// Whether a row begins here; `None` where more bytes are needed to tell.
///
/// Every column up to the last that has a shape must fit; where no column has
/// one, what is in the window must at least be sound.
pub(crate) fn begins_row(bytes: &[u8], dialect: Dialect, shapes: &[Shape], columns: usize, last: bool) -> Option<bool> {
    let whole = last && bytes.len() <= WINDOW;
    let window = &bytes[..bytes.len().min(WINDOW)];
    let needed = shapes.iter().rposition(|shape| *shape != Shape::Any).map_or(0, |at| at + 1);
    let mut fields = 0;
    let mut fits = true;
    let result = scan(window, dialect, whole, &mut |Field { content, .. }| {
        let shape = shapes.get(fields).copied().unwrap_or(Shape::Any);
        fits &= shape.fits(window.get(content).unwrap_or_default());
        fields += 1;
    });
    if !fits {
        return Some(false);
    }
    if needed > 0 && fields > needed {
        return Some(true);
    }
    match result {
        Scan::Row { fields, .. } => Some(fields == columns),
        Scan::Broken(..) => Some(false),
        Scan::More if window.len() < WINDOW && !last => None,
        // The window ends within the row.
        Scan::More => Some(needed == 0 || fields >= needed),
    }
}

/// The first place after `from` at which a row begins. `Err(true)` where
/// there is none, `Err(false)` where more bytes are needed to tell.
pub(crate) fn next_row(
    bytes: &[u8],
    from: usize,
    dialect: Dialect,
    shapes: &[Shape],
    columns: usize,
    last: bool,
) -> Result<usize, bool> {
    let mut at = from;
    while let Some(found) = memchr::memchr2(b'\n', b'"', bytes.get(at..).unwrap_or_default()) {
        at += found + 1;
        // A row begins on a line of its own; where a line end was lost, its
        // first mark stands after the last of the row before.
        let candidate = match (bytes.get(at - 1), bytes.get(at)) {
            (Some(b'\n'), Some(b'\n' | b'\r')) => continue,
            (Some(b'\n'), Some(_)) => true,
            (Some(b'"'), Some(b'"')) => dialect.all_quoted,
            (_, None) => break,
            _ => false,
        };
        if !candidate {
            continue;
        }
        match begins_row(&bytes[at..], dialect, shapes, columns, last) {
            Some(true) => return Ok(at),
            Some(false) => {}
            None => return Err(false),
        }
    }
    Err(last)
}
