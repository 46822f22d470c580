//! PDF documents: their text layer, page by page, as lines in the columns of
//! the paper; from that text the telegrams. A page without a text layer is a
//! scan; an OCR program that was passed in reads it.
//!
//! A PDF is read by a library or by `pdftotext`, never trusted: what expands
//! without end, calls itself or takes too long ends in a problem. The library
//! runs in a process of its own where the caller says how to start one
//! ([`Tools::pdf_reader`]); else in a thread, whose memory nothing bounds.

mod apart;
mod bomb;
mod drawing;
#[cfg(feature = "pdf")]
mod forms;
mod grid;
#[cfg(feature = "pdf")]
mod layer;
mod ocr;
mod on_pages;
mod places;
mod program;

pub use apart::{PdfReader, read_pdf};
pub use drawing::{Drawer, Drawing, NotDrawn};
pub use on_pages::OnPages;
pub use places::Place;

use core::ops::Range;
use core::time::Duration;

use crate::carrier::{Form, Inner, Sample};
use crate::source_map::MapBuilder;
use crate::{Carrier, Problem, Reading, Tools, Unit, text};

/// So many pages of a document are read.
const MAX_PAGES: usize = 5_000;

/// A page with fewer letters has no text layer worth the name: a stamp alone.
const FEW: usize = 40;

/// The text of a page, and how sure an OCR program was of it, in percent.
#[derive(Default)]
pub(crate) struct Page {
    text: String,
    confidence: Option<f32>,
    /// The words of which it was least sure, in their order.
    doubtful: Vec<(u8, String)>,
    /// Where its lines stand that are not blank, in their order, if OCR read it.
    places: Vec<Place>,
}

impl Page {
    fn of_text(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// How many letters the page has, [`FEW`] at the most; the stamps of a
    /// releasing office are printed on scans too.
    fn letters(&self) -> usize {
        let is_stamp =
            |line: &&str| ["Case No", "Doc No", "RELEASE", "DATE/CASE ID"].iter().any(|mark| line.contains(mark));
        let own = self.text.lines().filter(|line| !is_stamp(line));
        own.flat_map(str::chars).filter(|c| c.is_alphanumeric()).take(FEW).count()
    }
}

/// PDF documents.
pub(crate) struct Pdf;

impl Form for Pdf {
    fn key(&self) -> &'static str {
        "pdf"
    }

    fn word(&self) -> &'static str {
        "PDF document"
    }

    fn ending(&self) -> &'static str {
        "pdf"
    }

    fn sniff(&self, sample: &Sample<'_>) -> bool {
        is_pdf(sample.head(1024))
    }

    fn read(&self, unit: &Unit, inner: &Inner<'_>, reading: &mut Reading) {
        read(unit, inner, reading);
    }

    fn has_scans(&self) -> bool {
        true
    }
}

/// Whether the mark stands at the start, with a few bytes of a mail system before it at most.
fn is_pdf(head: &[u8]) -> bool {
    memchr::memmem::find(head, b"%PDF-").and_then(|at| head.get(..at)).is_some_and(is_padding)
}

/// Blanks, a byte order mark: nothing that a text would begin with.
fn is_padding(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| byte.is_ascii_whitespace() || matches!(byte, 0 | 0xEF | 0xBB | 0xBF))
}

/// Reads the telegrams of a document.
fn read(unit: &Unit, inner: &Inner<'_>, reading: &mut Reading) {
    if let Err((at, reason)) = bomb::check(&unit.bytes) {
        reading.problems.push(Problem::at_byte(&unit.file, at, reason));
        return;
    }
    let (mut pages, by) = match pages(unit, inner.tools) {
        Ok(found) => found,
        Err(reason) => return reading.problems.push(Problem::new(&unit.file, reason)),
    };
    if pages.len() > MAX_PAGES {
        let reason = format!("more than {MAX_PAGES} pages, the rest is not read");
        reading.problems.push(Problem {
            aside: false,
            file: unit.file.clone(),
            position: Some(format!("page {}", MAX_PAGES + 1)),
            reason,
        });
        pages.truncate(MAX_PAGES);
    }
    scans(unit, inner.tools, &mut pages, reading);
    if pages.iter().all(|page| page.text.trim().is_empty()) {
        if reading.problems.is_empty() {
            reading.problems.push(Problem::new(&unit.file, text::NONE_FOUND));
        }
        return;
    }
    telegrams(unit, &pages, by, inner, reading);
}

