//! `chancery read-pdf`: what an import starts to read a PDF document, so that a
//! document that breaks the reader ends another process. Nobody types it.

use std::io;

use anyhow::Result;

use crate::outcome::Outcome;
use crate::output;

/// What it is called by.
pub(crate) const NAME: &str = "read-pdf";

/// Runs the command: the document on standard input, its pages on standard output.
pub(crate) fn run() -> Result<Outcome> {
    formats::read_pdf(io::stdin().lock(), output::plain())?;
    Ok(Outcome::Done)
}
