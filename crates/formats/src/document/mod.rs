//! Texts that are no telegrams and state facts by labels: memoranda, letters, forms (`kind: document`).

mod heading;

use core::ops::Range;

use telegram::{
    Addressee, Classification, Diagnostic, Edtf, Element, ElementKind, Kind, MessageDate, Originator, Paragraph,
    Source, Span, Telegram,
};

use crate::dated;
use crate::evidence::Weight;
use crate::table::DateOrder;

/// So many lines from the start may be labels.
const HEAD: usize = 40;

/// A form has so many labels, a memorandum half as many.
const FORM: usize = 4;

/// The labels of a memorandum.
const MEMO: [&str; 9] = ["to", "from", "date", "subject", "subjects", "through", "via", "cc", "re"];

/// What a text states by its labels.
pub(crate) struct Document<'a> {
    heading: Option<&'a str>,
    labels: Vec<Labelled>,
    /// Where its file states something of it.
    stated: Range<usize>,
    /// Where its text begins.
    body: usize,
}

struct Labelled {
    name: String,
    value: String,
    /// Nothing stands on its line: what it labels stands below.
    tall: bool,
    place: Range<usize>,
}

/// The document that the text is, for all that speaks for a telegram: memoranda that call themselves so have portion marks
/// too, and what has no more than a class or numbered text can be anything.
pub(crate) fn of(text: &str, evidence: Weight) -> Option<Document<'_>> {
    match evidence {
        Weight::Strong => None,
        Weight::Marked => find(text)
            .filter(|document| document.heading.is_some())
            .or_else(|| heading::find(text).filter(|line| heading::is_of_no_telegram(line)).map(Document::headed)),
        Weight::Weak => find(text).or_else(|| named(text)),
        Weight::None => find(text),
    }
}

/// The document that a text calls itself, whatever else speaks for a telegram: by its heading, as a message with mailboxes, or
/// as a list of what is known of persons.
pub(crate) fn calling_itself_one(text: &str) -> Option<Document<'_>> {
    let is_one =
        |document: &Document<'_>| document.heading.is_some() || document.is_mail() || document.is_of_persons(text);
    find(text).filter(is_one).or_else(|| named(text))
}

/// The document that the text is by its labels; `None` where it has too few.
fn find(text: &str) -> Option<Document<'_>> {
    let mut document = Document { heading: None, labels: Vec::new(), stated: 0..0, body: text.len() };
    let mut at = 0;
    let mut after_blank = false;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let place = at..at + line.len();
        at = place.end;
        let content = line.trim();
        if content.is_empty() {
            after_blank = true;
            continue;
        }
        if number >= HEAD {
            document.body = place.start;
            break;
        }
        match label(content) {
            Some((name, value)) => {
                let (name, value, tall) = (name.to_owned(), value.to_owned(), value.is_empty());
                document.labels.push(Labelled { name, value, tall, place });
            }
            // The value goes on below its label.
            None if !after_blank && document.labels.last().is_some_and(|last| goes_on(last, line)) => {
                if let Some(last) = document.labels.last_mut() {
                    let join = if last.value.is_empty() { "" } else { "; " };
                    last.value = format!("{}{join}{content}", last.value);
                    last.place.end = place.end;
                }
            }
            None if document.labels.is_empty() => {
                document.heading = document.heading.or_else(|| heading::is_heading(content).then_some(content));
            }
            None => {
                document.body = place.start;
                break;
            }
        }
        after_blank = false;
    }
    let of_memo =
        document.labels.iter().filter(|label| MEMO.contains(&label.name.to_ascii_lowercase().as_str())).count();
    let is_memo = of_memo >= FORM / 2 && (document.heading.is_some() || of_memo >= 3);
    (is_memo || document.labels.len() >= FORM).then_some(document)
}