/// The text layer, and what read it.
fn pages(unit: &Unit, tools: &Tools) -> Result<(Vec<Page>, &'static str), String> {
    let mut reason = String::new();
    if let Some(path) = &tools.pdftotext {
        match program::pdftotext(path, &unit.bytes, tools) {
            Ok(text) => return Ok((split_pages(&text), "pdftotext")),
            Err(found) => reason = found,
        }
    }
    let read = match &tools.pdf_reader {
        Some(reader) => reader.pages(&unit.bytes, tools),
        None => built_in(unit.bytes.clone(), Some(tools.timeout)),
    };
    match read {
        Ok(pages) => Ok((pages, "text layer")),
        Err(found) if reason.is_empty() => Err(found),
        Err(found) => Err(format!("{reason}; {found}")),
    }
}

/// The text layer by the built-in library, in this process.
#[cfg(feature = "pdf")]
fn built_in(document: Vec<u8>, timeout: Option<Duration>) -> Result<Vec<Page>, String> {
    layer::pages(document, timeout)
}

#[cfg(not(feature = "pdf"))]
fn built_in(_: Vec<u8>, _: Option<Duration>) -> Result<Vec<Page>, String> {
    Err("a PDF document; this program was built without the feature that reads them, and pdftotext was not found"
        .to_owned())
}

fn split_pages(text: &str) -> Vec<Page> {
    let text = text.strip_suffix('\u{c}').unwrap_or(text);
    text.split('\u{c}').map(|text| Page::of_text(text.to_owned())).collect()
}

/// Reads pages without text by OCR, or says that they are scans.
fn scans(unit: &Unit, tools: &Tools, pages: &mut [Page], reading: &mut Reading) {
    let few: Vec<(usize, usize)> =
        pages.iter().map(Page::letters).enumerate().filter(|(_, count)| *count < FEW).collect();
    let blank = few.iter().filter(|(_, count)| *count == 0).count();
    // A blank last page is no scan, nor is a short one; a document of blank pages is.
    if blank * 2 < pages.len().max(1) {
        return;
    }
    let empty: Vec<usize> = few.into_iter().map(|(at, _)| at).collect();
    let first = empty.first().map_or(1, |at| at + 1);
    let position = Some(format!("page {first}"));
    let Some(ocr) = &tools.ocr else {
        let reason =
            format!("{} of {} pages are scans without text; no OCR program was asked for", empty.len(), pages.len());
        return reading.problems.push(Problem { file: unit.file.clone(), position, reason, aside: false });
    };
    for (done, at) in empty.iter().enumerate() {
        if done >= ocr.max_pages {
            let reason = format!("more than {} scanned pages, the rest is not read", ocr.max_pages);
            let position = Some(format!("page {}", at + 1));
            return reading.problems.push(Problem { file: unit.file.clone(), position, reason, aside: false });
        }
        match ocr::page(ocr, &unit.bytes, at + 1, tools) {
            Ok(page) => {
                if let Some(place) = pages.get_mut(*at) {
                    *place = page;
                }
            }
            Err(reason) => {
                let position = Some(format!("page {}", at + 1));
                return reading.problems.push(Problem { file: unit.file.clone(), position, reason, aside: false });
            }
        }
    }
}

