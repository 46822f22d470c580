//! The built-in reader in a process of its own: a document that breaks it, or takes
//! memory or time without end, ends that process and nothing else.
//!
//! That process gets the document as its standard input and prints one JSON value:
//! `{"Ok": [page, …]}`, the text of each page, or `{"Err": reason}`.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use super::program::{self, Bounds, Why};
use super::{Page, built_in};
use crate::Tools;

/// How the built-in reader of PDF documents is started in a process of its own: a
/// program that calls [`read_pdf`] on its standard input and output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfReader {
    /// The program.
    pub program: PathBuf,
    /// What it is told, so that it reads a document.
    pub arguments: Vec<OsString>,
}

/// Reads the text of a PDF document for the process that started this one, which
/// bounds time, memory and output. It may panic or abort where the document is broken;
/// that is what it is for.
///
/// # Errors
///
/// Where the document cannot be taken in or the answer not be written. A document that
/// cannot be read is an answer.
pub fn read_pdf(mut document: impl Read, mut answer: impl Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    document.read_to_end(&mut bytes)?;
    let pages = built_in(bytes, None);
    let texts = pages.map(|pages| pages.into_iter().map(|page| page.text).collect::<Vec<_>>());
    serde_json::to_writer(&mut answer, &texts)?;
    answer.flush()
}

impl PdfReader {
    /// The pages of a document, within the bounds of `tools`.
    ///
    /// # Errors
    ///
    /// Where it cannot be read or goes beyond a bound; the words are for a person.
    pub(super) fn pages(&self, document: &[u8], tools: &Tools) -> Result<Vec<Page>, String> {
        let answer = program::run(&self.program, &self.arguments, document, Bounds::of(tools)).map_err(|stopped| {
            let what = match stopped.why {
                Why::NotStarted => return format!("a PDF document; its reader {}", stopped.reason),
                Why::Late => format!("takes longer than {} seconds", tools.timeout.as_secs()),
                Why::TooMuch => format!("holds more than {} MiB of text", tools.max_output >> 20),
                Why::Failed => {
                    format!("is broken, or takes more than {} MiB of memory to read", tools.max_memory >> 20)
                }
            };
            let advice = if tools.pdftotext.is_some() {
                "print it into a new PDF document and import that"
            } else {
                "with pdftotext (poppler) installed it may be read; else print it into a new PDF document"
            };
            format!("a PDF document that {what}, not read; {advice}")
        })?;
        let texts: Result<Vec<String>, String> = serde_json::from_slice(&answer)
            .map_err(|error| format!("a PDF document; what its reader answers is not understood: {error}"))?;
        Ok(texts?.into_iter().map(Page::of_text).collect())
    }
}

#[cfg(all(test, unix))]
mod tests {
    use core::time::Duration;

    use super::*;

    /// A reader whose answer is this script's.
    fn script(script: &str) -> PdfReader {
        PdfReader { program: "/bin/sh".into(), arguments: vec!["-c".into(), script.into()] }
    }

    fn answered(answer: &str) -> Result<Vec<String>, String> {
        let tools = Tools { timeout: Duration::from_millis(900), max_output: 1 << 20, ..Tools::default() };
        let pages = script(answer).pages(b"%PDF-1.4", &tools);
        pages.map(|pages| pages.into_iter().map(|page| page.text).collect())
    }

    #[test]
    fn whatever_the_process_does_is_an_answer() {
        let pages = vec!["ferry\n".to_owned(), "\u{c}".to_owned()];
        assert_eq!(answered(r#"printf %s '{"Ok":["ferry\n","\u000c"]}'"#), Ok(pages));
        assert_eq!(answered(r#"echo '{"Err":"without pages"}'"#), Err("without pages".to_owned()));
        let tells = |answer: &str, what: &str| {
            let reason = answered(answer).expect_err("no page");
            assert!(reason.contains(what), "{answer}: {reason}");
        };
        tells("kill -SEGV $$", "is broken, or takes more than 2048 MiB");
        tells("exit 7", "with pdftotext (poppler) installed");
        tells("exec sleep 30", "takes longer than 0 seconds");
        tells("head -c 2000000 /dev/zero", "holds more than 1 MiB of text");
        tells(r#"printf '{"Ok":["ferry'"#, "not understood");
        let absent = PdfReader { program: "/no/such/program".into(), arguments: Vec::new() };
        assert!(absent.pages(b"", &Tools::default()).is_err_and(|reason| reason.contains("cannot be started")));
    }

    #[test]
    fn a_document_that_cannot_be_read_is_an_answer() {
        let mut answer = Vec::new();
        read_pdf(&b"%PDF-1.4 ferry"[..], &mut answer).unwrap();
        let answer: Result<Vec<String>, String> = serde_json::from_slice(&answer).unwrap();
        assert!(answer.is_err_and(|reason| reason.starts_with("a PDF document")));
    }
}
