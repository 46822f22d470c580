//! JSON: one object for each line, an array of objects, objects after each
//! other, or rows of values below the names of their columns. An object is a telegram of our own contract ([`own`]), or any object
//! whose keys are named as columns are ([`mapped`]).

mod cut;
mod detect;
mod keyed;
mod mapped;
mod object;
mod own;
mod rows;

use core::ops::Range;

use crate::carrier::{self, Inner};
use crate::table::{self, Columns, Cut, DateOrders, Detected, Rows, read_as};
use crate::{Carrier, Reading, Unit};
use object::Object;

/// Files of JSON.
pub(crate) struct Jsonl;

impl carrier::Form for Jsonl {
    fn key(&self) -> &'static str {
        "jsonl"
    }

    fn lists_each_once(&self) -> bool {
        true
    }

    fn word(&self) -> &'static str {
        "JSON object"
    }

    fn ending(&self) -> &'static str {
        "json"
    }

    fn table(&self, head: &[u8], is_complete: bool, told: &Columns) -> Detected<table::Layout> {
        detect::detect(head, is_complete, told).map(|layout| table::Layout::of(layout.first, layout))
    }

    fn begins_with(&self, byte: u8) -> bool {
        matches!(byte, b'{' | b'[')
    }

    fn read(&self, unit: &Unit, inner: &Inner<'_>, reading: &mut Reading) {
        table::read_part(unit, inner, reading);
    }
}

/// How objects stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// One on each line.
    Lines,
    /// Over several lines, or in an array.
    Values,
    /// In an array that is a value of the object around it: `{"Results": [{…}, {…}], "total": 2}`.
    Wrapped,
    /// Each under its name in the object around them: `{"05SUVA617": {…}}`.
    Keyed,
    /// As rows of values, whose names stand before them: `[["id", "text"], ["05SUVA617", "…"]]`.
    Rows,
}

/// How a file of objects is written.
#[derive(Debug)]
struct Layout {
    form: Form,
    told: Columns,
    dates: DateOrders,
    /// Where the first object may stand.
    first: usize,
    /// The names of the columns of rows.
    names: Vec<String>,
}

impl Rows for Layout {
    fn carrier(&self) -> Carrier {
        Carrier::Jsonl
    }

    fn name(&self) -> &'static str {
        match self.form {
            Form::Lines => "line",
            Form::Values | Form::Wrapped | Form::Keyed => "object",
            Form::Rows => "row",
        }
    }

    fn cut(&self, bytes: &[u8], last: bool, _: &mut Option<u64>) -> Cut {
        cut::cut(self, bytes, last)
    }

    fn read(
        &self,
        unit: &Unit,
        bytes: Range<usize>,
        number: u64,
        inner: &Inner<'_>,
        reading: &mut Reading,
    ) -> Result<(), String> {
        read(unit, bytes, number, self, inner, reading)
    }

    /// How many lines some bytes have, where lines are counted.
    fn skipped(&self, bytes: &[u8]) -> u64 {
        match self.form {
            Form::Lines => memchr::memchr_iter(b'\n', bytes).count() as u64,
            Form::Values | Form::Wrapped | Form::Keyed | Form::Rows => 0,
        }
    }
}

/// Reads one object.
///
/// # Errors
/// Why it cannot be read.
fn read(
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
    let (key, text) = match layout.form {
        Form::Keyed => keyed::split(text),
        _ => ("", text),
    };
    let bytes = bytes.end - text.len()..bytes.end;
    let object = match layout.form {
        Form::Rows => rows::object(text, &layout.names)?,
        _ => Object::read(text)?,
    };
    let names: Vec<String> = object.keys().map(str::to_owned).collect();
    let record = if let Some(error) = own::stated_error(&object) {
        return Err(error);
    } else if own::is_ours(&names) {
        own::read(&object, unit, bytes, number, inner)?
    } else {
        mapped::read(&object, serde_json::from_str(key).ok(), unit, bytes, number, layout)?
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