/// The records of the text, each with the pages it stands on.
fn telegrams(unit: &Unit, pages: &[Page], by: &str, inner: &Inner<'_>, reading: &mut Reading) {
    let text = pages.iter().map(|page| page.text.trim_end()).collect::<Vec<_>>().join("\n\u{c}");
    let plain = Unit { file: unit.file.clone(), name: unit.name.clone(), bytes: text.into_bytes(), part: None };
    let mut found = inner.text(&plain);
    reading.problems.append(&mut found.problems);
    let starts: Vec<usize> =
        core::iter::once(0).chain(memchr::memchr_iter(0x0c, &plain.bytes).map(|at| at + 1)).collect();
    for mut record in found.records {
        let before = plain.bytes.get(..record.bytes.start).unwrap_or_default();
        // A record may begin with the end of the page before.
        let own = plain.bytes.get(record.bytes.clone()).unwrap_or_default();
        let lead = own.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
        let breaks = |bytes: &[u8]| memchr::memchr_iter(0x0c, bytes).count();
        let first = breaks(before) + breaks(&own[..lead]) + 1;
        let trimmed = own.trim_ascii_end();
        let last = first + breaks(trimmed.get(lead..).unwrap_or_default());
        let on = if first == last { first.to_string() } else { format!("{first}-{last}") };
        let sure: Vec<(usize, f32)> = (1..)
            .zip(pages)
            .take(last)
            .skip(first - 1)
            .filter_map(|(number, page)| Some((number, page.confidence?)))
            .collect();
        let source = &mut record.telegram.source;
        let mut statements =
            vec![(on_pages::PAGES.to_owned(), on), (on_pages::PAGES_OF.to_owned(), pages.len().to_string())];
        if sure.is_empty() {
            statements.push((on_pages::TEXT_BY.to_owned(), by.to_owned()));
        } else {
            statements.push((on_pages::TEXT_BY.to_owned(), "OCR".to_owned()));
            let mean = sure.iter().map(|(_, confidence)| confidence).sum::<f32>() / sure.len() as f32;
            statements.push((on_pages::CONFIDENCE.to_owned(), format!("{mean:.0} %")));
            // A bad page among good ones shows only here.
            if sure.len() > 1 {
                let each = sure.iter().map(|(number, confidence)| format!("page {number}: {confidence:.0} %"));
                statements.push((on_pages::CONFIDENCE_BY_PAGE.to_owned(), each.collect::<Vec<_>>().join(", ")));
            }
            let own = (1..).zip(pages).take(last).skip(first - 1).map(|(number, page)| (number, &page.doubtful[..]));
            statements.extend(on_pages::in_doubt(own).map(|words| (on_pages::IN_DOUBT.to_owned(), words)));
            let on =
                (first..=last).filter_map(|number| Some((number, pages.get(number - 1)?, *starts.get(number - 1)?)));
            let places = places_of(on, &plain.bytes, &record.bytes);
            statements.extend(places.map(|places| (OnPages::LINE_PLACES.to_owned(), places)));
        }
        if source.carrier != Carrier::Text.name() {
            statements.push(("form".to_owned(), source.carrier.as_str().to_owned()));
        }
        source.carrier = reading.carrier.name();
        // The archive's own statements stay first.
        source.attributes.extend(statements);
        let mut builder = MapBuilder::new("PDF");
        builder.whole(&record.text, 0..unit.bytes.len());
        record.map = builder.finish().1;
        record.bytes = 0..unit.bytes.len();
        reading.records.push(record);
    }
}

/// States where the lines of a record stand that is cut out of the text of all
/// pages: a page may hold the end of one telegram and the start of the next.
/// Each of its pages comes with its number and where its text begins.
fn places_of<'p>(
    pages: impl Iterator<Item = (usize, &'p Page, usize)>,
    text: &[u8],
    record: &Range<usize>,
) -> Option<String> {
    let lines = |range: Range<usize>| {
        let own = text.get(range).unwrap_or_default();
        own.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count()
    };
    places::statement(pages.map(|(number, page, start)| {
        let end = memchr::memchr(0x0c, text.get(start..).unwrap_or_default()).map_or(text.len(), |at| start + at);
        let (from, until) = (record.start.clamp(start, end), record.end.clamp(start, end));
        let before = lines(start..from);
        (number, page.places.get(before..before + lines(from..until)).unwrap_or_default())
    }))
}

#[cfg(test)]
mod tests;
