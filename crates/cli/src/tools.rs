//! Finds the programs that help to read: libraries do not look for them.

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;
use formats::{Drawer, Ocr, PdfReader, Tools};

use crate::commands::read_pdf;
use crate::outcome::WrongUsage;

/// Which programs may help to read.
#[derive(Debug, Default, Args)]
pub(crate) struct ToolOptions {
    /// Read scanned pages of PDF documents with `tesseract` and `pdftoppm`;
    /// slow, and what it reads may be wrong
    #[arg(long)]
    ocr: bool,

    /// Read at most this many scanned pages of a document
    #[arg(long, value_name = "NUMBER", default_value_t = 100, requires = "ocr")]
    ocr_pages: usize,
}

impl ToolOptions {
    /// This program itself, which reads PDF documents in a process of its own; on the
    /// search path `pdftotext` where there is one, and those for scans where they are
    /// asked for.
    pub(crate) fn find(&self) -> Result<Tools> {
        let program = env::current_exe().context("finding this program's own file, which reads PDF documents")?;
        let pdf_reader = Some(PdfReader { program, arguments: vec![read_pdf::NAME.into()] });
        let mut tools = Tools { pdftotext: on_path("pdftotext"), pdf_reader, ..Tools::default() };
        if self.ocr {
            let (Some(pdftoppm), Some(tesseract)) = (on_path("pdftoppm"), on_path("tesseract")) else {
                let reason = "--ocr needs the programs `pdftoppm` (poppler) and `tesseract`; install them";
                return Err(WrongUsage(reason.to_owned()).into());
            };
            tools.ocr = Some(Ocr { max_pages: self.ocr_pages, ..Ocr::new(pdftoppm, tesseract) });
        }
        Ok(tools)
    }
}

/// What draws pages for readers, where it is there.
pub(crate) fn drawer() -> Option<Drawer> {
    on_path("pdftoppm").map(Drawer::new)
}

/// The program of this name on the search path.
fn on_path(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(&name))
        .find(|path| path.is_file())
}