/// A text without labels that calls itself something else than a telegram, or begins as a letter.
fn named(text: &str) -> Option<Document<'_>> {
    let heading = heading::find(text);
    let is_named = heading.is_some() || heading::is_letter(text) || heading::is_note(text);
    is_named.then_some(Document { heading, labels: Vec::new(), stated: 0..0, body: 0 })
}

/// A text of which its file states something at `stated`, which stands before it.
pub(crate) fn stated<'a>(stated: Range<usize>) -> Document<'a> {
    let body = stated.end;
    Document { heading: None, labels: Vec::new(), stated, body }
}

/// `DATE OF LAST REVIEW : 08/11/1993`: up to five words of letters before a colon.
fn label(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim_end();
    let is_name = (2..=40).contains(&name.len())
        && name.split(' ').count() <= 5
        && name.starts_with(|letter: char| letter.is_ascii_uppercase())
        && name.chars().all(|letter| letter.is_ascii_alphabetic() || matches!(letter, ' ' | '(' | ')' | '/' | '.'));
    (is_name && !value.starts_with("//")).then(|| (name, value.trim()))
}

/// Whether the line belongs to the label above it: indented, or in a list below a label without a value.
fn goes_on(last: &Labelled, line: &str) -> bool {
    line.starts_with([' ', '\t']) || last.tall
}

impl<'a> Document<'a> {
    /// A text without labels below its heading.
    fn headed(heading: &'a str) -> Self {
        Self { heading: Some(heading), labels: Vec::new(), stated: 0..0, body: 0 }
    }
}

impl Document<'_> {
    /// Whether it is a message of a mail system: mailboxes stand in its fields.
    fn is_mail(&self) -> bool {
        let is_mailbox = |value: &str| value.split_once('@').is_some_and(|(_, host)| host.contains('.'));
        self.get(&["FROM"]).is_some_and(is_mailbox) || self.get(&["TO"]).is_some_and(is_mailbox)
    }

    /// Whether the text begins with a list of what is known of persons: `NAME:`, `DOB:`.
    fn is_of_persons(&self, text: &str) -> bool {
        const PERSON: [&str; 8] =
            ["NAME", "FULL NAME", "SURNAME", "DOB", "DPOB", "DATE OF BIRTH", "POB", "PLACE OF BIRTH"];
        let is_first = self.labels.first().and_then(|label| text.get(..label.place.start));
        let of_person =
            self.labels.iter().filter(|label| PERSON.iter().any(|name| label.name.eq_ignore_ascii_case(name)));
        is_first.is_some_and(|above| above.trim().is_empty())
            && self.labels.first().is_some_and(|first| !MEMO.contains(&first.name.to_ascii_lowercase().as_str()))
            && of_person.count() >= 2
    }

    fn get(&self, names: &[&str]) -> Option<&str> {
        let found = self.labels.iter().find(|label| names.iter().any(|name| label.name.eq_ignore_ascii_case(name)));
        found.map(|label| label.value.as_str()).filter(|value| !value.is_empty())
    }

    /// What a document without labels calls itself by.
    fn titled(&self) -> Option<&str> {
        self.heading.filter(|_| self.labels.is_empty())
    }

    /// The document with what its labels state, and of what was `found` in it; everything else that was read as of a telegram is left out.
    pub(crate) fn telegram(&self, text: &str, mut source: Source, found: &str) -> (Telegram, Vec<Element>) {
        source.attributes.extend(self.labels.iter().map(|label| (label.name.clone(), label.value.clone())));
        let message = format!("too little that only telegrams have ({found}): kept as a document, with what it states");
        let mut diagnostics = vec![Diagnostic::note("no-telegram", Span::default(), message)];
        let from = self.get(&["FROM"]).map(|name| Originator { name: name.to_owned(), ..Originator::default() });
        let to = self.get(&["TO", "MEMORANDUM FOR"]);
        let (date, doubt) =
            self.get(&["DATE", "DATED"]).map(|value| dated::read("the date", value)).unwrap_or_default();
        diagnostics.extend(doubt);
        let on_line = || dated_line(text).filter(|_| self.labels.is_empty()).map(Edtf::from);
        let date_edtf = date.or(source.created.map(Edtf::from)).or_else(on_line);
        let telegram = Telegram {
            kind: Kind::Document,
            date: date_edtf.and_then(|date| date.exact()),
            date_edtf,
            classification: self.get(&["CLASSIFICATION"]).and_then(class).or_else(|| class_above(text)),
            from,
            action: to.map(|name| Addressee { name: name.to_owned(), ..Addressee::default() }).into_iter().collect(),
            subject: self
                .get(&["SUBJECT", "SUBJECTS", "RE", "TITLE"])
                .or(self.titled())
                .map(str::to_owned)
                .or_else(|| title(&source)),
            paragraphs: paragraphs(text, self.body),
            diagnostics,
            source,
            ..Telegram::default()
        };
        let elements = self.elements(text);
        (telegram, elements)
    }

    fn elements(&self, text: &str) -> Vec<Element> {
        let mut elements = Vec::new();
        let mut from = 0;
        let mut add = |kind, range: Range<usize>| {
            if !range.is_empty() {
                elements.push(Element { kind, span: span(&range) });
            }
        };
        add(ElementKind::Text, from..self.stated.start);
        add(ElementKind::SourceFacts, self.stated.clone());
        from = from.max(self.stated.end);
        for label in &self.labels {
            add(ElementKind::Text, from..label.place.start);
            let kind = match label.name.to_ascii_lowercase().as_str() {
                "from" => ElementKind::From,
                "to" => ElementKind::To,
                "subject" | "subjects" => ElementKind::Subject,
                _ => ElementKind::SourceFacts,
            };
            add(kind, label.place.clone());
            from = label.place.end;
        }
        add(ElementKind::Text, from..text.len());
        elements
    }
}

