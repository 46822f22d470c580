//! The teletype view: the decoded text line by line, with what each line was
//! read as.

use archive::TelegramPage;
use askama::Template;
use telegram::{Diagnostic, Span, catalogue};

use super::images;
use crate::address;
use crate::page::{Frame, Page};
use crate::pages::diagnostics::severity;
use crate::show::kinds::{self, Layer};
use crate::show::lines::{self, Line, LineIndex};
use crate::show::number::count;
use crate::show::sentence;
use crate::show::summary::{label, subject};

#[derive(Template)]
#[template(path = "original.html")]
pub(super) struct OriginalPage<'a> {
    frame: Frame,
    label: String,
    title: String,
    canonical: &'a str,
    base: &'a str,
    images: Option<String>,
    layers: Vec<LayerRow>,
    diagnostics_title: String,
    diagnostics: Vec<Remark>,
    lines: Vec<Line<'a>>,
}

impl Page for OriginalPage<'_> {}

struct LayerRow {
    class: &'static str,
    title: &'static str,
}

/// A diagnostic in words, with its line.
pub(super) struct Remark {
    pub(super) severity: &'static str,
    pub(super) message: String,
    pub(super) line: usize,
    /// The page that explains it, for a code of the catalogue.
    pub(super) address: Option<String>,
}

impl<'a> OriginalPage<'a> {
    pub(super) fn new(frame: Frame, page: &'a TelegramPage, base: &'a str) -> Self {
        let telegram = &page.telegram;
        let odd: Vec<(Span, &str)> = telegram.diagnostics.iter().map(|one| (one.span, one.message.as_str())).collect();
        let mut layers: Vec<Layer> = page.elements.iter().map(|element| kinds::describe(element.kind).1).collect();
        layers.sort_unstable();
        layers.dedup();
        let diagnostics = remarks(&telegram.diagnostics, &page.text);
        Self {
            frame,
            label: label(telegram.id.as_deref(), &page.address),
            title: subject(telegram.subject.as_deref(), telegram.kind),
            canonical: &page.address,
            base,
            images: images::address(page, base),
            layers: layers.into_iter().map(|layer| LayerRow { class: layer.class(), title: layer.title() }).collect(),
            diagnostics_title: title(&diagnostics),
            lines: lines::lines(&page.text, &page.elements, &odd),
            diagnostics,
        }
    }
}

/// The diagnostics in words, by line.
pub(super) fn remarks(diagnostics: &[Diagnostic], text: &str) -> Vec<Remark> {
    let index = LineIndex::new(text);
    let remark = |one: &Diagnostic| Remark {
        severity: severity(one.severity),
        message: sentence(&one.message),
        line: index.line(one.span.start),
        address: catalogue::find(&one.code).map(|entry| address::diagnostic(entry.code)),
    };
    let mut remarks: Vec<_> = diagnostics.iter().map(remark).collect();
    remarks.sort_by_key(|remark| remark.line);
    remarks
}

/// How many remarks there are.
pub(super) fn title(remarks: &[Remark]) -> String {
    count(remarks.len() as u64, "remark on the reading", "remarks on the reading")
}
