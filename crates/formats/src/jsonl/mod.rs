//! JSON: one object for each line, an array of objects, or objects after each
//! other. An object is a telegram of our own contract ([`own`]), or any object
//! whose keys are named as columns are ([`mapped`]).

mod cut;
mod detect;
mod mapped;
mod object;
mod own;

use core::ops::Range;

pub(crate) use cut::cut;
pub(crate) use detect::detect;

use crate::carrier::Inner;
use crate::table::{Columns, DateOrder, read_as};
use crate::{Reading, Unit};
use object::Object;

/// How objects stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// One on each line.
    Lines,
    /// Over several lines, or in an array.
    Values,
    /// In an array that is a value of the object around it: `{"Results": [{…}, {…}], "total": 2}`.
    Wrapped,
}

/// How a file of objects is written.
#[derive(Debug)]
pub(crate) struct Layout {
    form: Form,
    told: Columns,
    dates: DateOrder,
    /// Where the first object may stand.
    pub(crate) first: usize,
}

impl Layout {
    pub(crate) fn row_name(&self) -> &'static str {
        match self.form {
            Form::Lines => "line",
            Form::Values | Form::Wrapped => "object",
        }
    }

    /// How many lines some bytes have, where lines are counted.
    pub(crate) fn skipped(&self, bytes: &[u8]) -> u64 {
        match self.form {
            Form::Lines => memchr::memchr_iter(b'\n', bytes).count() as u64,
            Form::Values | Form::Wrapped => 0,
        }
    }
}

/// Reads one object.
///
/// # Errors
/// Why it cannot be read.
pub(crate) fn read(
    unit: &Unit,
    bytes: Range<usize>,
    number: u64,
    layout: &Layout,
    inner: &Inner<'_>,
    reading: &mut Reading,
) -> Result<(), String> {
    let row = unit.bytes.get(bytes.clone()).unwrap_or_default();
    let text = match core::str::from_utf8(row) {
        Ok(text) => text,
        Err(_) if is_windows_1252(row) => {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(row);
            let read = |unit: &Unit, bytes: Range<usize>, reading: &mut Reading| {
                self::read(unit, bytes, number, layout, inner, reading)
            };
            return read_as(unit, bytes, text.into_owned(), "windows-1252", reading, read);
        }
        Err(error) => return Err(format!("bytes that are no UTF-8 ({} bytes into it)", error.valid_up_to())),
    };
    let object = Object::read(text)?;
    let names: Vec<String> = object.keys().map(str::to_owned).collect();
    let record = if let Some(error) = own::stated_error(&object) {
        return Err(error);
    } else if own::is_ours(&names) {
        own::read(&object, unit, bytes, number, inner)?
    } else {
        mapped::read(&object, unit, bytes, number, layout)?
    };
    reading.records.push(record);
    Ok(())
}

/// Whether a row that is no UTF-8 is in the character set of old exports: it has
/// nothing of UTF-8 and no byte that stands for no letter.
fn is_windows_1252(row: &[u8]) -> bool {
    let is_letter = |byte: &u8| !matches!(byte, 0..=8 | 0x81 | 0x8D | 0x8F | 0x90 | 0x9D | 0xFE | 0xFF);
    let has_utf8 = row.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    !has_utf8 && row.iter().all(is_letter)
}
