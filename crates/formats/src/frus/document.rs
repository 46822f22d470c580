//! From a captured document to a record.

use telegram::{
    Addressee, Element, ElementKind, Kind as DocumentKind, MessageDate, Originator, Sections, Source, Span, Telegram,
    TextState,
};

use super::capture::{Block, Capture, Kind, List, Mark, Note};
use super::source_note::{self, SourceNote};
use super::volume::Volume;
use super::{body, head, offset, references};
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
    let telegram = facts(&text, &capture, volume);
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

fn facts(text: &str, capture: &Capture, volume: &Volume<'_>) -> Telegram {
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

    let source_note = capture.notes.iter().find(|note| is_source(text, note)).map(|note| note_text(text, note));
    let mut note = source_note.as_deref().map(source_note::read).unwrap_or_default();
    if note.classification.is_none() {
        for block in own(Kind::Marking) {
            source_note::block(&plain(block), &mut note);
        }
    }
    let body = body::read(text, capture, kind);
    if source_note.is_none() {
        bracketed_note(&body, &head_text, &mut note);
    }

    let date = date(text, capture).or_else(|| body::date_in_words(source_note::sentences(&head.title).next()?));
    let marked_from = parties(true).next().and_then(|marked| text.get(marked.span.range())).map(body::one_line);
    let from = head.from.clone().or(marked_from).or_else(|| list(text, capture, List::From));
    let stated = list(text, capture, List::From);
    let post = from.as_deref().and_then(|from| post_of(from, place.as_deref(), stated.as_deref(), date));
    let number = head.number.clone().or_else(|| body.number.clone());
    let year = date.map(|date| date.year());
    let is_numbered = kind == DocumentKind::Telegram && year.is_some_and(|year| year >= references::NUMBERED_BY_YEAR);
    let id = match (is_numbered, year, &post, number.as_deref().and_then(body::plain_number)) {
        (true, Some(year), Some(post), Some(number)) => references::canonical(year, post, number),
        _ => None,
    };
    let has_text = !body.paragraphs.is_empty();
    let source = source(capture, volume, &head_text, &inline, source_note.as_deref(), text, number.as_deref());
    let subject = body.subject.clone().or_else(|| (!head.title.is_empty()).then(|| head.title.clone()));
    let tags = body.tags.as_deref().unwrap_or_default();
    Telegram {
        id,
        kind,
        text_state: if has_text { TextState::Present } else { TextState::Missing },
        date,
        classification: note.classification,
        captions: note.captions,
        precedence: note.precedence,
        from: from.clone().map(|name| Originator { name, routing_indicator: None, post }),
        action: addressees(text, capture, &head),
        info: note.info,
        tags: tags.split([',', ' ']).filter(|tag| !tag.is_empty()).map(str::to_uppercase).collect(),
        subject,
        references: references::read(text, capture, &volume.key, year, &body.lists),
        sections: Sections { count: 1, present: vec![1] },
        paragraphs: body.paragraphs,
        signature: own(Kind::Signed).map(plain).filter(|name| !name.is_empty()).collect(),
        drafted_by: note.drafted_by,
        cleared_by: note.cleared_by,
        approved_by: note.approved_by,
        source: Source { created: date, origin: from, ..source },
        ..Telegram::default()
    }
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

fn is_source(text: &str, note: &Note) -> bool {
    note.kind.as_deref() == Some("source") || (note.kind.is_none() && note_text(text, note).starts_with("Source:"))
}

/// A note without its label.
fn note_text(text: &str, note: &Note) -> String {
    let printed = text.get(note.span.range()).unwrap_or_default();
    let label = note.label.len() + 2;
    body::one_line(printed.get(label..).unwrap_or_default())
}

/// A document of which only the source is printed says it in brackets:
/// `[Source: National Archives, … Top Secret; Immediate. …]`.
fn bracketed_note(body: &body::Body, head: &str, note: &mut SourceNote) {
    let found = body.paragraphs.first().map(|first| first.text.trim_start_matches('['));
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

/// The date of the dateline, with the time of day where it is marked apart.
fn date(text: &str, capture: &Capture) -> Option<MessageDate> {
    let own = || {
        capture.marks.iter().filter(|marked| {
            !marked.attached && !marked.in_note && matches!(marked.block, Some(Kind::Dateline | Kind::Head))
        })
    };
    let date = own().find_map(|marked| match &marked.mark {
        Mark::Date(when) => when_of(when),
        _ => None,
    })?;
    let time = own().find_map(|marked| match &marked.mark {
        Mark::Time(when) => when.parse::<jiff::civil::Time>().ok(),
        _ => None,
    });
    // `February 24, 1978, 1220Z`: the machine form does not always say so.
    let is_zulu = own().any(|marked| {
        matches!(marked.mark, Mark::Date(_)) && says_zulu(text.get(marked.span.range()).unwrap_or_default())
    });
    match (date, time) {
        (MessageDate::Local(moment), _) if is_zulu => Some(MessageDate::Zulu(moment)),
        (MessageDate::Day(day), Some(time)) => Some(MessageDate::Local(day.to_datetime(time))),
        (date, _) => Some(date),
    }
}

/// Whether a date in words ends in a time of four figures and Z.
fn says_zulu(words: &str) -> bool {
    words.match_indices(['Z', 'z']).any(|(at, _)| {
        let before = &words.as_bytes()[at.saturating_sub(4)..at];
        before.len() == 4 && before.iter().all(u8::is_ascii_digit)
    })
}

/// A machine date; the day alone where the time of day is none.
fn when_of(when: &str) -> Option<MessageDate> {
    let when = when.trim();
    when.parse().ok().or_else(|| when.get(..10)?.parse().ok()).or_else(|| when.get(..4)?.parse().ok())
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

/// The post of a sender: the Department is STATE; a mission sits where the
/// dateline says.
///
/// Without a place, the telegram's own `FM` line says it, or the country where
/// it had one embassy in that year.
fn post_of(from: &str, place: Option<&str>, stated: Option<&str>, date: Option<MessageDate>) -> Option<String> {
    let lower = from.to_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let is_mission = is(&[
        "embassy",
        "legation",
        "consulate",
        "consul",
        "ambassador in",
        "minister in",
        "chargé in",
        "mission",
        "interests section",
        "liaison office",
    ]);
    if is(&["department of state"]) || (lower.ends_with("secretary of state") && !is_mission) {
        return Some("STATE".to_owned());
    }
    if lower.contains("mission to the united nations") {
        return Some("USUNNEWYORK".to_owned());
    }
    if lower.contains("mission to the north atlantic treaty") || lower.contains("mission to nato") {
        return Some("NATOBRUSSELS".to_owned());
    }
    // Other missions to organisations number under names of their own.
    if !is_mission || lower.contains("mission to") || lower.contains("mission at") {
        return None;
    }
    if let Some(place) = place {
        return references::post_of_place(place).filter(|post| post != "STATE");
    }
    let by_address = stated.and_then(telegram::posts::post_of_plad).map(str::to_owned);
    by_address.or_else(|| {
        let year = u16::try_from(date?.year()).ok()?;
        let country = from.get("Embassy in ".len()..).filter(|_| lower.starts_with("embassy in "))?;
        let post = telegram::posts::by_territory(country, year).or_else(|| telegram::posts::find(country))?;
        Some(post.key.to_owned())
    })
}

fn source(
    capture: &Capture,
    volume: &Volume<'_>,
    head: &str,
    inline: &[String],
    note: Option<&str>,
    text: &str,
    number: Option<&str>,
) -> Source {
    let mut attributes = Vec::new();
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            attributes.push((name.to_owned(), value));
        }
    };
    add("volume", volume.title.clone());
    add("document", capture.number.clone().unwrap_or_default());
    add("pages", pages(&capture.pages));
    add("head", head.to_owned());
    for note in inline {
        add("note", note.clone());
    }
    add("telegram number", number.unwrap_or_default().to_owned());
    add("source note", note.unwrap_or_default().to_owned());
    for summary in capture.notes.iter().filter(|note| note.kind.as_deref() == Some("summary")) {
        add("summary", note_text(text, summary));
    }
    let id = if capture.id.is_empty() { capture.number.clone().unwrap_or_default() } else { capture.id.clone() };
    Source {
        carrier: "frus".to_owned(),
        key: format!("{}/{id}", volume.key),
        classification: note
            .and_then(|note| source_note::sentences(note).find(|s| is_marking(s)))
            .map(|sentence| sentence.trim_end_matches('.').to_owned()),
        attributes,
        ..Source::default()
    }
}

fn is_marking(sentence: &str) -> bool {
    let mut found = SourceNote::default();
    source_note::markings(sentence, &mut found);
    found.classification.is_some() || sentence.to_lowercase().starts_with("no classification marking")
}

/// `12`, `12–14`.
fn pages(pages: &[String]) -> String {
    match pages {
        [] => String::new(),
        [first, .., last] if first != last => format!("{first}–{last}"),
        [first, ..] => first.clone(),
    }
}

/// The blocks as elements that tile the text.
fn elements(text: &str, capture: &Capture) -> Vec<Element> {
    let mut found: Vec<(ElementKind, Span)> =
        capture.blocks.iter().map(|block| (element_kind(block), block.span)).collect();
    found.extend(capture.notes.iter().map(|note| (ElementKind::Note, note.span)));
    found.sort_by_key(|(_, span)| (span.start, core::cmp::Reverse(span.end)));
    let mut elements = Vec::with_capacity(found.len() * 2);
    let mut at = 0;
    let fill = |elements: &mut Vec<Element>, from: u32, to: u32| {
        if from < to {
            let span = Span::new(from, to);
            let blank = text.get(span.range()).is_some_and(|gap| gap.trim().is_empty());
            elements.push(Element { kind: if blank { ElementKind::Blank } else { ElementKind::Text }, span });
        }
    };
    for (kind, span) in found {
        // A block within another is part of it.
        if span.start < at || span.is_empty() {
            continue;
        }
        fill(&mut elements, at, span.start);
        elements.push(Element { kind, span });
        at = span.end;
    }
    fill(&mut elements, at, offset(text.len()));
    elements
}

fn element_kind(block: &Block) -> ElementKind {
    match (block.kind, block.list) {
        (Kind::Item | Kind::ListHead, List::Subject) => ElementKind::Subject,
        (Kind::Item | Kind::ListHead, List::From) => ElementKind::From,
        (Kind::Item | Kind::ListHead, List::To) => ElementKind::To,
        (Kind::Item | Kind::ListHead, List::References) => ElementKind::References,
        (Kind::Head | Kind::Heading | Kind::ListHead, _) => ElementKind::Heading,
        (Kind::InlineNote, _) => ElementKind::SourceFacts,
        (Kind::Dateline, _) => ElementKind::DateTimeGroup,
        (Kind::Marking, _) => ElementKind::Banner,
        (Kind::Signed, _) => ElementKind::Signature,
        (Kind::Paragraph | Kind::Item | Kind::Row, _) => ElementKind::Paragraph,
    }
}
