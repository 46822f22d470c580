//! The text of `.docx` and `.odt`: paragraphs, line breaks, tabs.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::page::entity;

/// The part of a document that holds its text: Office Open XML, OpenDocument.
const PARTS: [(&str, &str); 2] = [("word/document.xml", "[Content_Types].xml"), ("content.xml", "mimetype")];

/// The largest text that is unpacked.
const LARGEST: u64 = 64 << 20;

/// Whether a ZIP archive is a document. Its members' names stand unpacked in it.
pub(crate) fn is_document(bytes: &[u8]) -> bool {
    let near = |name: &str| memchr::memmem::find(bytes, name.as_bytes()).is_some();
    PARTS.iter().any(|(part, mark)| near(part) && near(mark))
        && ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| part_of(&archive).is_some())
}

fn part_of<R: Read + std::io::Seek>(archive: &ZipArchive<R>) -> Option<&'static str> {
    let has = |name: &str| archive.index_for_name(name).is_some();
    PARTS.iter().find(|(part, mark)| has(part) && has(mark)).map(|(part, _)| *part)
}

/// The text of a document.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn text_of(bytes: &[u8]) -> Result<String, String> {
    let failed = |error: &dyn core::fmt::Display| format!("a text document that cannot be read: {error}");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| failed(&error))?;
    let part = part_of(&archive).ok_or_else(|| failed(&"it has no text"))?;
    let mut xml = String::new();
    let member = archive.by_name(part).map_err(|error| failed(&error))?;
    member.take(LARGEST + 1).read_to_string(&mut xml).map_err(|error| failed(&error))?;
    if xml.len() as u64 > LARGEST {
        return Err(failed(&"its text is larger than 64 MiB"));
    }
    text_of_xml(&xml).map_err(|error| failed(&error))
}

fn text_of_xml(xml: &str) -> Result<String, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    let mut text = String::new();
    // Word keeps what was deleted, and OpenDocument its notes, among the text.
    let mut silent = 0_usize;
    // In Word only runs hold text; what stands between elements is layout.
    let mut runs = 0_usize;
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(text),
            Event::Start(element) => match element.local_name().as_ref() {
                "delText" | "instrText" | "annotation" | "tracked-changes" => silent += 1,
                "t" | "p" | "h" => runs += 1,
                "tab" => text.push('\t'),
                "br" | "cr" | "line-break" => text.push('\n'),
                _ => {}
            },
            Event::Empty(element) => match element.local_name().as_ref() {
                "tab" => text.push('\t'),
                "br" | "cr" | "line-break" | "p" | "h" => text.push('\n'),
                "s" => text.push_str(&" ".repeat(blanks(&element))),
                "noBreakHyphen" => text.push('-'),
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "delText" | "instrText" | "annotation" | "tracked-changes" => silent = silent.saturating_sub(1),
                "t" => runs = runs.saturating_sub(1),
                "p" | "h" => {
                    runs = runs.saturating_sub(1);
                    text.push('\n');
                }
                _ => {}
            },
            Event::Text(piece) if silent == 0 && runs > 0 => {
                let piece: &str = &piece;
                // Line breaks of the markup are no text.
                if !piece.trim().is_empty() || !piece.contains('\n') {
                    text.push_str(piece);
                }
            }
            Event::GeneralRef(name) if silent == 0 && runs > 0 => match entity(&format!("&{};", &*name)) {
                Some((letter, _)) => text.push(letter),
                None => text.push_str(&format!("&{};", &*name)),
            },
            _ => {}
        }
    }
}

/// `<text:s text:c="5"/>`: so many blanks.
fn blanks(element: &quick_xml::events::BytesStart<'_>) -> usize {
    let counts = element.attributes().filter_map(Result::ok).filter(|one| one.key.local_name().as_ref() == "c");
    let count = counts.filter_map(|one| one.value.parse().ok()).next();
    count.unwrap_or(1).min(200)
}
