//! Facts of the header fields.

use std::collections::HashSet;

use jiff::civil;

use crate::facts::group::{entries, lines, value};
use crate::facts::smart;
use crate::header::labels::Label;
use crate::header::subject::{self, Subject};
use crate::header::tags::{self, Tags};
use crate::header::{captions, classification_line, classified_by, executive_order, pass_line, references};
use crate::layout::{ClassLines, Row};
use crate::model::{Classification, ClassifiedBy, ExecutiveOrder, Reference, SeriesNumber};
use crate::people::name;
use crate::text::{Unfolded, Vocabulary};
use crate::{Diagnostic, ElementKind};

/// Classification and captions.
#[derive(Default)]
pub(crate) struct Marking {
    pub(crate) classification: Option<Classification>,
    pub(crate) captions: Vec<String>,
    /// SENSITIVE or SBU is among the captions.
    pub(crate) sensitive: bool,
    /// The numbers in series apart from the posts'.
    pub(crate) series: Vec<SeriesNumber>,
    /// Only a banner at the edge of a page gives the classification.
    pub(crate) by_banner: bool,
}

/// Reads classification line, caption lines and, where there is none, banners.
pub(crate) fn marking(rows: &[Row<'_>], classes: &ClassLines, diagnostics: &mut Vec<Diagnostic>) -> Marking {
    let mut marking = Marking::default();
    let add = |marking: &mut Marking, caption: String| {
        marking.sensitive |= matches!(caption.as_str(), "SENSITIVE" | "SBU");
        if !marking.captions.contains(&caption) {
            marking.captions.push(caption);
        }
    };
    for row in rows {
        let text = row.line.text;
        match row.kind {
            ElementKind::ClassificationLine => {
                let Some(line) = classes.get(row) else { continue };
                marking.classification = marking.classification.or(Some(line.classification));
                if let Some(series) = line.series.clone()
                    && !marking.series.contains(&series)
                {
                    marking.series.push(series);
                }
                for caption in &line.captions {
                    add(&mut marking, caption.clone());
                }
                diagnostics.extend(line.diagnostics.iter().cloned().map(|mut diagnostic| {
                    diagnostic.span.start += row.line.at;
                    diagnostic.span.end += row.line.at;
                    diagnostic
                }));
            }
            ElementKind::Caption => {
                let from = row.value_at();
                let value = &text[from..];
                match captions::captions(value).filter(|_| from == 0) {
                    Some(found) => found.into_iter().for_each(|caption| add(&mut marking, caption)),
                    None => value.split([',', ';']).map(str::trim).filter(|caption| !caption.is_empty()).for_each(
                        |caption| {
                            // `SI PDIS`: a scanner's blank inside the word.
                            let closed: String = caption.split_whitespace().collect();
                            let known = captions::captions(caption).or_else(|| captions::captions(&closed));
                            for caption in known.unwrap_or_else(|| vec![caption.to_uppercase()]) {
                                add(&mut marking, caption);
                            }
                        },
                    ),
                }
            }
            _ => {}
        }
    }
    if marking.classification.is_none() {
        let banner = rows
            .iter()
            .filter(|row| row.kind == ElementKind::Banner)
            .find_map(|row| classification_line::parse(row.line.text));
        marking.by_banner = banner.is_some();
        marking.classification = banner.map(|line| line.classification);
    }
    marking
}

/// Pass and attention lines.
pub(crate) fn pass(rows: &[Row<'_>]) -> Vec<String> {
    let mut pass: Vec<String> = Vec::new();
    for entry in entries(rows, ElementKind::Pass) {
        // `FROM: CONSUL ROE` is a whole attention line; only the form's own label is none of it.
        let label =
            entry[0].form_label().filter(|(label, _)| *label == Label::Pass).map_or(0, |(_, value_at)| value_at);
        let mut last = "";
        let mut joined = Unfolded::default();
        for (index, line) in lines(&entry, label).iter().enumerate() {
            // The SMART form prints several pass lines under one label.
            if index > 0 && label > 0 && pass_line::is_pass(line.text) && !pass_line::continues(last, line.text, 0) {
                pass.push(core::mem::take(&mut joined).text);
            }
            // The hyphen before a continuation (N56) is no word of it.
            let text = if index > 0 { line.text.trim_start_matches(['-', ' ']) } else { line.text };
            joined.push(text, line.at + (line.text.len() - text.len()) as u32);
            last = line.text;
        }
        pass.push(joined.text);
    }
    pass.retain(|text| !text.is_empty());
    pass
}

/// The executive order with what its line says of the classifier.
#[derive(Default)]
pub(crate) struct Order {
    pub(crate) order: Option<ExecutiveOrder>,
    pub(crate) classified_by: Option<ClassifiedBy>,
}

pub(crate) fn executive_order(rows: &[Row<'_>], day: Option<civil::Date>, diagnostics: &mut Vec<Diagnostic>) -> Order {
    let fields = entries(rows, ElementKind::ExecutiveOrder);
    let mut values = fields.iter().map(|field| value(field, field[0].value_at()));
    let Some(value) = values.find(|value| !value.text.is_empty()) else { return Order::default() };
    let read = executive_order::parse(&value, day, diagnostics);
    let classified_by = read.classifier.map(|printed| ClassifiedBy {
        normal_name: name::normal(&printed),
        name: Some(printed),
        ..ClassifiedBy::default()
    });
    Order { order: Some(read.order), classified_by }
}

/// The TAGS of all TAGS lines, each once, with the captions among them.
pub(crate) fn tags(rows: &[Row<'_>], diagnostics: &mut Vec<Diagnostic>) -> Tags {
    let mut all = Tags::default();
    let mut seen = HashSet::new();
    for field in entries(rows, ElementKind::Tags) {
        let value = value(&field, field[0].value_at());
        let read = tags::parse(&value, diagnostics);
        for tag in read.tags {
            if seen.insert(tag.clone()) {
                all.tags.push(tag);
            }
        }
        all.captions.extend(read.captions);
    }
    all
}

/// The subject; where a cut one stands above the full one, the full one (N176).
pub(crate) fn subject(rows: &[Row<'_>], vocabulary: &Vocabulary<'_>, diagnostics: &mut Vec<Diagnostic>) -> Subject {
    let mut best: Option<Subject> = None;
    for field in entries(rows, ElementKind::Subject) {
        let lines = lines(&field, field[0].value_at());
        let Some(read) = subject::parse(&lines, vocabulary, diagnostics) else { continue };
        // A scanner spoiled the form's own field; the text repeats it as it was typed.
        let is_spoiled = best.as_ref().is_some_and(|best| {
            let begin = |text: &str| text.split_whitespace().next().map(str::to_uppercase);
            smart::damage(&read.text) < smart::damage(&best.text) && begin(&read.text) == begin(&best.text)
        });
        if is_spoiled || best.as_ref().is_none_or(|best| best.cut && !read.cut) {
            best = Some(read);
        }
    }
    best.unwrap_or_default()
}

pub(crate) fn classified_by(
    rows: &[Row<'_>],
    day: Option<civil::Date>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<ClassifiedBy> {
    let lines = rows.iter().filter(|row| row.kind == ElementKind::ClassifiedBy).map(|row| row.line);
    let value = classified_by::wrap::unfold(lines);
    if value.text.is_empty() { Vec::new() } else { classified_by::parse(&value, day, diagnostics) }
}

/// The entries of the REF line, then what the text, the `body`, points at.
pub(crate) fn references(
    rows: &[Row<'_>],
    body: &Unfolded,
    citing: &references::Citing<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Reference>, Vec<Reference>) {
    let mut all = Vec::new();
    let mut seen = HashSet::new();
    for field in entries(rows, ElementKind::References) {
        let lines = lines(&field, field[0].value_at());
        // A publisher's copy of the header above the telegram's own says the same.
        let printed: String = lines.iter().flat_map(|line| line.text.split_whitespace()).collect();
        if seen.insert(printed.to_uppercase()) {
            all.extend(lines);
        }
    }
    let mut found = if all.is_empty() { Vec::new() } else { references::parse(&all, citing, diagnostics) };

    let mut mentions = references::mentions(body, &mut found, citing);
    for pointer in references::ref_letters(&body.text) {
        let entry = match pointer.letter {
            Some(letter) => {
                found.iter().find(|entry| entry.letter.as_deref().is_some_and(|own| own.starts_with(letter)))
            }
            None => Some(&found).filter(|found| found.len() == 1).and_then(|found| found.first()),
        };
        let span = body.span(pointer.range.clone());
        mentions.push(Reference {
            letter: pointer.letter.map(String::from),
            kind: entry.map(|entry| entry.kind).unwrap_or_default(),
            id: entry.and_then(|entry| entry.id.clone()),
            candidates: entry.map(|entry| entry.candidates.clone()).unwrap_or_default(),
            text: body.text[pointer.range].to_owned(),
            span,
            spans: vec![span],
            in_text: true,
            ..Reference::default()
        });
    }
    mentions.sort_by_key(|mention| mention.span);
    (found, mentions)
}
