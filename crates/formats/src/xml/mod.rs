//! XML whose elements are records: an export of a registry, of another service, of a database (`docs/book/tables.md`). Which
//! element is a record, and which of the elements in it hold what, is told by their names or by the user (`--map`).
//!
//! [`markup`] and [`content`] serve every form of XML that is read without a tree: a broken record must not cost those
//! after it.

pub(crate) mod content;
mod cut;
mod detect;
pub(crate) mod markup;
mod record;

use core::ops::Range;

use encoding_rs::Encoding;

use crate::carrier::{Form, Inner};
use crate::table::{self, Columns, Cut, DateOrders, Detected, Rows};
use crate::{Carrier, Reading, Unit};

/// Files of XML.
pub(crate) struct Xml;

impl Form for Xml {
    fn key(&self) -> &'static str {
        "xml"
    }

    fn lists_each_once(&self) -> bool {
        true
    }

    fn word(&self) -> &'static str {
        "XML record"
    }

    fn ending(&self) -> &'static str {
        "xml"
    }

    fn table(&self, head: &[u8], _: bool, told: &Columns) -> Detected<table::Layout> {
        detect::detect(head, told).map(|layout| table::Layout::of(0, layout))
    }

    fn begins_with(&self, byte: u8) -> bool {
        byte == b'<'
    }

    fn read(&self, unit: &Unit, inner: &Inner<'_>, reading: &mut Reading) {
        table::read_part(unit, inner, reading);
    }
}

impl Rows for Layout {
    fn carrier(&self) -> Carrier {
        Carrier::Xml
    }

    fn name(&self) -> &'static str {
        "record"
    }

    fn cut(&self, bytes: &[u8], last: bool, _: &mut Option<u64>) -> Cut {
        cut::cut(self, bytes, last)
    }

    fn read(
        &self,
        unit: &Unit,
        bytes: Range<usize>,
        number: u64,
        _: &Inner<'_>,
        reading: &mut Reading,
    ) -> Result<(), String> {
        record::read(unit, bytes, number, self, reading)
    }
}

/// How a file of records is written.
#[derive(Debug)]
struct Layout {
    /// The element that is a record.
    row: String,
    told: Columns,
    dates: DateOrders,
    /// The character set that the file states.
    declared: Option<&'static Encoding>,
}
