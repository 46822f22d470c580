//! Programs that may help to read a unit. Libraries do not look for programs:
//! whoever calls them says which there are.

use core::time::Duration;
use std::path::PathBuf;

use crate::{Carrier, PdfReader};

/// Programs that may help to read a unit, and what they may take. The default
/// has none: everything is read by what is built in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tools {
    /// `pdftotext` of poppler; reads the text layer of PDF documents in place
    /// of the built-in reader.
    pub pdftotext: Option<PathBuf>,
    /// How the built-in reader of PDF documents is started in a process of its
    /// own. Without it documents are read in this process: one that was made to
    /// do harm may then end it, so who reads foreign documents sets this.
    pub pdf_reader: Option<PdfReader>,
    /// What reads scanned pages; slow, so only where it is asked for.
    pub ocr: Option<Ocr>,
    /// How long one document may take, and one page of OCR. Default a minute.
    pub timeout: Duration,
    /// How much text one document may give, in bytes. Default 64 MiB.
    pub max_output: u64,
    /// How much memory a program may take, in bytes; bounded on Linux only.
    /// Default 2 GiB.
    pub max_memory: u64,
}

impl Default for Tools {
    fn default() -> Self {
        let timeout = Duration::from_secs(60);
        Self { pdftotext: None, pdf_reader: None, ocr: None, timeout, max_output: 64 << 20, max_memory: 2 << 30 }
    }
}

impl Tools {
    /// Whether a unit of these bytes may be read otherwise with the programs
    /// that read scans than without: a PDF document, or a message, to which one
    /// may be attached.
    #[must_use]
    pub fn matter_to(&self, bytes: &[u8]) -> bool {
        self.ocr.is_some() && Carrier::of(bytes).form().has_scans()
    }
}

/// Programs that read scanned pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ocr {
    /// `pdftoppm` of poppler, which draws a page.
    pub pdftoppm: PathBuf,
    /// `tesseract`, which reads the drawing.
    pub tesseract: PathBuf,
    /// The language as tesseract names it, for example `eng`.
    pub language: String,
    /// How many scanned pages of one document are read. Default 100.
    pub max_pages: usize,
}

impl Ocr {
    /// The programs, for English and at most 100 pages of a document.
    #[must_use]
    pub fn new(pdftoppm: PathBuf, tesseract: PathBuf) -> Self {
        Self { pdftoppm, tesseract, language: "eng".to_owned(), max_pages: 100 }
    }
}
