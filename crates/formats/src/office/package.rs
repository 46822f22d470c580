//! Which part of a packed document holds its text: a package of Office Open XML says so in its relationships, one of
//! OpenDocument has it in a part of a fixed name.

use std::io::{Cursor, Read, Seek};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::charset;

/// The largest part that is unpacked.
const LARGEST: u64 = 64 << 20;

/// Relationships and types are short.
const LARGEST_LIST: u64 = 1 << 20;

const TYPES: &str = "[Content_Types].xml";
const RELATIONSHIPS: &str = "_rels/.rels";

/// Where Word writes the text where the package does not say.
const WORD: &str = "word/document.xml";

/// The text of an OpenDocument, and the part that says that it is one.
const OPEN: (&str, &str) = ("content.xml", "mimetype");

/// What a package holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Main {
    /// A text, in the part of this name.
    Text(String),
    /// A sheet, slides, a drawing.
    Other(String),
}

/// A packed document.
pub(crate) struct Package<R>(ZipArchive<R>);

/// Whether bytes are a packed document. The names of an archive's members stand unpacked in it.
pub(super) fn is_document(bytes: &[u8]) -> bool {
    let near = |name: &str| memchr::memmem::find(bytes, name.as_bytes()).is_some();
    let is_named = near(TYPES) && (near(RELATIONSHIPS) || near(WORD)) || near(OPEN.0) && near(OPEN.1);
    is_named && Package::open(Cursor::new(bytes)).is_ok_and(|mut package| package.main().is_some())
}

impl<R: Read + Seek> Package<R> {
    /// # Errors
    /// Why it is no archive.
    pub(super) fn open(reader: R) -> Result<Self, String> {
        ZipArchive::new(reader).map(Self).map_err(|error| error.to_string())
    }

    /// The reader of an archive that is a document, else the archive again.
    ///
    /// # Errors
    /// The archive, where it is no document.
    pub(crate) fn reader_of(archive: ZipArchive<R>) -> Result<R, ZipArchive<R>> {
        let mut package = Self(archive);
        match package.main() {
            Some(_) => Ok(package.0.into_inner()),
            None => Err(package.0),
        }
    }

    /// The main part, `None` where there is none.
    pub(super) fn main(&mut self) -> Option<Main> {
        let has = |package: &Self, name: &str| package.0.index_for_name(name).is_some();
        if has(self, OPEN.0) && has(self, OPEN.1) {
            let kind = self.part(OPEN.1, LARGEST_LIST).unwrap_or_default();
            let is_text = !kind.contains("opendocument") || kind.contains("opendocument.text");
            let part = OPEN.0.to_owned();
            return Some(if is_text { Main::Text(part) } else { Main::Other(kind) });
        }
        if !has(self, TYPES) {
            return None;
        }
        let stated = self.related().filter(|part| has(self, part));
        let part = stated.or_else(|| Some(WORD.to_owned()).filter(|part| has(self, part)))?;
        let is_text = part == WORD || self.kind_of(&part).is_none_or(|kind| kind.to_ascii_lowercase().contains("word"));
        Some(if is_text { Main::Text(part) } else { Main::Other(part) })
    }

    /// The target of the relationship that leads to the main part.
    fn related(&mut self) -> Option<String> {
        let list = self.part(RELATIONSHIPS, LARGEST_LIST).ok()?;
        let target = attribute_of(&list, "Relationship", "Target", |element| {
            value(element, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
        })?;
        Some(target.trim_start_matches('/').trim_start_matches("./").to_owned())
    }

    /// The type that the package states of a part.
    fn kind_of(&mut self, part: &str) -> Option<String> {
        let list = self.part(TYPES, LARGEST_LIST).ok()?;
        let is_it = |element: &BytesStart<'_>| {
            value(element, "PartName").is_some_and(|name| name.trim_start_matches('/').eq_ignore_ascii_case(part))
        };
        attribute_of(&list, "Override", "ContentType", is_it)
    }

    /// The XML of a part, in whatever Unicode it is written.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(super) fn text(&mut self, part: &str) -> Result<String, String> {
        self.part(part, LARGEST)
    }

    fn part(&mut self, part: &str, most: u64) -> Result<String, String> {
        let member = self.0.by_name(part).map_err(|error| error.to_string())?;
        let mut bytes = Vec::new();
        member.take(most + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        if bytes.len() as u64 > most {
            return Err(format!("{part} is larger than {} MiB", most >> 20));
        }
        Ok(match String::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => text,
            Ok(text) => charset::decode(text.as_bytes()).text,
            Err(error) => charset::decode(error.as_bytes()).text,
        })
    }
}

/// The attribute of the first element of this name that is the one that is wanted.
fn attribute_of(xml: &str, name: &str, attribute: &str, is_wanted: impl Fn(&BytesStart<'_>) -> bool) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == name && is_wanted(&element) =>
            {
                return value(&element, attribute);
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// The value of an attribute.
pub(super) fn value(element: &BytesStart<'_>, attribute: &str) -> Option<String> {
    let found = element.attributes().filter_map(Result::ok).find(|one| one.key.local_name().as_ref() == attribute)?;
    Some(found.value.to_string())
}
