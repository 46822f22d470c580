//! E-mail and mailboxes (`.eml`, `.mbox`): telegrams in the text, quoted, or
//! attached as text, page, PDF or archive. Each is a record; what the message
//! says of itself goes with it as the source's statement.

mod attached;
mod boundary;
mod form;
mod quoted;
mod statements;

use core::ops::Range;
use std::collections::HashMap;

use mail_parser::{Encoding, Message, MessageParser, MessagePart, PartType};
use telegram::{Context, Source};

use crate::carrier::{Form, Inner, Sample};
use crate::charset::Decoded;
use crate::page::provenance;
use crate::source_map::MapBuilder;
use crate::{Carrier, Problem, Reading, Record, SourceMap, Unit, charset, evidence, page, several};

/// How many parts of one message are looked at.
const MAX_PARTS: usize = 1_000;

/// E-mail messages and mailboxes.
pub(crate) struct Mail;

impl Form for Mail {
    fn key(&self) -> &'static str {
        "mail"
    }

    fn word(&self) -> &'static str {
        "e-mail"
    }

    fn sniff(&self, sample: &Sample<'_>) -> bool {
        form::is_mail(sample.bytes)
    }

    fn read(&self, unit: &Unit, inner: &Inner<'_>, reading: &mut Reading) {
        read(unit, inner, reading);
    }

    fn has_scans(&self) -> bool {
        true
    }
}

/// Reads every message of a unit.
fn read(unit: &Unit, inner: &Inner<'_>, reading: &mut Reading) {
    let messages = boundary::messages(&unit.bytes);
    let many = messages.len() > 1;
    for (index, range) in messages.into_iter().enumerate() {
        let Some(bytes) = unit.bytes.get(range.clone()) else { continue };
        let parsed = MessageParser::default().parse(bytes);
        let Some(message) = parsed.filter(|message| !message.parts.is_empty()) else {
            reading.problems.push(Problem::at_byte(&unit.file, range.start, "no e-mail message can be read here"));
            continue;
        };
        let mut found = Found {
            unit,
            inner,
            range: range.clone(),
            number: many.then_some(index + 1),
            statements: statements::statements(&message),
            records: Vec::new(),
            problems: Vec::new(),
            keys: HashMap::new(),
        };
        found.message(&message);
        let Found { records, problems, statements, .. } = found;
        if records.is_empty() {
            let name = statements.iter().find(|(key, _)| key == "Message-ID").map(|(_, id)| id.as_str());
            let reason = match name {
                Some(id) => format!("no telegram found in the message {id}"),
                None => "no telegram found in the message".to_owned(),
            };
            reading.problems.push(Problem::at_byte(&unit.file, range.start, reason));
        }
        reading.problems.extend(problems);
        reading.records.extend(records);
    }
}

/// What one message gave.
struct Found<'a> {
    unit: &'a Unit,
    inner: &'a Inner<'a>,
    /// The message within the unit.
    range: Range<usize>,
    /// Its number in a mailbox.
    number: Option<usize>,
    statements: Vec<(String, String)>,
    records: Vec<Record>,
    problems: Vec<Problem>,
    /// How many records have each key: a table may give many.
    keys: HashMap<String, usize>,
}

