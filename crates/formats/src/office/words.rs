//! The text of `.docx` and `.odt`: paragraphs, line breaks, tabs.

use std::io::Cursor;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::package::{Main, Package, value};
use crate::page::entity;

/// So many line ends after each other are kept: a document may have millions of empty paragraphs, and nothing is lost with
/// them.
const BREAKS: &str = "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n";

/// The text of a document.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn text_of(bytes: &[u8]) -> Result<String, String> {
    let failed = |error: &dyn core::fmt::Display| format!("a text document that cannot be read: {error}");
    let mut package = Package::open(Cursor::new(bytes)).map_err(|error| failed(&error))?;
    let part = match package.main() {
        Some(Main::Text(part)) => part,
        Some(Main::Other(what)) => return Err(format!("an office document that is no text ({what}), not read")),
        None => return Err(failed(&"it has no text")),
    };
    let xml = package.text(&part).map_err(|error| failed(&error))?;
    text_of_xml(&xml).map_err(|error| failed(&error))
}

/// Ends a line.
fn end_line(text: &mut String) {
    if !text.ends_with(BREAKS) {
        text.push('\n');
    }
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
                "br" | "cr" | "line-break" => end_line(&mut text),
                _ => {}
            },
            Event::Empty(element) => match element.local_name().as_ref() {
                "tab" => text.push('\t'),
                "br" | "cr" | "line-break" | "p" | "h" => end_line(&mut text),
                "s" => text.push_str(&" ".repeat(blanks(&element))),
                "noBreakHyphen" => text.push('-'),
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "delText" | "instrText" | "annotation" | "tracked-changes" => silent = silent.saturating_sub(1),
                "t" => runs = runs.saturating_sub(1),
                "p" | "h" => {
                    runs = runs.saturating_sub(1);
                    end_line(&mut text);
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
    value(element, "c").and_then(|count| count.parse().ok()).unwrap_or(1).min(200)
}
