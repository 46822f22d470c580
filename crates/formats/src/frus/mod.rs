//! Volumes of *Foreign Relations of the United States* as TEI (rule FRUS):
//! every `div` of type `document` becomes a record.
//!
//! The decoded text of a document is: head, source notes, dateline and
//! paragraphs in the order of the volume, each on its own line, with a blank
//! line between paragraphs; a footnote's mark stands as `[n]` where the volume
//! has it; the footnotes follow at the end, each as `[n] text`. Page breaks
//! leave no trace in the text; the pages are the attribute `pages`.
//!
//! The preface and the index of a volume are no documents and are not read; its lists of persons and terms and the order of
//! its documents are its contents (`volume_contents`).

mod body;
mod capture;
mod contents;
mod date;
mod document;
mod elements;
mod enclosed;
mod head;
mod header;
mod own_number;
mod post;
mod references;
mod signature;
mod source;
mod source_note;
mod spans;
mod volume;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::carrier::{Form, Inner, Sample};
use crate::charset;
use crate::{Problem, Reading, Unit};
use capture::Capture;
pub use contents::{Listed, ListedDocument, VolumeContents, volume_contents};
use telegram::Span;
use volume::Volume;

/// Volumes of Foreign Relations of the United States as TEI.
pub(crate) struct Frus;

impl Form for Frus {
    fn key(&self) -> &'static str {
        "frus"
    }

    fn lists_each_once(&self) -> bool {
        true
    }

    fn word(&self) -> &'static str {
        "document of a FRUS volume"
    }

    fn ending(&self) -> &'static str {
        "xml"
    }

    fn sniff(&self, sample: &Sample<'_>) -> bool {
        is_tei(sample.lower())
    }

    fn read(&self, unit: &Unit, _: &Inner<'_>, reading: &mut Reading) {
        read(unit, reading);
    }
}

fn is_tei(sample: &[u8]) -> bool {
    let head = &sample[..sample.len().min(8 << 10)];
    memchr::memmem::find(head, b"<tei").is_some_and(|at| {
        matches!(head.get(at + 4), Some(b' ' | b'>' | b'\n' | b'\r' | b'\t')) || head[at..].starts_with(b"<teicorpus")
    }) || (memchr::memmem::find(head, b"<div").is_some() && memchr::memmem::find(head, b"type=\"document\"").is_some())
}

/// Reads all documents of a volume.
fn read(unit: &Unit, reading: &mut Reading) {
    let decoded = charset::decode_declared(&unit.bytes, crate::page::declared(&unit.bytes));
    let text = decoded.text.as_str();
    let mut volume = Volume::new(unit, &decoded.map);
    let mut start = 0;
    loop {
        let stop = read_from(text, start, &mut volume, reading);
        let Some((at, reason)) = stop else { break };
        let at = at.min(text.len());
        let byte = volume.map.bytes(Span::new(offset(at), offset(at))).start;
        reading.problems.push(Problem::at_byte(
            &unit.file,
            byte,
            format!("broken markup: {reason}; read on at the next document"),
        ));
        match next_document(text, at.max(start + 1)) {
            Some(next) => start = next,
            None => break,
        }
    }
    if reading.records.is_empty() {
        reading.problems.push(Problem::new(&unit.file, "no document found in the volume"));
    }
}

/// Reads events from `start` on; says where and why it stopped before the end.
fn read_from(text: &str, start: usize, volume: &mut Volume<'_>, reading: &mut Reading) -> Option<(usize, String)> {
    let mut reader = Reader::from_str(text.get(start..).unwrap_or_default());
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    let mut capture: Option<Capture> = None;
    let mut before = 0;
    let stop = loop {
        let event = reader.read_event();
        let here = start + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let range = start + before..here;
        before = here - start;
        let event = match event {
            Ok(Event::Eof) => break None,
            Ok(event) => event,
            Err(error) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                break Some((start.saturating_add(at), error.to_string()));
            }
        };
        match (&mut capture, event) {
            (Some(open), event) => {
                if open.event(text, &event, range.clone())
                    && let Some(done) = capture.take()
                {
                    let parent = done.id.clone();
                    let enclosed = done.enclosed.clone();
                    reading.records.push(document::record(done, range.end, volume));
                    enclosed::read(text, &enclosed, &parent, volume, reading);
                }
            }
            (None, Event::Start(tag)) if is_document(&tag) => {
                capture = Some(Capture::new(&tag, range.start, volume.page.clone()));
            }
            (None, event) => volume.event(text, &event, range),
        }
    };
    // The volume ends, or breaks, within a document: what is there is kept.
    if let Some(open) = capture {
        let end = stop.as_ref().map_or(text.len(), |(at, _)| (*at).min(text.len()));
        let id = open.id.clone();
        let mut record = document::record(open, end, volume);
        record.telegram.diagnostics.push(telegram::Diagnostic::error(
            "broken-markup",
            Span::new(offset(record.text.len()), offset(record.text.len())),
            "The markup of the volume is broken here; the rest of the document is not read.",
        ));
        reading.records.push(record);
        if stop.is_none() {
            return Some((text.len(), format!("the volume ends within document {id}")));
        }
    }
    stop
}

fn is_document(tag: &quick_xml::events::BytesStart<'_>) -> bool {
    tag.local_name().as_ref() == "div" && capture::attribute(tag, "type").as_deref() == Some("document")
}

/// The next document's tag after `from`.
fn next_document(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        while !text.is_char_boundary(at) {
            at += 1;
        }
        let found = at + memchr::memmem::find(text.get(at..)?.as_bytes(), b"<div")?;
        let end = memchr::memchr(b'>', &text.as_bytes()[found..]).map_or(text.len(), |end| found + end);
        if text[found..end].contains("type=\"document\"") || text[found..end].contains("type='document'") {
            return Some(found);
        }
        at = found + 4;
    }
}

/// The start of a text: what is searched several times must not be endless.
fn begin(text: &str, limit: usize) -> &str {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A place in the text as spans have it.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
