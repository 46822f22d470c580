//! From a captured document to a record.

use telegram::{
    Addressee, Diagnostic, Edtf, Kind as DocumentKind, Originator, Paragraph, Sections, Source, Span, Telegram,
    TextState, catalogue,
};

use super::capture::{Block, Capture, Kind, List, Mark, Note};
use super::date;
use super::elements::elements;
use super::header::{self, Header};
use super::post::post_of;
use super::source::source;
use super::source_note::{self, SourceNote};
use super::volume::Volume;
use super::{body, head, offset, references, signature, spans};
use crate::Record;

/// The record of a document that ends at `end`.
pub(super) fn record(capture: Capture, end: usize, volume: &mut Volume<'_>) -> Record {
    let start = capture.start;
    let (mut capture, builder) = capture.finish();
    let (text, map) = builder.finish_over(volume.map);
    if let Some(page) = capture.pages.last() {
        volume.page = Some(page.clone());
    }
    let bytes = volume.map.bytes(Span::new(offset(start), offset(end)));
    markings(&text, &mut capture);
    let (telegram, header) = facts(&text, &capture, volume);
    for (at, kind) in header.blocks {
        if let Some(block) = capture.blocks.get_mut(at) {
            block.kind = match block.kind {
                Kind::Item => Kind::Item,
                _ => Kind::Header(kind),
            };
        }
    }
    let elements = elements(&text, &capture);
    Record { telegram, elements, text, map, bytes }
}

/// Volumes of 1952-54 print the class and urgency as paragraphs above the text.
fn markings(text: &str, capture: &mut Capture) {
    let paragraphs = capture.blocks.iter_mut().filter(|block| block.kind == Kind::Paragraph && !block.attached);
    for block in paragraphs.take(3) {
        let printed = text.get(block.span.range()).unwrap_or_default();
        if printed.len() > 60 || !printed.lines().all(|line| source_note::is_marking_line(line.trim())) {
            break;
        }
        block.kind = Kind::Marking;
    }
}