/// Blocks of lines with blank lines between, their blanks made one.
pub(crate) fn paragraphs(text: &str, from: usize) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut at = from;
    let mut open = false;
    for line in text.get(from..).unwrap_or_default().split_inclusive('\n') {
        let content = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if content.is_empty() {
            open = false;
            continue;
        }
        let place = span(&(start..start + content.len()));
        match paragraphs.last_mut().filter(|_| open) {
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(content);
                last.span.end = place.end;
            }
            None => paragraphs.push(Paragraph { text: content.to_owned(), span: place, ..Paragraph::default() }),
        }
        open = true;
    }
    paragraphs
}

fn title(source: &Source) -> Option<String> {
    source.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case("title")).map(|(_, title)| title.clone())
}

/// The day on a line of its own near the start, with its place or without: `Suva, 2 April 2005`.
fn dated_line(text: &str) -> Option<MessageDate> {
    const NEAR: usize = 14;
    const LONGEST: usize = 60;
    let read = |date: &str| DateOrder::default().read(date.trim()).filter(|date| date.day().is_some());
    let lines = text.lines().map(|line| line.trim().trim_end_matches('.')).filter(|line| !line.is_empty()).take(NEAR);
    let lines = lines.filter(|line| line.len() <= LONGEST && line.bytes().any(|byte| byte.is_ascii_digit()));
    lines.into_iter().find_map(|line| read(line).or_else(|| read(line.split_once(',')?.1)))
}

/// A class alone on the first line.
fn class_above(text: &str) -> Option<Classification> {
    class(text.lines().map(str::trim).find(|line| !line.is_empty())?)
}

fn class(value: &str) -> Option<Classification> {
    let upper = value.to_ascii_uppercase();
    let first = upper.split(['/', ',', ';']).next()?.trim();
    match first {
        "UNCLASSIFIED" => Some(Classification::Unclassified),
        "CONFIDENTIAL" => Some(Classification::Confidential),
        "SECRET" => Some(Classification::Secret),
        "TOP SECRET" => Some(Classification::TopSecret),
        _ => None,
    }
}

fn span(range: &Range<usize>) -> Span {
    let limit = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(limit(range.start), limit(range.end))
}