impl Found<'_> {
    fn message(&mut self, message: &Message<'_>) {
        let part = |id: &u32| message.parts.get(usize::try_from(*id).unwrap_or(usize::MAX));
        for part in message.text_body.iter().take(MAX_PARTS).filter_map(part) {
            self.body(part);
        }
        // The page of a message says what its text says; it counts where that gave nothing.
        if self.records.is_empty() {
            let others = message.html_body.iter().filter(|id| !message.text_body.contains(id));
            for part in others.take(MAX_PARTS).filter_map(part) {
                self.body(part);
            }
        }
        for (index, id) in message.attachments.iter().enumerate() {
            if index >= MAX_PARTS {
                let reason = format!("more than {MAX_PARTS} attachments, the rest is not read");
                self.problems.push(Problem::at_byte(&self.unit.file, self.range.start, reason));
                return;
            }
            if let Some(part) = part(id) {
                self.attachment(part, index + 1);
            }
        }
    }

    /// A text that is shown as the message's own.
    fn body(&mut self, part: &MessagePart<'_>) {
        let place = self.place(part);
        let decoded = match &part.body {
            PartType::Text(text) => self.decoded(part, text, &place),
            PartType::Html(html) if self.is_saved_page() => return self.page(html, &place),
            PartType::Html(html) => {
                let mut decoded = page::text_of(&Unit::new("part.html", html.as_bytes().to_vec()));
                decoded.map = whole(&decoded.text, place.clone(), "UTF-8");
                decoded
            }
            _ => return,
        };
        let plain = quoted::unquote(&decoded);
        for (range, is_whole) in quoted::segments(&plain.text) {
            let segment = if is_whole { plain.clone() } else { plain.part(range) };
            for range in several::split(&segment.text, &[]) {
                self.telegram(segment.part(range));
            }
        }
    }

    /// Whether the message is a page that a browser saved.
    fn is_saved_page(&self) -> bool {
        self.statements.iter().any(|(key, _)| key == provenance::ADDRESS)
    }

    /// A saved page is read as one: what stands around its text is no text.
    fn page(&mut self, html: &str, place: &Range<usize>) {
        let unit = Unit::new(&*self.unit.file, html.as_bytes().to_vec());
        for mut record in self.inner.unit(&unit).records {
            let source = self.source(None);
            let own = core::mem::take(&mut record.telegram.source);
            let attributes = source.attributes.into_iter().chain(own.attributes).collect();
            record.telegram.source = Source { key: source.key, attributes, ..own };
            record.map = whole(&record.text, place.clone(), record.map.encoding());
            record.bytes = self.range.clone();
            self.records.push(record);
        }
    }

    /// Text with its map: exact where the part was sent as it is.
    fn decoded(&self, part: &MessagePart<'_>, text: &str, place: &Range<usize>) -> Decoded {
        let raw = self.unit.bytes.get(place.clone()).unwrap_or_default();
        if part.encoding == Encoding::None {
            let own = charset::decode(raw);
            if own.text == text {
                let mut builder = MapBuilder::new(own.map.encoding());
                builder.copy(&own.text, place.start);
                if own.text.len() == raw.len() {
                    let (text, map) = builder.finish();
                    return Decoded { text, map };
                }
            }
        }
        Decoded { text: text.to_owned(), map: whole(text, place.clone(), "UTF-8") }
    }

    fn telegram(&mut self, decoded: Decoded) {
        let parsed = telegram::parse_with(&decoded.text, &Context::default());
        if !evidence::is_sure(&parsed.telegram) {
            return;
        }
        let mut telegram = parsed.telegram;
        telegram.source = self.source(None);
        self.records.push(Record {
            telegram,
            elements: parsed.elements,
            text: decoded.text,
            map: decoded.map,
            bytes: self.range.clone(),
        });
    }

    /// The source of the next record.
    fn source(&mut self, attachment: Option<&str>) -> Source {
        let mut key = self.unit.name.clone();
        if let Some(number) = self.number {
            key.push_str(&format!("/{number}"));
        }
        if let Some(name) = attachment {
            key.push('/');
            key.push_str(name);
        }
        let count = self.keys.entry(key.clone()).or_default();
        *count += 1;
        if *count > 1 {
            key.push_str(&format!("#{count}"));
        }
        Source { carrier: Carrier::Mail.name(), key, attributes: self.statements.clone(), ..Source::default() }
    }

    /// Where the part's body stands in the unit.
    fn place(&self, part: &MessagePart<'_>) -> Range<usize> {
        let at = |offset: u32| (self.range.start + offset as usize).min(self.range.end);
        at(part.offset_body)..at(part.offset_end).max(at(part.offset_body))
    }
}

/// A map that leads from all of a text to all of its bytes.
fn whole(text: &str, bytes: Range<usize>, encoding: &'static str) -> SourceMap {
    let mut builder = MapBuilder::new(encoding);
    builder.whole(text, bytes);
    builder.finish().1
}

#[cfg(test)]
mod tests;