fn facts(text: &str, capture: &Capture, volume: &Volume<'_>) -> (Telegram, Header) {
    let notes: Vec<Span> = capture.marks.iter().filter(|m| matches!(m.mark, Mark::Footnote)).map(|m| m.span).collect();
    let own = |kind: Kind| capture.blocks.iter().filter(move |block| block.kind == kind && !block.attached);
    let plain = |block: &Block| body::one_line(&body::without_marks(text, block.span, &notes));

    let head_block = own(Kind::Head).next();
    let head_text = head_block.map(plain).unwrap_or_default();
    let parties = |from: bool| {
        capture.marks.iter().filter(move |marked| {
            let fits = if from { matches!(marked.mark, Mark::From) } else { matches!(marked.mark, Mark::To) };
            fits && marked.block == Some(Kind::Head) && !marked.attached && !marked.in_note
        })
    };
    let to_begins = parties(false)
        .next()
        .and_then(|marked| text.get(marked.span.range()))
        .and_then(|name| head_text.rfind(&body::one_line(name)));
    let is_letter = parties(true).next().is_some() || parties(false).next().is_some();
    let place = own_mark(capture, text, |mark| matches!(mark, Mark::Place));
    let head = head::read(&head_text, is_letter, to_begins, place.as_deref());

    let inline: Vec<String> = own(Kind::InlineNote).map(plain).collect();
    let kind = head.kind.or_else(|| inline.iter().find_map(|note| kind_of(note))).unwrap_or(DocumentKind::Document);

    let source_note = source_note_of(text, capture);
    let note_span = source_note.map(|note| note.span);
    let source_note = source_note.map(|note| body::note_text(text, note));
    let mut note = source_note.as_deref().map(source_note::read).unwrap_or_default();
    if note.classification.is_none() {
        for block in own(Kind::Marking) {
            source_note::block(&plain(block), &mut note);
        }
    }
    let mut dated = date::read(text, capture);
    if dated.edtf.is_none() {
        dated.date = source_note::sentences(&head.title).next().and_then(body::date_in_words);
        dated.span = head_block.map(|block| block.span);
    }
    let date = dated.date;
    let marked_from = parties(true).next().and_then(|marked| text.get(marked.span.range())).map(body::one_line);
    let from = head.from.clone().or(marked_from).or_else(|| list(text, capture, List::From));
    let stated = list(text, capture, List::From);
    let post = from.as_deref().and_then(|from| post_of(from, place.as_deref(), stated.as_deref(), date));
    let is_telegram = kind != DocumentKind::Document;
    let day = date.and_then(|date| date.day());
    let known = header::Known { marks: &notes, is_telegram, post: post.as_deref(), day };
    let header = header::read(text, &capture.blocks, known);
    if let Some(class) = header.class.as_deref().filter(|_| note.classification.is_none()) {
        source_note::block(class, &mut note);
    }
    let paragraphs = body::read(text, capture, &header, &notes);
    if source_note.is_none() {
        bracketed_note(&paragraphs, &head_text, &mut note);
    }
    let action = addressees(text, capture, &head);
    let citing = references::Citing {
        year: date.map(|date| date.year()),
        day,
        own: post.clone(),
        other: action.first().and_then(|to| post_of(&to.name, None, None, date)),
        own_number: header.number_span,
        is_telegram,
        marks: notes.clone(),
    };
    let number = head.number.clone().or_else(|| header.number.clone());
    let year = date.map(|date| date.year());
    let is_numbered = kind == DocumentKind::Telegram && year.is_some_and(|year| year >= references::NUMBERED_BY_YEAR);
    let id = match (is_numbered, year, &post, number.as_deref().and_then(body::plain_number)) {
        (true, Some(year), Some(post), Some(number)) => references::canonical(year, post, number),
        _ => None,
    };
    let signature = signature::read(text, capture, &notes);
    let elsewhere = elsewhere(&paragraphs, &volume.title);
    let has_text = !paragraphs.is_empty() && elsewhere.is_none();
    let mut diagnostics = dated.diagnostics;
    diagnostics.extend(elsewhere.map(|reason| Diagnostic::note(catalogue::TEXT_ELSEWHERE, Span::new(0, 0), reason)));
    diagnostics.extend(capture.remarks.iter().map(|it| Diagnostic::note(it.code, it.span, it.message.clone())));
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    let source = source(capture, volume, &head_text, &inline, source_note.as_deref(), text, number.as_deref());
    let subject = header.subject.clone().or_else(|| (!head.title.is_empty()).then(|| head.title.clone()));
    let mut telegram = Telegram {
        id,
        kind,
        text_state: if has_text { TextState::Present } else { TextState::Missing },
        date,
        date_edtf: dated.edtf.or(date.map(Edtf::from)),
        classification: note.classification,
        captions: note.captions,
        precedence: note.precedence,
        series: header.series.clone().into_iter().collect(),
        from: from.clone().map(|name| Originator { name, routing_indicator: None, post }),
        // Of a letter or memorandum the note tells whom its author gave it to.
        action: action.into_iter().chain(note.action.into_iter().filter(|_| is_telegram)).collect(),
        info: note.info,
        excluded: note.excluded.into_iter().filter(|_| is_telegram).collect(),
        executive_order: header.order.clone(),
        tags: header.tags.clone(),
        subject,
        references: references::read(text, capture, &volume.key, &citing, &header.lists),
        sections: Sections { count: 1, present: vec![1] },
        paragraphs,
        signature: signature.names,
        signature_title: signature.title,
        drafted_by: note.drafted_by,
        cleared_by: note.cleared_by,
        approved_by: note.approved_by,
        diagnostics,
        notes: capture.notes.iter().map(|note| note_of(text, note, &notes)).collect(),
        source: Source { created: date, origin: from, ..source },
        ..Telegram::default()
    };
    let known = spans::Known { marks: &notes, note: note_span, date: dated.span };
    spans::fill(&mut telegram, text, capture, &known);
    telegram.spans.executive_order = header.order_span;
    (telegram, header)
}

/// Why the text of a document is not in the volume, where it says so: a supplement on microfiche lists its documents only;
/// `[Text in the microfiche supplement.]` stands for the text.
fn elsewhere(paragraphs: &[Paragraph], volume: &str) -> Option<String> {
    const LONGEST: usize = 400;
    let fiche = |text: &str| text.to_ascii_lowercase().contains("microfiche");
    match paragraphs {
        [] if fiche(volume) => Some("The text of this document is on microfiche; the volume only lists it.".to_owned()),
        [one] if one.text.len() <= LONGEST && is_pointer(&one.text) => {
            Some(format!("The text of this document is elsewhere: {}", body::one_line(&one.text)))
        }
        _ => None,
    }
}

