//! The forms in which telegrams come, and the one list of them.
//!
//! A carrier is a file or folder with a type that implements [`Form`], and one line in the list below. Nothing else knows
//! it: what a page calls it and how its file ends are asked of it too. The book shows how one is added
//! (`docs/book/add-a-carrier.md`).

use core::cell::OnceCell;

use telegram::CarrierName;

use crate::table::{Columns, Detected, Layout};
use crate::{Reading, Tools, Unit};

/// How units of one carrier are told and read.
pub(crate) trait Form: Sync {
    /// The name as in `source.carrier`; once given it stays.
    fn key(&self) -> &'static str;

    /// What a reader is told: `web page`.
    fn word(&self) -> &'static str;

    /// How a file of it ends when it is handed out.
    fn ending(&self) -> &'static str {
        "txt"
    }

    /// Whether the bytes are in this form. Told by content, never by name. A table is told by [`table`](Self::table), which
    /// knows what the user says of columns.
    fn sniff(&self, _sample: &Sample<'_>) -> bool {
        false
    }

    /// Reads what the unit holds. What it holds in other forms is for `inner`.
    fn read(&self, unit: &Unit, inner: &Inner<'_>, reading: &mut Reading);

    /// How the rows of a table are written that begins with `head`, where this form is one of tables; `is_complete` says that
    /// `head` is all of the file.
    fn table(&self, _head: &[u8], _is_complete: bool, _told: &Columns) -> Detected<Layout> {
        Detected::No
    }

    /// Whether tables of this form begin with the byte, and those of others do not.
    fn begins_with(&self, _byte: u8) -> bool {
        false
    }

    /// Whether it is a list in which each telegram stands once: two entries of one file are two telegrams, however alike.
    fn lists_each_once(&self) -> bool {
        false
    }

    /// Whether the programs that read scans may find more in it.
    fn has_scans(&self) -> bool {
        false
    }
}

/// Reads what stands inside a unit: an attachment, the text of a document. Passed in, so that no carrier knows another.
pub(crate) struct Inner<'a> {
    /// The programs that help.
    pub(crate) tools: &'a Tools,
    /// How many units stand around this one.
    pub(crate) depth: usize,
    pub(crate) read: fn(&Unit, &Tools, usize) -> Reading,
    pub(crate) read_text: fn(&Unit, usize) -> Reading,
    pub(crate) read_again: fn(&Unit) -> Reading,
}

impl Inner<'_> {
    /// Reads a unit of any form that stands in this one.
    pub(crate) fn unit(&self, unit: &Unit) -> Reading {
        (self.read)(unit, self.tools, self.depth + 1)
    }

    /// Reads a text that this form gave.
    pub(crate) fn text(&self, unit: &Unit) -> Reading {
        (self.read_text)(unit, self.depth + 1)
    }

    /// Reads a text that was read from some form before. What looks like a message in it is its text: what was attached
    /// stands in objects of its own.
    pub(crate) fn again(&self, unit: &Unit) -> Reading {
        (self.read_again)(unit)
    }
}

/// So much is searched for the marks of a form. A page may have a block of a
/// public key of many lines before it (rule N7).
const SAMPLE: usize = 256 << 10;

/// The bytes of a unit as carriers look at them.
pub(crate) struct Sample<'a> {
    /// All of them.
    pub(crate) bytes: &'a [u8],
    lower: OnceCell<Vec<u8>>,
}

impl<'a> Sample<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, lower: OnceCell::new() }
    }

    /// The first bytes.
    pub(crate) fn head(&self, length: usize) -> &'a [u8] {
        self.bytes.get(..length).unwrap_or(self.bytes)
    }

    /// The first bytes in lower case. The marks of all forms are ASCII; UTF-16 is made comparable first.
    pub(crate) fn lower(&self) -> &[u8] {
        self.lower.get_or_init(|| {
            let sample = self.head(SAMPLE);
            match sample.iter().take(4096).filter(|byte| **byte == 0).count() {
                0..=8 => sample.to_ascii_lowercase(),
                _ => sample.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect(),
            }
        })
    }

    /// Whether nothing but blanks stands in a short unit.
    pub(crate) fn is_blank(&self) -> bool {
        self.bytes.len() <= SAMPLE && self.bytes.iter().all(u8::is_ascii_whitespace)
    }
}

/// One line for each carrier: its variant, its type, what it is.
macro_rules! carriers {
    ($($(#[$doc:meta])* $name:ident => $form:expr,)*) => {
        /// The form in which a unit gives its telegrams.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Carrier {
            $($(#[$doc])* $name,)*
        }

        impl Carrier {
            /// All carriers in the order in which they are asked.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),*];

            /// How it is told and read.
            pub(crate) fn form(self) -> &'static dyn Form {
                match self {
                    $(Self::$name => &$form,)*
                }
            }
        }
    };
}

carriers! {
    /// Nothing.
    Empty => crate::nothing::Empty,
    /// An e-mail message or a mailbox: attachments may be anything, its header tells.
    Mail => crate::mail::Mail,
    /// A PDF document.
    Pdf => crate::pdf::Pdf,
    /// Rich text.
    Rtf => crate::office::Rtf,
    /// A document of a word processor: `.docx`, `.odt`.
    Words => crate::office::Words,
    /// A message of Outlook.
    Outlook => crate::outlook::Outlook,
    /// A message of Outlook as it was sent to others: `winmail.dat`.
    Tnef => crate::outlook::Tnef,
    /// A document of Word 6 to 2003: `.doc`.
    Word97 => crate::office::Word97,
    /// No text.
    Binary => crate::nothing::Binary,
    /// A volume of Foreign Relations of the United States as TEI.
    Frus => crate::frus::Frus,
    /// Records of the National Archives' Access to Archival Databases.
    Aad => crate::aad::Aad,
    /// A web page.
    Page => crate::page::Page,
    /// A telegram of the SMART system with its labels, as text.
    Smart => crate::smart::Smart,
    /// A table of separated values, a row for each telegram.
    Csv => crate::csv::Csv,
    /// JSON, an object for each telegram.
    Jsonl => crate::jsonl::Jsonl,
    /// XML, an element for each telegram.
    Xml => crate::xml::Xml,
    /// Plain text.
    Text => crate::text::Text,
}

impl Carrier {
    /// The carrier of bytes that are no table; what no other form is, is text.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let sample = Sample::new(bytes);
        Self::ALL.iter().copied().find(|carrier| carrier.form().sniff(&sample)).unwrap_or(Self::Text)
    }

    /// The name as in `source.carrier`.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.form().key()
    }

    /// The name as [`telegram::Source`] has it.
    #[must_use]
    pub fn name(self) -> CarrierName {
        CarrierName::new(self.key())
    }

    /// The carrier with this name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|carrier| carrier.key() == key)
    }

    /// Whether files of it are lists in which each telegram stands once, under a key of its own.
    #[must_use]
    pub fn lists_each_once(self) -> bool {
        self.form().lists_each_once()
    }

    /// What a reader is told: `web page`.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.form().word()
    }

    /// How a file of it ends when it is handed out, without a dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        self.form().ending()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_carrier_has_a_name_of_its_own() {
        for carrier in Carrier::ALL {
            assert_eq!(Carrier::of_key(carrier.key()), Some(*carrier));
        }
        assert_eq!(Carrier::of_key("parchment"), None);
    }
}
