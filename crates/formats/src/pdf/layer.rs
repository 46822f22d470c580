//! The text layer by the built-in library, letter by letter with places.
//!
//! The library panics on some broken documents and knows no bounds of its own,
//! so a document is read in a thread with its own stack. Memory is bounded only
//! where the whole process is ([`super::apart`]).

use core::time::Duration;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;

use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform};

use super::grid::{self, Glyph};
use super::{MAX_PAGES, Page, forms};

/// How many letters a page may have.
const MAX_LETTERS: usize = 400_000;

/// The stack of the thread: forms call each other, within [`forms`]' bounds.
const STACK: usize = 64 << 20;

/// The pages of a document.
///
/// # Errors
///
/// Where it cannot be read or takes longer than `timeout`, if there is one; the
/// words are for a person.
pub(super) fn pages(bytes: Vec<u8>, timeout: Option<Duration>) -> Result<Vec<Page>, String> {
    let (sender, receiver) = mpsc::channel();
    let thread = thread::Builder::new().name("pdf".to_owned()).stack_size(STACK).spawn(move || {
        let outcome = catch_unwind(AssertUnwindSafe(|| read(&bytes)));
        let outcome = outcome.unwrap_or_else(|_| Err("a PDF document that cannot be read: it is broken".to_owned()));
        // Nobody listens any more where the time was up.
        let _ = sender.send(outcome);
    });
    if let Err(error) = thread {
        return Err(format!("a PDF document cannot be read: {error}"));
    }
    match timeout {
        Some(timeout) => receiver.recv_timeout(timeout).unwrap_or_else(|_| {
            Err(format!("a PDF document that takes longer than {} seconds, stopped", timeout.as_secs()))
        }),
        None => receiver.recv().unwrap_or_else(|_| Err("a PDF document that cannot be read: it is broken".to_owned())),
    }
}

fn read(bytes: &[u8]) -> Result<Vec<Page>, String> {
    let mut document =
        Document::load_mem(bytes).map_err(|error| format!("a PDF document that cannot be read: {error}"))?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err("an encrypted PDF document, which cannot be read without its password".to_owned());
    }
    forms::disarm(&mut document);
    let numbers: Vec<u32> = document.get_pages().into_keys().take(MAX_PAGES + 1).collect();
    if numbers.is_empty() {
        return Err("a PDF document without pages".to_owned());
    }
    let mut pages = Vec::with_capacity(numbers.len());
    let mut broken = 0;
    for number in numbers {
        let mut letters = Letters::default();
        let drawn = catch_unwind(AssertUnwindSafe(|| pdf_extract::output_doc_page(&document, &mut letters, number)));
        // What was seen of a broken page counts.
        broken += usize::from(!matches!(drawn, Ok(Ok(()))));
        pages.push(Page::of_text(grid::lines(letters.glyphs).text));
    }
    if broken == pages.len() && pages.iter().all(|page| page.text.is_empty()) {
        return Err("a PDF document whose pages cannot be read: they are broken".to_owned());
    }
    Ok(pages)
}

/// Takes down each letter.
#[derive(Default)]
struct Letters {
    glyphs: Vec<Glyph>,
    top: f64,
}

impl OutputDev for Letters {
    fn begin_page(&mut self, _: u32, media: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.top = media.ury;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        if self.glyphs.len() >= MAX_LETTERS {
            return Err(OutputError::PdfError(pdf_extract::Error::PageNumberNotFound(0)));
        }
        // The length of a side of the square of the same area.
        let scale = (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt();
        let size = size * scale;
        self.glyphs.push(Glyph {
            x: place.m31,
            y: self.top - place.m32,
            width: width * size,
            size,
            text: text.to_owned(),
        });
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