/// Whether a document's only paragraph does nothing but say where its text is.
fn is_pointer(text: &str) -> bool {
    let lower = text.to_lowercase();
    let is_bracketed = lower.starts_with(['[', '(']) && lower.trim_end_matches('.').ends_with([']', ')']);
    let names_place = ["microfiche", "supplement", "another volume", "not printed", "separately"];
    let speaks = ["text", "document", "printed", "published", "reproduced"];
    let is_here = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    (is_bracketed || lower.contains("microfiche"))
        && is_here(&names_place)
        && is_here(&speaks)
        && super::source_note::sentences(text).count() <= 2
}

/// The kind that an inline note states: `500.A15a3/689: Telegram`.
fn kind_of(note: &str) -> Option<DocumentKind> {
    let lower = note.to_ascii_lowercase();
    if lower.contains("airgram") {
        Some(DocumentKind::Airgram)
    } else if lower.contains("telegram") {
        Some(DocumentKind::Telegram)
    } else {
        None
    }
}

/// The note that says where the document is from: typed as such, or beginning with `Source:`, or the first untyped note of
/// the head that says what only source notes say.
fn source_note_of<'a>(text: &str, capture: &'a Capture) -> Option<&'a Note> {
    let own = || capture.notes.iter().filter(|note| !note.attached);
    let untyped = || own().filter(|note| note.kind.is_none());
    own()
        .find(|note| note.kind.as_deref() == Some("source"))
        .or_else(|| untyped().find(|note| body::note_text(text, note).starts_with("Source:")))
        .or_else(|| {
            untyped()
                .filter(|note| note.block == Some(Kind::Head))
                .find(|note| !source_note::read(&body::note_text(text, note)).is_empty())
        })
}

/// A note as a fact. Notes within it have marks of their own, which are no words of it.
fn note_of(text: &str, note: &Note, marks: &[Span]) -> telegram::Note {
    let words = Span::new(note.span.start + offset(note.label.len() + 2), note.span.end);
    let printed = body::one_line(&body::without_marks(text, words, marks));
    telegram::Note {
        mark: note.label.clone(),
        map: body::map(&printed, text, words, marks),
        text: printed,
        span: note.span,
        at: note.mark,
    }
}

/// A document of which only the source is printed says it in brackets:
/// `[Source: National Archives, … Top Secret; Immediate. …]`.
fn bracketed_note(paragraphs: &[Paragraph], head: &str, note: &mut SourceNote) {
    let found = paragraphs.first().map(|first| first.text.trim_start_matches('['));
    match found.filter(|text| text.starts_with("Source:")) {
        Some(text) => *note = source_note::read(text.trim_end_matches(']')),
        // Calendars put the class into the head.
        None if note.classification.is_none() => {
            for sentence in source_note::sentences(head) {
                if note.classification.is_none() {
                    source_note::markings(sentence, note);
                }
            }
        }
        None => {}
    }
}

/// The text of the first own mark of a kind.
fn own_mark(capture: &Capture, text: &str, fits: impl Fn(&Mark) -> bool) -> Option<String> {
    let found = capture
        .marks
        .iter()
        .find(|m| fits(&m.mark) && !m.attached && !m.in_note && matches!(m.block, Some(Kind::Dateline)))?;
    Some(body::one_line(text.get(found.span.range())?)).filter(|name| !name.is_empty())
}

/// The items of an own list.
fn list(text: &str, capture: &Capture, list: List) -> Option<String> {
    let items: Vec<String> = capture
        .blocks
        .iter()
        .filter(|block| block.kind == Kind::Item && block.list == list && !block.attached)
        .map(|block| body::one_line(&text[block.span.range()]))
        .collect();
    (!items.is_empty()).then(|| items.join(", "))
}

/// Who received it: each marked addressee of the head where there are several,
/// else the head's wording, else the document's own list.
fn addressees(text: &str, capture: &Capture, head: &head::Head) -> Vec<Addressee> {
    let marked: Vec<String> = capture
        .marks
        .iter()
        .filter(|m| matches!(m.mark, Mark::To) && m.block == Some(Kind::Head) && !m.attached && !m.in_note)
        .map(|m| body::one_line(&text[m.span.range()]))
        .filter(|name| !name.is_empty())
        .collect();
    let names = match (&head.to, marked.len()) {
        // Several, and not one with a name and a title.
        (Some(to), 2..) if !to.contains('(') => marked,
        (Some(to), _) => vec![to.clone()],
        (None, 1..) => marked,
        (None, 0) => list(text, capture, List::To).into_iter().collect(),
    };
    let named = |name: String| {
        let name = name.strip_prefix("the ").map(str::to_owned).unwrap_or(name);
        Addressee { name, ..Addressee::default() }
    };
    names.into_iter().map(named).collect()
}
