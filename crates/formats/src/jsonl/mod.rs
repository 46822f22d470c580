//! JSON: one object for each line, an array of objects, or objects after each
//! other. An object is a telegram of our own contract ([`own`]), or any object
//! whose keys are named as columns are ([`mapped`]).

mod cut;
mod mapped;
mod object;
mod own;

use core::ops::Range;

pub(crate) use cut::cut;

use crate::table::{Columns, Detected, Field, HEAD};
use crate::{Reading, Unit};
use object::Object;

/// How objects stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// One on each line.
    Lines,
    /// Over several lines, or in an array.
    Values,
}

/// How a file of objects is written.
#[derive(Debug)]
pub(crate) struct Layout {
    form: Form,
    told: Columns,
    /// Where the first object may stand.
    pub(crate) first: usize,
}

impl Layout {
    pub(crate) fn row_name(&self) -> &'static str {
        match self.form {
            Form::Lines => "line",
            Form::Values => "object",
        }
    }

    /// How many lines some bytes have, where lines are counted.
    pub(crate) fn skipped(&self, bytes: &[u8]) -> u64 {
        match self.form {
            Form::Lines => memchr::memchr_iter(b'\n', bytes).count() as u64,
            Form::Values => 0,
        }
    }
}

/// So many objects are looked at.
const SAMPLE: usize = 20;

/// Tells whether `head` begins a file of objects that are telegrams.
pub(crate) fn detect(head: &[u8], complete: bool, told: &Columns) -> Detected<Layout> {
    let first = if head.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let body = head[first..].trim_ascii_start();
    if !matches!(body.first(), Some(b'{' | b'[')) {
        return Detected::No;
    }
    let lines: Vec<&[u8]> = complete_lines(body, complete).collect();
    let objects = |pieces: &[&[u8]]| pieces.iter().filter_map(|piece| names(piece)).collect::<Vec<_>>();
    let (form, mut found) = match objects(&lines) {
        found if !found.is_empty() && body.starts_with(b"{") => (Form::Lines, found),
        _ => (Form::Values, objects(&cut::values(body, complete, SAMPLE))),
    };
    if found.is_empty() {
        // The first object is longer than what is at hand.
        if complete || head.len() < HEAD {
            return Detected::No;
        }
        let has = |name: &str| memchr::memmem::find(body, format!("\"{name}\"").as_bytes()).is_some();
        if !["text", "body", "paragraphs", "content"].into_iter().any(has) {
            return Detected::No;
        }
        let form = if memchr::memchr(b'\n', body).is_none() && body.starts_with(b"{") { Form::Lines } else { form };
        return Detected::Yes(Layout { form, told: told.clone(), first });
    }
    let layout = Layout { form, told: told.clone(), first };
    if found.iter().any(|names| own::is_ours(names)) {
        return Detected::Yes(layout);
    }
    let mut all: Vec<String> = Vec::new();
    for name in found.drain(..).flatten() {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    if let Some(unknown) = told.names().find(|name| !all.iter().any(|known| known.eq_ignore_ascii_case(name.trim()))) {
        return Detected::Refused(format!("there is no key {unknown:?}; the keys are: {}", all.join(", ")));
    }
    let columns = crate::csv::assign(&all, told, |_| false);
    let has = |field: Field| columns.iter().any(|column| column.field == Some(field));
    let known = columns.iter().filter(|column| column.field.is_some_and(|field| field != Field::Ignore)).count();
    let is_telling = has(Field::Body) || has(Field::Header) || has(Field::Id);
    if told.is_empty() && !(is_telling && known >= 2) {
        return Detected::No;
    }
    Detected::Yes(layout)
}

/// The first lines that are whole.
fn complete_lines(body: &[u8], complete: bool) -> impl Iterator<Item = &[u8]> {
    let end = if complete { body.len() } else { memchr::memrchr(b'\n', body).unwrap_or(0) };
    body[..end].split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()).take(SAMPLE)
}

fn names(piece: &[u8]) -> Option<Vec<String>> {
    let object = Object::read(core::str::from_utf8(piece).ok()?).ok()?;
    Some(object.leaves().into_iter().map(|(name, _)| name).collect())
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
    reading: &mut Reading,
) -> Result<(), String> {
    let row = unit.bytes.get(bytes.clone()).unwrap_or_default();
    let text = core::str::from_utf8(row)
        .map_err(|error| format!("bytes that are no UTF-8 ({} bytes into it)", error.valid_up_to()))?;
    let object = Object::read(text)?;
    let names: Vec<String> = object.keys().map(str::to_owned).collect();
    let record = if let Some(error) = own::stated_error(&object) {
        return Err(error);
    } else if own::is_ours(&names) {
        own::read(&object, unit, bytes, number)?
    } else {
        mapped::read(&object, unit, bytes, number, &layout.told)?
    };
    reading.records.push(record);
    Ok(())
}
